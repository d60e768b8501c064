"""The money of the demonstration: its figures are those of the drafts, on each day."""

from datetime import date
from decimal import Decimal

import pytest

from budget.models import Bereitstellung, Buchung, Deckungsquelle
from budget.queries.beleg import wartende_belege
from budget.queries.kostenplan import massgeblicher_plan, planlage
from budget.queries.rechnung import lagen, rechnungen
from budget.queries.stand import Lage, lage
from budget.queries.unterschiede import unterschiede
from budget.queries.zuwendung import zuwendungslagen
from budget.vorfuehrung import fuelle
from konferenz import uhr
from konferenz.models import Konferenz
from konferenz.vorfuehrung.besetzung import ANORDNUNG, HAUSHALT, SACHBEARBEITUNG
from konferenz.vorfuehrung.geschichte import jetzt_am
from tests import welt
from tests.budget.welt import drucksache, eur
from tests.orakel import verletzungen_buch, verletzungen_rechnungen
from tests.personen import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def konferenz() -> Konferenz:
    """The conference of the story with the three figures that handle money."""
    welt.bezirk()
    for figur in (SACHBEARBEITUNG, HAUSHALT, ANORDNUNG):
        person(str(figur.rolle), email=figur.email, name=figur.name, password=None)
    return welt.konferenz(drucksache=drucksache())


def stand(konferenz: Konferenz, tag: date) -> Lage:
    fuelle(konferenz, tag)
    with uhr.gestellt(jetzt_am(tag)):
        return lage(Bereitstellung.objects.get(konferenz=konferenz))


def kopf(stand: Lage) -> tuple[Decimal, ...]:
    """Paid, committed and open, reserved, free."""
    return stand.summen.gezahlt, stand.summen.offen, stand.summen.reserviert, stand.frei


def test_am_2_september_sind_es_die_zahlen_des_entwurfs(konferenz: Konferenz) -> None:
    jetzt = stand(konferenz, date(2024, 9, 2))
    assert kopf(jetzt) == (eur("10.640,00"), eur("6.420,00"), eur("1.340,00"), eur("1.600,00"))
    assert [
        (str(eine.quelle), eine.summen.gezahlt, eine.summen.offen, eine.rest) for eine in jetzt.quellen
    ] == [
        ("Förderfonds konsumtiv 2023", eur("6.000,00"), eur("0,00"), eur("0,00")),
        ("2024 aus 2023 (Ermächtigungsübertrag)", eur("4.000,00"), eur("2.500,00"), eur("0,00")),
        ("Förderfonds konsumtiv 2024", eur("640,00"), eur("3.920,00"), eur("2.940,00")),
    ]
    tag = date(2024, 9, 2)
    assert [eine.summen.gebunden + eine.verfuegbar(tag) for eine in jetzt.quellen] == [
        eur("6.000,00"), eur("6.500,00"), eur("7.500,00"),
    ]  # fmt: skip
    zweitausendvierundzwanzig = jetzt.quellen[2]
    assert zweitausendvierundzwanzig.quelle.bindung_bis == date(2024, 11, 15)
    assert zweitausendvierundzwanzig.bestaetigung is not None
    assert zweitausendvierundzwanzig.bestaetigung.alter(tag) == 21
    _kostenplan(jetzt.bereitstellung)
    _raten(jetzt.bereitstellung)
    _reservierungen(jetzt.bereitstellung)
    _rechnungen(jetzt.bereitstellung)


def _kostenplan(bereitstellung: Bereitstellung) -> None:
    plan = massgeblicher_plan(bereitstellung)
    assert plan is not None
    assert (plan.fassung, plan.freigegeben_am) == (3, welt.am("2024-08-19", "09:15"))
    zeilen = planlage(plan).zeilen
    assert {z.name: (z.soll, z.summen.gebunden, z.summen.reserviert, z.stand.wort) for z in zeilen} == {
        "Organisation, Raum und Technik": (eur("15.000,00"), eur("15.000,00"), Decimal(0), "im Plan"),
        "Gebärdensprachdolmetschen": (eur("1.450,00"), eur("1.420,00"), Decimal(0), "im Plan"),
        "Simultandolmetschen": (eur("1.100,00"), Decimal(0), eur("980,00"), "noch zu binden"),
        "Kinderbetreuung": (eur("400,00"), Decimal(0), eur("360,00"), "noch zu binden"),
        "Druck": (eur("700,00"), eur("640,00"), Decimal(0), "bezahlt"),
        "Dokumentation": (eur("1.350,00"), Decimal(0), Decimal(0), "offen"),
    }
    assert planlage(plan).soll == eur("20.000,00")


def _raten(bereitstellung: Bereitstellung) -> None:
    (zuwendung,) = zuwendungslagen(bereitstellung)
    assert [(rate.betrag, f"{rate.faellig_am:%d.%m.%Y}") for rate in zuwendung.raten] == [
        (eur("6.000,00"), "10.01.2024"),
        (eur("4.000,00"), "24.07.2024"),
        (eur("2.500,00"), "30.09.2024"),
        (eur("2.500,00"), "29.11.2024"),
    ]
    assert zuwendung.unverplant == Decimal(0)


def _rechnungen(bereitstellung: Bereitstellung) -> None:
    """One for each person to do; nothing about them is wrong but what the story says."""
    gezeigt = lagen(rechnungen(bereitstellung).order_by("id"))
    assert [(eine.rechnung.nummer, eine.rechnung.zahlbetrag, eine.stand.wort) for eine in gezeigt] == [
        ("Abruf 2024-1/1", eur("6.000,00"), "bezahlt"),
        ("Abruf 2024-1/2", eur("4.000,00"), "bezahlt"),
        ("DV-4711", eur("714,00"), "zurückgewiesen"),
        ("DV-4711", eur("640,00"), "bezahlt"),
        ("HH-2024-29", eur("119,00"), "angeordnet"),
        ("HH-2024-31", eur("238,00"), "sachlich und rechnerisch richtig"),
        ("Abruf 2024-1/3", eur("2.500,00"), "erfasst"),
    ]
    with uhr.gestellt(jetzt_am(date(2024, 9, 2))):
        assert {
            lage.rechnung.nummer: [eins.satz for eins in unterschiede(lage.rechnung)] for lage in gezeigt
        } == {lage.rechnung.nummer: [] for lage in gezeigt}
    assert verletzungen_buch() == verletzungen_rechnungen() == []
    (datei,) = wartende_belege(bereitstellung)
    assert (datei.gelesen["nummer"], datei.gelesen["brutto"]) == ("HH-2024-34", "357.00")


def _reservierungen(bereitstellung: Bereitstellung) -> None:
    reihe = bereitstellung.buchungen.filter(art=Buchung.Art.RESERVIERUNG)
    assert list(reihe.values_list("vorgang__zweck", "betrag", "endet_am")) == [
        ("Simultandolmetschen", eur("980,00"), date(2024, 9, 16)),
        ("Kinderbetreuung", eur("360,00"), date(2024, 10, 26)),
    ]


@pytest.mark.parametrize(
    ("tag", "erwartet"),
    [
        (date(2023, 12, 12), ("0,00", "0,00", "0,00", "20.000,00")),
        (date(2023, 12, 31), ("0,00", "15.000,00", "0,00", "5.000,00")),
        (date(2024, 1, 13), ("6.000,00", "9.000,00", "0,00", "5.000,00")),
        (date(2024, 7, 13), ("6.000,00", "9.000,00", "0,00", "5.000,00")),
    ],
)
def test_jeder_tag_hat_seinen_stand(konferenz: Konferenz, tag: date, erwartet: tuple[str, ...]) -> None:
    assert kopf(stand(konferenz, tag)) == tuple(map(eur, erwartet))


def test_vor_dem_beschluss_ist_nichts_da(konferenz: Konferenz) -> None:
    fuelle(konferenz, date(2023, 12, 1))
    assert not Bereitstellung.objects.exists()
    fuelle(konferenz, date(2023, 12, 9))
    assert Deckungsquelle.objects.count() == 2
