"""Seats and waiting list: who gets a seat, who comes next (I01–I05, S51)."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from anmeldung import actions
from anmeldung.models import Anmeldung, Kontingent, Platz, Warteplatz
from anmeldung.queries import wartet_vor, zahlen
from konferenz.models import Konferenz, Nachricht
from tests import welt
from tests.orakel import verletzungen_plaetze

pytestmark = pytest.mark.django_db
Stand = Anmeldung.Stand


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz(plaetze=2)


@pytest.fixture(autouse=True)
def unverletzt(db: None) -> object:
    """After each test the oracles of the seats find nothing."""
    yield
    assert verletzungen_plaetze() == []


def _staende(konferenz: Konferenz) -> list[str]:
    return list(
        Anmeldung.objects.filter(konferenz=konferenz)
        .order_by("eingegangen_am", "name")
        .values_list("stand", flat=True)
    )


def test_vor_der_bestaetigung_nimmt_niemand_einen_platz(konferenz: Konferenz) -> None:
    anmeldung = welt.unbestaetigt(konferenz)
    assert Platz.objects.count() == 0
    assert actions.bestaetigen(anmeldung=anmeldung).stand == Stand.BESTAETIGT
    assert [platz.nummer for platz in Platz.objects.all()] == [1]


def test_zweimal_bestaetigen_schadet_nicht(konferenz: Konferenz) -> None:
    """S50: confirming twice is harmless."""
    anmeldung = welt.bestaetigt(konferenz)
    assert actions.bestaetigen(anmeldung=anmeldung).stand == Stand.BESTAETIGT
    assert Platz.objects.count() == 1
    assert Nachricht.objects.filter(anlass="anmeldung.bestaetigt").count() == 1


def test_ist_alles_belegt_gibt_es_wartenummern_ohne_luecke(konferenz: Konferenz) -> None:
    """S51: number 121 of 120 waits with rank 1."""
    leute = [welt.bestaetigt(konferenz) for _ in range(5)]
    assert [person.stand for person in leute] == [Stand.BESTAETIGT] * 2 + [Stand.WARTELISTE] * 3
    assert list(Warteplatz.objects.values_list("nummer", flat=True)) == [1, 2, 3]
    assert [wartet_vor(person) for person in leute] == [None, None, 0, 1, 2]


def test_ein_freier_platz_wird_sofort_fuer_die_erste_wartende_gehalten(konferenz: Konferenz) -> None:
    """S51: rank 1 gets an offer of 48 h, then rank 2; a newcomer does not overtake."""
    eins, _zwei, drei, vier = (welt.bestaetigt(konferenz) for _ in range(4))
    actions.absagen(anmeldung=eins)
    drei.refresh_from_db()
    assert drei.stand == Stand.ANGEBOTEN
    assert Platz.objects.get(anmeldung=drei).angeboten_bis == welt.am("2024-09-04", "09:14")
    neu = welt.bestaetigt(konferenz)
    assert neu.stand == Stand.WARTELISTE
    with welt.zeit("2024-09-04", "09:13"):
        assert actions.fristen_pruefen()["angebote"] == 0
    with welt.zeit("2024-09-04", "09:14"):
        assert actions.fristen_pruefen()["angebote"] == 1
        vier.refresh_from_db()
        assert vier.stand == Stand.ANGEBOTEN
        assert actions.angebot_annehmen(anmeldung=vier).stand == Stand.BESTAETIGT
        assert actions.angebot_annehmen(anmeldung=vier).stand == Stand.BESTAETIGT
    drei.refresh_from_db()
    assert drei.stand == Stand.VERFALLEN
    anlaesse = Nachricht.objects.filter(bezug=str(drei.pk)).order_by("id").values_list("anlass", flat=True)
    assert list(anlaesse) == [
        "anmeldung.bestaetigen", "anmeldung.warteliste", "anmeldung.angebot", "anmeldung.angebot_verfallen",
    ]  # fmt: skip


def test_ein_abgelaufenes_angebot_kann_niemand_mehr_annehmen(konferenz: Konferenz) -> None:
    eins, _zwei, drei = (welt.bestaetigt(konferenz) for _ in range(3))
    actions.absagen(anmeldung=eins)
    with welt.zeit("2024-09-05"), pytest.raises(ValidationError, match="abgelaufen"):
        actions.angebot_annehmen(anmeldung=drei)


def test_wer_ablehnt_macht_der_naechsten_sofort_platz(konferenz: Konferenz) -> None:
    eins, _zwei, drei, vier = (welt.bestaetigt(konferenz) for _ in range(4))
    actions.absagen(anmeldung=eins)
    actions.angebot_ablehnen(anmeldung=drei)
    drei.refresh_from_db()
    vier.refresh_from_db()
    assert (drei.stand, vier.stand) == (Stand.ABGEMELDET, Stand.ANGEBOTEN)


def test_ablehnen_auf_einer_liegengebliebenen_seite_nimmt_keinen_angenommenen_platz(
    konferenz: Konferenz,
) -> None:
    """Two tabs: the seat is accepted in one, then "no" is pressed in the other."""
    eins, _zwei, drei = (welt.bestaetigt(konferenz) for _ in range(3))
    actions.absagen(anmeldung=eins)
    actions.angebot_annehmen(anmeldung=drei)
    assert actions.angebot_ablehnen(anmeldung=drei).stand == Stand.BESTAETIGT
    drei.refresh_from_db()
    assert (drei.stand, drei.plaetze.count()) == (Stand.BESTAETIGT, 1)


def test_in_den_letzten_72_stunden_gilt_ein_angebot_sechs_stunden_und_nie_ueber_den_beginn(
    konferenz: Konferenz,
) -> None:
    eins, zwei, drei, vier = (welt.bestaetigt(konferenz) for _ in range(4))
    with welt.zeit("2024-11-14", "12:00"):
        actions.absagen(anmeldung=eins)
    assert Platz.objects.get(anmeldung=drei).angeboten_bis == welt.am("2024-11-14", "18:00")
    with welt.zeit("2024-11-16", "07:00"):
        actions.absagen(anmeldung=zwei)
    assert Platz.objects.get(anmeldung=vier).angeboten_bis == welt.am("2024-11-16", "10:00")


def test_nach_dem_beginn_rueckt_niemand_mehr_nach(konferenz: Konferenz) -> None:
    eins, *_rest, drei = (welt.bestaetigt(konferenz) for _ in range(3))
    with welt.zeit("2024-11-16", "10:00"):
        actions.absagen(anmeldung=eins)
    drei.refresh_from_db()
    assert drei.stand == Stand.WARTELISTE
    drei.warteplaetze.all().delete()  # the oracle of idle seats holds until the beginning only
    Anmeldung.objects.filter(pk=drei.pk).update(stand=Stand.VERFALLEN)


def test_weniger_plaetze_nehmen_niemandem_den_platz_und_stoppen_angebote(konferenz: Konferenz) -> None:
    """S51: lowering capacity removes nobody and blocks new offers (I05)."""
    eins, zwei, drei = (welt.bestaetigt(konferenz) for _ in range(3))
    actions.plaetze_aendern(konferenz=konferenz, plaetze=1)
    assert Platz.objects.count() == 2
    actions.absagen(anmeldung=zwei)
    drei.refresh_from_db()
    assert drei.stand == Stand.WARTELISTE
    actions.absagen(anmeldung=eins)
    drei.refresh_from_db()
    assert drei.stand == Stand.ANGEBOTEN


def test_mehr_plaetze_werden_in_der_reihe_der_nummern_angeboten(konferenz: Konferenz) -> None:
    _eins, _zwei, drei, vier, fuenf = (welt.bestaetigt(konferenz) for _ in range(5))
    actions.plaetze_aendern(konferenz=konferenz, plaetze=4)
    stand = {person.pk: Anmeldung.objects.get(pk=person.pk).stand for person in (drei, vier, fuenf)}
    assert list(stand.values()) == [Stand.ANGEBOTEN, Stand.ANGEBOTEN, Stand.WARTELISTE]
    gezaehlt = zahlen(konferenz)
    assert (gezaehlt.bestaetigt, gezaehlt.angeboten, gezaehlt.warteliste, gezaehlt.frei) == (2, 2, 1, 0)


def test_absagen_einer_wartenden_laesst_die_anderen_ruecken_ohne_neue_nummern(konferenz: Konferenz) -> None:
    *_sitzend, drei, vier = (welt.bestaetigt(konferenz) for _ in range(4))
    actions.absagen(anmeldung=drei)
    assert wartet_vor(vier) == 0
    assert list(Warteplatz.objects.values_list("nummer", flat=True)) == [2]
    assert welt.bestaetigt(konferenz).warteplaetze.get().nummer == 3


def test_negative_plaetze_werden_abgewiesen(konferenz: Konferenz) -> None:
    with pytest.raises(ValidationError, match="kleiner als null"):
        actions.plaetze_aendern(konferenz=konferenz, plaetze=-1)


def test_platz_51_von_50_kann_es_auch_ohne_sperre_nicht_geben(konferenz: Konferenz) -> None:
    """The last wall is in the schema: a trigger refuses the number, a constraint the double."""
    eins, zwei, drei = (welt.bestaetigt(konferenz) for _ in range(3))
    kontingent = Kontingent.objects.get(konferenz=konferenz)
    with pytest.raises(DatabaseError, match="platz 3 ueber der grenze 2"), transaction.atomic():
        Platz.objects.create(kontingent=kontingent, nummer=3, anmeldung=drei)
    with pytest.raises(DatabaseError, match="platz_nummer_einmalig"), transaction.atomic():
        Platz.objects.create(kontingent=kontingent, nummer=2, anmeldung=drei)
    with pytest.raises(DatabaseError, match="platz_einer_je_anmeldung"), transaction.atomic():
        Platz.objects.filter(anmeldung=zwei).update(anmeldung=eins)


def test_das_amt_meldet_an_und_die_gleiche_eingabe_fuehrt_zur_gleichen_anmeldung(
    konferenz: Konferenz,
) -> None:
    """I17: the same key twice is one registration; several people may share an address or have none."""
    schluessel = uuid4()
    angaben = welt.angaben(email="", telefon="040 123")
    wie = {
        "konferenz": konferenz,
        "angaben": angaben,
        "quelle": Anmeldung.Quelle.TELEFON,
        "schluessel": schluessel,
        "person": None,
    }
    erste = actions.fuer_jemanden_anmelden(**wie)
    assert erste.stand == Stand.BESTAETIGT
    assert actions.fuer_jemanden_anmelden(**wie).pk == erste.pk
    assert Anmeldung.objects.count() == 1
    assert Nachricht.objects.get(anlass="anmeldung.bestaetigt").weg == Nachricht.Weg.TELEFON
    with pytest.raises(ValidationError, match="anderen Angaben"):
        actions.fuer_jemanden_anmelden(**{**wie, "angaben": welt.angaben(email="")})


def test_jede_aenderung_am_platz_steht_im_verlauf(konferenz: Konferenz) -> None:
    """I10: seats and states have history rows, raw SQL included."""
    anmeldung = welt.bestaetigt(konferenz)
    with connection.cursor() as zeiger:
        zeiger.execute("UPDATE anmeldung_anmeldung SET organisation = 'Verein' WHERE id = %s", [anmeldung.pk])
    verlauf = Anmeldung.pgh_event_model.objects.filter(pgh_obj_id=anmeldung.pk).order_by("pgh_id")
    assert list(verlauf.values_list("stand", "organisation")) == [
        ("unbestaetigt", ""), ("bestaetigt", ""), ("bestaetigt", "Verein"),
    ]  # fmt: skip
    assert _staende(konferenz) == [Stand.BESTAETIGT]
