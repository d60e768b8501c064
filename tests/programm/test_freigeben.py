"""Released versions: what they hold, how they differ."""

import json

import pytest
from django.core.exceptions import ValidationError
from i18nfield.strings import LazyI18nString

from programm.actions import mitwirken, raster
from programm.actions.freigeben import freigeben
from programm.models import Mitwirkung, Programmpunkt
from programm.queries.fassung import entwurf, letzte_fassung, unveroeffentlichte_aenderungen
from tests.programm.welt import Programm, Rolle, programm

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Programm:
    return programm()


def arten(p: Programm) -> list[str]:
    return [aenderung.art for aenderung in unveroeffentlichte_aenderungen(p.konferenz)]


def test_die_erste_fassung_hat_alles_was_eine_zeit_hat(p):
    p.punkt(titel=LazyI18nString({"de": "Noch ohne Zeit"}))
    assert arten(p) == ["neu"] * 6
    fassung = freigeben(konferenz=p.konferenz, person=p.amira)
    assert (fassung.nummer, len(fassung.inhalt)) == (1, 6)
    assert fassung.inhalt[0]["titel"] == {"de": "Begrüßung und Auftakt", "en": "Welcome"}
    assert arten(p) == []


def test_gespeichert_ist_sie_wie_entworfen(p):
    karim = p.mensch("Karim Azizi")
    Mitwirkung.objects.create(mitwirkende=karim, programmpunkt=p.auftakt, rolle=Rolle.VORTRAG)
    Mitwirkung.objects.create(
        mitwirkende=karim, programmpunkt=p.auftakt, rolle=Rolle.DOLMETSCHEN, sprache="tr"
    )
    fassung = freigeben(konferenz=p.konferenz, person=p.amira)
    fassung.refresh_from_db()
    assert fassung.inhalt == entwurf(p.konferenz)
    assert fassung.inhalt[0]["mitwirkende"] == [["vortrag", karim.pk]]
    assert "Karim" not in json.dumps(fassung.inhalt)


def test_ohne_aenderung_und_ohne_zeit_gibt_es_keine_fassung(p):
    freigeben(konferenz=p.konferenz, person=p.amira)
    with pytest.raises(ValidationError, match="Seit der Fassung 1 hat sich nichts geändert"):
        freigeben(konferenz=p.konferenz, person=p.amira)
    Programmpunkt.objects.update(zeitfenster=None, raum=None)
    with pytest.raises(ValidationError, match="Noch hat kein Programmpunkt eine Zeit"):
        freigeben(konferenz=p.konferenz, person=p.amira)
    assert letzte_fassung(p.konferenz).nummer == 1


def test_jede_aenderung_wird_beim_namen_genannt(p):
    freigeben(konferenz=p.konferenz, person=p.amira)
    raster.einplanen(punkt=p.auftakt, zeitfenster=p.fenster[0], raum=p.raeume["Raum 1.12"], person=p.amira)
    assert arten(p) == ["raum"]
    p.auftakt.refresh_from_db()
    p.auftakt.text = LazyI18nString({"de": "Mit Musik"})
    raster.punkt_speichern(punkt=p.auftakt, person=p.amira)
    assert arten(p) == ["raum", "text"]
    mitwirken.mitwirkung_eintragen(
        mitwirkung=Mitwirkung(
            mitwirkende=p.mensch("Karim Azizi"), arbeitsgruppe=p.wohnen, rolle=Rolle.LEITUNG
        ),
        person=p.amira,
    )
    assert arten(p) == ["raum", "text", "mitwirkende", "mitwirkende"]
    raster.ausplanen(punkt=p.treffen(p.arbeit, 1), person=p.amira)
    assert arten(p) == ["raum", "text", "mitwirkende", "mitwirkende", "entfallen"]
    p.fenster[0].beginn, p.fenster[0].ende = p.fenster[0].ende, p.fenster[1].beginn
    raster.zeitfenster_speichern(zeitfenster=p.fenster[0], person=p.amira)
    assert arten(p)[:2] == ["zeit", "raum"]
    assert freigeben(konferenz=p.konferenz, person=p.amira).nummer == 2


def test_der_entwurf_kostet_immer_gleich_viele_abfragen(p, django_assert_num_queries):
    with django_assert_num_queries(3):
        entwurf(p.konferenz)
