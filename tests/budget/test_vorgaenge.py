"""Cases: list with filter, page of one case, what each role finds there, statements."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from tests import welt
from tests.budget.fuellung import Fuellung, fuelle
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, kasse, traeger

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/mittel/vorgaenge/"


@pytest.fixture
def haus() -> Kasse:
    return kasse()


@pytest.fixture
def mittel(haus: Kasse) -> Fuellung:
    return fuelle(haus)


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def zwecke(antwort: Any) -> list[str]:
    return [zeile.vorgang.zweck for zeile in antwort.context["zeilen"]]


def test_liste_zeigt_stand_jahr_und_betraege(client: Client, haus: Kasse, mittel: Fuellung) -> None:
    client.force_login(haus.amira)
    zeilen = client.get(URL).context["zeilen"]
    assert [(z.vorgang.nummer, z.stand.wort, z.aus, z.summen.offen) for z in zeilen] == [
        (5, "festgelegt", "2024", eur("1.420,00")),
        (4, "reserviert", "", eur("0,00")),
        (3, "festgelegt", "2024", eur("800,00")),
        (2, "festgelegt", "2023 und 2024", eur("700,00")),
        (1, "festgelegt", "2023", eur("12.000,00")),
    ]


def test_filter_nach_stand_und_wort(client: Client, haus: Kasse, mittel: Fuellung) -> None:
    client.force_login(haus.amira)
    assert zwecke(client.get(URL, {"stand": "reserviert"})) == ["Dolmetschen"]
    assert zwecke(client.get(URL, {"q": "technik nord"})) == ["Druck", "Druck"]
    assert zwecke(client.get(URL, {"q": "2: dru"})) == ["Druck"]
    leer = client.get(URL, {"q": "gibt es nicht"})
    assert "Kein Vorgang passt zu dieser Suche" in text(leer)
    # what nobody can choose filters nothing
    assert len(zwecke(client.get(URL, {"stand": "x"}))) == 5


def test_leere_liste_sagt_es(client: Client, haus: Kasse) -> None:
    client.force_login(haus.amira)
    assert "Noch ist nichts reserviert oder festgelegt." in text(client.get(URL))


def test_vorgang_nennt_betraege_je_jahr_und_die_entscheidung(client: Client) -> None:
    """S9, F2: the record carries the confirmation of 0,00, its day and both names."""
    haus = bestaetigte_kasse("0,00")
    with welt.zeit("2023-12-14"):
        festlegen(vorgang=haus.zuwendung(empfaenger=traeger()), betrag=eur("20.000,00"), person=haus.bernd)
    client.force_login(haus.carla)
    seite = text(client.get(f"{URL}1/"))
    assert "20.000,00 € aus Förderfonds konsumtiv 2024" in seite
    assert (
        "Förderfonds konsumtiv 2023 war aufgebraucht: 0,00 € am 11.12.2023, Az. 44-2023/1, "
        "bestätigt von Bernd Lohmann, gegengezeichnet von Carla Jansen"
    ) in seite
    assert "Elbinsel Miteinander e. V." in seite


def test_vorgang_zeigt_vergabe_und_zuwendung(client: Client, haus: Kasse, mittel: Fuellung) -> None:
    client.force_login(haus.amira)
    auftrag = client.get(f"{URL}{mittel.auftrag.nummer}/")
    assert auftrag.context["vergabe"].vorgang == mittel.auftrag
    assert auftrag.context["zuwendung"] is None
    zuwendung = client.get(f"{URL}{mittel.zuwendung.nummer}/")
    assert zuwendung.context["zuwendung"].vorgang == mittel.zuwendung
    assert client.get(f"{URL}99/").status_code == 404


def test_anweisungen_haengen_nicht_von_der_zahl_ab(client: Client, haus: Kasse, mittel: Fuellung) -> None:
    client.force_login(haus.bernd)
    adressen = (URL, f"{URL}{mittel.auftrag.nummer}/", f"{URL}{mittel.zuwendung.nummer}/")
    zahlen: dict[str, list[int]] = {}
    for mal in range(2):
        for adresse in adressen:
            client.get(adresse)
            with CaptureQueriesContext(connection) as abfragen:
                client.get(adresse)
            zahlen.setdefault(adresse, []).append(len(abfragen))
        if mal == 0:
            with welt.zeit("2023-12-18"):
                for vorgang in (
                    mittel.auftrag,
                    mittel.zuwendung,
                    haus.vorgang("Neu", empfaenger=traeger("Wer")),
                ):
                    for _mal in range(2):
                        festlegen(vorgang=vorgang, betrag=eur("10,00"), person=haus.bernd)
    assert {len(set(werte)) for werte in zahlen.values()} == {1}, zahlen
    assert max(werte[0] for werte in zahlen.values()) <= 30, zahlen


class TestAngabenAendern:
    def werte(self, antwort: Any, **neu: object) -> dict[str, object]:
        felder = {feld.html_name: feld.value() for feld in antwort.context["form"]} | neu
        return {name: wert for name, wert in felder.items() if wert is not None}

    def test_aendert_worum_es_geht_und_nie_das_geld(self, client: Client) -> None:
        """The day of the service, without which an order cannot be paid after the year, can be entered later (F9)."""
        with welt.zeit("2023-12-01"):
            haus = bestaetigte_kasse("12.500,00")
        client.force_login(haus.amira)
        with welt.zeit("2023-12-18"):
            vorgang = festlegen(vorgang=haus.vorgang("Saal"), betrag=eur("100,00"), person=haus.bernd)[
                0
            ].vorgang
            adresse = f"{URL}{vorgang.nummer}/angaben/"
            assert adresse in text(client.get(f"{URL}{vorgang.nummer}/"))
            neu = {"zweck": "Saal und Technik", "empfaenger_name": "Bürgerhaus", "leistung_von": "2023-12-20"}
            client.post(adresse, self.werte(client.get(adresse), betrag="1,00", form="zuwendung", **neu))
        vorgang.refresh_from_db()
        assert (vorgang.zweck, str(vorgang.empfaenger), str(vorgang.leistung_von), vorgang.form) == (
            "Saal und Technik", "Bürgerhaus", "2023-12-20", "eigen",
        )  # fmt: skip
        assert haus.buchungen() == [("festlegung", 2023, eur("100,00"))]

    def test_spaetere_leistung_braucht_einen_vermerk(self, client: Client) -> None:
        """F6, F15: open money of 2023 and a service of 2024; what was typed stays."""
        with welt.zeit("2023-12-01"):
            haus = bestaetigte_kasse("12.500,00")
        client.force_login(haus.amira)
        with welt.zeit("2023-12-18"):
            vorgang = festlegen(vorgang=haus.vorgang("Saal"), betrag=eur("100,00"), person=haus.bernd)[
                0
            ].vorgang
            adresse = f"{URL}{vorgang.nummer}/angaben/"
            neu = self.werte(client.get(adresse), leistung_von="2024-02-01", zweck="Saal & Bühne")
            antwort = client.post(adresse, neu)
            assert list(antwort.context["form"].errors) == ["leistungsjahr_vermerk"]
            assert "Saal &amp; Bühne" in text(antwort)
            assert (
                client.post(adresse, neu | {"leistungsjahr_vermerk": "Von 44 bestätigt."}).status_code == 302
            )
        vorgang.refresh_from_db()
        assert (str(vorgang.leistung_von), vorgang.leistungsjahr_vermerk) == (
            "2024-02-01",
            "Von 44 bestätigt.",
        )
