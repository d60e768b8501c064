"""How much money an order of needs may take."""

from django.utils.translation import gettext_lazy as _

from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.schluessel import MitSchluessel


class BestellungForm(MitSchluessel):
    """Amount, and the day on which the reservation ends if nobody has ordered."""

    betrag = Betragsfeld(
        label=_("geschätzter Betrag in Euro (brutto)"),
        help_text=_("Zum Beispiel nach einem Angebot oder nach der Rechnung der letzten Konferenz."),
    )
    endet_am = tagesfeld(
        label=_("reserviert bis"),
        required=False,
        help_text=_("Ohne Angabe gilt die übliche Frist. Danach ist das Geld wieder frei."),
    )
