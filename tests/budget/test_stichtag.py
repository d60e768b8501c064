"""The state at the end of any past day: equal to what the page said that evening, and to a ledger replayed by hand."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben
from budget.actions.zahlen import stornieren
from budget.models import Beleg, Bereitstellung, Buchung
from budget.queries.buch import laufend
from budget.queries.stand import NULL, Lage, lage
from budget.queries.uebersicht import uebersicht
from budget.vorfuehrung.geschichte import ablauf
from konferenz import uhr
from konferenz.models import Konferenz, Rollenzuweisung
from konferenz.vorfuehrung.besetzung import ANORDNUNG, HAUSHALT, SACHBEARBEITUNG
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, drucksache, eur
from tests.personen import person

pytestmark = pytest.mark.django_db
Bild = tuple[Decimal, ...]


def bild(stand: Lage) -> tuple[Bild, list[tuple[str, Decimal | None, Bild]]]:
    """Everything a state says in figures: ceiling, sums, free; of each source what it can give and its sums."""
    s = stand.summen
    return (
        (stand.obergrenze.betrag, s.gezahlt, s.offen, s.reserviert, stand.frei),
        [
            (str(eine.quelle), eine.rest, (eine.summen.gezahlt, eine.summen.offen, eine.summen.reserviert))
            for eine in stand.quellen
        ],
    )


def nachgespielt(bereitstellung: Bereitstellung, tag: date) -> Bild:
    """Paid, open, reserved, free, from the bare rows: no query of the product is asked."""
    summe: dict[str, Decimal] = defaultdict(lambda: NULL)
    for zeile in bereitstellung.buchungen.select_related("bezug").order_by("lfd"):
        if zeile.wertstellung <= tag:
            ist_storno = zeile.art == Buchung.Art.STORNO
            art = zeile.bezug.art if ist_storno and zeile.bezug else zeile.art
            summe[art] += -zeile.betrag if ist_storno else zeile.betrag
    offen = summe["festlegung"] - summe["freigabe"] - summe["zahlung"]
    reserviert = summe["reservierung"] - summe["reservierungsende"]
    frei = eur("20.000,00") - summe["zahlung"] - offen - reserviert
    return summe["zahlung"], offen, reserviert, frei


def test_jeder_tag_der_geschichte_laesst_sich_spaeter_wieder_ansehen() -> None:
    """What the overview said each evening from December 2023 on is what it says about that day in September 2024."""
    welt.bezirk()
    for figur in (SACHBEARBEITUNG, HAUSHALT, ANORDNUNG):
        person(str(figur.rolle), email=figur.email, name=figur.name, password=None)
    konferenz: Konferenz = welt.konferenz(drucksache=drucksache())
    damals = {}
    for schritt in ablauf():
        with uhr.gestellt(schritt.am):
            schritt.tut(konferenz)
            mittel = Bereitstellung.objects.filter(konferenz=konferenz).first()
            if mittel:
                damals[uhr.heute()] = bild(lage(mittel))
    mittel = Bereitstellung.objects.get(konferenz=konferenz)
    spaeter = {tag: bild(lage(mittel, tag)) for tag in damals}
    assert spaeter == damals
    assert len(damals) > 15
    tag = min(damals)
    while tag <= date(2024, 9, 2):
        assert bild(lage(mittel, tag))[0][1:] == nachgespielt(mittel, tag), tag
        tag += timedelta(days=1)
    silvester = uebersicht(mittel, date(2023, 12, 31))
    assert silvester.bild.in_worten == (
        "gezahlt: 0,00\xa0€, festgelegt, offen: 15.000,00\xa0€, reserviert: 0,00\xa0€, frei: 5.000,00\xa0€"
    )
    assert [str(zeile.stand.quelle) for zeile in silvester.quellen] == [
        "Förderfonds konsumtiv 2023",
        "Förderfonds konsumtiv 2024",
    ]


@pytest.fixture
def haus() -> Kasse:
    """12.500,00 and 2.500,00 committed on 18.12.2023; 500,00 released and taken back in March."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("15.000,00"), person=haus.bernd)[0]
    with welt.zeit("2024-03-10"):
        freigabe = freigeben(festlegung=eine, betrag=eur("500,00"), grund="x", person=haus.bernd)
    with welt.zeit("2024-03-12"):
        stornieren(buchung=freigabe, grund="Irrtum", person=haus.bernd)
    return haus


def frei_am(haus: Kasse, tag: str) -> str:
    return f"{lage(haus.bereitstellung, date.fromisoformat(tag)).frei:.2f}"


def test_storno_gilt_ab_seinem_tag_und_nachgetragenes_ab_seinem_rechtlichen(haus: Kasse) -> None:
    """F5, F20: a late entry of 5 January with the legal date 21 December belongs to the state of 31 December."""
    assert [frei_am(haus, tag) for tag in ("2023-12-17", "2023-12-18", "2024-03-10", "2024-03-12")] == [
        "20000.00",
        "5000.00",
        "5500.00",
        "5000.00",
    ]
    beleg = Beleg.objects.create(
        bereitstellung=haus.bereitstellung,
        datei="belege/x.pdf",
        typ="application/pdf",
        name="Auftrag.pdf",
        groesse=1,
        sha256="0" * 64,
    )
    with welt.zeit("2024-01-05"):
        festlegen(
            vorgang=haus.vorgang("Nachtrag"), betrag=eur("360,00"), festgelegt_am=date(2023, 12, 21),
            nachweis=beleg, person=haus.bernd,
        )  # fmt: skip
    assert [frei_am(haus, tag) for tag in ("2023-12-20", "2023-12-21", "2023-12-31")] == [
        "5000.00",
        "4640.00",
        "4640.00",
    ]


def test_das_buch_rechnet_bis_zum_stichtag(haus: Kasse) -> None:
    """The last running total is what is taken of the ceiling at the end of that day."""
    for tag in (date(2023, 12, 31), date(2024, 3, 10), date(2024, 3, 12)):
        staende = laufend(haus.bereitstellung, tag)
        letzter = staende[max(staende)][1]
        assert letzter == lage(haus.bereitstellung, tag).summen.verbraucht


class TestSeite:
    URL = "/arbeit/2024/mittel/"

    def seite(self, client: Client, haus: Kasse, pfad: str) -> str:
        Rollenzuweisung.objects.update(von=date(2023, 12, 1))
        client.force_login(haus.amira)
        return client.get(self.URL + pfad).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    def test_sie_sagt_den_tag_und_fuehrt_ins_buch(self, client: Client, haus: Kasse) -> None:
        seite = self.seite(client, haus, "?stand=2023-12-31")
        for text in (
            '<h1 class="kern-heading-large">Budget, Stand 31.12.2023</h1>',
            "Stand 31.12.2023 nach Jahr und Quelle",
            "5.000,00 € <small>frei",
            "buch/?bis=2023-12-31",
            "Stand heute",
        ):
            assert text in seite
        assert "Was ist zu tun?" not in seite
        buch = self.seite(client, haus, "buch/?bis=2023-12-31")
        assert "Am Ende des 31. Dezember 2023 waren 15.000,00 € von 20.000,00 € beansprucht" in buch
        assert "?stand=2023-12-31" in buch

    @pytest.mark.parametrize(
        ("wert", "satz"), [("2031-01-01", "liegt in der Zukunft"), ("gestern", "zum Beispiel 31.12.2023")]
    )
    def test_ein_anderer_tag_wird_erklaert_und_zeigt_heute(
        self, client: Client, haus: Kasse, wert: str, satz: str
    ) -> None:
        seite = self.seite(client, haus, f"?stand={wert}")
        assert satz in seite
        assert "Was ist zu tun?" in seite
