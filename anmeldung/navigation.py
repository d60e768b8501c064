"""What the top floor puts into the staff's navigation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from anmeldung.models import Anmeldung
from anmeldung.rueckmeldungen import ist_offen
from konferenz.beitraege import Menuepunkt
from konferenz.models import Benutzer, Konferenz


def oeffentlich(konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Lines of the public frame: the form until the day is over, and the way back to one's own registration."""
    if konferenz is None:
        return []
    ort = {"kennung": konferenz.kennung}
    zeilen = [
        Menuepunkt(
            "hilfe",
            _("Meine Anmeldung: ansehen, ändern, absagen"),
            reverse("anmeldung:link-senden", kwargs=ort),
        )
    ]
    if not konferenz.ist_vorbei:
        zeilen.insert(0, Menuepunkt("kopf", _("Anmelden"), reverse("anmeldung:formular", kwargs=ort)))
    if ist_offen(konferenz):
        ziel = reverse("anmeldung:rueckmeldung", kwargs=ort)
        zeilen.append(Menuepunkt("hilfe", _("Wie war die Konferenz?"), ziel))
    return zeilen


def punkte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Registrations with the number of those who mean to come, and needs; nothing without a conference."""
    if konferenz is None:
        return []
    gruppe, ort = _("Konferenz"), {"kennung": konferenz.kennung}
    liste, zeilen = reverse("anmeldungen:liste", kwargs=ort), []
    if benutzer.has_perm("anmeldung.liste_sehen"):
        zeilen.append(Menuepunkt(gruppe, _("Anmeldungen"), liste, _aktive(konferenz)))
    if benutzer.has_perm("anmeldung.liste_sehen") and konferenz.ist_vorbei:
        zeilen.append(
            Menuepunkt(gruppe, _("Rückmeldungen"), reverse("anmeldungen:rueckmeldungen", kwargs=ort))
        )
    if benutzer.has_perm("anmeldung.einlassen", konferenz):
        zeilen.append(Menuepunkt(gruppe, _("Einlass"), reverse("einlass:einlass", kwargs=ort)))
    if benutzer.has_perm("anmeldung.gruppenwahl_regeln"):
        ziel = reverse("anmeldungen:gruppenwahl", kwargs=ort)
        zeilen.append(Menuepunkt(_("Programm"), _("Wahl der Arbeitsgruppen"), ziel))
    if benutzer.has_perm("anmeldung.bedarfe_zaehlen"):
        # the page of one person's needs lies below the list, which the role Bedarfe does not see
        zeilen.append(
            Menuepunkt(gruppe, _("Bedarfe"), reverse("anmeldungen:bedarfe", kwargs=ort), auch=liste)
        )
    return zeilen


def _aktive(konferenz: Konferenz) -> int:
    """How many mean to come; without a statement where the page has counted already."""
    zahlen = getattr(konferenz, "anmeldezahlen", None)
    if zahlen is None:
        return Anmeldung.objects.filter(konferenz=konferenz).aktiv().count()
    return zahlen.bestaetigt + zahlen.unbestaetigt + zahlen.warteliste + zahlen.angeboten
