"""Needs become reservations: counts only, for whoever may both count needs and reserve money."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anmeldung.actions.bestellen import bestellung_reservieren
from anmeldung.bestellung import NACH_SCHLUESSEL, bestellungen, zahlen_je_art
from anmeldung.models import Bedarfsreservierung
from budget.actions.festlegen import festlegen
from budget.actions.kostenplan import entwurf_anlegen
from budget.actions.reservieren import reservierung_beenden
from budget.models import Buchung, Vorgang
from konferenz.models import Konferenz
from tests import welt
from tests.budget.welt import Kasse, eur, kasse
from tests.personen import person

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/bedarfe/"
KINDER = NACH_SCHLUESSEL["kinder"]


@pytest.fixture
def haus() -> Kasse:
    return kasse()


def mit(konferenz: Konferenz, *arten: str, mal: int = 1, dolmetschen: str = "", **felder: Any) -> None:
    bedarfe = {"arten": list(arten), "dolmetschen": dolmetschen}
    for _mal in range(mal):
        welt.bestaetigt(konferenz, bedarfe=bedarfe, einwilligung_bedarf=True, **felder)


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def eingabe(client: Client, **felder: str) -> dict[str, str]:
    schluessel = client.get(f"{URL}kinder/reservieren/").context["form"]["schluessel"].value()
    return {"schluessel": str(schluessel), "betrag": "360,00", "endet_am": "", **felder}


def test_gezaehlt_werden_menschen_nicht_haken(haus: Kasse) -> None:
    """Somebody who ticks two kinds of food needs one meal."""
    mit(haus.konferenz, "vegan", "nuss", mal=2)
    mit(haus.konferenz, "dgs", dolmetschen="ti")
    zahlen = {art: zahl for art, zahl in zahlen_je_art(haus.konferenz).items() if zahl}
    assert zahlen == {"essen": 2, "gebaerden": 1, "dolmetschen": 1}


def test_aus_der_zahl_wird_eine_reservierung_auf_der_position_des_plans(client: Client, haus: Kasse) -> None:
    entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
    mit(haus.konferenz, "kinderbetreuung", mal=3, name="Geheime Person")
    client.force_login(haus.amira)
    assert "3 Personen" in text(client.get(URL))
    assert "3 Personen brauchen das. Frei sind jetzt 20.000,00 €." in text(
        client.get(f"{URL}kinder/reservieren/")
    )
    antwort = client.post(f"{URL}kinder/reservieren/", eingabe(client), follow=True)
    assert antwort.redirect_chain == [(URL, 302)]
    assert "360,00 € sind für Kinderbetreuung reserviert (Vorgang 1)." in text(antwort)
    assert "Vorgang 1: 360,00 €, übernommen am 02.09.2024" in text(antwort)
    assert "Als Reservierung übernehmen" not in text(antwort)

    link = Bedarfsreservierung.objects.get()
    vorgang = link.vorgang
    assert (link.art, link.zahl, link.von) == ("kinder", 3, haus.amira)
    assert (vorgang.zweck, vorgang.position.art, vorgang.empfaenger) == ("Kinderbetreuung", "kinder", None)  # type: ignore[union-attr]
    assert haus.frei == eur("19.640,00")
    # nothing of the people goes along
    assert "Geheime" not in repr([Vorgang.objects.values(), Buchung.objects.values()])


class TestKleineZahlen:
    """S55: counts below 3 are for the role Bedarfe only, in the budget they are for nobody."""

    def test_die_zahl_geht_nicht_mit(self, client: Client, haus: Kasse) -> None:
        mit(haus.konferenz, "kinderbetreuung", mal=2)
        mit(haus.konferenz, "vegan", mal=2)
        client.force_login(haus.amira)
        assert "weniger als 3 Personen" in text(client.get(URL))
        client.post(f"{URL}kinder/reservieren/", eingabe(client))
        assert Bedarfsreservierung.objects.get().zahl is None

    def test_wo_fast_niemand_etwas_braucht_verraet_auch_die_adresse_nichts(
        self, client: Client, haus: Kasse
    ) -> None:
        mit(haus.konferenz, "kinderbetreuung", mal=2)
        client.force_login(haus.amira)
        assert "Kinderbetreuung" not in text(client.get(URL))
        assert client.get(f"{URL}kinder/reservieren/").status_code == 404
        assert client.get(f"{URL}gebaerden/reservieren/").status_code == 404

    def test_die_rolle_bedarfe_sieht_kein_geld(self, client: Client, haus: Kasse) -> None:
        mit(haus.konferenz, "kinderbetreuung", mal=3)
        client.force_login(person("bedarfe"))
        assert "Mittel dafür" not in text(client.get(URL))
        assert client.get(f"{URL}kinder/reservieren/").status_code == 403


class TestStand:
    def test_reserviert_festgelegt_beendet(self, haus: Kasse) -> None:
        """The link stays; an order whose reservation ended can be taken over again."""
        mit(haus.konferenz, "kinderbetreuung", mal=3)
        eine = bestellung_reservieren(
            konferenz=haus.konferenz, art=KINDER, betrag=eur("360,00"), person=haus.amira
        )

        def stand() -> tuple[str, bool]:
            bestellung = bestellungen(haus.konferenz, haus.amira, mit_zahlen=True)[0]
            assert bestellung.stand is not None
            return bestellung.stand.stand.wort, bestellung.ist_offen

        assert stand() == ("reserviert", False)
        with pytest.raises(ValidationError, match="schon Mittel gebunden"):
            bestellung_reservieren(
                konferenz=haus.konferenz, art=KINDER, betrag=eur("1,00"), person=haus.amira
            )
        reservierung_beenden(reservierung=eine.vorgang.buchungen.get(), grund="zu teuer", person=haus.amira)
        assert stand() == ("ohne Geld beendet", True)
        neue = bestellung_reservieren(
            konferenz=haus.konferenz, art=KINDER, betrag=eur("300,00"), person=haus.amira
        )
        with welt.zeit("2024-09-03"):
            haus.bestaetige(haus.q2024, "1.000,00")
            festlegen(
                vorgang=neue.vorgang, betrag=eur("290,00"), reservierung=neue.vorgang.buchungen.get(),
                person=haus.bernd,
            )  # fmt: skip
        assert stand() == ("festgelegt", False)

    def test_zweimal_abgeschickt_reserviert_einmal(self, haus: Kasse) -> None:
        """I17"""
        mit(haus.konferenz, "kinderbetreuung", mal=3)
        schluessel = uuid4()
        beide = [
            bestellung_reservieren(
                konferenz=haus.konferenz, art=KINDER, betrag=eur("360,00"), person=haus.amira,
                schluessel=schluessel,
            )
            for _mal in range(2)
        ]  # fmt: skip
        assert beide[0] == beide[1]
        assert haus.frei == eur("19.640,00")


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"betrag": "20.000,01"}, "Obergrenze 20.000,00 EUR überschritten um 0,01 EUR"),
        ({"betrag": "viel"}, "Schreiben Sie den Betrag so"),
        ({"betrag": "0"}, "Der Betrag muss größer als null sein."),
        ({"endet_am": "2024-09-01"}, "Das Ende liegt in der Vergangenheit."),
    ],
)
def test_was_nicht_geht_wird_erklaert_und_nichts_bleibt_halb(
    client: Client, haus: Kasse, falsch: dict[str, str], satz: str
) -> None:
    mit(haus.konferenz, "kinderbetreuung", mal=3)
    client.force_login(haus.amira)
    antwort = client.post(f"{URL}kinder/reservieren/", eingabe(client, **falsch))
    assert satz in text(antwort)
    assert all(f'value="{wert}"' in text(antwort) for wert in falsch.values())
    assert not Vorgang.objects.exists()
    assert not Bedarfsreservierung.objects.exists()


def test_ohne_bereitgestellte_mittel_gibt_es_den_knopf_nicht(client: Client) -> None:
    welt.bezirk()
    mit(welt.konferenz(), "kinderbetreuung", mal=3)
    client.force_login(person("sachbearbeitung"))
    assert "Als Reservierung übernehmen" not in text(client.get(URL))
    assert client.get(f"{URL}kinder/reservieren/").status_code == 404


def test_zahl_der_anweisungen_haengt_nicht_an_den_reservierungen(client: Client, haus: Kasse) -> None:
    mit(haus.konferenz, "kinderbetreuung", "dgs", "vegan", mal=3, dolmetschen="ar")
    client.force_login(haus.amira)
    zahlen = []
    for arten in (["kinder"], ["gebaerden", "essen", "dolmetschen"]):
        for art in arten:
            bestellung_reservieren(
                konferenz=haus.konferenz, art=NACH_SCHLUESSEL[art], betrag=eur("1,00"), person=haus.amira
            )
        client.get(URL)
        with CaptureQueriesContext(connection) as abfragen:
            client.get(URL)
        zahlen.append(len(abfragen))
    assert zahlen[0] == zahlen[1] <= 20
