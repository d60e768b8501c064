"""What the meetings' floor puts into the staff's navigation."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from konferenz.beitraege import Menuepunkt
from konferenz.models import Benutzer, Konferenz


@dataclass(frozen=True)
class _Seite:
    """A page of the bodies' work: heading, title, name of the address, right that opens it, whether it belongs to a
    conference."""

    gruppe: str
    titel: str
    name: str
    recht: str
    je_konferenz: bool = False


SEITEN = (
    _Seite(
        gettext_noop("Vorbereitung"), gettext_noop("Sitzungen"), "planung:sitzungen", "planung.sitzung_sehen"
    ),
    _Seite(
        gettext_noop("Vorbereitung"),
        gettext_noop("Termine finden"),
        "planung:umfragen",
        "planung.sitzung_sehen",
    ),
    _Seite(
        gettext_noop("Vorbereitung"),
        gettext_noop("Beschlüsse im Umlauf"),
        "planung:umlaeufe",
        "planung.sitzung_sehen",
    ),
    _Seite(
        gettext_noop("Vorbereitung"),
        gettext_noop("Niederschriften"),
        "planung:protokolle",
        "planung.sitzung_sehen",
    ),
    _Seite(
        gettext_noop("Vorbereitung"), gettext_noop("Aufgaben"), "planung:aufgaben", "planung.sitzung_sehen"
    ),
    _Seite(
        gettext_noop("Vorbereitung"),
        gettext_noop("Themen"),
        "planung:themen",
        "planung.sitzung_sehen",
        je_konferenz=True,
    ),
    _Seite(
        gettext_noop("Vorbereitung"),
        gettext_noop("Meilensteine"),
        "planung:meilensteine",
        "planung.sitzung_sehen",
        je_konferenz=True,
    ),
)
"""In the order of the menu."""


def punkte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Contribution `navigation`: what this person may open; pages of a conference only where there is one."""
    return [
        Menuepunkt(_(seite.gruppe), _(seite.titel), _adresse(seite, konferenz))
        for seite in SEITEN
        if benutzer.has_perm(seite.recht) and (konferenz is not None or not seite.je_konferenz)
    ]


def _adresse(seite: _Seite, konferenz: Konferenz | None) -> str:
    teile = {"kennung": konferenz.kennung} if konferenz is not None and seite.je_konferenz else {}
    return reverse(seite.name, kwargs=teile)
