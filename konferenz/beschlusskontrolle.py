"""How the points of a resolution stand: what the data say, what a person confirmed, what was reported and when it is
due again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from konferenz import beitraege, drucksachenlauf, uhr
from konferenz.beitraege import Nachweis, Schritt
from konferenz.formate import Stand, datum
from konferenz.models import (
    Benutzer,
    Bezirk,
    Drucksache,
    Konferenz,
    Nachricht,
    Petitumspunkt,
    Sachstand,
    Sachstandsbericht,
)
from konferenz.models.drucksache import Punktstand
from konferenz.queries import beschluss_zu

RECHT = "konferenz.sachstand_schreiben"
BERICHT = "konferenz.sachstandsbericht"
"""Reason of the letter that carries a report to its body."""
ERINNERUNG = "konferenz.bericht_faellig"
"""Reason of the letter that says a report is due."""
FERTIG = frozenset({Punktstand.ERLEDIGT, Punktstand.NICHT_UMSETZBAR, Punktstand.ERSETZT})
"""States after which nothing more is done about a point."""
MIT_GRUND = frozenset({Punktstand.ABWEICHEND, Punktstand.NICHT_UMSETZBAR, Punktstand.ERSETZT})
"""States that always need a reason, whatever the data say."""

ART_DES_STANDES = {
    Punktstand.IN_ARBEIT: "info",
    Punktstand.ERLEDIGT: "success",
    Punktstand.TEILWEISE: "warning",
    Punktstand.ABWEICHEND: "warning",
    Punktstand.NICHT_UMSETZBAR: "danger",
}
"""Kind of badge for the state of a petitum point; the others are neutral."""
ZEICHEN = {"erfuellt": "success", "offen": "info", "abweichend": "warning", "hinweis": "info"}
"""Icon of a piece of evidence."""
_VORLAUF = 14
"""Days before a report is due on which it becomes the next step."""


def abzeichen_des_punktes(punkt: Petitumspunkt) -> Stand:
    """The state of a point as a badge."""
    return Stand(ART_DES_STANDES.get(Punktstand(punkt.stand), "neutral"), punkt.get_stand_display())


def nachweise(punkt: Petitumspunkt, konferenz: Konferenz) -> list[Nachweis]:
    """What all apps know about a point; nothing before the paper is adopted."""
    if not punkt.drucksache.ist_wirksam:
        return []
    return beitraege.sammle("petitum_nachweis", punkt, konferenz)


def vorschlag(belege: Iterable[Nachweis]) -> Punktstand | None:
    """The state that follows from the evidence; None if the data decide nothing."""
    wertungen = [beleg.wertung for beleg in belege if beleg.wertung != "hinweis"]
    if not wertungen:
        return None
    if "abweichend" in wertungen:
        return Punktstand.ABWEICHEND
    if "offen" not in wertungen:
        return Punktstand.ERLEDIGT
    return Punktstand.IN_ARBEIT if "erfuellt" in wertungen else Punktstand.OFFEN


@dataclass(frozen=True)
class Punktlage:
    """One point: its evidence with icons, the state that follows from it, the last one that was reported."""

    punkt: Petitumspunkt
    nachweise: list[tuple[str, Nachweis]]
    vorschlag: Punktstand | None
    berichtet: Sachstand | None

    @property
    def abzeichen(self) -> Stand:
        return abzeichen_des_punktes(self.punkt)

    @property
    def ist_zu_bestaetigen(self) -> bool:
        """The data say something a person has not answered: another state, or never looked at."""
        if self.vorschlag is None or self.punkt.stand in (Punktstand.NICHT_UMSETZBAR, Punktstand.ERSETZT):
            return False
        return self.punkt.bewertet_am is None or (
            self.vorschlag != self.punkt.stand and not self.punkt.bewertung_grund
        )

    @property
    def bewertung(self) -> str:
        """Where the state comes from, in words."""
        punkt = self.punkt
        if punkt.bewertet_am is None:
            return _("noch nicht bestätigt")
        worte = {"wer": punkt.bewertet_von or _("der Sachbearbeitung"), "tag": datum(punkt.bewertet_am)}
        if self.vorschlag == punkt.stand:
            return _("aus den Daten, bestätigt von %(wer)s am %(tag)s") % worte
        return _("von %(wer)s am %(tag)s festgelegt") % worte


@dataclass(frozen=True)
class Kontrolle:
    """The resolution of a conference: its points, its reports, the day the next one is due."""

    konferenz: Konferenz
    drucksache: Drucksache
    beschlossen_am: date | None
    punkte: list[Punktlage]
    berichte: list[Sachstandsbericht]
    entwurf: Sachstandsbericht | None
    faellig_am: date | None

    @property
    def erledigt(self) -> int:
        return sum(lage.punkt.stand in FERTIG for lage in self.punkte)

    @property
    def schritte(self) -> list[dict[str, object]]:
        """The way of the paper, with what became of its points as the last steps."""
        entscheidungen = list(self.drucksache.entscheidungen.all())
        weg = drucksachenlauf.lauf(self.drucksache, entscheidungen)
        if not self.drucksache.ist_wirksam:
            return weg
        alle = self.erledigt == len(self.punkte)
        stand = _("%(zahl)s von %(alle)s Punkten erledigt") % {
            "zahl": self.erledigt,
            "alle": len(self.punkte),
        }
        umsetzung = {"name": _("In Umsetzung"), "stand": stand, "art": "erledigt" if alle else "jetzt"}
        ende = {"name": _("Umgesetzt"), "stand": "", "art": "erledigt" if alle else ""}
        return [
            *({**schritt, "art": schritt["art"].replace("jetzt", "")} for schritt in weg[:-1]),
            umsetzung,
            ende,
        ]


def kontrolle(konferenz: Konferenz, drucksache: Drucksache) -> Kontrolle:
    """Everything about a paper and the conference it asks for."""
    berichte = list(
        drucksache.berichte.filter(stand=Sachstandsbericht.Stand.BERICHTET).select_related("verfasst_von")
    )
    beschluss = beschluss_zu(konferenz) if drucksache.ist_wirksam else None
    punkte = _punktlagen(drucksache, konferenz)
    return Kontrolle(
        konferenz=konferenz,
        drucksache=drucksache,
        beschlossen_am=beschluss.am if beschluss else None,
        punkte=punkte,
        berichte=berichte,
        entwurf=drucksache.berichte.exclude(stand=Sachstandsbericht.Stand.BERICHTET).first(),
        faellig_am=None
        if all(lage.punkt.stand in FERTIG for lage in punkte) and berichte
        else faellig_am(drucksache),
    )


def faellig_am(drucksache: Drucksache) -> date | None:
    """Day on which the next report is due: the set number of months after the last one, or after the decision; None
    for a paper that is not adopted."""
    if not drucksache.ist_wirksam:
        return None
    bezirk = Bezirk.objects.first()
    monate = bezirk.bericht_nach_monaten if bezirk else Bezirk._meta.get_field("bericht_nach_monaten").default
    letzter = (
        drucksache.berichte.filter(stand=Sachstandsbericht.Stand.BERICHTET).order_by("berichtet_am").last()
    )
    beschluss = (
        drucksache.entscheidungen.filter(stand=Drucksache.Stand.BESCHLOSSEN).order_by("am", "id").last()
    )
    seit = letzter.berichtet_am if letzter else beschluss and beschluss.am
    return uhr.monate_spaeter(seit, monate) if seit else None


def hat_offenes(drucksache: Drucksache) -> bool:
    """Whether there is something to report: points that go on, or no report was ever made."""
    return (
        drucksache.punkte.exclude(stand__in=FERTIG).exists()
        or not drucksache.berichte.filter(stand=Sachstandsbericht.Stand.BERICHTET).exists()
    )


def nachricht_gilt(nachricht: Nachricht) -> bool:
    """Contribution: a reminder is outdated once a report was made or nothing is open any more."""
    if nachricht.anlass != ERINNERUNG:
        return True
    pk, faellig = nachricht.bezug.split(":")
    drucksache = Drucksache.objects.filter(pk=pk).first()
    return drucksache is not None and str(faellig_am(drucksache)) == faellig and hat_offenes(drucksache)


def punktlage(punkt: Petitumspunkt, konferenz: Konferenz) -> Punktlage:
    """One point as it stands."""
    belege = nachweise(punkt, konferenz)
    berichtet = next((eins for eins in punkt.sachstaende.all() if not eins.ist_entwurf), None)
    return Punktlage(
        punkt, [(ZEICHEN[beleg.wertung], beleg) for beleg in belege], vorschlag(belege), berichtet
    )


def _punktlagen(drucksache: Drucksache, konferenz: Konferenz) -> list[Punktlage]:
    punkte = list(drucksache.punkte.select_related("bewertet_von").prefetch_related("sachstaende__bericht"))
    for punkt in punkte:
        punkt.drucksache = drucksache
    return [punktlage(punkt, konferenz) for punkt in punkte]


def naechster_schritt(stand: Kontrolle) -> Schritt | None:
    """What is to be done about the resolution now: confirm what the data say, then report."""
    kennung = stand.konferenz.kennung
    offen = next((lage for lage in stand.punkte if lage.ist_zu_bestaetigen), None)
    if stand.faellig_am and (stand.entwurf or stand.faellig_am <= _bald()):
        return _bericht_schritt(stand, stand.faellig_am)
    if offen is None:
        return None
    return Schritt(
        _("Bewertung von Punkt %(nummer)s bestätigen") % {"nummer": offen.punkt.nummer},
        _("Die Daten sagen: %(stand)s. Bestätigen Sie das, oder begründen Sie eine andere Bewertung.")
        % {"stand": offen.vorschlag.label if offen.vorschlag else ""},
        reverse("arbeit:petitumspunkt", args=[kennung, offen.punkt.nummer]),
        _("Punkt ansehen"),
        rang=55,
    )


def _bald() -> date:
    return uhr.in_tagen(_VORLAUF)


def _bericht_schritt(stand: Kontrolle, faellig: date) -> Schritt:
    if stand.berichte:
        seit = _("Der letzte Bericht ist vom %(tag)s.") % {"tag": datum(stand.berichte[0].berichtet_am)}
    else:
        seit = _("Zu diesem Beschluss ist noch nicht berichtet.")
    if stand.entwurf:
        zusatz = _("Der Bericht ist angefangen.")
        return Schritt(
            _("Sachstand berichten"),
            f"{seit} {zusatz}",
            stand.entwurf.get_absolute_url(),
            _("Bericht öffnen"),
            faellig,
            42,
        )
    zusatz = _("Der Entwurf entsteht aus den Daten.")
    seite = reverse("arbeit:bericht-neu", args=[stand.konferenz.kennung])
    return Schritt(_("Sachstand berichten"), f"{seit} {zusatz}", seite, _("Entwurf anlegen"), faellig, 42)


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`: a report that is due soon. What the data say about the points their own page asks."""
    if (
        konferenz is None
        or konferenz.drucksache is None
        or not benutzer.has_perm(RECHT, konferenz.drucksache)
    ):
        return []
    faellig = faellig_am(konferenz.drucksache)
    if faellig is None or faellig > _bald():
        return []
    stand = kontrolle(konferenz, konferenz.drucksache)
    return [_bericht_schritt(stand, stand.faellig_am)] if stand.faellig_am else []
