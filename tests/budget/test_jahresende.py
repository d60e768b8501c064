"""Year end: what is open of a year that is over, and in which state (F10, S15)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen
from budget.actions.zahlen import zahlung_buchen
from budget.models import Buchung
from budget.queries.auswege import auswege
from budget.queries.frist import Fristart
from budget.queries.fristen import fristen
from budget.queries.jahresende import offene_bindungen
from konferenz.models import Rollenzuweisung
from tests import welt
from tests.budget.rechnungen import drucker, rechnung
from tests.budget.welt import Kasse, bestaetigte_kasse, eur

pytestmark = pytest.mark.django_db


@pytest.fixture
def haus() -> Kasse:
    """Of 2023: an order of that year, one of the next, a grant that is paid in part; one order of 2024."""
    haus = bestaetigte_kasse("6.000,00", bescheid_statt_leistung=False)
    with welt.zeit("2023-12-18"):
        for fall, betrag in (
            (haus.vorgang("Raum", leistung_von=date(2023, 12, 20)), "1.000,00"),
            (
                haus.vorgang("Technik", leistung_von=date(2024, 2, 1), leistungsjahr_vermerk="geklärt"),
                "2.000,00",
            ),
            (haus.zuwendung("Träger", bescheid_am=date(2023, 12, 18)), "3.000,00"),
            (haus.vorgang("Druck"), "500,00"),
        ):
            festlegen(vorgang=fall, betrag=eur(betrag), person=haus.bernd)
    with welt.zeit("2024-01-05"):
        zahlung_buchen(
            vorgang=haus.bereitstellung.vorgaenge.get(zweck="Träger"), betrag=eur("1.200,00"),
            gezahlt_am=date(2024, 1, 5), person=haus.bernd,
        )  # fmt: skip
    return haus


def liste(haus: Kasse, tag: str, jahr: int | None = None) -> list[tuple[str, str, str]]:
    with welt.zeit(tag):
        return [
            (eine.festlegung.vorgang.zweck, f"{eine.offen:.2f}", eine.stand.wort)
            for eine in offene_bindungen(haus.bereitstellung, jahr)
        ]


def test_bis_zum_buchungsschluss_ist_zu_zahlen_was_im_jahr_geleistet_wurde(haus: Kasse) -> None:
    """F9, F10"""
    assert liste(haus, "2024-01-12") == [
        ("Raum", "1000.00", "zu zahlen bis 12.01.2024"),
        ("Technik", "2000.00", "zu entscheiden"),
        ("Träger", "1800.00", "zu zahlen bis 12.01.2024"),
    ]


def test_danach_ist_zu_entscheiden_was_nicht_beantragt_ist(haus: Kasse) -> None:
    traeger = Buchung.objects.get(vorgang__zweck="Träger", art=Buchung.Art.FESTLEGUNG)
    with welt.zeit("2024-04-10"):
        uebertrag_beantragen(
            quelle=haus.q2023, posten=[Postenangaben(traeger, eur("1.800,00"))], person=haus.bernd
        )
    assert liste(haus, "2024-04-10") == [
        ("Raum", "1000.00", "zu entscheiden"),
        ("Technik", "2000.00", "zu entscheiden"),
        ("Träger", "1800.00", "Übertrag beantragt"),
    ]


def test_im_laufenden_jahr_ist_die_liste_leer_und_je_jahr_laesst_sie_sich_waehlen(haus: Kasse) -> None:
    assert liste(haus, "2023-12-31") == []
    assert liste(haus, "2024-01-05", 2024) == [("Druck", "500.00", "zu zahlen bis 10.01.2025")]


def test_lesen_aendert_nichts_und_braucht_fuenf_abfragen(haus: Kasse) -> None:
    """S15: nothing is changed by the list itself."""
    vorher = haus.buchungen()
    with CaptureQueriesContext(connection) as gezaehlt:
        assert liste(haus, "2024-02-01")
    assert len(gezaehlt) == 5
    assert haus.buchungen() == vorher


def wege(haus: Kasse, tag: str) -> dict[str, list[tuple[str, str]]]:
    """The ways out of each case: name and why it is closed."""
    with welt.zeit(tag):
        return {
            eine.festlegung.vorgang.zweck: [(weg.name, weg.hindernis) for weg in auswege(eine, haus.lage)]
            for eine in offene_bindungen(haus.bereitstellung)
        }


def test_s15_genau_vier_auswege_und_jeder_geschlossene_sagt_warum(haus: Kasse) -> None:
    """S15, F9: zahlen, freigeben, Übertrag beantragen, aus 2024 neu decken."""
    offen = [("zahlen", ""), ("freigeben", ""), ("uebertragen", ""), ("umdecken", "")]
    assert wege(haus, "2024-01-05") == {
        "Raum": offen,
        "Technik": [("zahlen", "Die Leistung liegt nach dem 31.12.2023."), *offen[1:]],
        "Träger": offen,
    }
    assert wege(haus, "2024-02-01")["Raum"][0] == ("zahlen", "Der Buchungsschluss war am 12.01.2024.")
    with welt.zeit("2024-01-05"):
        eine = offene_bindungen(haus.bereitstellung)[0]
        assert [weg.titel for weg in auswege(eine, haus.lage)] == [
            "Zahlen",
            "Freigeben",
            "Übertrag beantragen",
            "Aus 2024 neu decken",
        ]


def test_beantragtes_laesst_nur_noch_das_zahlen_zu(haus: Kasse) -> None:
    """I07: an open commitment lapses or is carried over, never both."""
    traeger = Buchung.objects.get(vorgang__zweck="Träger", art=Buchung.Art.FESTLEGUNG)
    with welt.zeit("2024-01-08"):
        uebertrag_beantragen(
            quelle=haus.q2023, posten=[Postenangaben(traeger, eur("1.800,00"))], person=haus.bernd
        )
    kuerzen = "Alles ist für einen Übertrag beantragt. Kürzen Sie zuerst den Antrag."
    assert wege(haus, "2024-01-08")["Träger"] == [
        ("zahlen", ""),
        ("freigeben", kuerzen),
        ("uebertragen", "Der Übertrag ist schon beantragt."),
        ("umdecken", kuerzen),
    ]


def test_was_die_finanzbehoerde_entscheidet_ist_keine_aufgabe_mehr(haus: Kasse) -> None:
    """F10: of a closed year only the part that somebody has to decide is due; none is left once all is applied for."""
    beginn = Buchung.objects.filter(art=Buchung.Art.FESTLEGUNG, haushaltsjahr=2023).select_related("vorgang")

    def faellig() -> list[str]:
        return [
            frist.satz.replace("\N{NO-BREAK SPACE}", " ")
            for frist in fristen(haus.bereitstellung, haus.lage)
            if frist.art == Fristart.JAHRESENDE
        ]

    with welt.zeit("2024-04-10"):
        assert faellig()[0].startswith("Zu entscheiden: 4.800,00 €.")
        betraege = {"Raum": "400,00", "Technik": "2.000,00", "Träger": "1.800,00"}
        teile = [Postenangaben(eine, eur(betraege[eine.vorgang.zweck])) for eine in beginn]
        uebertrag_beantragen(quelle=haus.q2023, posten=teile, person=haus.bernd)
        assert faellig()[0].startswith("Zu entscheiden: 600,00 €.")
        assert liste(haus, "2024-04-10")[0][2].replace("\N{NO-BREAK SPACE}", " ") == "600,00 € zu entscheiden"
        raum = [Postenangaben(beginn.get(vorgang__zweck="Raum"), eur("600,00"))]
        uebertrag_beantragen(quelle=haus.q2023, posten=raum, person=haus.bernd)
        assert faellig() == []


def test_zahlen_fuehrt_zur_rechnung_zum_abruf_oder_zur_neuen_rechnung(haus: Kasse) -> None:
    def ziele() -> list[tuple[str, str]]:
        bindungen = offene_bindungen(haus.bereitstellung)
        return [(weg.seite, weg.frage) for weg in (auswege(eine, haus.lage)[0] for eine in bindungen)]

    with welt.zeit("2024-01-05"):
        fall = haus.bereitstellung.vorgaenge.get(zweck="Raum")
        neu = f"?vorgang={fall.nummer}"
        assert (ziele()[0], ziele()[2]) == (("rechnung-neu", neu), ("zuwendung", ""))
        fall.empfaenger = drucker()
        fall.save()
        rechnung(haus, fall, "900,00")
        assert ziele()[0] == ("rechnung", "")


class TestSeite:
    URL = "/arbeit/2024/mittel/jahresende/"

    def als(self, konto: object) -> Client:
        Rollenzuweisung.objects.update(von=date(2023, 12, 1))
        client = Client()
        client.force_login(konto)  # type: ignore[arg-type]
        return client

    def text(self, antwort: Any) -> str:
        return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")

    def werte(self, antwort: Any, **neu: object) -> dict[str, object]:
        felder = {feld.html_name: feld.value() for feld in antwort.context["form"]}
        return {name: wert for name, wert in {**felder, **neu}.items() if wert is not None}

    def ort(self, zweck: str, art: str = Buchung.Art.FESTLEGUNG) -> str:
        """Number of the case and of its commitment, as addresses hold them."""
        eine = Buchung.objects.get(vorgang__zweck=zweck, art=art)
        return f"{eine.vorgang.nummer}/{eine.lfd}"

    def test_freigeben_und_neu_decken_fuehren_zur_liste_zurueck(self, haus: Kasse) -> None:
        """F8, F9 (c), example 8: each way once, also when its form is sent twice."""
        bernd = self.als(haus.bernd)
        with welt.zeit("2024-02-05"):
            seite = self.text(bernd.get(self.URL))
            assert "4.800,00 € festgelegt und nicht gezahlt" in seite
            ort = f"{self.URL}{self.ort('Technik')}/freigeben/"
            zu_viel = bernd.post(ort, self.werte(bernd.get(ort), betrag="2.000,01"))
            assert "Offen sind nur noch 2.000,00 €" in self.text(zu_viel)
            gesendet = self.werte(zu_viel, betrag="2.000,00")
            assert gesendet["grund"] == "Jahresabschluss 2023"
            for _mal in range(2):
                assert bernd.post(ort, gesendet)["Location"] == self.URL
            ort = f"{self.URL}{self.ort('Raum')}/umdecken/"
            gesendet = self.werte(bernd.get(ort), betrag="1.000,00")
            for _mal in range(2):
                assert bernd.post(ort, gesendet)["Location"] == self.URL
            assert haus.buchungen()[-3:] == [
                ("freigabe", 2023, eur("2.000,00")),
                ("freigabe", 2023, eur("1.000,00")),
                ("festlegung", 2024, eur("1.000,00")),
            ]
        assert [zeile[0] for zeile in liste(haus, "2024-02-05")] == ["Träger"]

    def test_wer_nicht_darf_sieht_wer_es_kann(self, haus: Kasse) -> None:
        with welt.zeit("2024-02-05"):
            seite = self.text(self.als(haus.amira).get(self.URL))
            assert f"/{self.ort('Raum')}/freigeben/" in seite
            assert f"/{self.ort('Raum')}/umdecken/" not in seite
            assert self.als(haus.amira).get(f"{self.URL}{self.ort('Raum')}/umdecken/").status_code == 403
            fremd = self.ort("Träger", "zahlung")
            assert self.als(haus.bernd).get(f"{self.URL}{fremd}/umdecken/").status_code == 404

    def test_ohne_offenes_sagt_die_seite_das_und_die_abfragen_bleiben_gleich(self, haus: Kasse) -> None:
        bernd = self.als(haus.bernd)

        def abfragen() -> int:
            with CaptureQueriesContext(connection) as gezaehlt:
                assert bernd.get(self.URL).status_code == 200
            return len(gezaehlt)

        with welt.zeit("2023-12-20"):
            assert "ist nichts offen" in self.text(bernd.get(self.URL))
            festlegen(vorgang=haus.vorgang("Noch einer"), betrag=eur("10,00"), person=haus.bernd)
        with welt.zeit("2024-02-05"):
            vorher = abfragen()
        with welt.zeit("2023-12-20"):
            for nummer in range(5):
                festlegen(vorgang=haus.vorgang(f"Nr. {nummer}"), betrag=eur("10,00"), person=haus.bernd)
        with welt.zeit("2024-02-05"):
            assert abfragen() == vorher <= 25
