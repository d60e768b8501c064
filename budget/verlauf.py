"""Objects of the money whose history has a page. The ledger needs none: its rows never change."""

from django.utils.translation import gettext_lazy as _

from konferenz.beitraege import Verlaufsart

AKTIONEN = {
    "budget:bereitstellung-neu": _("Mittel bereitgestellt"),
    "budget:obergrenze": _("Obergrenze geändert"),
    "budget:regeln": _("Regeln und Fristen geändert"),
    "budget:quelle-neu": _("Quelle hinzugefügt"),
    "budget:einnahme-neu": _("sonstige Einnahme hinzugefügt"),
    "budget:quelle-sperren": _("Quelle gesperrt"),
    "budget:quelle-entsperren": _("Quelle entsperrt"),
    "budget:quelle-bindung": _("Tage der Bindung geändert"),
    "budget:bestaetigen": _("Verfügbarkeit bestätigt"),
    "budget:gegenzeichnen": _("gegengezeichnet"),
    "budget:bestaetigung-zurueckziehen": _("Bestätigung zurückgezogen"),
    "budget:haushaltsjahr-neu": _("Haushaltsjahr angelegt"),
    "budget:haushaltsjahr": _("Buchungsschluss geändert"),
    "budget:topf-neu": _("Mitteltopf angelegt"),
    "budget:topf": _("Mitteltopf geändert"),
    "budget:wertgrenze-neu": _("Wertgrenze eingetragen"),
    "budget:wertgrenze": _("Wertgrenze geändert"),
    "budget:reservieren": _("Mittel reserviert"),
    "budget:reservierung-beenden": _("Reservierung beendet"),
    "budget:festlegen-deckung": _("Mittel festgelegt"),
    "budget:vorgang-festlegen-deckung": _("Mittel festgelegt"),
    "budget:vorgang-aendern": _("Angaben geändert"),
    "budget:nacherfassen": _("Festlegung nacherfasst"),
    "budget:vorgang-nacherfassen": _("Festlegung nacherfasst"),
    "budget:freigeben": _("freigegeben"),
    "budget:jahresende-freigeben": _("freigegeben"),
    "budget:umdecken": _("umgedeckt"),
    "budget:jahresende-umdecken": _("umgedeckt"),
    "budget:rueckfluss": _("Rückfluss erfasst"),
    "budget:wiederverwenden": _("Rückfluss zur Wiederverwendung angenommen"),
    "budget:stornieren": _("Buchung storniert"),
    "budget:uebertrag-beantragen": _("Übertrag beantragt"),
    "budget:uebertrag-kuerzen": _("Antrag gekürzt"),
    "budget:uebertrag-ablehnen": _("Ablehnung eingetragen"),
    "budget:uebertrag-bewilligen": _("Bewilligung eingetragen"),
    "budget:uebertrag-umdecken": _("auf den Übertrag umgedeckt"),
    "budget:kostenplan-neu": _("neue Fassung begonnen"),
    "budget:kostenplan-bearbeiten": _("Beträge geändert"),
    "budget:kostenplan-freigeben": _("Kostenplan freigegeben"),
    "budget:kostenplan-verwerfen": _("Entwurf verworfen"),
    "budget:kostenplan-position-neu": _("Position aufgenommen"),
    "budget:kostenplan-position": _("Position umbenannt"),
    "budget:vergabe-vermerk": _("Vergabevermerk geschrieben"),
    "budget:vergabe-angebot-neu": _("Angebot eingetragen"),
    "budget:vergabe-angebot": _("Angebot geändert"),
    "budget:vergabe-angebot-entfernen": _("Angebot entfernt"),
    "budget:zuwendung-bescheid": _("Bescheid eingetragen"),
    "budget:raten": _("Raten geplant"),
    "budget:rate-abrufen": _("Abruf eingetragen"),
    "budget:zuwendung-nachweis": _("Nachweis eingetragen"),
    "budget:zuwendung-pruefung": _("Nachweis geprüft"),
    "budget:empfaenger-neu": _("Zahlungsempfänger erfasst"),
    "budget:empfaenger-aendern": _("Zahlungsempfänger geändert"),
    "budget:rechnung-erfassen": _("Rechnung erfasst"),
    "budget:rechnung-ohne-datei": _("Rechnung erfasst"),
    "budget:rechnung-datei": _("Datei hinzugefügt"),
    "budget:rechnung-aendern": _("Rechnung geändert"),
    "budget:rechnung-zuweisen": _("um Feststellung gebeten"),
    "budget:rechnung-feststellen": _("Rechnung festgestellt"),
    "budget:rechnung-anordnen": _("Zahlung angeordnet"),
    "budget:rechnung-aufheben": _("Unterschriften aufgehoben"),
    "budget:rechnung-zahlen": _("Zahlung eingetragen"),
    "budget:rechnung-zurueckweisen": _("Rechnung zurückgewiesen"),
    "budget:rechnung-neu": _("Beleg hochgeladen"),
    "budget:beleg-verwerfen": _("Beleg verworfen"),
    "budget:rechnung-rest": _("Rest freigegeben"),
    "budget:rechnung-behalten": _("Rest behalten"),
}
"""Pages that change something, in words."""

_NUR_HAUS = ("haushaltsjahr", "mitteltopf", "wertgrenze")
"""Objects without parts."""


def arten() -> list[Verlaufsart]:
    """Contribution `verlauf`: whoever sees the money sees who changed what; who opens receipts, also invoices."""
    sehen, belege = "budget.sehen", "budget.beleg_sehen"
    return [
        Verlaufsart(
            "budget.bereitstellung",
            sehen,
            verborgen=frozenset({"naechste_lfd", "naechste_vorgangsnummer"}),
            teile={"budget.obergrenze": "bereitstellung", "budget.deckungsquelle": "bereitstellung"},
            aktionen=AKTIONEN,
        ),
        Verlaufsart("budget.deckungsquelle", sehen, teile={"budget.verfuegbarkeitsbestaetigung": "quelle"}),
        Verlaufsart("budget.ermaechtigungsuebertrag", sehen, teile={"budget.uebertragsposten": "uebertrag"}),
        Verlaufsart("budget.vorgang", sehen, teile={"budget.deckungsentscheidung": "vorgang"}),
        Verlaufsart("budget.zuwendung", sehen, teile={"budget.rate": "zuwendung"}),
        Verlaufsart("budget.kostenplan", sehen, teile={"budget.planzeile": "plan"}),
        Verlaufsart("budget.vergabevermerk", sehen),
        Verlaufsart(
            "budget.rechnung",
            belege,
            verborgen=frozenset({"gelesen"}),
            teile={"budget.zahlungsanweisung": "rechnung"},
        ),
        Verlaufsart("budget.zahlungsempfaenger", belege),
        *(Verlaufsart(f"budget.{name}", sehen) for name in _NUR_HAUS),
    ]
