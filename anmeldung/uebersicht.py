"""Figures of the registrations as the staff sees them: confirmed by week, cards of the start page, a new capacity."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anmeldung.models import Anmeldung, Bedarf
from anmeldung.queries import Zahlen, zahlen
from konferenz import uhr
from konferenz.beitraege import Karte, Schritt
from konferenz.diagramm import Saeulen, saeulen
from konferenz.models import Benutzer, Konferenz

WOCHEN_IM_BILD = 5
"""More bars than this would let their captions run into each other on a phone."""


@dataclass(frozen=True)
class Woche:
    """How many of the registrations that hold today were confirmed in the week that begins on `montag`."""

    montag: date
    zahl: int

    @property
    def nummer(self) -> int:
        """Number of the calendar week (ISO 8601)."""
        return self.montag.isocalendar().week

    @property
    def sonntag(self) -> date:
        return self.montag + timedelta(days=6)


def wochen(konferenz: Konferenz) -> list[Woche]:
    """Every week from the first confirmation to the last complete week, or to the running one if it has any."""
    bestaetigt = Anmeldung.objects.filter(
        konferenz=konferenz, stand=Anmeldung.Stand.BESTAETIGT, bestaetigt_am__isnull=False
    )
    je_woche = bestaetigt.annotate(woche=TruncWeek("bestaetigt_am")).order_by("woche")
    paare = je_woche.values_list("woche").annotate(zahl=Count("pk"))
    zahl_am = {timezone.localdate(woche): zahl for woche, zahl in paare}
    if not zahl_am:
        return []
    heute = uhr.heute()
    ende = max(*zahl_am, heute - timedelta(days=heute.weekday() + 7))
    beginn = min(zahl_am)
    tage = range(0, (ende - beginn).days + 1, 7)
    return [Woche(tag, zahl_am.get(tag, 0)) for tag in (beginn + timedelta(days=n) for n in tage)]


def bild(reihe: list[Woche]) -> Saeulen:
    """The last weeks of `reihe` as columns."""
    return saeulen(
        [(_("KW %(nummer)d") % {"nummer": woche.nummer}, woche.zahl) for woche in reihe[-WOCHEN_IM_BILD:]]
    )


def nach_frist(konferenz: Konferenz) -> int:
    """How many people asked for interpreting after the deadline, still mean to come and wait for an answer."""
    aktive = Anmeldung.objects.filter(konferenz=konferenz).aktiv()
    return aktive.filter(bedarf__ist_nach_frist=True, bedarf__geklaert_am=None).count()


def karten(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Karte]:
    """Cards of the staff's start page: figures of the registrations, needs that came too late, needs to read."""
    if konferenz is None:
        return []
    moegliche = (karte(konferenz) for recht, karte in _KARTEN if benutzer.has_perm(recht))
    return [karte for karte in moegliche if karte]


def _karte_anmeldungen(konferenz: Konferenz) -> Karte:
    reihe, stand = wochen(konferenz), zahlen(konferenz)
    daten = {"konferenz": konferenz, "zahlen": stand, "diagramm": bild(reihe), "seit": _seit(reihe)}
    vorlage = "anmeldung/arbeit_karte_anmeldungen.html"
    return Karte(_("Anmeldungen"), vorlage, daten, rang=40, abzeichen=_abzeichen(stand))


def _abzeichen(stand: Zahlen) -> tuple[str, str]:
    """Free seats, or how many wait for one."""
    if not stand.plaetze:
        return "neutral", _("noch keine Plätze")
    if stand.warteliste:
        return "warning", ngettext("%(zahl)d wartet", "%(zahl)d warten", stand.warteliste) % {
            "zahl": stand.warteliste
        }
    if not stand.frei:
        return "warning", _("alle Plätze vergeben")
    return "success", ngettext("%(zahl)d Platz frei", "%(zahl)d Plätze frei", stand.frei) % {
        "zahl": stand.frei
    }


def _karte_nach_frist(konferenz: Konferenz) -> Karte | None:
    zahl = nach_frist(konferenz)
    if not zahl:
        return None
    daten = {"konferenz": konferenz, "zahl": zahl}
    vorlage = "anmeldung/arbeit_karte_nach_frist.html"
    wort = ngettext("%(zahl)d Person", "%(zahl)d Personen", zahl) % {"zahl": zahl}
    return Karte(_("Dolmetschen nach der Frist"), vorlage, daten, rang=35, abzeichen=("warning", wort))


def _karte_bedarfe(konferenz: Konferenz) -> Karte:
    aktive = Anmeldung.objects.filter(konferenz=konferenz).aktiv()
    daten = {"konferenz": konferenz, "zahl": Bedarf.objects.filter(anmeldung__in=aktive).count()}
    return Karte(_("Bedarfe"), "anmeldung/arbeit_karte_bedarfe.html", daten, rang=45)


_KARTEN: tuple[tuple[str, Callable[[Konferenz], Karte | None]], ...] = (
    ("anmeldung.liste_sehen", _karte_anmeldungen),
    ("anmeldung.bedarfe_nach_frist_sehen", _karte_nach_frist),
    ("anmeldung.bedarfe_lesen", _karte_bedarfe),
)
"""Right that shows a card, and the function that makes it."""


def _seit(reihe: list[Woche]) -> date | None:
    """The Monday on which the picture begins."""
    return reihe[-WOCHEN_IM_BILD:][0].montag if reihe else None


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Next steps of the staff's start page: without seats nobody can register."""
    if konferenz is None or konferenz.beginn is None or konferenz.ist_vorbei:
        return []
    if not benutzer.has_perm("anmeldung.plaetze_aendern") or zahlen(konferenz).plaetze:
        return []
    return [
        Schritt(
            _("Zahl der Plätze festlegen"),
            _("Ohne Plätze bleibt die Anmeldung geschlossen."),
            reverse("anmeldungen:plaetze", kwargs={"kennung": konferenz.kennung}),
            _("Plätze festlegen"),
            rang=48,
        )
    ]


@dataclass(frozen=True)
class Platzvorschau:
    """What happens if the capacity becomes `neu` seats: nobody loses a seat, who waits may get an offer."""

    neu: int
    bisher: int
    belegt: int
    wartend: int

    @property
    def angebote(self) -> int:
        """How many who wait get an offer at once."""
        return max(0, min(self.neu - self.belegt, self.wartend))

    @property
    def ueberzaehlig(self) -> int:
        """How many seats are taken above the new number; so many have to be given back before one is offered again."""
        return max(0, self.belegt - self.neu)

    @property
    def frei(self) -> int:
        """Seats nobody holds afterwards."""
        return max(0, self.neu - self.belegt - self.angebote)


def platzvorschau(stand: Zahlen, neu: int) -> Platzvorschau:
    """The preview of a capacity of `neu` seats from the figures of now."""
    return Platzvorschau(neu, stand.plaetze, stand.bestaetigt + stand.angeboten, stand.warteliste)
