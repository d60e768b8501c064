"""What follows from memberships: roles, and who prepares a conference."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from beirat.mitwirkung import rollen_von
from beirat.models import Gremium, Mitgliedschaft, Person, Sitz
from beirat.queries import vorbereitung
from konferenz.beitraege import Entsendung
from konferenz.models import Benutzer, Konferenz
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db

TAG = date(2024, 9, 2)


@pytest.fixture
def konferenz() -> Konferenz:
    return welt.konferenz()


def gremium(art: str, konferenz: Konferenz | None = None, name: str = "") -> Gremium:
    return Gremium.objects.create(name=name or art, art=art, konferenz=konferenz)


def mitglied(
    in_gremium: Gremium,
    *,
    benutzer: Benutzer | None = None,
    funktion: str = "mitglied",
    von: date = date(2024, 1, 1),
    bis: date | None = None,
    durch: Gremium | None = None,
) -> Mitgliedschaft:
    return Mitgliedschaft.objects.create(
        sitz=Sitz.objects.create(gremium=in_gremium),
        person=Person.objects.create(anzeigename="Ada", benutzer=benutzer),
        funktion=funktion,
        von=von,
        bis=bis,
        entsendet_durch=durch,
    )


@pytest.mark.parametrize(
    ("art", "funktion", "rollen"),
    [
        ("beirat", "mitglied", {"beirat"}),
        ("beirat", "vorsitz", {"beirat"}),
        ("vorbereitungsgruppe", "mitglied", {"gruppe"}),
        ("vorbereitungsgruppe", "vorsitz", {"gruppe", "gruppenvorsitz"}),
        ("vorbereitungsgruppe", "schriftfuehrung", {"gruppe", "schriftfuehrung"}),
        ("bezirksversammlung", "vorsitz", set()),
        ("ausschuss", "mitglied", set()),
    ],
)
def test_aus_gremium_und_funktion_folgt_die_rolle(
    konferenz: Konferenz, art: str, funktion: str, rollen: set[str]
) -> None:
    benutzer = person()
    mitglied(gremium(art, konferenz), benutzer=benutzer, funktion=funktion)
    assert set(rollen_von(benutzer, TAG)) == rollen
    assert Benutzer.objects.get(pk=benutzer.pk).rollen == rollen


@pytest.mark.parametrize(
    ("von", "bis", "gilt"),
    [
        (date(2024, 9, 2), None, True),
        (date(2024, 9, 3), None, False),
        (date(2024, 1, 1), date(2024, 9, 2), True),
        (date(2024, 1, 1), date(2024, 9, 1), False),
    ],
)
def test_die_rolle_gilt_vom_ersten_bis_zum_letzten_tag_der_mitgliedschaft(
    von: date, bis: date | None, gilt: bool
) -> None:
    benutzer = person()
    mitglied(gremium("beirat"), benutzer=benutzer, von=von, bis=bis)
    assert bool(rollen_von(benutzer, TAG)) is gilt


def test_die_mitgliedschaft_einer_anderen_person_gibt_keine_rolle() -> None:
    benutzer = person()
    mitglied(gremium("beirat"), benutzer=person())
    assert rollen_von(benutzer, TAG) == []


class TestVorbereitung:
    def test_zaehlt_je_entsendender_stelle_wer_heute_dabei_ist(
        self, konferenz: Konferenz, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        gruppe = gremium("vorbereitungsgruppe", konferenz)
        beirat, versammlung = gremium("beirat"), gremium("bezirksversammlung")
        for durch in (beirat, beirat, versammlung):
            mitglied(gruppe, durch=durch)
        mitglied(gruppe, durch=versammlung, bis=date(2024, 6, 9))
        mitglied(gruppe, funktion="schriftfuehrung")
        mitglied(beirat)
        with django_assert_num_queries(1):
            assert vorbereitung(konferenz) == [Entsendung("beirat", 2), Entsendung("bezirksversammlung", 1)]

    def test_eine_vertretung_zaehlt_nicht_mit(self, konferenz: Konferenz) -> None:
        gruppe, beirat = gremium("vorbereitungsgruppe", konferenz), gremium("beirat")
        vertretene = mitglied(gruppe, durch=beirat)
        mitglied(gruppe, durch=beirat)
        Mitgliedschaft.objects.filter(sitz__gremium=gruppe).exclude(pk=vertretene.pk).update(
            vertritt=vertretene
        )
        assert vorbereitung(konferenz) == [Entsendung("beirat", 1)]

    def test_die_gruppe_einer_anderen_konferenz_zaehlt_nicht(self, konferenz: Konferenz) -> None:
        andere = welt.konferenz(kennung="2019")
        mitglied(gremium("vorbereitungsgruppe", andere), durch=gremium("beirat"))
        assert vorbereitung(andere) == [Entsendung("beirat", 1)]
        assert vorbereitung(konferenz) == []
