"""The outbox: writing letters, handing them over, and what clerks do with them."""

from konferenz.actions.nachricht.schreiben import nachricht_schreiben
from konferenz.actions.nachricht.stand import anders_erledigen, erneut_senden, zurueckgekommen
from konferenz.actions.nachricht.zustellen import zustellen

__all__ = ["anders_erledigen", "erneut_senden", "nachricht_schreiben", "zurueckgekommen", "zustellen"]
