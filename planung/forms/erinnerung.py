"""Input for reminders."""

from konferenz.forms.mehrsprachig import MehrsprachigForm
from planung.models import Erinnerung


class ErinnerungForm(MehrsprachigForm):
    """Lead time, who gets it, and a text of its own in each offered language."""

    mehrsprachig = ("text",)
    zeilen = 3

    class Meta:
        model = Erinnerung
        fields = ("anzahl", "einheit", "nur_zusagen")
