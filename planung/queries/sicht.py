"""Which rows of the meetings' floor an account may see; lists, details, exports, feeds and search start here."""

from django.db.models import Q, QuerySet

from beirat.mitwirkung import mitwirkung
from beirat.models import Gremium
from konferenz.models import Benutzer
from planung.models import (
    Aufgabe,
    Protokoll,
    Sitzung,
    Tagesordnungspunkt,
    Terminumfrage,
    Thema,
    Umlaufbeschluss,
    Unterlage,
)
from planung.models.sitzung import SitzungQuerySet


def sieht_alles(benutzer: Benutzer) -> bool:
    """The administration prepares the meetings of every body."""
    return "sachbearbeitung" in benutzer.rollen


def in_eigenen_gremien(benutzer: Benutzer, weg: str = "gremium") -> Q:
    """Condition: the body at the end of `weg` is one in which the account takes part today."""
    return Q() if sieht_alles(benutzer) else Q(**{f"{weg}__in": mitwirkung(benutzer).alle})


def gremien(benutzer: Benutzer) -> QuerySet[Gremium]:
    """Bodies in which the account takes part today; the administration sees all."""
    alle = Gremium.objects.select_related("konferenz")
    return alle if sieht_alles(benutzer) else alle.filter(pk__in=mitwirkung(benutzer).alle)


def sitzungen(benutzer: Benutzer) -> SitzungQuerySet:
    """Meetings the account may see, with body, conference and place."""
    return Sitzung.objects.filter(in_eigenen_gremien(benutzer)).mit_rahmen()


def punkte(benutzer: Benutzer) -> QuerySet[Tagesordnungspunkt]:
    """Items the account may read: guests and people outside the body read no non-public one (S42)."""
    sichtbar = Tagesordnungspunkt.objects.filter(in_eigenen_gremien(benutzer, "sitzung__gremium"))
    if sieht_alles(benutzer):
        return sichtbar
    oeffentlich = Q(ist_oeffentlich=True) & (Q(uebergeordnet=None) | Q(uebergeordnet__ist_oeffentlich=True))
    return sichtbar.filter(oeffentlich | Q(sitzung__gremium__in=mitwirkung(benutzer).mitglied))


def unterlagen(benutzer: Benutzer) -> QuerySet[Unterlage]:
    """Papers the account may read: those of items it may read, and of them guests only public ones (S42)."""
    sichtbar = Unterlage.objects.filter(punkt__in=punkte(benutzer)).select_related("punkt__sitzung__gremium")
    if sieht_alles(benutzer):
        return sichtbar
    return sichtbar.filter(
        Q(ist_oeffentlich=True) | Q(punkt__sitzung__gremium__in=mitwirkung(benutzer).mitglied)
    )


def aufgaben(benutzer: Benutzer) -> QuerySet[Aufgabe]:
    """Tasks the account may see: its own ones, and those of its bodies; guests none but those of public items (S42)."""
    alle = Aufgabe.objects.select_related("gremium", "verantwortlich", "herkunft__sitzung__gremium")
    if sieht_alles(benutzer):
        return alle
    dort = mitwirkung(benutzer)
    oeffentlich = Q(herkunft__ist_oeffentlich=True) & (
        Q(herkunft__uebergeordnet=None) | Q(herkunft__uebergeordnet__ist_oeffentlich=True)
    )
    return alle.filter(
        Q(gremium__in=dort.mitglied)
        | Q(gremium__in=dort.alle, verantwortlich=dort.person)
        | Q(gremium__in=dort.alle) & oeffentlich
    )


def protokolle(benutzer: Benutzer) -> QuerySet[Protokoll]:
    """Minutes the account may read: members also while they are written, guests once they were sent."""
    alle = Protokoll.objects.select_related(
        "sitzung__gremium__konferenz", "sitzung__ort", "geschrieben_von", "abgestimmt_von", "genehmigt_in"
    ).order_by("-sitzung__beginn")
    if sieht_alles(benutzer):
        return alle
    dort = mitwirkung(benutzer)
    entwuerfe = [Protokoll.Stand.ENTWURF, Protokoll.Stand.ABGESTIMMT]
    return alle.filter(
        Q(sitzung__gremium__in=dort.mitglied) | Q(sitzung__gremium__in=dort.alle) & ~Q(stand__in=entwuerfe)
    )


def terminumfragen(benutzer: Benutzer) -> QuerySet[Terminumfrage]:
    """Date polls of the account's bodies."""
    return Terminumfrage.objects.filter(in_eigenen_gremien(benutzer)).select_related(
        "gremium__konferenz", "ort"
    )


def themen(benutzer: Benutzer) -> QuerySet[Thema]:
    """Topics that everybody who takes part in a body may read; the administration sees those that wait, too."""
    if sieht_alles(benutzer):
        return Thema.objects.all()
    offene = [Thema.Stand.ZUGELASSEN, Thema.Stand.GEWAEHLT, Thema.Stand.VEREINT]
    return Thema.objects.filter(stand__in=offene) if mitwirkung(benutzer).alle else Thema.objects.none()


def umlaeufe(benutzer: Benutzer) -> QuerySet[Umlaufbeschluss]:
    """Votes by circulation of the account's bodies; guests see those of public matters."""
    alle = Umlaufbeschluss.objects.select_related("gremium__konferenz")
    if sieht_alles(benutzer):
        return alle
    dort = mitwirkung(benutzer)
    return alle.filter(Q(gremium__in=dort.mitglied) | Q(gremium__in=dort.alle, ist_oeffentlich=True))
