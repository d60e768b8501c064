"""Working groups and contributors."""

import pytest
from django.core.exceptions import ValidationError
from i18nfield.strings import LazyI18nString

from planung.models import Thema
from programm.actions import gruppe as gruppen
from programm.actions import mitwirken, raster
from programm.models import Mitwirkende, Mitwirkung, Verfuegbarkeit
from programm.queries.warnungen import warnungen
from tests.personen import person as konto
from tests.programm.welt import Programm, Rolle, programm, um

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Programm:
    return programm()


def saetze(p: Programm) -> list[str]:
    return [warnung.satz for warnung in warnungen(p.konferenz)]


def test_aus_einem_gewaehlten_thema_wird_genau_eine_gruppe(p):
    thema = Thema.objects.create(konferenz=p.konferenz, titel="Gesundheit", beschreibung="Arztbesuche")
    with pytest.raises(ValidationError, match="nicht gewählt"):
        gruppen.gruppe_aus_thema(thema=thema, person=p.amira)
    Thema.objects.filter(pk=thema.pk).update(stand=Thema.Stand.GEWAEHLT)
    erste = gruppen.gruppe_aus_thema(thema=thema, person=p.amira)
    assert (erste.nummer, str(erste.titel), str(erste.ziele)) == (3, "Gesundheit", "Arztbesuche")
    assert gruppen.gruppe_aus_thema(thema=thema, person=p.amira) == erste


def test_eine_abgesagte_gruppe_verlaesst_das_raster_und_behaelt_ihre_nummer(p):
    gruppen.gruppe_absagen(gruppe=p.wohnen, person=p.amira)
    assert not p.wohnen.programmpunkte.geplant().exists()
    p.wohnen.refresh_from_db()
    with pytest.raises(ValidationError, match="ist abgesagt"):
        gruppen.gruppe_aendern(gruppe=p.wohnen, person=p.amira)
    with pytest.raises(ValidationError, match="ist abgesagt"):
        raster.einplanen(
            punkt=p.wohnen.programmpunkte.first(), zeitfenster=p.fenster[1], raum=None, person=p.amira
        )
    assert (
        gruppen.gruppe_anlegen(
            gruppe=type(p.wohnen)(konferenz=p.konferenz, titel=LazyI18nString({"de": "Neu"})), person=p.amira
        ).nummer
        == 3
    )


def test_ein_passendes_programm_hat_keine_warnung(p):
    assert saetze(p) == []


def test_ein_raum_kleiner_als_die_gruppe(p):
    p.arbeit.plaetze = 31
    gruppen.gruppe_aendern(gruppe=p.arbeit, person=p.amira)
    assert saetze(p) == ["Raum 1.12 hat 30 Plätze, die Arbeitsgruppe 31."] * 2


def test_ein_mensch_an_zwei_orten(p):
    karim = p.mensch("Karim Azizi")
    for gruppe in (p.arbeit, p.wohnen):
        mitwirken.mitwirkung_eintragen(
            mitwirkung=Mitwirkung(mitwirkende=karim, arbeitsgruppe=gruppe, rolle=Rolle.MODERATION),
            person=p.amira,
        )
    assert (
        saetze(p)
        == ["Karim Azizi ist zur selben Zeit auch hier eingeteilt: AG 1: Arbeit und Ausbildung."] * 2
    )


def test_wer_nur_vormittags_kann(p):
    karim = p.mensch("Karim Azizi")
    mitwirken.mitwirkung_eintragen(
        mitwirkung=Mitwirkung(mitwirkende=karim, arbeitsgruppe=p.arbeit, rolle=Rolle.LEITUNG), person=p.amira
    )
    assert saetze(p) == []
    mitwirken.verfuegbarkeit_eintragen(
        zeit=Verfuegbarkeit(mitwirkende=karim, beginn=um("09:00"), ende=um("13:00")), person=p.amira
    )
    assert saetze(p) == ["Karim Azizi kann zu dieser Zeit nicht."]


def test_angekuendigtes_dolmetschen_ohne_dolmetschende(p):
    p.wohnen.dolmetschen, p.wohnen.gebaerdensprache = ["tr", "ar"], True
    gruppen.gruppe_aendern(gruppe=p.wohnen, person=p.amira)
    mitwirken.mitwirkung_eintragen(
        mitwirkung=Mitwirkung(
            mitwirkende=p.mensch("Ayşe Öz"), arbeitsgruppe=p.wohnen, rolle=Rolle.DOLMETSCHEN, sprache="tr"
        ),
        person=p.amira,
    )
    assert saetze(p) == ["Wer dolmetscht in Arabisch?", "Wer dolmetscht in Gebärdensprache?"] * 2


def test_dolmetschen_nennt_die_sprache_anderes_keine(p):
    ayse = p.mensch("Ayşe Öz")
    for angaben in ({"rolle": Rolle.DOLMETSCHEN}, {"rolle": Rolle.LEITUNG, "sprache": "tr"}):
        with pytest.raises(ValidationError, match="in die gedolmetscht wird"):
            mitwirken.mitwirkung_eintragen(
                mitwirkung=Mitwirkung(mitwirkende=ayse, arbeitsgruppe=p.wohnen, **angaben), person=p.amira
            )


def test_warnungen_kosten_immer_gleich_viele_abfragen(p, django_assert_num_queries):
    for n in range(5):
        mitwirken.mitwirkung_eintragen(
            mitwirkung=Mitwirkung(
                mitwirkende=p.mensch(f"Mensch{n} Muster"), arbeitsgruppe=p.wohnen, rolle=Rolle.MODERATION
            ),
            person=p.amira,
        )
    with django_assert_num_queries(3):
        warnungen(p.konferenz)


def test_ohne_zustimmung_bleibt_der_name_verborgen(p):
    karim = p.mensch("Karim Azizi")
    karim.ist_oeffentlich = True
    with pytest.raises(ValidationError, match="Ohne Zustimmung"):
        mitwirken.mitwirkende_speichern(mitwirkende=karim, person=p.amira)
    with pytest.raises(ValidationError, match="Nachweis"):
        mitwirken.zustimmung_erfassen(mitwirkende=karim, nachweis=" ", person=p.amira)
    mitwirken.zustimmung_erfassen(mitwirkende=karim, nachweis="Az. 12.3 vom 1.9.2024", person=p.amira)
    assert list(Mitwirkende.objects.oeffentlich()) == [karim]
    mitwirken.zustimmung_widerrufen(mitwirkende=karim, person=p.amira)
    assert not Mitwirkende.objects.oeffentlich().exists()


def test_leitung_darf_nur_die_eigene_gruppe(p):
    luca = konto("ag_leitung")
    karim = p.mensch("Luca Romano")
    karim.person.benutzer = luca
    karim.person.save()
    Mitwirkung.objects.create(mitwirkende=karim, arbeitsgruppe=p.arbeit, rolle=Rolle.LEITUNG)
    assert luca.has_perm("programm.gruppe_leiten", p.arbeit)
    assert not luca.has_perm("programm.gruppe_leiten", p.wohnen)
    assert not luca.has_perm("programm.planen")
    assert p.amira.has_perm("programm.gruppe_leiten", p.wohnen)
