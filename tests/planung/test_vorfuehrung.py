"""The preparation group of the demonstration from day to day."""

from datetime import date

import pytest

from beirat import vorfuehrung as gremien
from konferenz.models import Benutzer, Konferenz
from konferenz.vorfuehrung import besetzung
from planung.models import Vorlagenpunkt
from planung.vorfuehrung import fuelle
from tests import welt

pytestmark = pytest.mark.django_db


@pytest.fixture
def konferenz() -> Konferenz:
    """The conference of the story with an account for each figure."""
    for figur in besetzung.FIGUREN:
        Benutzer.objects.create_user(figur.email, name=figur.name)
    welt.bezirk()
    return welt.konferenz()


def am(konferenz: Konferenz, tag: date) -> None:
    gremien.fuelle(konferenz, tag)
    fuelle(konferenz, tag)


def test_vor_der_ersten_sitzung_tut_die_gruppe_nichts(konferenz: Konferenz) -> None:
    am(konferenz, date(2024, 1, 17))
    assert not Vorlagenpunkt.objects.exists()


def test_am_2_september_hat_die_gruppe_ihre_eigene_tagesordnung(konferenz: Konferenz) -> None:
    am(konferenz, date(2024, 9, 2))
    punkte = Vorlagenpunkt.objects.filter(gremium__name="Vorbereitungsgruppe 2024")
    assert [punkt.art for punkt in punkte] == [
        "eroeffnung", "genehmigung", "aufgaben", "mitteilung", "verschiedenes",
    ]  # fmt: skip
