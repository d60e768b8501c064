"""The ledger as a list and as a file: running total, filters, paging, the same values again, constant statements."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.bestaetigen import gegenzeichnen, verfuegbarkeit_bestaetigen
from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben
from budget.actions.quellen import einnahme_hinzufuegen
from budget.actions.reservieren import reservieren, reservierung_beenden
from budget.actions.zahlen import rueckfluss_erfassen, stornieren, wiederverwendung_annehmen, zahlung_buchen
from budget.models import Buchung
from budget.queries.buch import laufend
from konferenz.models import Zugriff
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, traeger
from tests.personen import person

pytestmark = pytest.mark.django_db

BUCH = "/arbeit/2024/mittel/buch/"


@pytest.fixture
def haus() -> Kasse:
    """Every kind of row once."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        raum = haus.vorgang("Raum", empfaenger=traeger("=Bürgerhaus"), leistung_von=date(2023, 12, 20))
        erste, zweite = festlegen(vorgang=raum, betrag=eur("15.000,00"), person=haus.bernd)
        reservierung = reservieren(vorgang=haus.vorgang("Druck"), betrag=eur("500,00"), person=haus.amira)
    with welt.zeit("2023-12-21"):
        (zahlung,) = zahlung_buchen(
            vorgang=erste.vorgang, betrag=eur("2.000,00"), gezahlt_am=date(2023, 12, 20), person=haus.amira
        )
        reservierung_beenden(reservierung=reservierung, grund="entfällt", person=haus.amira)
        freigeben(festlegung=zweite, betrag=eur("1.000,00"), grund="günstiger", person=haus.bernd)
    with welt.zeit("2023-12-28"):
        rueckfluss = rueckfluss_erfassen(
            zahlung=zahlung, betrag=eur("300,00"), eingegangen_am=date(2023, 12, 27), grund="", person=haus.bernd
        )  # fmt: skip
        annahme = wiederverwendung_annehmen(rueckfluss=rueckfluss, grund="", person=haus.bernd)
        stornieren(buchung=annahme, grund="Irrtum", person=haus.bernd)
    return haus


class TestLaufend:
    def test_jede_art_zaehlt_in_ihre_richtung(self, haus: Kasse) -> None:
        """2.2: a payment and a refund change nothing, a Storno takes back what its row did."""
        zeilen = Buchung.objects.filter(bereitstellung=haus.bereitstellung).order_by("lfd")
        staende = laufend(haus.bereitstellung)
        assert [(z.art, *staende[z.lfd]) for z in zeilen] == [
            ("festlegung", eur("12.500,00"), eur("12.500,00")),
            ("festlegung", eur("2.500,00"), eur("15.000,00")),
            ("reservierung", eur("500,00"), eur("15.500,00")),
            ("zahlung", Decimal(0), eur("15.500,00")),
            ("reservierungsende", -eur("500,00"), eur("15.000,00")),
            ("freigabe", -eur("1.000,00"), eur("14.000,00")),
            ("rueckfluss", Decimal(0), eur("14.000,00")),
            ("wiederverwendung", -eur("300,00"), eur("13.700,00")),
            ("storno", eur("300,00"), eur("14.000,00")),
        ]

    def test_am_ende_steht_was_von_der_obergrenze_fehlt(self, haus: Kasse) -> None:
        assert laufend(haus.bereitstellung)[9][1] == eur("20.000,00") - haus.frei

    def test_sonstige_einnahmen_zaehlen_nicht(self, haus: Kasse) -> None:
        """F14"""
        quelle = einnahme_hinzufuegen(
            bereitstellung=haus.bereitstellung, geber="Sparkasse", jahr=2024, person=haus.bernd
        )
        bestaetigung = verfuegbarkeit_bestaetigen(
            quelle=quelle, betrag=eur("500,00"), stichtag=date(2024, 9, 2), aktenzeichen="1", person=haus.bernd
        )  # fmt: skip
        gegenzeichnen(bestaetigung=bestaetigung, person=haus.carla)
        fall = haus.vorgang("Musik", ist_sonstige=True)
        (buchung,) = festlegen(vorgang=fall, betrag=eur("500,00"), quelle=quelle, person=haus.bernd)
        assert buchung.lfd == 10
        assert 10 not in laufend(haus.bereitstellung)


class TestListe:
    @pytest.fixture
    def bernd(self, client: Client, haus: Kasse) -> Client:
        client.force_login(haus.bernd)
        return client

    def nummern(self, client: Client, anfrage: str = "") -> list[int]:
        return [zeile[0].lfd for zeile in client.get(BUCH + anfrage).context["zeilen"]]

    def test_neueste_zuerst_mit_stand_bezug_und_beleg(self, bernd: Client) -> None:
        antwort = bernd.get(BUCH)
        assert self.nummern(bernd) == [9, 8, 7, 6, 5, 4, 3, 2, 1]
        text = antwort.content.decode()
        for wort in ("<strong>9 Buchungen</strong>", "zu Nr. 8", "Beleg 2023/1", "eingetragen am 21.12.2023"):
            assert wort in text

    @pytest.mark.parametrize(
        ("anfrage", "nummern"),
        [
            ("?art=festlegung", [2, 1]),
            ("?jahr=2024", [6, 2]),
            ("?von=2023-12-20&bis=2023-12-21", [6, 5, 4]),
            ("?q=bürgerhaus", [9, 8, 7, 6, 4, 2, 1]),
            ("?q=günstiger", [6]),
            ("?q=7", [7]),
            ("?art=quatsch&von=gestern&page=99", [9, 8, 7, 6, 5, 4, 3, 2, 1]),
            ("?q=niemand", []),
        ],
    )
    def test_filter(self, bernd: Client, anfrage: str, nummern: list[int]) -> None:
        assert self.nummern(bernd, anfrage) == nummern

    def test_der_filter_nach_quelle_nennt_sie_beim_namen_und_laesst_sich_entfernen(
        self, bernd: Client, haus: Kasse
    ) -> None:
        antwort = bernd.get(f"{BUCH}?quelle={haus.q2023.pk}&art=zahlung")
        assert [zeile[0].lfd for zeile in antwort.context["zeilen"]] == [4]
        assert antwort.context["marken"] == [
            {"text": "Art: Zahlung", "ohne": f"?quelle={haus.q2023.pk}"},
            {"text": "Deckungsquelle: Förderfonds konsumtiv 2023", "ohne": "?art=zahlung"},
        ]
        assert antwort.context["summen"].zahlung == eur("2.000,00")

    def test_tausend_buchungen_brauchen_so_viele_abfragen_wie_eine(self, client: Client) -> None:
        haus = bestaetigte_kasse()
        vorgang = reservieren(vorgang=haus.vorgang(), betrag=eur("0,01"), person=haus.amira).vorgang
        client.force_login(haus.bernd)

        def abfragen(adresse: str) -> int:
            with CaptureQueriesContext(connection) as gezaehlt:
                assert client.get(adresse).status_code == 200
            return len(gezaehlt)

        eine = abfragen(BUCH)
        Buchung.objects.bulk_create(
            Buchung(
                bereitstellung=haus.bereitstellung, lfd=lfd, art="reservierung", vorgang=vorgang,
                haushaltsjahr=2024, betrag=eur("1,00"), wertstellung=date(2024, 9, 2),
            )
            for lfd in range(2, 1001)
        )  # fmt: skip
        assert abfragen(BUCH) == abfragen(BUCH + "?page=20") == eine <= 20
        seite = client.get(BUCH + "?page=20").context["seite"]
        assert (seite.paginator.count, seite.paginator.num_pages, len(seite)) == (1000, 20, 50)

    def test_ohne_buchung_steht_dort_was_kommt(self, client: Client) -> None:
        client.force_login(bestaetigte_kasse().bernd)
        text = client.get(BUCH).content.decode()
        assert "Noch ist nichts reserviert, festgelegt oder gezahlt." in text
        assert "Für Excel" not in text

    def test_ohne_mittel_gibt_es_kein_buch(self, client: Client) -> None:
        welt.bezirk()
        welt.konferenz()
        client.force_login(person("haushalt"))
        assert client.get(BUCH).status_code == 404


class TestDatei:
    @pytest.fixture
    def bernd(self, client: Client, haus: Kasse) -> Client:
        client.force_login(haus.bernd)
        return client

    def inhalt(self, antwort: Any) -> bytes:
        return b"".join(antwort.streaming_content)

    def test_csv_traegt_dieselben_werte_der_reihe_nach(self, bernd: Client) -> None:
        antwort = bernd.post(f"{BUCH}csv/")
        assert antwort.headers["Content-Disposition"] == 'attachment; filename="buchungen-2024.csv"'
        kopf, *zeilen = csv.reader(io.StringIO(self.inhalt(antwort).decode("utf-8-sig")), delimiter=";")
        assert kopf[:4] == ["Nummer", "Haushaltsjahr", "Belegnummer", "Art"]
        assert [zeile[0] for zeile in zeilen] == [str(nummer) for nummer in range(1, 10)]
        assert zeilen[3] == [
            "4", "2023", "1", "Zahlung", "1", "1", "Raum", "'=Bürgerhaus", "", "Förderfonds konsumtiv 2023",
            "2000,00", "0,00", "15500,00", "20.12.2023", "21.12.2023 09:00", "Amira Haddad", "",
        ]  # fmt: skip
        assert zeilen[4][11] == "-500,00"

    def test_xlsx_traegt_betraege_als_zahlen_und_tage_als_tage(self, bernd: Client) -> None:
        roh = self.inhalt(bernd.post(f"{BUCH}xlsx/?art=freigabe"))
        zeilen = list(openpyxl.load_workbook(io.BytesIO(roh)).active.iter_rows(values_only=True))
        assert len(zeilen) == 2
        assert zeilen[1][10:15] == (1000, -1000, 14000, datetime(2023, 12, 21), datetime(2023, 12, 21, 9))

    def test_jeder_download_wird_vermerkt_und_get_laedt_nichts(self, bernd: Client, haus: Kasse) -> None:
        assert bernd.get(f"{BUCH}csv/").headers["Location"] == BUCH
        assert not Zugriff.objects.exists()
        self.inhalt(bernd.post(f"{BUCH}xlsx/?art=freigabe"))
        zugriff = Zugriff.objects.get()
        assert (zugriff.gegenstand, zugriff.anzahl, zugriff.benutzer) == (
            "buchungen-2024.xlsx",
            1,
            haus.bernd,
        )

    def test_die_zahl_der_abfragen_haengt_nicht_an_der_zahl_der_zeilen(
        self, bernd: Client, haus: Kasse
    ) -> None:
        def abfragen(anfrage: str) -> int:
            with CaptureQueriesContext(connection) as gezaehlt:
                self.inhalt(bernd.post(f"{BUCH}csv/{anfrage}"))
            return len(gezaehlt)

        abfragen("")
        assert abfragen("?art=freigabe") == abfragen("") <= 16

    def test_wer_nur_anordnet_liest_das_buch_und_laedt_nichts(self, client: Client, haus: Kasse) -> None:
        client.force_login(haus.carla)
        assert "Für Excel" not in client.get(BUCH).content.decode()
        assert client.post(f"{BUCH}csv/").status_code == 403
