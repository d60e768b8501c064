"""Milestones: computed back from the conference, in words and drawn, moved with it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from konferenz import beitraege
from konferenz.models import Konferenz
from planung.actions.meilenstein import VORLAGE, meilenstein_speichern, meilensteine_vorschlagen
from planung.models import Meilenstein
from planung.queries.meilensteine import stand_des, zeilen, zeitachse
from tests import welt
from tests.planung.fuellung import fuelle

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/meilensteine/"


@pytest.fixture
def konferenz() -> Konferenz:
    return welt.konferenz(kennung="2024")


def test_die_ueblichen_werden_zurueckgerechnet_und_nicht_verdoppelt(konferenz: Konferenz) -> None:
    assert len(meilensteine_vorschlagen(konferenz=konferenz, person=None)) == len(VORLAGE)
    assert meilensteine_vorschlagen(konferenz=konferenz, person=None) == []
    assert konferenz.meilensteine.get(titel="Programm gedruckt").soll_am == date(2024, 10, 17)
    Konferenz.objects.filter(pk=konferenz.pk).update(
        beginn=None, ende=None, einlass_ab=None, ist_veroeffentlicht=False
    )
    with pytest.raises(ValidationError, match="zuerst den Tag der Konferenz"):
        meilensteine_vorschlagen(konferenz=Konferenz.objects.get(pk=konferenz.pk), person=None)


def test_wird_die_konferenz_verlegt_wandern_die_offenen_mit(konferenz: Konferenz) -> None:
    meilensteine_vorschlagen(konferenz=konferenz, person=None)
    konferenz.meilensteine.filter(tage_vorher=300).update(ist_am=date(2024, 1, 18))
    fest = Meilenstein(konferenz=konferenz, titel="Sommerfest", soll_am=date(2024, 8, 1))
    meilenstein_speichern(meilenstein=fest, person=None)
    vorher = dict(konferenz.meilensteine.values_list("titel", "soll_am"))
    alt = konferenz.beginn
    assert alt is not None
    konferenz.beginn = alt + timedelta(days=7)
    list(beitraege.rufe("termin_geaendert", konferenz, alt))
    nachher = dict(konferenz.meilensteine.values_list("titel", "soll_am"))
    stehen = {titel for titel in vorher if vorher[titel] == nachher[titel]}
    assert stehen == {"Vorbereitungsgruppe eingesetzt", "Sommerfest"}
    assert all(nachher[titel] - vorher[titel] == timedelta(days=7) for titel in set(vorher) - stehen)


@pytest.mark.parametrize(
    ("soll", "ist", "art", "wort"),
    [
        ("2024-08-01", "2024-08-01", "success", "erreicht"),
        ("2024-08-01", "2024-08-04", "success", "erreicht, 3 Tage später"),
        ("2024-08-31", None, "danger", "überfällig seit 2 Tagen"),
        ("2024-09-01", None, "danger", "überfällig seit gestern"),
        ("2024-09-02", None, "warning", "heute"),
        ("2024-09-16", None, "info", "in 14 Tagen"),
        ("2024-09-17", None, "neutral", "geplant"),
    ],
)
def test_der_stand_sagt_in_worten_wie_weit_es_ist(soll: str, ist: str | None, art: str, wort: str) -> None:
    eines = Meilenstein(
        titel="x", soll_am=date.fromisoformat(soll), ist_am=date.fromisoformat(ist) if ist else None
    )
    assert (stand_des(eines).art, stand_des(eines).wort) == (art, wort)


def test_die_zeitachse_beginnt_mit_dem_ersten_und_endet_mit_der_konferenz(konferenz: Konferenz) -> None:
    assert zeitachse(konferenz, zeilen(konferenz)) is None
    meilensteine_vorschlagen(konferenz=konferenz, person=None)
    achse = zeitachse(konferenz, zeilen(konferenz))
    assert achse is not None
    assert (achse.von, achse.bis) == (date(2024, 1, 21), konferenz.tag)
    stellen = [float(marke.x) for marke in achse.marken]
    assert (stellen[0], stellen == sorted(stellen), stellen[-1] < 97) == (3.0, True, True)
    assert 3 < float(achse.heute) < 97
    assert achse.in_worten.startswith("1. Vorbereitungsgruppe eingesetzt (21.01.2024, überfällig seit")


def test_der_vorsitz_plant_und_hakt_ab_ein_mitglied_sieht_nur(client: Client) -> None:
    haus = fuelle(welt.konferenz(kennung="2024"))
    client.force_login(haus.konten["vorsitz"])
    fehler = client.post(f"{URL}neu/", {"titel": "Probelauf"})
    assert "Nennen Sie die Tage vor der Konferenz" in fehler.content.decode()
    client.post(f"{URL}neu/", {"titel": "Probelauf", "tage_vorher": "14"})
    eines = Meilenstein.objects.get(titel="Probelauf")
    assert eines.soll_am == date(2024, 11, 2)
    client.post(f"{URL}{eines.pk}/erreicht/")
    eines.refresh_from_db()
    assert eines.ist_am == date(2024, 9, 2)
    morgen = {"titel": "Probelauf", "soll_am": "2024-11-03", "ist_am": "2024-09-03"}
    assert "liegt in der Zukunft" in client.post(f"{URL}{eines.pk}/", morgen).content.decode()
    client.force_login(haus.konten["mitglied"])
    assert "Probelauf" in client.get(URL).content.decode()
    assert client.post(f"{URL}{eines.pk}/entfernen/").status_code == 403
    client.force_login(haus.konten["vorsitz"])
    client.post(f"{URL}{eines.pk}/entfernen/")
    assert not Meilenstein.objects.filter(titel="Probelauf").exists()
