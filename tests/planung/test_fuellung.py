"""The filled group that pages and rights are tested with is what it says it is."""

import pytest

from beirat.queries import fehlende_stellen
from konferenz import uhr
from konferenz.models import Nachricht
from planung.queries.mitglieder import eingeladene
from tests import welt
from tests.planung.fuellung import fuelle

pytestmark = pytest.mark.django_db


def test_die_gefuellte_gruppe_hat_alle_die_eine_seite_zeigen_kann():
    """S32: the seat "Bildung" is N.N.; everybody else of the day is invited, the one without address on paper."""
    haus = fuelle(welt.konferenz(kennung="2024"))
    tag = uhr.heute()
    namen = [person.anzeigename for person in eingeladene(haus.gremium, tag)]
    assert namen == [
        "Deniz Aydın", "Elif Kaya", "Mariam Ahmadi", "Samuel Tekle", "Frank Petersen", "Karin Ohlsen",
        "Joachim Brandt", "Silke Hansen", "Jana Wolters", "Ralf Thomsen", "Nadia Karimi",
    ]  # fmt: skip
    assert fehlende_stellen(haus.gremium, tag) == []
    assert not haus.frei.mitgliedschaften.gueltig(tag).exists()
    briefe = Nachricht.objects.filter(anlass="planung.einladung").values_list("an_name", "weg")
    assert sorted(name for name, _weg in briefe) == sorted(namen)
    assert [name for name, weg in briefe if weg == Nachricht.Weg.BRIEF] == ["Karin Ohlsen"]
    assert {als: sorted(konto.rollen) for als, konto in haus.konten.items()} == {
        "vorsitz": ["gruppe", "gruppenvorsitz"],
        "schriftfuehrung": ["gruppe", "schriftfuehrung"],
        "mitglied": ["gruppe"],
        "bezirksversammlung": ["gruppe"],
        "gast": ["gruppe"],
    }
