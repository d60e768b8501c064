"""The outbox: writing letters, handing them over, and what clerks do with them."""

from konferenz.actions.nachricht.schreiben import nachricht_schreiben

__all__ = ["nachricht_schreiben"]
