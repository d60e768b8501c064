"""What the money floor puts into the staff's navigation."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from konferenz.beitraege import Menuepunkt
from konferenz.models import Benutzer, Konferenz


@dataclass(frozen=True)
class _Seite:
    """A page of the money of one conference: title, name of the address, right that opens it."""

    titel: str
    name: str
    recht: str = "budget.sehen"


SEITEN = (
    _Seite(gettext_noop("Budget"), "budget:uebersicht"),
    _Seite(gettext_noop("Vorgänge"), "budget:vorgaenge"),
    _Seite(gettext_noop("Kostenplan"), "budget:kostenplan"),
    _Seite(gettext_noop("Vergabe"), "budget:vergaben"),
    _Seite(gettext_noop("Zuwendungen"), "budget:zuwendungen"),
    _Seite(gettext_noop("Rechnungen"), "budget:rechnungen"),
    _Seite(gettext_noop("Buchungen"), "budget:buch"),
    _Seite(gettext_noop("Jahresende"), "budget:jahresende"),
    _Seite(gettext_noop("Überträge"), "budget:uebertraege"),
    _Seite(gettext_noop("Berichte"), "budget:berichte"),
    _Seite(gettext_noop("Bereitstellung"), "budget:bereitstellung"),
)
"""In the order of the menu. Outside the pages of money only the first one is shown; it leads to the others."""


def punkte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Menuepunkt]:
    """The money of the conference for whoever may see it; nothing without a conference."""
    if konferenz is None or not benutzer.has_perm("budget.sehen", konferenz):
        return []
    ort = {"kennung": konferenz.kennung}
    start = reverse("budget:uebersicht", kwargs=ort)
    gezeigt = SEITEN if _ist_bereitgestellt(konferenz) else SEITEN[:1]
    return [
        Menuepunkt(_("Mittel"), _(seite.titel), adresse, auch=start if adresse == start else "")
        for seite in gezeigt
        if benutzer.has_perm(seite.recht, konferenz) and (adresse := reverse(seite.name, kwargs=ort))
    ]


def _ist_bereitgestellt(konferenz: Konferenz) -> bool:
    """Whether the open page has read the money of the conference; the menu itself asks no database."""
    beziehung: Any = Konferenz._meta.get_field("bereitstellung")
    return beziehung.is_cached(konferenz)
