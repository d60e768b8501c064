"""Figures of the registrations as the staff sees them: confirmed by week, cards of the start page, a new capacity."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.translation import gettext as _

from anmeldung.models import Anmeldung, Bedarf
from anmeldung.queries import Zahlen, zahlen
from konferenz import uhr
from konferenz.beitraege import Karte
from konferenz.models import Benutzer, Konferenz

WOCHEN_IM_BILD = 5
"""More bars than this would let their captions run into each other on a phone."""

_GRUNDLINIE, _HOECHSTE = 118, 92
_ANTEIL = 0.72


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


@dataclass(frozen=True)
class Balken:
    """One bar as attributes of SVG: across in per cent, down in pixels."""

    woche: Woche
    x: str
    breite: str
    mitte: str
    y: str
    hoehe: str
    y_zahl: str
    ist_letzter: bool


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


def balken(reihe: list[Woche]) -> list[Balken]:
    """The last weeks of `reihe` as bars; the highest fills the picture."""
    gezeigt = reihe[-WOCHEN_IM_BILD:]
    hoechste = max((woche.zahl for woche in gezeigt), default=0) or 1
    return [_balken(woche, nummer, len(gezeigt), hoechste) for nummer, woche in enumerate(gezeigt)]


def _balken(woche: Woche, nummer: int, anzahl: int, hoechste: int) -> Balken:
    feld = 100 / anzahl
    hoehe = _HOECHSTE * woche.zahl / hoechste
    oben = _GRUNDLINIE - hoehe
    return Balken(
        woche=woche,
        x=f"{feld * (nummer + (1 - _ANTEIL) / 2):.2f}%",
        breite=f"{feld * _ANTEIL:.2f}%",
        mitte=f"{feld * (nummer + 0.5):.2f}%",
        y=f"{oben:.1f}",
        hoehe=f"{hoehe:.1f}",
        y_zahl=f"{oben - 8:.1f}",
        ist_letzter=nummer == anzahl - 1,
    )


def nach_frist(konferenz: Konferenz) -> int:
    """How many people asked for interpreting after the deadline and still mean to come."""
    aktive = Anmeldung.objects.filter(konferenz=konferenz).aktiv()
    return aktive.filter(bedarf__ist_nach_frist=True).count()


def karten(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Karte]:
    """Cards of the staff's start page: figures of the registrations, needs that came too late, needs to read."""
    if konferenz is None:
        return []
    karten = []
    if benutzer.has_perm("anmeldung.liste_sehen"):
        karten.append(_karte_anmeldungen(konferenz))
    if benutzer.has_perm("anmeldung.bedarfe_nach_frist_sehen") and (zu_spaet := nach_frist(konferenz)):
        daten = {"konferenz": konferenz, "zahl": zu_spaet}
        karten.append(
            Karte(_("Dolmetschen nach der Frist"), "anmeldung/arbeit_karte_nach_frist.html", daten, 35)
        )
    if benutzer.has_perm("anmeldung.bedarfe_lesen"):
        zahl = Bedarf.objects.filter(
            anmeldung__in=Anmeldung.objects.filter(konferenz=konferenz).aktiv()
        ).count()
        daten = {"konferenz": konferenz, "zahl": zahl}
        karten.append(Karte(_("Bedarfe"), "anmeldung/arbeit_karte_bedarfe.html", daten, 45))
    return karten


def _karte_anmeldungen(konferenz: Konferenz) -> Karte:
    reihe = wochen(konferenz)
    daten = {"konferenz": konferenz, "zahlen": zahlen(konferenz), "balken": balken(reihe), "wochen": reihe}
    return Karte(_("Anmeldungen"), "anmeldung/arbeit_karte_anmeldungen.html", daten, 40)


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
