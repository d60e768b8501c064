"""What the ground floor puts into the public and the staff's navigation."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from konferenz.beitraege import Menuepunkt
from konferenz.models import Benutzer, Konferenz


@dataclass(frozen=True)
class _Seite:
    """A page of the staff area: heading, title, name of the address, right that opens it."""

    gruppe: str
    titel: str
    name: str
    recht: str


SEITEN = (_Seite("", gettext_noop("Übersicht"), "arbeit:uebersicht", "konferenz.uebersicht"),)


def oeffentlich(konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Lines of the public navigation: the start page of the conference and all conferences."""
    start = konferenz.get_absolute_url() if konferenz else reverse("konferenz:einstieg")
    return [Menuepunkt("kopf", _("Start"), start)]


def punkte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Lines of the staff's navigation that this person may open."""
    return [
        Menuepunkt(_(seite.gruppe) if seite.gruppe else "", _(seite.titel), reverse(seite.name))
        for seite in SEITEN
        if benutzer.has_perm(seite.recht)
    ]
