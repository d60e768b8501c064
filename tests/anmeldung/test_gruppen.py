"""Seats in working groups: the same mechanism as for the conference, and never two at one time (I01–I05)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from anmeldung import actions
from anmeldung.actions.gruppen import (
    gruppe_abgeben,
    gruppe_ablehnen,
    gruppe_annehmen,
    gruppe_waehlen,
)
from anmeldung.models import Anmeldung, Belegung, Kontingent, Platz, Warteplatz
from anmeldung.queries import nachricht_gilt
from konferenz.models import Nachricht
from programm.actions.gruppe import gruppe_absagen, gruppe_aendern
from programm.actions.raster import ausplanen, einplanen, zeitfenster_loeschen
from programm.models import Arbeitsgruppe
from tests import welt
from tests.orakel import verletzungen_plaetze
from tests.programm.welt import Programm, programm

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Programm:
    """AG 1 (two seats) and AG 2 (many) at the same two times."""
    p = programm()
    p.arbeit.plaetze = 2
    gruppe_aendern(gruppe=p.arbeit, person=p.amira)
    return p


@pytest.fixture(autouse=True)
def unverletzt(db: None) -> object:
    """After each test the oracles of the seats find nothing."""
    yield
    assert verletzungen_plaetze() == []


def gaeste(p: Programm, zahl: int) -> list[Anmeldung]:
    return [welt.bestaetigt(p.konferenz) for _ in range(zahl)]


def lage(gruppe: Arbeitsgruppe) -> tuple[list[str], list[str], list[str]]:
    """Names that sit, that are offered a seat, that wait."""
    sitze = Platz.objects.filter(kontingent__arbeitsgruppe=gruppe).order_by("nummer")
    name = "anmeldung__name"
    return (
        list(sitze.filter(angeboten_bis=None).values_list(name, flat=True)),
        list(sitze.exclude(angeboten_bis=None).values_list(name, flat=True)),
        list(Warteplatz.objects.filter(kontingent__arbeitsgruppe=gruppe).values_list(name, flat=True)),
    )


def test_jede_gruppe_hat_so_viele_plaetze_wie_das_programm_sagt(p: Programm) -> None:
    zahlen = Kontingent.objects.im_haus(p.konferenz).order_by("pk").values_list("plaetze", flat=True)
    assert list(zahlen) == [120, 2, 30]


def test_wer_zuerst_kommt_bekommt_einen_platz_die_naechste_eine_wartenummer(p: Programm) -> None:
    a, b, c, d = gaeste(p, 4)
    for eine in (a, b, c, d):
        gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit)
    assert lage(p.arbeit) == ([a.name, b.name], [], [c.name, d.name])
    raenge = Warteplatz.objects.in_gruppen().mit_rang().values_list("davor", flat=True)
    assert list(raenge) == [0, 1]


def test_noch_einmal_waehlen_aendert_nichts(p: Programm) -> None:
    """I17"""
    (a,) = gaeste(p, 1)
    erster = gruppe_waehlen(anmeldung=a, gruppe=p.arbeit)
    assert gruppe_waehlen(anmeldung=a, gruppe=p.arbeit) == erster
    assert Belegung.objects.count() == 2  # the group meets twice


def test_zwei_gruppen_zur_gleichen_zeit_gehen_nicht(p: Programm) -> None:
    """I02: refused by the action and, where somebody forgot to look, by the database."""
    (a,) = gaeste(p, 1)
    gruppe_waehlen(anmeldung=a, gruppe=p.arbeit)
    with pytest.raises(ValidationError, match="Zur gleichen Zeit haben Sie schon einen Platz in „Arbeit"):
        gruppe_waehlen(anmeldung=a, gruppe=p.wohnen)
    with pytest.raises(IntegrityError, match="belegung_nie_zwei_zugleich"), transaction.atomic():
        Platz.objects.create(kontingent=p.wohnen.kontingent, nummer=1, anmeldung=a)
    assert lage(p.wohnen) == ([], [], [])


def test_wechseln_gibt_den_anderen_platz_in_einem_schritt_weiter(p: Programm) -> None:
    a, b, c = gaeste(p, 3)
    for eine in (a, b, c):
        gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit)
    gruppe_waehlen(anmeldung=a, gruppe=p.wohnen, wechseln=True)
    assert lage(p.wohnen) == ([a.name], [], [])
    assert lage(p.arbeit) == ([b.name], [c.name], [])


def test_wer_auf_einen_besseren_platz_wartet_behaelt_den_anderen_bis_zum_annehmen(p: Programm) -> None:
    a, b, c = gaeste(p, 3)
    gruppe_waehlen(anmeldung=a, gruppe=p.arbeit)
    gruppe_waehlen(anmeldung=b, gruppe=p.arbeit)
    gruppe_waehlen(anmeldung=c, gruppe=p.wohnen)
    gruppe_waehlen(anmeldung=c, gruppe=p.arbeit, wechseln=True)  # full: she waits and stays where she is
    assert (lage(p.arbeit)[2], lage(p.wohnen)[0]) == ([c.name], [c.name])
    gruppe_abgeben(anmeldung=a, gruppe=p.arbeit)
    assert (lage(p.arbeit), lage(p.wohnen)[0]) == (([b.name], [c.name], []), [c.name])
    for _mal in range(2):
        gruppe_annehmen(anmeldung=c, gruppe=p.arbeit)
    assert (lage(p.arbeit), lage(p.wohnen)) == (([b.name, c.name][::-1], [], []), ([], [], []))


def test_wer_ablehnt_macht_der_naechsten_sofort_platz_und_nimmt_nie_einen_angenommenen(p: Programm) -> None:
    a, b, c, d = gaeste(p, 4)
    for eine in (a, b, c, d):
        gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit)
    gruppe_abgeben(anmeldung=a, gruppe=p.arbeit)
    brief = Nachricht.objects.get(anlass="anmeldung.gruppe_angebot")
    assert nachricht_gilt(brief)
    gruppe_ablehnen(anmeldung=c, gruppe=p.arbeit)
    assert not nachricht_gilt(brief)
    assert lage(p.arbeit) == ([b.name], [d.name], [])
    gruppe_annehmen(anmeldung=d, gruppe=p.arbeit)
    gruppe_ablehnen(anmeldung=d, gruppe=p.arbeit)
    assert lage(p.arbeit) == ([d.name, b.name], [], [])


def test_ein_angebot_laeuft_ab_und_die_anmeldung_bleibt(p: Programm) -> None:
    a, _b, c, d = leute = gaeste(p, 4)
    for eine in leute:
        gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit)
    gruppe_abgeben(anmeldung=a, gruppe=p.arbeit)
    with welt.zeit("2024-09-04", "09:14"):
        assert actions.fristen_pruefen()["angebote"] == 1
        assert lage(p.arbeit)[1:] == ([d.name], [])
        with pytest.raises(ValidationError, match="abgelaufen"):
            gruppe_annehmen(anmeldung=c, gruppe=p.arbeit)
    c.refresh_from_db()
    assert c.stand == Anmeldung.Stand.BESTAETIGT
    anlaesse = Nachricht.objects.filter(bezug=str(c.pk), anlass__contains="gruppe").order_by("pk")
    assert list(anlaesse.values_list("anlass", flat=True)) == [
        "anmeldung.gruppe_angebot", "anmeldung.gruppe_verfallen",
    ]  # fmt: skip
    assert "Arbeitsgruppe: Arbeit und Ausbildung" in anlaesse[0].text_zum_zeigen


def test_weniger_plaetze_nehmen_niemandem_etwas_und_sperren_angebote(p: Programm) -> None:
    """I05"""
    a, b, c = leute = gaeste(p, 3)
    for eine in leute:
        gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit)
    p.arbeit.plaetze = 1
    gruppe_aendern(gruppe=p.arbeit, person=p.amira)
    assert lage(p.arbeit) == ([a.name, b.name], [], [c.name])
    gruppe_abgeben(anmeldung=a, gruppe=p.arbeit)
    assert lage(p.arbeit) == ([b.name], [], [c.name])
    p.arbeit.plaetze = 2
    gruppe_aendern(gruppe=p.arbeit, person=p.amira)
    assert lage(p.arbeit) == ([b.name], [c.name], [])


@pytest.mark.parametrize("ende", [actions.absagen, actions.loeschen])
def test_wer_die_konferenz_absagt_macht_auch_in_der_gruppe_platz(p: Programm, ende: object) -> None:
    a, b, c = leute = gaeste(p, 3)
    for eine in leute:
        gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit)
    ende(anmeldung=a)  # type: ignore[operator]
    assert lage(p.arbeit) == ([b.name], [c.name], [])


def test_ohne_sicheren_platz_auf_der_konferenz_gibt_es_keine_gruppe(p: Programm) -> None:
    unbestaetigt = welt.unbestaetigt(p.konferenz)
    with pytest.raises(ValidationError, match="sobald Ihr Platz"):
        gruppe_waehlen(anmeldung=unbestaetigt, gruppe=p.arbeit)
    (a,) = gaeste(p, 1)
    with welt.zeit("2024-11-16", "10:00"), pytest.raises(ValidationError, match="schon begonnen"):
        gruppe_waehlen(anmeldung=a, gruppe=p.arbeit)


def test_eine_abgesagte_gruppe_entlaesst_alle_mit_einem_brief(p: Programm) -> None:
    leute = gaeste(p, 3)
    for eine in leute:
        gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit)
    gruppe_absagen(gruppe=p.arbeit, person=p.amira)
    assert lage(p.arbeit) == ([], [], [])
    briefe = Nachricht.objects.filter(anlass="anmeldung.gruppe_abgesagt")
    assert sorted(briefe.values_list("bezug", flat=True)) == sorted(str(eine.pk) for eine in leute)
    with pytest.raises(ValidationError, match="findet nicht statt"):
        gruppe_waehlen(anmeldung=leute[0], gruppe=p.arbeit)
    gruppe_waehlen(anmeldung=leute[0], gruppe=p.wohnen)


def test_das_raster_kann_niemanden_in_zwei_gruppen_zugleich_setzen(p: Programm) -> None:
    (a,) = gaeste(p, 1)
    erstes, zweites = p.treffen(p.wohnen, 0), p.treffen(p.wohnen, 1)
    for eines in (erstes, zweites):
        ausplanen(punkt=eines, person=p.amira)
    gruppe_waehlen(anmeldung=a, gruppe=p.arbeit)
    gruppe_waehlen(anmeldung=a, gruppe=p.wohnen)
    wie = {"zeitfenster": p.fenster[1], "raum": p.raeume["Raum 1.14"], "person": p.amira}
    with pytest.raises(ValidationError, match="1 Person hat einen Platz in zwei Arbeitsgruppen"):
        einplanen(punkt=erstes, **wie)
    einplanen(punkt=erstes, **{**wie, "zeitfenster": p.fenster[0]})
    assert Belegung.objects.filter(anmeldung=a).count() == 3


def test_die_zeiten_folgen_dem_raster(p: Programm) -> None:
    (a,) = gaeste(p, 1)
    gruppe_waehlen(anmeldung=a, gruppe=p.arbeit)
    zeitfenster_loeschen(zeitfenster=p.fenster[3], person=p.amira)
    assert list(Belegung.objects.values_list("zeitfenster", flat=True)) == [p.fenster[1].pk]


def test_der_verlauf_kennt_die_plaetze_in_gruppen_und_das_loeschen_nimmt_ihn_mit(p: Programm) -> None:
    """I10, I11"""
    (a,) = gaeste(p, 1)
    gruppe_waehlen(anmeldung=a, gruppe=p.arbeit)
    assert Platz.pgh_event_model.objects.filter(anmeldung_id=a.pk).count() == 2
    nummer = a.pk
    actions.loeschen(anmeldung=a)
    assert not Platz.pgh_event_model.objects.filter(anmeldung_id=nummer).exists()
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT count(*) FROM anmeldung_belegung")
        assert zeiger.fetchone() == (0,)
