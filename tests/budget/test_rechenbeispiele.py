"""The worked examples of the budget rules and the scenarios about the turn of the year, walked on the pages: two people
confirm, a clerk commits, releases, carries over; what the overview says afterwards is what the table expects.
"""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from budget.models import Buchung, Deckungsquelle, Ermaechtigungsuebertrag, Verfuegbarkeitsbestaetigung
from konferenz.actions.drucksache import entscheidung_erfassen
from konferenz.formate import euro
from konferenz.models import Benutzer
from tests import welt
from tests.budget.welt import eur, kasse

pytestmark = pytest.mark.django_db
MITTEL = "/arbeit/2024/mittel/"


def als(konto: Benutzer) -> Client:
    client = Client()
    client.force_login(konto)
    return client


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def werte(antwort: Any, **neu: object) -> dict[str, object]:
    """What the shown form would send, with some fields filled anew."""
    felder = {feld.html_name: feld.value() for feld in antwort.context["form"]}
    return {name: wert for name, wert in {**felder, **neu}.items() if wert is not None}


def sende(client: Client, ort: str, **neu: object) -> Any:
    """Open a form, fill it, send it."""
    return client.post(ort, werte(client.get(ort), **neu))


class Haus:
    """The fixed world, and the people at their pages."""

    def __init__(self, stand: str = "beschlossen") -> None:
        with welt.zeit("2023-12-01"):
            self.kasse = kasse(stand)
        self.bernd, self.carla = als(self.kasse.bernd), als(self.kasse.carla)
        self.amira = als(self.kasse.amira)

    def bestaetige(self, quelle: Deckungsquelle, betrag: str) -> None:
        """Bernd says it, Carla follows the link of her start page and signs."""
        ort = f"{MITTEL}quellen/{quelle.pk}/bestaetigen/"
        sende(self.bernd, ort, betrag=betrag, aktenzeichen=f"44-{quelle.haushaltsjahr_id}/1")
        offene = Verfuegbarkeitsbestaetigung.objects.offen().get()
        zeichnen = f"{MITTEL}bestaetigungen/{offene.pk}/"
        assert zeichnen in text(self.carla.get("/arbeit/"))
        self.carla.post(zeichnen)

    def pruefe(self, betrag: str, **angaben: str) -> tuple[str, str]:
        """Ask for an amount: address of the second step and what it says. Nothing is stored."""
        frage = {"zweck": "Raum", "form": "zuwendung", "empfaenger_name": "Elbinsel e. V.", "betrag": betrag}
        ort = f"{MITTEL}vorgaenge/festlegen/deckung/?{urlencode(frage | angaben)}"
        return ort, text(self.bernd.get(ort))

    def lege_fest(self, betrag: str, **angaben: str) -> Any:
        """As the page proposes it."""
        ort, _seite = self.pruefe(betrag, **angaben)
        return self.bernd.post(ort, {"schluessel": str(uuid4()), "wahl": "auffuellen"})

    def gib_frei(self, zweck: str, jahr: int, betrag: str) -> None:
        """Release a commitment on the page of its row."""
        eine = self.festlegung(zweck, jahr)
        ort = f"{MITTEL}vorgaenge/{eine.vorgang.nummer}/{eine.lfd}/freigeben/"
        assert sende(self.bernd, ort, betrag=betrag, grund="abgesagt").status_code == 302

    def festlegung(self, zweck: str, jahr: int) -> Buchung:
        return Buchung.objects.get(
            vorgang__zweck=zweck, art=Buchung.Art.FESTLEGUNG, quelle__haushaltsjahr=jahr
        )

    def uebersicht(self) -> tuple[Decimal, list[Decimal | None]]:
        """What the first page says: headroom, and what each source can still give."""
        antwort = self.amira.get(MITTEL)
        mittel = antwort.context["mittel"]
        assert f"{euro(mittel.lage.frei)} <small>frei" in antwort.content.decode()
        return mittel.lage.frei, [zeile.nutzbar for zeile in mittel.quellen]

    def verteilt(self) -> list[tuple[int | None, str]]:
        """Year and amount of every commitment."""
        return [
            (jahr, f"{betrag:.2f}") for art, jahr, betrag in self.kasse.buchungen() if art == "festlegung"
        ]


@pytest.fixture
def haus() -> Haus:
    """2024 is confirmed with 20.000,00 on 11.12.2023."""
    haus = Haus()
    with welt.zeit("2023-12-11"):
        haus.bestaetige(haus.kasse.q2024, "20.000,00")
    return haus


@pytest.fixture
def geteilt(haus: Haus) -> Haus:
    """Example 3: 2023 confirmed with 12.500,00, the room for 15.000,00 committed on 18.12.2023."""
    with welt.zeit("2023-12-18"):
        haus.bestaetige(haus.kasse.q2023, "12.500,00")
        _ort, seite = haus.pruefe("15.000,00")
        assert "12.500,00 € aus 2023, 2.500,00 € aus 2024, ein Vorgang." in seite
        haus.lege_fest("15.000,00")
        assert haus.verteilt() == [(2023, "12500.00"), (2024, "2500.00")]
        assert haus.uebersicht() == (eur("5.000,00"), [eur("0,00"), eur("17.500,00")])
    return haus


def test_beispiel_1_alles_aus_dem_ersten_jahr(haus: Haus) -> None:
    """S7, example 1: 2023 confirmed 20.000; everything on 2023, headroom 0, 2024 untouched."""
    with welt.zeit("2023-12-14"):
        haus.bestaetige(haus.kasse.q2023, "20.000,00")
        haus.lege_fest("20.000,00")
        assert haus.verteilt() == [(2023, "20000.00")]
        assert haus.uebersicht() == (eur("0,00"), [eur("0,00"), eur("20.000,00")])


def test_beispiel_2_aufgebraucht_und_der_vorgang_sagt_wer_das_bestaetigt_hat(haus: Haus) -> None:
    """S9, F2, example 2: all on 2024; the case shows the confirmation of 0,00, its day and both names."""
    with welt.zeit("2023-12-12"):
        haus.bestaetige(haus.kasse.q2023, "0,00")
    with welt.zeit("2023-12-14"):
        ort = haus.lege_fest("20.000,00")["Location"]
        assert haus.verteilt() == [(2024, "20000.00")]
        assert (
            "Förderfonds konsumtiv 2023 war aufgebraucht: 0,00 € am 12.12.2023, Az. 44-2023/1, "
            "bestätigt von Bernd Lohmann, gegengezeichnet von Carla Jansen"
        ) in text(haus.amira.get(ort))


def test_beispiel_3_geteilt_und_danach_kein_cent_mehr(geteilt: Haus) -> None:
    """S10, S12, F3, example 3: then catering 5.000 from 2024; one cent more is refused and says by how much."""
    with welt.zeit("2023-12-18"):
        geteilt.lege_fest("5.000,00", zweck="Catering")
        assert geteilt.verteilt()[-1] == (2024, "5000.00")
        _ort, seite = geteilt.pruefe("0,01")
        assert "Obergrenze 20.000,00 EUR überschritten um 0,01 EUR" in seite
        assert "€ festlegen" not in seite
        assert geteilt.lege_fest("0,01").status_code == 200
    assert len(geteilt.verteilt()) == 3


def test_beispiel_5_nach_dem_stichtag_freigegeben_kommt_neu_nur_aus_dem_spaeteren_jahr(geteilt: Haus) -> None:
    """F8, example 5: the room is cancelled on 10.03.2024: headroom 15.000, nothing usable of 2023, new room on 2024."""
    with welt.zeit("2023-12-18"):
        geteilt.lege_fest("5.000,00", zweck="Catering")
    with welt.zeit("2024-03-10"):
        geteilt.gib_frei("Raum", 2023, "12.500,00")
        geteilt.gib_frei("Raum", 2024, "2.500,00")
        assert geteilt.uebersicht() == (eur("15.000,00"), [eur("0,00"), eur("15.000,00")])
        geteilt.lege_fest("15.000,00", zweck="Neuer Raum")
        assert geteilt.verteilt()[-1] == (2024, "15000.00")
        assert geteilt.uebersicht()[0] == eur("0,00")


def test_beispiel_8_nach_dem_buchungsschluss_bleibt_die_umdeckung(haus: Haus) -> None:
    """S15, F9 (c), example 8: paying is closed and says why; every open way leads to a page; 360,00 move to 2024."""
    with welt.zeit("2023-12-18"):
        haus.bestaetige(haus.kasse.q2023, "12.500,00")
        haus.lege_fest("360,00", zweck="Dolmetschen", form="eigen", leistung_von="2023-12-19")
        assert haus.verteilt() == [(2023, "360.00")]
    with welt.zeit("2024-02-05"):
        vorher = haus.kasse.buchungen()
        seite = text(haus.bernd.get(f"{MITTEL}jahresende/"))
        assert "Der Buchungsschluss war am 12.01.2024." in seite
        ziele = re.findall(r'class="kern-btn kern-btn--secondary[^"]*" href="([^"]+)"', seite)
        assert len(ziele) == 3
        assert {haus.bernd.get(ziel.replace("&amp;", "&")).status_code for ziel in ziele} == {200}
        assert haus.kasse.buchungen() == vorher
        (umdecken,) = [ziel for ziel in ziele if ziel.endswith("/umdecken/")]
        sende(haus.bernd, umdecken)
        assert haus.verteilt() == [(2023, "360.00"), (2024, "360.00")]
        assert haus.uebersicht() == (eur("19.640,00"), [eur("0,00"), eur("19.640,00")])
        assert "ist nichts offen" in text(haus.bernd.get(f"{MITTEL}jahresende/"))


def test_beispiel_11_unbekannt_ist_nicht_aufgebraucht_und_der_ausweg_fuehrt_weiter(haus: Haus) -> None:
    """S8, F1, example 11: refused, the page leads to the confirmation; once it is signed by two the same form goes."""
    with welt.zeit("2023-12-14"):
        _ort, seite = haus.pruefe("1.000,00")
        assert "Verfügbarkeit 2023 ist nicht bestätigt" in seite
        assert f"{MITTEL}quellen/{haus.kasse.q2023.pk}/bestaetigen/" in seite
        assert haus.uebersicht() == (eur("20.000,00"), [None, eur("20.000,00")])
        assert haus.lege_fest("1.000,00").status_code == 200
        assert haus.verteilt() == []
        haus.bestaetige(haus.kasse.q2023, "0,00")
        assert haus.lege_fest("1.000,00").status_code == 302
        assert haus.verteilt() == [(2024, "1000.00")]


def test_s18_beantragtes_geld_wird_nicht_zweimal_verplant(geteilt: Haus) -> None:
    """S18, F8, F19: released on 10.03., applied for on 10.04.; refused on 20.06. until the application is reduced."""
    with welt.zeit("2024-03-10"):
        geteilt.gib_frei("Raum", 2023, "12.500,00")
    with welt.zeit("2024-04-10"):
        quelle = geteilt.kasse.q2023
        sende(geteilt.bernd, f"{MITTEL}uebertraege/quelle/{quelle.pk}/", aktenzeichen="44-2024/31")
        antrag = Ermaechtigungsuebertrag.objects.get()
        assert geteilt.uebersicht()[0] == eur("5.000,00")
    with welt.zeit("2024-06-20"):
        _ort, seite = geteilt.pruefe("12.500,00")
        assert "Teil des Übertragsantrags vom 10.04.2024" in seite
        assert geteilt.lege_fest("12.500,00").status_code == 200
        posten = antrag.posten.get()
        sende(geteilt.bernd, f"{MITTEL}uebertraege/{antrag.pk}/kuerzen/{posten.pk}/", betrag="0,00")
        assert geteilt.lege_fest("12.500,00", zweck="Neu").status_code == 302
        assert geteilt.verteilt()[-1] == (2024, "12500.00")
        assert geteilt.uebersicht()[0] == eur("5.000,00")


@pytest.mark.parametrize(
    ("stand", "wort", "geht"),
    [("eingebracht", "nur reservieren", True), ("beanstandet", "gesperrt", False)],
)
def test_der_stand_des_beschlusses_steht_in_worten_und_gilt(stand: str, wort: str, geht: bool) -> None:
    """S3, F16: not yet decided, only a reservation; objected, neither."""
    haus = Haus("eingebracht" if geht else "beschlossen")
    with welt.zeit("2023-12-14"):
        if not geht:
            entscheidung_erfassen(drucksache=haus.kasse.punkt.drucksache, stand=stand, am=date(2023, 12, 14))
        for seite in ("", "bereitstellung/", "vorgaenge/reservieren/"):
            assert wort in text(haus.bernd.get(f"{MITTEL}{seite}"))
        assert haus.lege_fest("10,00").status_code == 200
        antwort = sende(haus.bernd, f"{MITTEL}vorgaenge/reservieren/", zweck="Raum", betrag="10,00")
        assert (antwort.status_code == 302) is geht
    assert [zeile[0] for zeile in haus.kasse.buchungen()] == ["reservierung"] * geht


@pytest.mark.django_db(transaction=True)
def test_beispiel_12_zwei_legen_in_derselben_sekunde_fest(haus: Haus) -> None:
    """S23, F17, example 12: 12.000 and 9.000 at once; exactly one is stored, the other page names what is left."""
    with welt.zeit("2023-12-14"):
        haus.bestaetige(haus.kasse.q2023, "20.000,00")
        start = Barrier(2)

        def sendet(client: Client, ort: str) -> Callable[[], Any]:
            def einer() -> Any:
                try:
                    start.wait()
                    return client.post(ort, {"schluessel": str(uuid4()), "wahl": "auffuellen"})
                finally:
                    connections["default"].close()

            return einer

        taten = [
            sendet(client, haus.pruefe(betrag)[0])
            for client, betrag in ((haus.bernd, "12.000,00"), (haus.amira, "9.000,00"))
        ]
        with ThreadPoolExecutor(2) as faeden:
            antworten = list(faeden.map(lambda tat: tat(), taten))
        gebucht, abgelehnt = sorted(antworten, key=lambda antwort: antwort.status_code, reverse=True)
        assert (gebucht.status_code, abgelehnt.status_code) == (302, 200)
        ((_jahr, betrag),) = haus.verteilt()
        satz = {"12000.00": "um 1.000,00 EUR", "9000.00": "um 1.000,00 EUR"}[betrag]
        assert satz in text(abgelehnt)
        assert haus.uebersicht()[0] == Decimal(20_000) - Decimal(betrag)
    assert date(2023, 12, 14) == Buchung.objects.get().wertstellung
