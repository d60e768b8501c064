"""What the top floor puts into the staff's navigation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from anmeldung.models import Anmeldung
from konferenz.beitraege import Menuepunkt
from konferenz.models import Benutzer, Konferenz


def punkte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Menuepunkt]:
    """Registrations with the number of those who mean to come, and needs; nothing without a conference."""
    if konferenz is None:
        return []
    gruppe, ort = _("Konferenz"), {"kennung": konferenz.kennung}
    zeilen = []
    if benutzer.has_perm("anmeldung.liste_sehen"):
        zahl = Anmeldung.objects.filter(konferenz=konferenz).aktiv().count()
        zeilen.append(Menuepunkt(gruppe, _("Anmeldungen"), reverse("anmeldungen:liste", kwargs=ort), zahl))
    if benutzer.has_perm("anmeldung.bedarfe_zaehlen"):
        zeilen.append(Menuepunkt(gruppe, _("Bedarfe"), reverse("anmeldungen:bedarfe", kwargs=ort)))
    return zeilen
