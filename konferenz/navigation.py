"""What the ground floor puts into the public and the staff's navigation."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from konferenz.beitraege import Menuepunkt
from konferenz.models import Benutzer, Konferenz

GRUPPEN = (
    "",
    gettext_noop("Konferenz"),
    gettext_noop("Vorbereitung"),
    gettext_noop("Programm"),
    gettext_noop("Mittel"),
    gettext_noop("Gremien"),
    gettext_noop("Verwaltung"),
)
"""Headings of the staff's navigation in their order; whatever else an app names stands behind them."""


@dataclass(frozen=True)
class _Seite:
    """A page of the staff area: heading, title, name of the address, right that opens it, whether it belongs to the
    paper of a conference."""

    gruppe: str
    titel: str
    name: str
    recht: str
    zum_beschluss: bool = False


SEITEN = (
    _Seite("", gettext_noop("Übersicht"), "arbeit:uebersicht", "konferenz.uebersicht"),
    _Seite(
        gettext_noop("Konferenz"),
        gettext_noop("Konferenzen"),
        "arbeit:konferenzen",
        "konferenz.konferenz_sehen",
    ),
    _Seite(
        gettext_noop("Konferenz"),
        gettext_noop("Drucksachen"),
        "arbeit:drucksachen",
        "konferenz.drucksache_sehen",
    ),
    _Seite(gettext_noop("Konferenz"), gettext_noop("Orte"), "arbeit:orte", "konferenz.konferenz_bearbeiten"),
    _Seite(
        gettext_noop("Gremien"),
        gettext_noop("Beschlusskontrolle"),
        "arbeit:beschlusskontrolle",
        "konferenz.drucksache_sehen",
        zum_beschluss=True,
    ),
    _Seite(
        gettext_noop("Verwaltung"),
        gettext_noop("Postausgang"),
        "arbeit:postausgang",
        "konferenz.postausgang_sehen",
    ),
    _Seite(gettext_noop("Verwaltung"), gettext_noop("Konten"), "arbeit:konten", "konferenz.konten_verwalten"),
    _Seite(
        gettext_noop("Verwaltung"), gettext_noop("Behörde"), "arbeit:bezirk", "konferenz.bezirk_bearbeiten"
    ),
    _Seite(
        gettext_noop("Verwaltung"),
        gettext_noop("Rechtstexte"),
        "arbeit:rechtstexte",
        "konferenz.rechtstext_bearbeiten",
    ),
    _Seite(
        gettext_noop("Verwaltung"), gettext_noop("Zugriffe"), "arbeit:zugriffe", "konferenz.zugriffe_sehen"
    ),
)


def oeffentlich(konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Lines of the public navigation: the start page of the conference."""
    start = konferenz.get_absolute_url() if konferenz else reverse("konferenz:einstieg")
    return [Menuepunkt("kopf", _("Start"), start)]


def punkte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Lines of the staff's navigation that this person may open."""
    # gettext of an empty text is the header of the catalogue
    return [
        Menuepunkt(
            _(seite.gruppe) if seite.gruppe else "",
            _(seite.titel),
            _adresse(seite, konferenz),
            auch=_auch(seite, konferenz),
        )
        for seite in SEITEN
        if benutzer.has_perm(seite.recht) and (not seite.zum_beschluss or _hat_beschluss(konferenz))
    ]


def _hat_beschluss(konferenz: Konferenz | None) -> bool:
    return konferenz is not None and konferenz.drucksache_id is not None


def _adresse(seite: _Seite, konferenz: Konferenz | None) -> str:
    teile = {"kennung": konferenz.kennung} if konferenz is not None and seite.zum_beschluss else {}
    return reverse(seite.name, kwargs=teile)


def _auch(seite: _Seite, konferenz: Konferenz | None) -> str:
    """Where pages of a line are that do not lie below its own address: those of one conference."""
    if seite.zum_beschluss:
        return reverse("arbeit:uebersicht") + "sachstandsberichte/"
    if konferenz is None or seite.name != "arbeit:konferenzen":
        return ""
    return reverse("arbeit:konferenz", kwargs={"kennung": konferenz.kennung})
