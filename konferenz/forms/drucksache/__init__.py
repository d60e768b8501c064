"""Input for papers: the text of a motion, the proposal read from it, the decision on it."""

from .einlesen import EinlesenForm
from .entscheidung import EntscheidungForm
from .vorschlag import Vorschlagsformular

__all__ = ["EinlesenForm", "EntscheidungForm", "Vorschlagsformular"]
