"""Topics: state in words, by field of action, what may be done with one."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from beirat.mitwirkung import mitwirkung
from konferenz import uhr
from konferenz.beitraege import Schritt
from konferenz.formate import Stand, datum_kurz
from konferenz.models import Benutzer, Konferenz
from planung.models import Priorisierungsrunde, Thema
from planung.queries import sicht
from planung.queries.meilensteine import gruppe_der

S = Thema.Stand
_ART = {S.EINGEREICHT: "warning", S.GEWAEHLT: "success", S.ZUGELASSEN: "info"}


def stand_des(thema: Thema) -> Stand:
    """The badge."""
    return Stand(_ART.get(S(thema.stand), "neutral"), str(thema.get_stand_display()))


def nimmt_vorschlaege(konferenz: Konferenz) -> bool:
    """Whether the public may propose topics now."""
    return konferenz.themen_bis is not None and konferenz.themen_bis > uhr.jetzt()


def darf_moderieren(benutzer: Benutzer, konferenz: Konferenz) -> bool:
    """Chair and minute-taker of the preparation group, and the administration."""
    gruppe = gruppe_der(konferenz)
    if gruppe is None:
        return sicht.sieht_alles(benutzer)
    return benutzer.has_perm("planung.thema_moderieren", gruppe)


def sichtbare(benutzer: Benutzer, konferenz: Konferenz) -> QuerySet[Thema]:
    """What waits for moderation or was refused is for those who moderate, and for its author."""
    alle = konferenz.themen.select_related("handlungsfeld", "eingebracht_von", "vereint_in", "konferenz")
    if darf_moderieren(benutzer, konferenz):
        return alle
    eigene = Q(eingebracht_von=mitwirkung(benutzer).person) if mitwirkung(benutzer).person else Q()
    offene = Q(stand__in=[S.ZUGELASSEN, S.GEWAEHLT, S.VEREINT])
    return alle.filter(offene | eigene) if eigene else alle.filter(offene)


@dataclass(frozen=True)
class Gruppe:
    """A field of action with its topics."""

    name: str
    themen: list[tuple[Thema, Stand]]


def nach_feldern(themen: QuerySet[Thema]) -> list[Gruppe]:
    """Topics under their fields in the fields' order, those without one last; merged ones stand with their topic."""
    gruppen: dict[tuple[bool, int, str], list[tuple[Thema, Stand]]] = {}
    for thema in themen:
        if thema.stand == S.VEREINT:
            continue
        feld = thema.handlungsfeld
        schluessel = (feld is None, feld.position if feld else 0, feld.name if feld else "")
        gruppen.setdefault(schluessel, []).append((thema, stand_des(thema)))
    return [
        Gruppe(schluessel[2] or _("Ohne Handlungsfeld"), zeilen)
        for schluessel, zeilen in sorted(gruppen.items())
    ]


def runden(benutzer: Benutzer, konferenz: Konferenz) -> QuerySet[Priorisierungsrunde]:
    """Rounds of points of the account's bodies."""
    return konferenz.runden.filter(sicht.in_eigenen_gremien(benutzer)).select_related("gremium", "konferenz")


def laufende_runde(benutzer: Benutzer, konferenz: Konferenz) -> Priorisierungsrunde | None:
    """The round in which points are given now."""
    runde = runden(benutzer, konferenz).filter(stand="offen").first()
    return runde if runde and runde.nimmt_punkte else None


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`: points I have not given, and proposals that wait for moderation."""
    if konferenz is None or not benutzer.has_perm("planung.sitzung_sehen"):
        return []
    return [*_punkte(benutzer, konferenz), *_zu_pruefen(benutzer, konferenz)]


def _punkte(benutzer: Benutzer, konferenz: Konferenz) -> list[Schritt]:
    runde, person = laufende_runde(benutzer, konferenz), mitwirkung(benutzer).person
    if runde is None or person is None or not benutzer.has_perm("planung.punkte_vergeben", runde):
        return []
    if runde.vergaben.filter(person=person).exists():
        return []
    return [
        Schritt(
            _("Welche Themen sind Ihnen wichtig?"),
            _("Sie haben %(punkte)d Punkte, bis %(tag)s.")
            % {"punkte": runde.punkte, "tag": datum_kurz(runde.bis)},
            runde.get_absolute_url(),
            _("Punkte vergeben"),
            rang=45,
        )
    ]


def _zu_pruefen(benutzer: Benutzer, konferenz: Konferenz) -> list[Schritt]:
    zahl = konferenz.themen.filter(stand=S.EINGEREICHT).count()
    if not zahl or not darf_moderieren(benutzer, konferenz):
        return []
    return [
        Schritt(
            _("Vorgeschlagene Themen prüfen"),
            _("Es warten: %(zahl)d") % {"zahl": zahl},
            reverse("planung:themen", kwargs={"kennung": konferenz.kennung}),
            _("Themen ansehen"),
            rang=46,
        )
    ]
