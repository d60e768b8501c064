"""The supervisor: keeps children running, ends them in order, remembers them for the next start."""

import json
import time
from collections import deque
from pathlib import Path

from betrieb.einrichten import Abbruch
from betrieb.prozesse import Kind, toete

NEUSTARTS = 5
FENSTER = 60.0
"""A child may end NEUSTARTS times within FENSTER seconds; then something is wrong that a restart does not mend."""


def geburt(pid: int) -> str | None:
    """Start time of a process in clock ticks since boot; None if it is gone. Tells reused numbers apart."""
    try:
        zeile = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    felder = zeile.rsplit(")", 1)[1].split()
    return None if felder[0] == "Z" else felder[19]


class Aufsicht:
    """Children in the order of their start; `merkzettel` is the file that names them."""

    def __init__(self, merkzettel: Path) -> None:
        self.merkzettel = merkzettel
        self.kinder: list[Kind] = []
        self._enden: dict[str, deque[float]] = {}

    def starte(self, kind: Kind) -> Kind:
        """Start a child and watch over it from now on."""
        kind.starten()
        if kind not in self.kinder:
            self.kinder.append(kind)
        self._merke()
        return kind

    def _merke(self) -> None:
        nummern = [kind.prozess.pid for kind in self.kinder if kind.prozess]
        self.merkzettel.write_text(json.dumps([[nummer, geburt(nummer)] for nummer in nummern]))

    def sieh_nach(self) -> list[str]:
        """Start again what has ended; names of those. Raises Abbruch for a child that does not stay."""
        gefallen = [kind for kind in self.kinder if not kind.laeuft()]
        for kind in gefallen:
            enden = self._enden.setdefault(kind.name, deque(maxlen=NEUSTARTS))
            enden.append(time.monotonic())
            if len(enden) == NEUSTARTS and enden[-1] - enden[0] < FENSTER:
                raise Abbruch(
                    f"{kind.name} endet immer wieder. Protokoll: {kind.protokoll}",
                    f"{kind.name} keeps ending. Log: {kind.protokoll}\n\n{kind.auszug()}",
                )
            self.starte(kind)
        return [kind.name for kind in gefallen]

    def beende_alle(self) -> None:
        """End all children, the last started first."""
        for kind in reversed(self.kinder):
            kind.beenden()
        self.kinder.clear()
        self.merkzettel.unlink(missing_ok=True)

    def warte_auf_alte(self, sekunden: float = 15) -> None:
        """Wait for children of a supervisor that was killed; they are about to end. Kill those that do not."""
        if not self.merkzettel.exists():
            return
        alte = json.loads(self.merkzettel.read_text() or "[]")
        ende = time.monotonic() + sekunden
        while uebrige := [nummer for nummer, wann in alte if wann and geburt(nummer) == wann]:
            if time.monotonic() > ende:
                for nummer in uebrige:
                    toete(nummer)
                return
            time.sleep(0.1)
