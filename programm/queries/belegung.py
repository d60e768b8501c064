"""How many people have a seat, as the app of registrations counts them."""

from collections import Counter

from konferenz import beitraege
from konferenz.models import Konferenz

Belegung = Counter[int | None]
"""Number of the working group -> people with a seat; under None those of the conference itself."""


def belegung(konferenz: Konferenz) -> Belegung:
    """Everybody who has a seat or is offered one; 0 for whatever is not named."""
    gesamt: Belegung = Counter()
    for teil in beitraege.rufe("belegung", konferenz):
        gesamt.update(teil)
    return gesamt
