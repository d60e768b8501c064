"""Two people plan at the same moment."""

from functools import partial
from threading import Barrier
from typing import Any

import pytest

from programm.actions.raster import einplanen
from programm.models import Programmpunkt, Zeitfenster
from tests.gleichzeitig import wettlauf
from tests.programm.welt import programm, um


@pytest.fixture
def eng(transactional_db: None) -> tuple[Any, list[Programmpunkt], Zeitfenster]:
    """Two items that both want room 1.12 in the same slot."""
    p = programm()
    punkte = [p.punkt(titel=f"Punkt {nummer}") for nummer in range(2)]
    return p, punkte, Zeitfenster.objects.create(konferenz=p.konferenz, beginn=um("15:30"), ende=um("16:00"))


def test_zwei_planen_zugleich_in_dieselbe_zelle(eng: Any) -> None:
    """One gets the room, the other reads a sentence."""
    p, punkte, fenster = eng
    taten = [
        partial(einplanen, punkt=punkt, zeitfenster=fenster, raum=p.raeume["Raum 1.12"], person=p.amira)
        for punkt in punkte
    ]
    assert wettlauf(taten) == ["Dieser Raum ist in dieser Zeit schon belegt.", "ok"]
    assert fenster.programmpunkte.count() == 1


def test_gegenprobe_ohne_sperre_bliebe_nur_die_tabelle(eng: Any) -> None:
    """Both look before either writes: the table still holds, but with an error page instead of a sentence."""
    p, punkte, fenster = eng
    gesehen = Barrier(2)

    def ohne_sperre(punkt: Programmpunkt) -> None:
        punkt.zeitfenster, punkt.raum = fenster, p.raeume["Raum 1.12"]
        punkt.full_clean()
        gesehen.wait()
        punkt.save()

    assert wettlauf([partial(ohne_sperre, punkt) for punkt in punkte]) == ["IntegrityError", "ok"]
