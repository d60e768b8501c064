"""Taking papers in and recording decisions: what is stored, what is refused, and two clerks at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from konferenz.actions.drucksache import drucksache_anlegen, entscheidung_erfassen
from konferenz.einlesen import lies
from konferenz.models import Konferenz

pytestmark = pytest.mark.django_db
ORDNER = Path(__file__).parent / "drucksachen"


def vorschlag(name="ein_punkt"):
    return lies((ORDNER / f"{name}.txt").read_text())


def test_anlegen_legt_drucksache_punkte_beratungen_und_konferenz_an():
    drucksache = drucksache_anlegen(vorschlag=vorschlag("folgefassung"))
    assert drucksache.kennzeichen == "31-0107.1"
    assert (drucksache.art, drucksache.betrag, drucksache.haushaltsjahre) == ("antrag", Decimal("11000.00"), [2026, 2025])
    assert (drucksache.halbjahr_jahr, drucksache.halbjahr) == (2026, 2)
    assert drucksache.punkte.count() == 2
    konferenz = Konferenz.objects.get()
    assert (konferenz.kennung, str(konferenz.titel), konferenz.drucksache) == ("2026", "Stadtteilkonferenz", drucksache)


def test_entscheidung_setzt_den_stand():
    drucksache = drucksache_anlegen(vorschlag=vorschlag("folgefassung"))
    entscheidung_erfassen(drucksache=drucksache, stand="beschlossen", am=date(2024, 8, 1), gremium="Bezirksversammlung")
    drucksache.refresh_from_db()
    assert drucksache.ist_wirksam
