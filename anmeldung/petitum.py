"""What the registration knows about the point that asks for the conference."""

from django.urls import reverse
from django.utils.translation import ngettext

from anmeldung.models import Anmeldung
from konferenz.beitraege import Nachweis
from konferenz.models import Konferenz, Petitumspunkt


def nachweise(punkt: Petitumspunkt, konferenz: Konferenz) -> list[Nachweis]:
    """Contribution `petitum_nachweis`: how many people have a seat, where the conference is asked for."""
    if punkt.art != Petitumspunkt.Art.TERMIN or konferenz.tag is None:
        return []
    zahl = konferenz.anmeldungen.filter(stand=Anmeldung.Stand.BESTAETIGT).count()
    if not zahl:
        return []
    satz = ngettext("Eine bestätigte Anmeldung.", "%(zahl)s bestätigte Anmeldungen.", zahl)
    url = reverse("anmeldungen:liste", kwargs={"kennung": konferenz.kennung})
    return [Nachweis("hinweis", satz % {"zahl": zahl}, url, "anmeldung.liste_sehen")]
