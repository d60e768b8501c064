"""Meetings whose history has a page: who changed time, agenda, invitation or an answer, and when."""

from django.utils.translation import gettext_lazy as _

from konferenz.beitraege import Verlaufsart

AKTIONEN = {
    "planung:sitzung-neu": _("Sitzung angelegt"),
    "planung:sitzung-aendern": _("Sitzung geändert oder verlegt"),
    "planung:sitzung-absagen": _("Sitzung abgesagt"),
    "planung:tagesordnung-neu": _("Punkt hinzugefügt"),
    "planung:tagesordnung-punkt": _("Punkt geändert"),
    "planung:tagesordnung-verschieben": _("Punkte geordnet"),
    "planung:tagesordnung-entfernen": _("Punkt von der Tagesordnung genommen"),
    "planung:einladung": _("eingeladen"),
    "planung:nachtrag": _("Nachtrag versandt"),
    "planung:antworten": _("geantwortet"),
    "planung:antwort-eintragen": _("Antwort eingetragen"),
    "mitwirken:sitzungsantwort": _("ohne Anmeldung geantwortet"),
    "planung:erinnerung-neu": _("Erinnerung hinzugefügt"),
    "planung:erinnerung": _("Erinnerung geändert"),
    "planung:erinnerung-entfernen": _("Erinnerung gestrichen"),
    "planung:sitzung-eroeffnen": _("Sitzung eröffnet"),
    "planung:sitzung-schliessen": _("Sitzung geschlossen"),
    "planung:punkt-aufrufen": _("Punkt aufgerufen"),
    "planung:punkt-abschliessen": _("Punkt abgeschlossen"),
    "planung:punkt-vertagen": _("Punkt vertagt"),
}
"""Pages that change a meeting, in words."""

THEMA = {
    "planung:thema-neu": _("Thema vorgeschlagen"),
    "planung:thema-aendern": _("Thema geändert"),
    "planung:thema-zulassen": _("zugelassen"),
    "planung:thema-ablehnen": _("nicht zugelassen"),
    "planung:thema-vereinen": _("mit einem anderen vereint"),
    "planung:thema-trennen": _("wieder getrennt"),
    "planung:thema-waehlen": _("für die Konferenz gewählt"),
    "planung:thema-abwaehlen": _("Wahl zurückgenommen"),
}
"""Pages that change a topic, in words."""
UMFRAGE = {
    "planung:umfrage-neu": _("Umfrage begonnen"),
    "planung:umfrage-waehlen": _("Termin gewählt"),
    "planung:umfrage-abbrechen": _("Umfrage abgebrochen"),
}
"""Pages that change a date poll, in words."""


def arten() -> list[Verlaufsart]:
    """Contribution `verlauf`: who prepares a meeting sees its history; non-public titles stand in it, too."""
    return [
        Verlaufsart(
            "planung.sitzung",
            "planung.sitzung_bearbeiten",
            verborgen=frozenset({"uid", "generation", "sequenz", "scharf_seit", "inhalt", "position"}),
            teile={
                f"planung.{teil}": "sitzung"
                for teil in ("tagesordnungspunkt", "einladung", "teilnahme", "erinnerung")
            },
            aktionen=AKTIONEN,
        ),
        Verlaufsart("planung.thema", "planung.thema_moderieren", aktionen=THEMA),
        Verlaufsart(
            "planung.terminumfrage",
            "planung.umfrage_bearbeiten",
            teile={"planung.terminoption": "umfrage"},
            aktionen=UMFRAGE,
        ),
    ]
