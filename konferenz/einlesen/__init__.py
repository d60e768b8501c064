"""Reading a motion's text, as a council information system shows it, into a proposal that a person checks.

Nothing is stored and nothing is guessed here: what the text does not say stays empty and is named in
``Vorschlag.fehlend``. ``dekodiere`` turns an uploaded file into text, ``lies`` turns text into a proposal.
"""

from .dekodieren import dekodiere
from .lesen import lies
from .vorschlag import Beratungsvorschlag, Punktart, Punktvorschlag, Vorschlag

__all__ = ["Beratungsvorschlag", "Punktart", "Punktvorschlag", "Vorschlag", "dekodiere", "lies"]
