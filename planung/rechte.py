"""What the rights of meetings allow, in words a person can check."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def in_worten() -> dict[str, Any]:
    """Contribution `rechte`."""
    return {
        "planung.sitzung_sehen": _("Sitzungen, Unterlagen und Aufgaben der eigenen Gremien sehen"),
        "planung.nichtoeffentlich_sehen": _("nicht öffentliche Punkte der eigenen Gremien lesen"),
        "planung.sitzung_bearbeiten": _("Sitzungen anlegen, verlegen und absagen"),
        "planung.einladen": _("zu Sitzungen einladen und erinnern"),
        "planung.antworten": _("auf Einladungen antworten"),
        "planung.umfrage_bearbeiten": _("Terminumfragen anlegen und den Termin wählen"),
        "planung.sitzung_leiten": _("in der Sitzung Anwesenheit und Abstimmungen eintragen"),
        "planung.protokoll_schreiben": _("die Niederschrift schreiben und versenden"),
        "planung.protokoll_abstimmen": _("der Niederschrift als Vorsitz zustimmen"),
        "planung.protokoll_einwenden": _("gegen eine Niederschrift Einwand erheben"),
        "planung.umlauf_bearbeiten": _("Beschlüsse im Umlauf vorlegen"),
        "planung.umlauf_stimmen": _("im Umlauf abstimmen"),
        "planung.aufgabe_bearbeiten": _("Aufgaben verteilen"),
        "planung.aufgabe_erledigen": _("den Stand der eigenen Aufgaben eintragen"),
        "planung.wiedervorlage_erledigen": _("eigene Wiedervorlagen abhaken"),
        "planung.thema_einbringen": _("Themen vorschlagen"),
        "planung.thema_moderieren": _("Themen prüfen, ordnen und vereinen"),
        "planung.punkte_vergeben": _("Punkte für Themen vergeben"),
        "planung.meilenstein_bearbeiten": _("Meilensteine planen"),
        "planung.kalender_pflegen": _("Ferien und Feiertage eintragen, auf die Umfragen hinweisen"),
    }
