"""What the rights of the ground floor allow, in words a person can check."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def in_worten() -> dict[str, Any]:
    """Contribution `rechte`."""
    return {
        "konferenz.uebersicht": _("die Übersicht sehen"),
        "konferenz.drucksache_sehen": _("Drucksachen lesen"),
        "konferenz.drucksache_erfassen": _("Drucksachen erfassen"),
        "konferenz.entscheidung_erfassen": _("Entscheidungen zu Drucksachen erfassen"),
        "konferenz.sachstand_schreiben": _("Punkte eines Beschlusses bewerten und über sie berichten"),
        "konferenz.konferenz_sehen": _("die Angaben zur Konferenz lesen"),
        "konferenz.konferenz_bearbeiten": _("Termin, Ort, Anmeldezeit und Angebote der Konferenz ändern"),
        "konferenz.texte_bearbeiten": _("Texte der Konferenz schreiben und übersetzen"),
        "konferenz.bezirk_bearbeiten": _("die Angaben zur Behörde ändern"),
        "konferenz.rechtstext_bearbeiten": _("Impressum, Datenschutz und Barrierefreiheit schreiben"),
        "konferenz.postausgang_sehen": _("sehen, welche Briefe versandt wurden und welche nicht ankamen"),
        "konferenz.nachricht_erneut_senden": _("Briefe erneut senden"),
        "konferenz.verlauf_sehen": _("lesen, wer wann was geändert hat"),
        "konferenz.zugriffe_sehen": _(
            "lesen, wer geschützte Angaben gelesen oder Listen heruntergeladen hat"
        ),
        "konferenz.konten_verwalten": _("Konten einladen und sperren, Rollen vergeben (nie sich selbst)"),
    }
