"""The rules on sums (budget rules 2.2, F1, F3) once more, row by row in cents: what the queries must agree with."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from budget.models import Bereitstellung, Buchung, Deckungsquelle, Verfuegbarkeitsbestaetigung

RAHMEN = {"reservierung": 1, "reservierungsende": -1, "festlegung": 1, "freigabe": -1, "wiederverwendung": -1}
FELDER = (
    "pk", "lfd", "art", "vorgang_id", "quelle_id", "haushaltsjahr", "betrag", "bezug_id", "wertstellung", "erfasst_am",
    "belegnummer", "grund",
)  # fmt: skip


def cent(betrag: Decimal) -> int:
    return int(betrag * 100)


@dataclass
class Rechnung:
    """Everything that is stored about the money of one conference, read once."""

    bereitstellung: Bereitstellung
    zeilen: dict[int, dict[str, Any]] = field(init=False)
    quellen: list[Deckungsquelle] = field(init=False)
    bestaetigungen: list[Verfuegbarkeitsbestaetigung] = field(init=False)

    def __post_init__(self) -> None:
        reihe = Buchung.objects.filter(bereitstellung=self.bereitstellung).order_by("lfd").values(*FELDER)
        self.zeilen = {zeile["pk"]: zeile for zeile in reihe}
        self.quellen = list(self.bereitstellung.quellen.order_by("rang"))
        alle = Verfuegbarkeitsbestaetigung.objects.filter(
            quelle__bereitstellung=self.bereitstellung, gegengezeichnet_am__isnull=False
        )
        self.bestaetigungen = sorted(alle, key=lambda eine: (eine.gegengezeichnet_am, eine.pk))

    def _bezug(self, zeile: dict[str, Any]) -> dict[str, Any]:
        return self.zeilen[zeile["bezug_id"]]

    @property
    def frei(self) -> int:
        """Headroom in cents under the only ceiling there is."""
        sonstige = {quelle.pk for quelle in self.quellen if quelle.art == "sonstige"}
        frei = cent(self.bereitstellung.obergrenzen.get().betrag)
        for zeile in self.zeilen.values():
            if zeile["quelle_id"] in sonstige:
                continue
            ist_storno = zeile["art"] == "storno"
            art = self._bezug(zeile)["art"] if ist_storno else zeile["art"]
            frei -= RAHMEN.get(art, 0) * (-1 if ist_storno else 1) * cent(zeile["betrag"])
        return frei

    def bestaetigung(self, quelle: Deckungsquelle) -> Verfuegbarkeitsbestaetigung | None:
        return next((eine for eine in reversed(self.bestaetigungen) if eine.quelle_id == quelle.pk), None)

    def rest(self, quelle: Deckungsquelle) -> int | None:
        """Confirmed minus what was committed since, in cents; None if nobody confirmed anything."""
        bestaetigung = self.bestaetigung(quelle)
        if bestaetigung is None:
            return None
        spaetere = (
            z for z in self.zeilen.values() if z["quelle_id"] == quelle.pk and z["lfd"] > bestaetigung.lfd
        )
        return cent(bestaetigung.betrag) + sum(self._wirkung(zeile, quelle.bindung_bis) for zeile in spaetere)

    def _wirkung(self, zeile: dict[str, Any], bis: date) -> int:
        """What one row changes in its source: commitments take, what came back by `bis` gives."""
        betrag = cent(zeile["betrag"])
        if zeile["art"] == "storno":
            zurueck = self._bezug(zeile)
            if zurueck["art"] == "festlegung":
                return betrag if zeile["wertstellung"] <= bis else 0
            return -self._wirkung(zurueck, bis)
        if zeile["art"] == "festlegung":
            return -betrag
        if zeile["art"] == "freigabe":
            return betrag if zeile["wertstellung"] <= bis else 0
        if zeile["art"] == "wiederverwendung":
            return betrag if self._bezug(zeile)["wertstellung"] <= bis else 0
        return 0

    def deckung(self, betrag: int, tag: date) -> list[tuple[int, int]] | None:
        """Source and cents of each part of a commitment that fills by rank; None if it must be refused (F1, F3)."""
        if betrag > self.frei:
            return None
        teile, offen = [], betrag
        for quelle in self.quellen:
            if quelle.art == "sonstige" or quelle.ist_gesperrt or tag > quelle.bindung_bis or not offen:
                continue
            rest, bestaetigung = self.rest(quelle), self.bestaetigung(quelle)
            if rest is None or bestaetigung is None or tag < quelle.bindung_ab:
                return None
            nimmt = min(max(rest, 0), offen)
            if nimmt < offen and bestaetigung.altert and not 0 <= (tag - bestaetigung.stichtag).days <= 14:
                return None
            teile += [(quelle.pk, nimmt)] if nimmt else []
            offen -= nimmt
        return None if offen else teile
