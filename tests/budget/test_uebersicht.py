"""The first page of money: how much is left, in which year, what is due."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.actions.quellen import einnahme_hinzufuegen
from budget.actions.reservieren import reservieren, reservierung_beenden
from budget.actions.zahlen import zahlung_buchen
from budget.models import Bereitstellung
from budget.queries.uebersicht import Uebersicht, uebersicht
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, kasse
from tests.personen import person

pytestmark = pytest.mark.django_db


def stand(haus: Kasse) -> Uebersicht:
    return uebersicht(Bereitstellung.objects.get(pk=haus.bereitstellung.pk))


def gefuellt() -> Kasse:
    """15.000,00 committed over both years in December 2023 (S10), 980,00 reserved in September 2024."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        vorgang = festlegen(
            vorgang=haus.zuwendung(bescheid_am=date(2023, 12, 18)), betrag=eur("15.000,00"), person=haus.bernd
        )
    with welt.zeit("2024-01-05"):
        zahlung_buchen(
            vorgang=haus.bereitstellung.vorgaenge.get(),
            betrag=eur("6.000,00"),
            gezahlt_am=welt.am("2024-01-05").date(),
            person=haus.bernd,
        )
    reservieren(
        vorgang=haus.vorgang("Dolmetschen"), betrag=eur("980,00"), endet_am=welt.am("2024-09-16").date(),
        person=haus.bernd,
    )  # fmt: skip
    assert vorgang
    return haus


def test_die_obergrenze_teilt_sich_in_gezahlt_offen_reserviert_und_frei() -> None:
    mittel = stand(gefuellt())
    assert mittel.bild.in_worten == (
        "gezahlt: 6.000,00\xa0€, festgelegt, offen: 9.000,00\xa0€, reserviert: 980,00\xa0€, frei: 4.020,00\xa0€"
    )
    assert sum(float(teil.breite) for teil in mittel.bild.teile) == pytest.approx(100)
    assert mittel.ampel.wort == "im Rahmen der Obergrenze"


def test_je_quelle_steht_was_sie_noch_hergibt_und_zusammen_hoechstens_der_rahmen() -> None:
    """The source of 2024 could give 17.500,00 more, the ceiling leaves 4.020,00."""
    mittel = stand(gefuellt())
    assert [(str(zeile.stand.quelle), zeile.nutzbar, zeile.abzeichen.wort) for zeile in mittel.quellen] == [
        ("Förderfonds konsumtiv 2023", eur("0,00"), "Jahr abgeschlossen"),
        ("Förderfonds konsumtiv 2024", eur("17.500,00"), "handeln bis 31.12.2024"),
    ]
    assert mittel.hoechstens == eur("4.020,00")


def test_unbekannt_ist_nicht_null() -> None:
    haus = bestaetigte_kasse(None)
    with welt.zeit("2023-12-11"):
        mittel = stand(haus)
    erste, zweite = mittel.quellen
    assert (erste.nutzbar, erste.abzeichen.wort) == (None, "unbekannt, nicht bestätigt")
    assert zweite.nutzbar == eur("20.000,00")
    assert erste.bild.in_worten.endswith("noch nutzbar: unbekannt")
    assert stand(haus).ampel.wort == "im Rahmen der Obergrenze", "the last day of 2023 is over"
    assert mittel.ampel.wort == "Verfügbarkeit nicht bestätigt"


def test_sonstige_einnahmen_stehen_fuer_sich() -> None:
    """F14: outside the ceiling."""
    haus = gefuellt()
    einnahme_hinzufuegen(bereitstellung=haus.bereitstellung, geber="Sparkasse", jahr=2024, person=haus.bernd)
    mittel = stand(haus)
    assert [str(zeile.stand.quelle) for zeile in mittel.sonstige] == ["Sparkasse 2024"]
    assert len(mittel.quellen) == 2
    assert mittel.lage.frei == eur("4.020,00")


def test_fristen_stehen_der_reihe_nach_und_gehen_mit_ihrem_anlass() -> None:
    """The open rest of 2023 is no task: the notice of its grant goes on (F9), instalments are called and paid."""
    haus = gefuellt()
    assert [(frist.titel, f"{frist.bis:%d.%m.%Y}") for frist in stand(haus).fristen] == [
        ("Reservierung festlegen: Dolmetschen", "16.09.2024"),
        ("Letzter Tag der Mittelbindung: Förderfonds konsumtiv 2024", "31.12.2024"),
        ("Buchungsschluss 2024", "10.01.2025"),
    ]
    reservierung_beenden(
        reservierung=haus.bereitstellung.buchungen.get(art="reservierung"),
        grund="entfällt",
        person=haus.bernd,
    )
    assert "Reservierung festlegen: Dolmetschen" not in [frist.titel for frist in stand(haus).fristen]


class TestSeite:
    def seite(self, client: Client, haus: Kasse, rolle: str = "haushalt") -> str:
        client.force_login(person(rolle))
        return client.get(f"/arbeit/{haus.konferenz.kennung}/mittel/").content.decode()

    def test_sie_zeigt_rahmen_quellen_und_fristen(self, client: Client) -> None:
        seite = self.seite(client, gefuellt())
        for text in (
            "4.020,00\xa0€ <small>frei",
            "insgesamt höchstens 4.020,00",
            "bis 16.09.2024",
            "Beschluss gilt",
        ):
            assert text in seite

    def test_ohne_mittel_steht_dort_der_naechste_schritt(self, client: Client) -> None:
        haus = kasse()
        Bereitstellung.objects.get().quellen.all().delete()
        haus.bereitstellung.obergrenzen.all().delete()
        haus.bereitstellung.delete()
        seite = self.seite(client, haus)
        assert "noch keine Mittel bereitgestellt" in seite
        assert "Zur Drucksache" in seite

    def test_die_zahl_der_abfragen_haengt_nicht_an_der_zahl_der_buchungen(self, client: Client) -> None:
        haus = gefuellt()
        client.force_login(haus.bernd)
        adresse = f"/arbeit/{haus.konferenz.kennung}/mittel/"

        def abfragen() -> int:
            with CaptureQueriesContext(
                connection,
            ) as gezaehlt:
                assert client.get(adresse).status_code == 200
            return len(gezaehlt)

        vorher = abfragen()
        for nummer in range(20):
            reservieren(
                vorgang=haus.vorgang(f"Fall {nummer}"), betrag=eur("10,00"), endet_am=welt.am("2024-10-01").date(),
                person=haus.bernd,
            )  # fmt: skip
        assert abfragen() == vorher <= 34

    def test_wer_mit_geld_nichts_zu_tun_hat_sieht_weder_seite_noch_eintrag(self, client: Client) -> None:
        haus = gefuellt()
        adresse = f"/arbeit/{haus.konferenz.kennung}/mittel/"
        client.force_login(person("haushalt"))
        assert adresse in client.get("/arbeit/").content.decode()
        client.force_login(person("uebersetzung"))
        assert client.get(adresse).status_code == 403
        assert adresse not in client.get("/arbeit/").content.decode()
