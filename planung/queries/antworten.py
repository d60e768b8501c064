"""Who sits in a meeting and what everybody has answered to the invitation."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from beirat.models import Mitgliedschaft, Sitz
from konferenz.formate import Stand
from konferenz.models import Nachricht
from planung.fristen import tag_der
from planung.models import Sitzung, Teilnahme, Zustellung
from planung.queries.mitglieder import mitgliedschaften

Antwort = Teilnahme.Antwort
Funktion = Mitgliedschaft.Funktion

ABZEICHEN = {
    Antwort.ZUGESAGT: Stand("success", str(Antwort.ZUGESAGT.label)),
    Antwort.VIELLEICHT: Stand("info", str(Antwort.VIELLEICHT.label)),
    Antwort.ABGESAGT: Stand("neutral", str(Antwort.ABGESAGT.label)),
}


@dataclass(frozen=True)
class Platz:
    """One seat or guest of a meeting; without a membership the seat is vacant (S32)."""

    sitz: Sitz
    mitgliedschaft: Mitgliedschaft | None
    teilnahme: Teilnahme | None
    brief: Nachricht | None

    @property
    def person(self) -> int | None:
        return self.mitgliedschaft.person_id if self.mitgliedschaft else None

    @property
    def name(self) -> str:
        return self.mitgliedschaft.person.anzeigename if self.mitgliedschaft else _("N. N.")

    @property
    def rolle(self) -> str:
        """What the person is in the body, who sends her and for which field."""
        if self.mitgliedschaft is None:
            return self.sitz.bereich
        funktion = self.mitgliedschaft.funktion
        besonders = self.mitgliedschaft.get_funktion_display() if funktion != Funktion.MITGLIED else ""
        vertretung = _("Vertretung") if self.mitgliedschaft.vertritt_id else ""
        stelle = self.mitgliedschaft.entsendet_durch
        teile = (besonders, vertretung, stelle.name if stelle else "", self.sitz.bereich)
        return ", ".join(filter(None, teile))

    @property
    def zaehlt(self) -> bool:
        """Members, not guests and deputies, are counted."""
        eine = self.mitgliedschaft
        return eine is not None and eine.vertritt_id is None and eine.funktion != Funktion.GAST

    @property
    def fehlt_antwort(self) -> bool:
        return self.zaehlt and self.teilnahme is None

    @property
    def antwort(self) -> Stand:
        if self.mitgliedschaft is None:
            return Stand("neutral", _("Sitz frei"))
        if self.teilnahme is None:
            return Stand("warning" if self.zaehlt else "neutral", _("keine Antwort"))
        return ABZEICHEN[Antwort(self.teilnahme.antwort)]

    @property
    def erhalten(self) -> tuple[str, datetime] | None:
        """On which way and when the last invitation went out; None while it has not."""
        if self.brief is None or self.brief.versandt_am is None:
            return None
        return self.brief.get_weg_display(), self.brief.versandt_am


def plaetze(sitzung: Sitzung) -> list[Platz]:
    """Every seat of the day with its people, deputies behind the members, vacant ones too; four statements."""
    je_sitz: dict[int, list[Mitgliedschaft]] = {}
    for eine in mitgliedschaften(sitzung.gremium, tag_der(sitzung)):
        je_sitz.setdefault(eine.sitz_id, []).append(eine)
    antworten = {eine.person_id: eine for eine in sitzung.teilnahmen.filter(generation=sitzung.generation)}
    briefe = _briefe(sitzung)
    gezeigt = []
    for sitz in sitzung.gremium.sitze.order_by("id"):
        besetzt = sorted(je_sitz.get(sitz.pk, []), key=lambda eine: (eine.vertritt_id or 0, eine.pk))
        if not any(eine.vertritt_id is None for eine in besetzt) and sitz.ist_stimmberechtigt:
            gezeigt.append(Platz(sitz, None, None, None))
        gezeigt += [
            Platz(sitz, eine, antworten.get(eine.person_id), briefe.get(eine.person_id)) for eine in besetzt
        ]
    return gezeigt


def _briefe(sitzung: Sitzung) -> dict[int, Nachricht]:
    """The latest letter of an invitation for each person."""
    reihe = Zustellung.objects.filter(einladung__sitzung=sitzung).select_related("nachricht")
    return {eine.person_id: eine.nachricht for eine in reihe.order_by("einladung__version")}


@dataclass(frozen=True)
class Stellenzahl:
    """How the members that one body sends have answered."""

    stelle: str
    plaetze: list[Platz]

    def _zahl(self, antwort: str) -> int:
        return len(
            [einer for einer in self.plaetze if einer.teilnahme and einer.teilnahme.antwort == antwort]
        )

    @property
    def satz(self) -> str:
        """In words: "4 von 5 zugesagt, 1 Absage"."""
        zugesagt = _("%(zahl)s von %(alle)s zugesagt") % {
            "zahl": self._zahl(Antwort.ZUGESAGT), "alle": len(self.plaetze),
        }  # fmt: skip
        weitere = (
            (self._zahl(Antwort.ABGESAGT), _("abgesagt")),
            (self._zahl(Antwort.VIELLEICHT), _("vielleicht")),
            (len([einer for einer in self.plaetze if einer.fehlt_antwort]), _("ohne Antwort")),
        )
        return ", ".join([zugesagt, *(f"{zahl} {wort}" for zahl, wort in weitere if zahl)])


def je_stelle(alle: list[Platz]) -> list[Stellenzahl]:
    """Members by the body that sends them; those of the body itself last."""
    gruppen: dict[str, list[Platz]] = {}
    for platz in alle:
        eine = platz.mitgliedschaft
        if eine is not None and platz.zaehlt:
            gruppen.setdefault(eine.entsendet_durch.name if eine.entsendet_durch else "", []).append(platz)
    namen = sorted(gruppen, key=lambda name: (not name, name))
    return [Stellenzahl(name or _("ohne entsendende Stelle"), gruppen[name]) for name in namen]
