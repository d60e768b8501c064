"""Where a meeting stands, in words: the strip of steps, its badge, what its page shows."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beirat.mitwirkung import mitwirkung
from beirat.models import Gremium
from beirat.queries import fehlende_stellen
from konferenz import uhr
from konferenz.formate import Stand as Abzeichen
from konferenz.formate import datum_kurz
from konferenz.models import Benutzer
from planung.fristen import letzter_versandtag, tag_der
from planung.models import Aufgabe, Einladung, Protokoll, Sitzung
from planung.queries import sicht
from planung.queries.antworten import Platz, Stellenzahl, je_stelle, plaetze
from planung.queries.aufgaben import zu_kontrollieren
from planung.queries.beschlussfaehigkeit import Beschlussfaehigkeit, Besetzung, Stimme
from planung.queries.erinnerungen import Post, einladungspost, erinnerungspost
from planung.queries.fassungen import offene_aenderungen
from planung.queries.tagesordnung import Zeile, tagesordnung
from planung.queries.versand import gescheiterte

Stand = Sitzung.Stand

_ABZEICHEN = {
    Stand.GEPLANT: "neutral",
    Stand.EINGELADEN: "info",
    Stand.LAEUFT: "info",
    Stand.BEENDET: "success",
    Stand.ABGESAGT: "neutral",
}


def abzeichen(sitzung: Sitzung) -> Abzeichen:
    """The state of a meeting as a badge."""
    return Abzeichen(_ABZEICHEN[Stand(sitzung.stand)], sitzung.get_stand_display())


@dataclass(frozen=True)
class Blatt:
    """Everything the page of a meeting shows to one account; a fixed number of statements."""

    sitzung: Sitzung
    benutzer: Benutzer
    punkte: list[Zeile]
    einladungen: list[Einladung]
    plaetze: list[Platz]
    einladungspost: list[Post]
    erinnerungen: list[Post]
    aufgaben: list[Aufgabe]
    vorige: Protokoll | None
    protokoll: Protokoll | None
    gescheitert: int
    fehlende: list[Gremium] = field(default_factory=list)

    @cached_property
    def post(self) -> list[Post]:
        return [*self.einladungspost, *self.erinnerungen]

    @property
    def aufgaben_in_worten(self) -> str:
        """What the item "Aufgabenkontrolle" goes through: "3 offen, 1 überfällig"."""
        if not self.aufgaben:
            return _("keine offen")
        ueberfaellig = len([eine for eine in self.aufgaben if eine.ist_ueberfaellig])
        worte = _("%(zahl)s offen") % {"zahl": len(self.aufgaben)}
        return f"{worte}, {ueberfaellig} {_('überfällig')}" if ueberfaellig else worte

    @property
    def ist_beschlussfaehig(self) -> Beschlussfaehigkeit:
        """Whether those who said that they come are enough by the body's rule."""
        besetzung = Besetzung.am(self.sitzung.gremium, tag_der(self.sitzung))
        zugesagt = {p.person for p in self.plaetze if p.teilnahme and p.teilnahme.antwort == "zugesagt"}
        stimmen = {
            sitz: Stimme(inhaber.person_id, inhaber.entsendet_durch_id)
            for sitz, inhaber in besetzung.inhaber.items()
            if inhaber is not None and inhaber.person_id in zugesagt
        }
        return besetzung.pruefe(stimmen)

    @property
    def minuten(self) -> int:
        """Time budget of all items; sub-items are part of theirs."""
        return sum(
            zeile.punkt.minuten
            for zeile in self.punkte
            if not zeile.ist_unterpunkt and not zeile.ist_abgesetzt
        )

    @property
    def dauer(self) -> int:
        return int((self.sitzung.ende - self.sitzung.beginn).total_seconds() // 60)

    @property
    def ohne_antwort(self) -> list[str]:
        return [platz.name for platz in self.plaetze if platz.fehlt_antwort]

    @property
    def zugesagt(self) -> int:
        return len(
            [p for p in self.plaetze if p.zaehlt and p.teilnahme and p.teilnahme.antwort == "zugesagt"]
        )

    @property
    def mitglieder(self) -> int:
        return len([platz for platz in self.plaetze if platz.zaehlt])

    @property
    def stellen(self) -> list[Stellenzahl]:
        return je_stelle(self.plaetze)

    @property
    def eigener(self) -> Platz | None:
        """The seat of the account itself."""
        person = mitwirkung(self.benutzer).person
        return next((platz for platz in self.plaetze if person and platz.person == person), None)

    @property
    def letzte_einladung(self) -> Einladung | None:
        return self.einladungen[-1] if self.einladungen else None

    @property
    def ist_geaendert(self) -> bool:
        """Whether the agenda is another one than was sent."""
        return bool(offene_aenderungen(self.letzte_einladung, [zeile.punkt for zeile in self.punkte]))

    @property
    def schritte(self) -> list[dict[str, Any]]:
        """The strip: six steps, the first that is not done is the present one."""
        namen = (
            _("Termin"),
            _("Einladung"),
            _("Erinnerung"),
            _("Sitzung"),
            _("Niederschrift"),
            _("Genehmigung"),
        )
        erledigt = (
            True,
            bool(self.einladungen),
            self._ist_erinnert(),
            self._ist_gehalten(),
            self._ist_versandt(),
            self._ist_genehmigt(),
        )
        staende = (
            datum_kurz(self.sitzung.beginn),
            self._einladung(),
            self._erinnerung(),
            self._sitzung(),
            self._niederschrift(),
            self._genehmigung(),
        )
        jetzt = next((n for n, fertig in enumerate(erledigt) if not fertig), None)
        return [
            {"name": name, "stand": stand, "art": "erledigt" if fertig else "jetzt" if n == jetzt else "offen"}
            for n, (name, fertig, stand) in enumerate(zip(namen, erledigt, staende, strict=True))
        ]  # fmt: skip

    def _ist_erinnert(self) -> bool:
        """Once the meeting has begun no reminder is of use any more."""
        if self.sitzung.stand in (Stand.LAEUFT, Stand.BEENDET):
            return True
        return bool(self.einladungen) and all(eine.lauf for eine in self.erinnerungen)

    def _ist_gehalten(self) -> bool:
        return self.sitzung.stand == Stand.BEENDET

    def _ist_versandt(self) -> bool:
        return self.protokoll is not None and self.protokoll.versandt_am is not None

    def _ist_genehmigt(self) -> bool:
        return self.protokoll is not None and self.protokoll.ist_genehmigt

    def _einladung(self) -> str:
        if not self.einladungen:
            return _("bis %(tag)s") % {"tag": datum_kurz(letzter_versandtag(self.sitzung))}
        erste = self.einladungen[0]
        frist = _("Frist verkürzt") if erste.ist_verkuerzt else _("fristgerecht")
        return _("versandt am %(tag)s, %(frist)s") % {"tag": datum_kurz(erste.versandt_am), "frist": frist}

    def _erinnerung(self) -> str:
        if not self.erinnerungen:
            return _("keine vorgesehen")
        getan = len([eine for eine in self.erinnerungen if eine.lauf])
        return _("%(getan)s von %(alle)s erledigt") % {"getan": getan, "alle": len(self.erinnerungen)}

    def _sitzung(self) -> str:
        tage = (tag_der(self.sitzung) - uhr.heute()).days
        if tage == 0:
            return _("heute")
        if tage < 0:
            return datum_kurz(self.sitzung.beginn)
        return ngettext("in %(tage)s Tag", "in %(tage)s Tagen", tage) % {"tage": tage}

    def _niederschrift(self) -> str:
        return self.protokoll.get_stand_display() if self.protokoll else _("danach")

    def _genehmigung(self) -> str:
        if self.protokoll and self.protokoll.genehmigt_am:
            return datum_kurz(self.protokoll.genehmigt_am)
        return _("in der nächsten Sitzung")


def blatt(sitzung: Sitzung, benutzer: Benutzer) -> Blatt:
    """Read the page of a meeting."""
    return Blatt(
        sitzung=sitzung,
        benutzer=benutzer,
        punkte=tagesordnung(sitzung, benutzer),
        einladungen=list(sitzung.einladungen.order_by("version")),
        plaetze=plaetze(sitzung),
        einladungspost=einladungspost(sitzung),
        erinnerungen=erinnerungspost(sitzung),
        aufgaben=zu_kontrollieren(sitzung.gremium),
        vorige=_vorige(sitzung, benutzer),
        protokoll=sicht.protokolle(benutzer).filter(sitzung=sitzung).first(),
        gescheitert=gescheiterte(sitzung),
        fehlende=fehlende_stellen(sitzung.gremium, tag_der(sitzung)),
    )


def _vorige(sitzung: Sitzung, benutzer: Benutzer) -> Protokoll | None:
    """The minutes that this meeting approves: the last that were sent before it."""
    frueher = sicht.protokolle(benutzer).filter(sitzung__gremium=sitzung.gremium_id)
    return frueher.filter(sitzung__beginn__lt=sitzung.beginn, versandt_am__isnull=False).first()
