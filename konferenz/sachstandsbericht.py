"""A report on a resolution as people read it: page, PDF and attachment; and all that was reported as a spreadsheet."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from konferenz import uhr
from konferenz.beitraege import Anlage
from konferenz.bericht import Abschnitt, Angaben, Bericht, Text
from konferenz.beschlusskontrolle import BERICHT
from konferenz.formate import datum
from konferenz.models import Bezirk, Drucksache, Nachricht, Sachstand, Sachstandsbericht


def anlagen(nachricht: Nachricht) -> list[Anlage]:
    """Contribution: the printed report."""
    if nachricht.anlass != BERICHT:
        return []
    bericht = Sachstandsbericht.objects.select_related("drucksache").get(pk=nachricht.bezug)
    return [
        Anlage(dateiname(bericht), "application/pdf", als_bericht(bericht).als_pdf(Bezirk.objects.first()))
    ]


def dateiname(bericht: Sachstandsbericht) -> str:
    return f"sachstand-{bericht.drucksache.kennzeichen}.pdf"


def als_bericht(bericht: Sachstandsbericht) -> Bericht:
    """The report as people read it: on its page, printed, and in the form of a Mitteilung to the body."""
    drucksache = bericht.drucksache
    angaben = [
        (_("An"), bericht.an),
        (_("Betrifft"), f"{drucksache}: {drucksache.titel}"),
        (_("Stand"), _stand_in_worten(bericht)),
    ]
    sachstaende = bericht.sachstaende.select_related("petitumspunkt").order_by("petitumspunkt__nummer")
    einleitung = [Abschnitt(_("Zusammenfassung"), [Text(bericht.einleitung)])] if bericht.einleitung else []
    return Bericht(
        titel=_("Sachstand zum Beschluss %(drucksache)s") % {"drucksache": drucksache},
        angaben=angaben,
        abschnitte=[*einleitung, *(_abschnitt(eins) for eins in sachstaende)],
        marke="" if bericht.stand == Sachstandsbericht.Stand.BERICHTET else _("noch nicht berichtet"),
    )


def _stand_in_worten(bericht: Sachstandsbericht) -> str:
    if bericht.stand != Sachstandsbericht.Stand.BERICHTET:
        return str(datum(uhr.heute()))
    tag = _("berichtet am %(tag)s") % {"tag": datum(bericht.berichtet_am)}
    return f"{tag}, {bericht.fundstelle}" if bericht.fundstelle else tag


def _abschnitt(sachstand: Sachstand) -> Abschnitt:
    punkt = sachstand.petitumspunkt
    titel = _("Punkt %(nummer)s: %(stand)s") % {
        "nummer": punkt.nummer,
        "stand": sachstand.get_stand_display(),
    }
    beschluss = Angaben([(_("Beschlossen ist"), punkt.text)])
    return Abschnitt(titel, [beschluss, Text(sachstand.text or _("Der Text fehlt noch."))])


VERLAUFSSPALTEN = [
    (_lazy("Punkt"), 8),
    (_lazy("Beschlossen ist"), 60),
    (_lazy("Stand vom"), 12),
    (_lazy("Stand"), 22),
    (_lazy("Sachstand"), 60),
    (_lazy("berichtet an"), 26),
]
"""Headings and widths of the spreadsheet."""


def verlaufszeilen(drucksache: Drucksache) -> list[list[Any]]:
    """Each point with each state that was reported, oldest first; a point without a report has one line."""
    zeilen: list[list[Any]] = []
    for punkt in drucksache.punkte.prefetch_related("sachstaende__bericht"):
        berichtet = [eins for eins in punkt.sachstaende.all() if not eins.ist_entwurf]
        zeilen += [
            [punkt.nummer, punkt.text, eins.stand_am, eins.get_stand_display(), eins.text, _an(eins)]
            for eins in reversed(berichtet)
        ] or [[punkt.nummer, punkt.text, None, punkt.get_stand_display(), "", ""]]
    return zeilen


def _an(sachstand: Sachstand) -> str:
    return sachstand.bericht.an if sachstand.bericht else ""
