"""Rooms, slots, items: what the database refuses, what moves along."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from konferenz.actions.konferenz import termin_setzen
from konferenz.models import Ort
from programm.actions import raster
from programm.models import Programmpunkt, Raum, Zeitfenster
from tests.programm.welt import Programm, programm, um

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Programm:
    return programm()


def test_zwei_in_einem_raum_zu_einer_zeit_nimmt_die_datenbank_nicht(p):
    erster = p.treffen(p.arbeit)
    with pytest.raises(IntegrityError, match="programmpunkt_raum_nur_einmal"), transaction.atomic():
        p.punkt(titel="Noch etwas", zeitfenster=erster.zeitfenster, raum=erster.raum)
    with pytest.raises(ValidationError, match="Dieser Raum ist in dieser Zeit schon belegt"):
        raster.einplanen(
            punkt=p.treffen(p.wohnen), zeitfenster=erster.zeitfenster, raum=erster.raum, person=p.amira
        )
    assert p.treffen(p.wohnen).raum == p.raeume["Raum 1.14"]


def test_ohne_raum_duerfen_mehrere_zur_selben_zeit_sein(p):
    p.punkt(titel="Kaffee", art="pause", zeitfenster=p.fenster[2])
    assert p.fenster[2].programmpunkte.count() == 2


def test_eine_gruppe_trifft_sich_in_einem_zeitfenster_nur_einmal(p):
    zweites = p.treffen(p.arbeit, 1)
    with pytest.raises(ValidationError, match="trifft sich in dieser Zeit schon"):
        raster.einplanen(punkt=zweites, zeitfenster=p.fenster[1], raum=None, person=p.amira)


@pytest.mark.parametrize(
    ("von", "bis", "satz"),
    [
        ("10:15", "11:00", "schon ein anderes Zeitfenster"),
        ("16:00", "15:30", "Das Ende liegt vor dem Beginn"),
        ("16:45", "17:15", "außerhalb der Zeit der Konferenz"),
        ("08:00", "08:30", "außerhalb der Zeit der Konferenz"),
    ],
)
def test_zeitfenster_das_nicht_passt(p, von, bis, satz):
    neu = Zeitfenster(konferenz=p.konferenz, beginn=um(von), ende=um(bis))
    with pytest.raises(ValidationError, match=satz):
        raster.zeitfenster_speichern(zeitfenster=neu, person=p.amira)
    assert p.konferenz.zeitfenster.count() == 4


def test_zeitfenster_die_sich_beruehren_gehen(p):
    neu = Zeitfenster(konferenz=p.konferenz, beginn=um("10:30"), ende=um("11:15"))
    assert raster.zeitfenster_speichern(zeitfenster=neu, person=p.amira).pk


def test_ein_geloeschtes_zeitfenster_laesst_seine_punkte_neben_dem_raster(p):
    raster.zeitfenster_loeschen(zeitfenster=p.fenster[1], person=p.amira)
    assert Programmpunkt.objects.geplant().count() == 4
    assert Programmpunkt.objects.filter(zeitfenster=None, raum=None, art="arbeitsgruppe").count() == 2


def test_ausgeplant_verliert_ein_punkt_auch_den_raum(p):
    punkt = raster.ausplanen(punkt=p.auftakt, person=p.amira)
    assert (punkt.zeitfenster, punkt.raum) == (None, None)


def test_ein_raum_in_dem_etwas_geplant_ist_bleibt(p):
    with pytest.raises(ValidationError, match="noch 1 Programmpunkt geplant"):
        raster.raum_loeschen(raum=p.raeume["Großer Saal"], person=p.amira)
    leer = Raum.objects.create(ort=p.konferenz.ort, name="Büro", plaetze=4)
    raster.raum_loeschen(raum=leer, person=p.amira)
    assert not Raum.objects.filter(name="Büro").exists()


def test_fremdes_passt_nicht_ins_programm(p):
    anderswo = Raum.objects.create(ort=Ort.objects.create(name="Kulturladen Hamm"), name="Saal", plaetze=50)
    with pytest.raises(ValidationError, match="liegt an einem anderen Ort"):
        raster.einplanen(punkt=p.auftakt, zeitfenster=p.fenster[0], raum=anderswo, person=p.amira)


def test_ein_punkt_hat_einen_titel_oder_eine_gruppe(p):
    ohne = Programmpunkt(konferenz=p.konferenz, titel=LazyI18nString({"de": ""}))
    with pytest.raises(ValidationError, match="Nennen Sie einen Titel"):
        raster.punkt_speichern(punkt=ohne, person=p.amira)


def _verlege(p: Programm, tag: str, beginn: str, ort: Ort | None = None) -> None:
    anfang = um(beginn, tag)
    termin_setzen(
        konferenz=p.konferenz, beginn=anfang, ende=anfang + timedelta(hours=7),
        ort=ort or p.konferenz.ort, person=p.amira,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "beginn", "erste", "letzte"),
    [("2024-10-05", "10:00", "10:00", "15:15"), ("2024-11-16", "12:00", "12:00", "17:15")],
)
def test_das_raster_zieht_mit_der_konferenz_um_auch_ueber_die_zeitumstellung(p, tag, beginn, erste, letzte):
    _verlege(p, tag, beginn)
    zeiten = list(p.konferenz.zeitfenster.all())
    lokal = [timezone.localtime(zeit) for zeit in (zeiten[0].beginn, zeiten[-1].ende)]
    assert [f"{zeit:%Y-%m-%d %H:%M}" for zeit in lokal] == [f"{tag} {erste}", f"{tag} {letzte}"]
    assert Programmpunkt.objects.geplant().count() == 6


def test_an_einem_anderen_ort_verlieren_die_punkte_ihre_raeume(p):
    _verlege(p, "2024-11-16", "10:00", Ort.objects.create(name="Kulturladen Hamm"))
    assert not Programmpunkt.objects.exclude(raum=None).exists()
    assert Programmpunkt.objects.geplant().count() == 6
