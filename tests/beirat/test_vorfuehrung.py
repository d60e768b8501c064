"""The bodies of the demonstration from day to day."""

from datetime import date

import pytest

from beirat.models import Gremium, Mitgliedschaft, Person, Sitz
from beirat.vorfuehrung import fuelle
from konferenz.models import Benutzer, Konferenz
from konferenz.vorfuehrung import besetzung
from tests import welt

pytestmark = pytest.mark.django_db


@pytest.fixture
def konferenz() -> Konferenz:
    for figur in besetzung.FIGUREN:
        Benutzer.objects.create_user(figur.email, name=figur.name)
    return welt.konferenz()


def namen(gremium: str) -> set[str]:
    """Who sits in a body on the day of the tests."""
    gueltig = Mitgliedschaft.objects.gueltig(date(2024, 9, 2)).filter(sitz__gremium__name=gremium)
    return set(gueltig.values_list("person__anzeigename", flat=True))


def test_vor_der_ersten_sitzung_gibt_es_keine_vorbereitungsgruppe(konferenz: Konferenz) -> None:
    fuelle(konferenz, date(2024, 1, 17))
    assert set(Gremium.objects.values_list("art", flat=True)) == {"bezirksversammlung", "beirat"}


def test_danach_sitzen_acht_entsandte_mit_vertretung_in_der_gruppe(
    konferenz: Konferenz,
) -> None:
    fuelle(konferenz, date(2024, 1, 18))
    assert namen("Vorbereitungsgruppe 2024") == {
        *("Frank Petersen", "Joachim Brandt", "Silke Hansen", "Jana Wolters"),
        *("Deniz Aydın", "Elif Kaya", "Mariam Ahmadi", "Samuel Tekle"),
        *("Karin Ohlsen", "Jonas Weber", "Nadia Karimi"),
    }
    stimmen = Sitz.objects.filter(gremium__art="vorbereitungsgruppe", ist_stimmberechtigt=True)
    assert stimmen.count() == 8
    gruppe = Gremium.objects.get(art="vorbereitungsgruppe")
    assert {stelle.name for stelle in gruppe.entsendende.all()} == {
        "Bezirksversammlung",
        "Integrationsbeirat",
    }
    assert Mitgliedschaft.objects.get(vertritt__isnull=False).vertritt.person.anzeigename == "Frank Petersen"


def test_ein_sitz_im_beirat_ist_frei(konferenz: Konferenz) -> None:
    fuelle(konferenz, date(2024, 9, 2))
    freie = Sitz.objects.filter(mitgliedschaften__isnull=True)
    assert [(sitz.gremium.name, sitz.bereich) for sitz in freie] == [("Integrationsbeirat", "Bildung")]


def test_ein_konto_haben_nur_die_figuren_der_geschichte(konferenz: Konferenz) -> None:
    fuelle(konferenz, date(2024, 9, 2))
    mit_konto = Person.objects.filter(benutzer__isnull=False).values_list("anzeigename", flat=True)
    assert set(mit_konto) == {"Frank Petersen", "Deniz Aydın", "Elif Kaya", "Jonas Weber"}
