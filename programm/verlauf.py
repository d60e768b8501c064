"""What of the programme has a page with its history."""

from django.utils.translation import gettext_lazy as _

from konferenz.beitraege import Verlaufsart

AKTIONEN = {
    "programm:raum-neu": _("Raum hinzugefügt"),
    "programm:raum": _("Raum geändert"),
    "programm:raum-loeschen": _("Raum gelöscht"),
    "programm:punkt-neu": _("Programmpunkt hinzugefügt"),
    "programm:treffen-neu": _("Treffen hinzugefügt"),
    "programm:punkt": _("Programmpunkt geändert"),
    "programm:punkt-loeschen": _("Programmpunkt gelöscht"),
    "programm:punkt-einplanen": _("Programmpunkt eingeplant"),
    "programm:punkt-ausplanen": _("Programmpunkt aus dem Raster genommen"),
    "programm:freigabe": _("Programm freigegeben"),
    "programm:mitwirkende-neu": _("Mitwirkende aufgenommen"),
    "programm:mitwirkende-aendern": _("Angaben geändert"),
    "programm:mitwirkende-aufgabe": _("Aufgabe gegeben"),
    "programm:aufgabe-beenden": _("Aufgabe entfernt"),
    "programm:mitwirkende-zeit": _("Zeit eingetragen"),
    "programm:zeit-entfernen": _("Zeit entfernt"),
    "programm:mitwirkende-zustimmung": _("Zustimmung festgehalten"),
    "programm:mitwirkende-widerrufen": _("Zustimmung widerrufen"),
    "programm:mitwirkende-entfernen": _("Person entfernt"),
    "programm:text": _("Texte geändert"),
    "programm:zeitfenster": _("Zeitfenster geändert"),
    "programm:zeitfenster-loeschen": _("Zeitfenster gelöscht"),
    "programm:gruppe-neu": _("Arbeitsgruppe angelegt"),
    "programm:gruppe-aus-thema": _("Arbeitsgruppe aus einem Thema angelegt"),
    "programm:gruppe-aendern": _("Arbeitsgruppe geändert"),
    "programm:gruppe-absagen": _("Arbeitsgruppe abgesagt"),
}
"""Pages that change the programme, in words."""


def arten() -> list[Verlaufsart]:
    """Contribution `verlauf`: who plans sees who changed a group, its tasks and its place in the grid, or a room."""
    return [
        Verlaufsart(
            "programm.arbeitsgruppe",
            "programm.planen",
            teile={"programm.mitwirkung": "arbeitsgruppe", "programm.programmpunkt": "arbeitsgruppe"},
            aktionen=AKTIONEN,
        ),
        Verlaufsart(
            "programm.programmpunkt",
            "programm.planen",
            teile={"programm.mitwirkung": "programmpunkt"},
            aktionen=AKTIONEN,
        ),
        Verlaufsart(
            "programm.mitwirkende",
            "programm.planen",
            teile={"programm.mitwirkung": "mitwirkende", "programm.verfuegbarkeit": "mitwirkende"},
            aktionen=AKTIONEN,
        ),
        Verlaufsart("programm.raum", "programm.planen"),
    ]
