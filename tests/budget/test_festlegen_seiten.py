"""The pages "Mittel festlegen" and "Mittel reservieren": proposal, choice, refusals in words, nothing typed is lost."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.quellen import einnahme_hinzufuegen
from budget.actions.reservieren import reservieren, reservierung_beenden
from budget.models import Buchung, Deckungsentscheidung, Vorgang, Zahlungsempfaenger
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, traeger

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/mittel/vorgaenge/"
ANGABEN = {"zweck": "Raum und Technik", "form": "zuwendung", "empfaenger_name": "Elbinsel Miteinander e. V."}


def kasse_ab_dezember(*args: Any, **angaben: Any) -> Kasse:
    """As `bestaetigte_kasse`; the people have their roles since the beginning of the story."""
    with welt.zeit("2023-12-01"):
        return bestaetigte_kasse(*args, **angaben)


@pytest.fixture
def haus() -> Kasse:
    return kasse_ab_dezember("12.500,00")


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def deckung(client: Client, betrag: str, *, wo: str = "", **angaben: Any) -> Any:
    """The proposal, that is the second step, for an amount."""
    return client.get(f"{URL}{wo}festlegen/deckung/", ANGABEN | {"betrag": betrag} | angaben)


def buche(client: Client, betrag: str, *, wo: str = "", wahl: str = "auffuellen", **mehr: Any) -> Any:
    """Send the second step."""
    angaben = ANGABEN | {"betrag": betrag} | mehr.pop("angaben", {})
    frage = urlencode(angaben)
    return client.post(
        f"{URL}{wo}festlegen/deckung/?{frage}", {"schluessel": str(uuid4()), "wahl": wahl} | mehr
    )


def fehler(antwort: Any) -> dict[str, list[str]]:
    return {feld: [str(satz) for satz in saetze] for feld, saetze in antwort.context["form"].errors.items()}


class TestVorschlag:
    def test_teilt_auf_zwei_jahre_und_sagt_was_bleibt(self, client: Client, haus: Kasse) -> None:
        """S10, F3: 12.500 from 2023, 2.500 from 2024, headroom 5.000; one case, all or none."""
        client.force_login(haus.bernd)
        with welt.zeit("2023-12-18"):
            seite = text(deckung(client, "15.000,00"))
            assert "Vorschlag: auf zwei Jahre aufteilen" in seite
            assert (
                "2023 gibt noch 12.500,00 € her. Das reicht nicht für 15.000,00 €. Der Rest kommt aus 2024."
                in seite
            )
            assert "12.500,00 € aus 2023, 2.500,00 € aus 2024, ein Vorgang." in seite
            assert "noch <strong>5.000,00 €</strong> frei" in seite
            assert "15.000,00 € festlegen" in seite
            assert (
                Buchung.objects.count() == Vorgang.objects.count() == Zahlungsempfaenger.objects.count() == 0
            )

            antwort = buche(client, "15.000,00")
        assert antwort["Location"] == f"{URL}1/"
        assert haus.buchungen() == [
            ("festlegung", 2023, eur("12.500,00")), ("festlegung", 2024, eur("2.500,00")),
        ]  # fmt: skip
        vorgang = Vorgang.objects.get()
        assert (vorgang.zweck, vorgang.form, str(vorgang.empfaenger)) == (
            "Raum und Technik", "zuwendung", "Elbinsel Miteinander e. V.",
        )  # fmt: skip

    def test_ganz_aus_2024_braucht_einen_grund(self, client: Client, haus: Kasse) -> None:
        """S11, F3: refused without a reason, what was typed stays; with a reason 2023 keeps its money."""
        client.force_login(haus.bernd)
        ganz = f"ganz-{haus.q2024.pk}"
        with welt.zeit("2023-12-18"):
            antwort = buche(client, "15.000,00", wahl=ganz)
            assert fehler(antwort) == {
                "begruendung": ["Sie weichen vom Vorschlag ab. Bitte schreiben Sie, warum."]
            }
            assert antwort.context["form"]["wahl"].value() == ganz
            assert haus.buchungen() == []
            buche(client, "15.000,00", wahl=ganz, begruendung="2023 wird anders gebraucht.")
            assert haus.lage.zu(haus.q2023).verfuegbar(date(2023, 12, 18)) == eur("12.500,00")
        assert haus.buchungen() == [("festlegung", 2024, eur("15.000,00"))]
        entscheidung = Deckungsentscheidung.objects.get()
        assert (entscheidung.regel, entscheidung.person) == ("ganz_spaeter", haus.bernd)

    def test_unmoegliche_wahl_bleibt_sichtbar_mit_grund(self, client: Client) -> None:
        haus = kasse_ab_dezember("12.500,00", "7.500,00")
        client.force_login(haus.bernd)
        with welt.zeit("2023-12-18"):
            antwort = deckung(client, "15.000,00")
            seite = text(antwort)
            assert "Geht hier nicht: Die bestätigten Mittel reichen nicht: Es fehlen 7.500,00 €." in seite
            ganz = f"ganz-{haus.q2024.pk}"
            abgelehnt = buche(client, "15.000,00", wahl=ganz, begruendung="Trotzdem.")
        assert fehler(abgelehnt) == {
            "wahl": [
                "Die bestätigten Mittel reichen nicht: Es fehlen 7.500,00\N{NO-BREAK SPACE}€. Es wurde nichts gebucht."
            ]
        }
        assert 'name="begruendung"' in text(abgelehnt)
        assert "Trotzdem." in text(abgelehnt)

    def test_unbestaetigt_fuehrt_zur_bestaetigung(self, client: Client) -> None:
        """S8, F1: unknown is not used up; the way out is a link for those who may, a sentence for the others."""
        haus = kasse_ab_dezember(None)
        with welt.zeit("2023-12-14"):
            client.force_login(haus.bernd)
            seite = text(deckung(client, "1.000,00"))
            assert "So geht es nicht" in seite
            assert "Verfügbarkeit 2023 ist nicht bestätigt" in seite
            assert f"/arbeit/2024/mittel/quellen/{haus.q2023.pk}/bestaetigen/" in seite
            assert 'type="submit"' not in seite.partition('id="vorschlag"')[2].partition("</main>")[0]
            client.force_login(haus.amira)
            assert "kann die Rolle Haushalt" in text(deckung(client, "1.000,00"))
            assert haus.buchungen() == []

    def test_ueber_der_obergrenze_sagt_um_wie_viel(self, client: Client, haus: Kasse) -> None:
        """S12: the last cent fits, one more does not; nothing is stored."""
        client.force_login(haus.bernd)
        with welt.zeit("2023-12-18"):
            buche(client, "20.000,00")
            assert haus.frei == eur("0,00")
            seite = text(deckung(client, "0,01"))
            assert "Obergrenze 20.000,00 EUR überschritten um 0,01 EUR" in seite
            antwort = buche(client, "0,01")
            assert "Obergrenze 20.000,00 EUR überschritten um 0,01 EUR" in text(antwort)
        assert len(haus.buchungen()) == 2

    def test_ohne_wirksamen_beschluss(self, client: Client) -> None:
        """S3, F16: the proposal says why, and that a reservation is possible."""
        haus = kasse_ab_dezember("12.500,00", stand="eingebracht")
        client.force_login(haus.bernd)
        with welt.zeit("2023-12-14"):
            seite = text(deckung(client, "10,00"))
        assert "Kein wirksamer Beschluss" in seite
        assert "Eine Reservierung ist möglich." in seite

    def test_leistung_im_naechsten_jahr_braucht_einen_vermerk(self, client: Client, haus: Kasse) -> None:
        """S20, F6: own event with service in 2024 from money of 2023; no question for a grant."""
        client.force_login(haus.bernd)
        eigen = {"form": "eigen", "leistung_von": "2024-11-16"}
        with welt.zeit("2023-12-18"):
            assert 'name="leistungsjahr_vermerk"' not in text(deckung(client, "100,00"))
            assert 'name="leistungsjahr_vermerk"' in text(deckung(client, "100,00", **eigen))
            antwort = buche(client, "100,00", angaben=eigen, begruendung="So ist es.")
            assert list(fehler(antwort)) == ["leistungsjahr_vermerk"]
            assert "So ist es." in text(antwort)
            buche(client, "100,00", angaben=eigen, leistungsjahr_vermerk="Bestätigt von 44, 15.12.2023.")
        assert Vorgang.objects.get().leistungsjahr_vermerk == "Bestätigt von 44, 15.12.2023."


class TestEingaben:
    @pytest.mark.parametrize(
        ("angaben", "feld"),
        [
            ({"betrag": "12.50"}, "betrag"),
            ({"betrag": "-5"}, "betrag"),
            ({"betrag": "1000000000000"}, "betrag"),
            ({"betrag": "1,234.56"}, "betrag"),
            ({"betrag": "1,234"}, "betrag"),
            ({"zweck": "Raum\x00"}, "zweck"),
            ({"empfaenger_name": "x" * 201}, "empfaenger_name"),
            ({"zweck": " "}, "zweck"),
            ({"empfaenger_name": ""}, "empfaenger"),
            ({"leistung_von": "2024-11-16", "leistung_bis": "2024-11-15"}, "leistung_bis"),
            ({"leistung_von": "gestern"}, "leistung_von"),
            ({"position": "987654"}, "position"),
            ({"position": "9" * 30}, "position"),
        ],
    )
    def test_falsches_steht_am_feld_und_alles_bleibt(
        self, client: Client, haus: Kasse, angaben: dict[str, str], feld: str
    ) -> None:
        client.force_login(haus.bernd)
        antwort = deckung(client, **({"betrag": "15.000,00", "zweck": "Halle & Bühne"} | angaben))
        assert list(fehler(antwort)) == [feld]
        assert "budget/festlegen.html" in [vorlage.name for vorlage in antwort.templates]
        assert antwort.context["form"]["betrag"].value() == angaben.get("betrag", "15.000,00")
        # also when the second step is sent with such an address
        assert list(fehler(buche(client, "1,00", angaben=angaben))) == [feld]
        assert haus.buchungen() == []

    @pytest.mark.parametrize("betrag", ["1.234,56", "1234,56", "1.234,56 €", "١٬٢٣٤٫٥٦"])
    def test_jede_schreibweise_die_eindeutig_ist(self, client: Client, haus: Kasse, betrag: str) -> None:
        client.force_login(haus.bernd)
        with welt.zeit("2023-12-18"):
            assert "1.234,56 € festlegen" in text(deckung(client, betrag))

    def test_adressen_mit_unsinn_sind_keine_fehler_des_servers(self, client: Client, haus: Kasse) -> None:
        client.force_login(haus.bernd)
        with welt.zeit("2023-12-18"):
            buche(client, "10,00")
            for wert in ("9" * 30, "x", "-1", "١"):
                for wo, name in (("1/", "reservierung"), ("", "nachweis"), ("", "position")):
                    assert client.get(f"{URL}{wo}festlegen/", {name: wert}).status_code == 200
                    assert deckung(client, "10,00", wo=wo, **{name: wert}).status_code == 200
            assert client.get(f"{URL}{'9' * 30}/festlegen/").status_code == 404
            assert client.get(f"{URL}1/{'9' * 30}/freigeben/").status_code == 404

    def test_angaben_aendern_bringt_alles_zurueck(self, client: Client, haus: Kasse) -> None:
        client.force_login(haus.bernd)
        with welt.zeit("2023-12-18"):
            zurueck = deckung(client, "15.000,00", zweck="Halle & Bühne").context["angaben_aendern"]
            seite = text(client.get(zurueck))
        assert "Halle &amp; Bühne" in seite
        assert 'value="15.000,00"' in seite

    def test_zweimal_gesendet_bucht_einmal(self, client: Client, haus: Kasse) -> None:
        """I17: both answers lead to the same case, also when the second one would not fit any more."""
        client.force_login(haus.bernd)
        schluessel = str(uuid4())
        with welt.zeit("2023-12-18"):
            orte = {buche(client, "15.000,00", schluessel=schluessel)["Location"] for _mal in range(2)}
        assert orte == {f"{URL}1/"}
        assert len(haus.buchungen()) == 2

    def test_sonstige_einnahme_steht_neben_der_obergrenze(self, client: Client, haus: Kasse) -> None:
        """F14: chosen by name, not counted in the ceiling."""
        client.force_login(haus.bernd)
        with welt.zeit("2024-02-01"):
            einnahme = einnahme_hinzufuegen(
                bereitstellung=haus.bereitstellung, geber="Stiftung Elbe", jahr=2024, person=haus.bernd
            )
            haus.bestaetige(einnahme, "500,00")
            angaben = {"einnahme": einnahme.pk}
            seite = text(deckung(client, "300,00", **angaben))
            assert "Aus der Einnahme: Stiftung Elbe 2024" in seite
            buche(client, "300,00", wahl="einnahme", angaben=angaben)
        assert Buchung.objects.get().quelle == einnahme
        assert haus.frei == eur("20.000,00")


class TestReservierung:
    def test_reservieren_und_einloesen(self, client: Client, haus: Kasse) -> None:
        """F19: lowers the headroom, binds no source; redeemed by a commitment checked against headroom + itself."""
        client.force_login(haus.amira)
        with welt.zeit("2023-12-18"):
            client.post(
                f"{URL}reservieren/",
                {
                    "schluessel": str(uuid4()), "zweck": "Dolmetschen", "betrag": "20.000,00", "form": "zuwendung",
                    "endet_am": "2024-01-31",
                },
            )  # fmt: skip
            assert haus.frei == eur("0,00")
            erste = client.get(f"{URL}1/festlegen/").context["form"]
            assert erste["betrag"].value() == "20.000,00"
            reservierung = erste["reservierung"].value()
            angaben = {"reservierung": reservierung}
            assert "Reservierung über 20.000,00 €" in text(deckung(client, "20.000,00", wo="1/", **angaben))
            buche(client, "20.000,00", wo="1/", angaben=angaben)
            assert haus.buchungen()[1:] == [
                ("reservierungsende", None, eur("20.000,00")),
                ("festlegung", 2023, eur("12.500,00")),
                ("festlegung", 2024, eur("7.500,00")),
            ]
            assert str(Vorgang.objects.get().empfaenger) == "Elbinsel Miteinander e. V."
            # somebody else had the same page open
            zu_spaet = buche(client, "20.000,00", wo="1/", angaben=angaben)
            assert "Diese Reservierung ist inzwischen eingelöst oder beendet." in text(zu_spaet)
        assert len(haus.buchungen()) == 4

    def test_beendete_reservierung_laesst_sich_nicht_einloesen(self, client: Client, haus: Kasse) -> None:
        """Money that is free anyway must not be committed in the name of a reservation that ended."""
        client.force_login(haus.amira)
        with welt.zeit("2023-12-18"):
            reservierung = reservieren(vorgang=haus.vorgang(), betrag=eur("10,00"), person=haus.amira)
            reservierung_beenden(reservierung=reservierung, grund="abgesagt", person=haus.amira)
            angaben = {"reservierung": reservierung.pk}
            antwort = buche(client, "10,00", wo="1/", angaben=angaben)
        assert "inzwischen eingelöst oder beendet" in text(antwort)
        assert len(haus.buchungen()) == 2

    def test_ueber_der_obergrenze_steht_am_betrag(self, client: Client, haus: Kasse) -> None:
        client.force_login(haus.amira)
        eingabe = {"schluessel": str(uuid4()), "zweck": "Zu viel", "betrag": "20.000,01", "form": "eigen"}
        antwort = client.post(f"{URL}reservieren/", eingabe)
        assert list(fehler(antwort)) == ["betrag"]
        assert "überschritten um 0,01 EUR" in fehler(antwort)["betrag"][0]
        assert 'value="Zu viel"' in text(antwort)


def test_mehr_festlegen_bleibt_ein_vorgang(client: Client, haus: Kasse) -> None:
    """F12: a Nachfestlegung is a new commitment of the same case."""
    client.force_login(haus.bernd)
    with welt.zeit("2023-12-18"):
        buche(client, "1.000,00")
        angaben = client.get(f"{URL}1/festlegen/").context["form"]
        assert angaben["empfaenger"].value() == Zahlungsempfaenger.objects.get().pk
        mehr = {"empfaenger": Zahlungsempfaenger.objects.get().pk, "empfaenger_name": ""}
        buche(client, "50,00", wo="1/", angaben=mehr)
    assert {eine.vorgang.nummer for eine in Buchung.objects.all()} == {1}
    assert Buchung.objects.count() == 2


def test_anweisungen_haengen_nicht_von_der_zahl_ab(client: Client, haus: Kasse) -> None:
    client.force_login(haus.bernd)
    zahlen = []
    with welt.zeit("2023-12-18"):
        for mal in range(2):
            deckung(client, "10,00")
            with CaptureQueriesContext(connection) as abfragen:
                deckung(client, "10,00")
            zahlen.append(len(abfragen))
            for weitere in range(3):
                traeger(f"Verein {mal}{weitere}")
                buche(client, "10,00")
    assert len(set(zahlen)) == 1, zahlen
    assert zahlen[0] <= 30


def test_wer_zu_spaet_kommt_sieht_den_neuen_spielraum(client: Client, haus: Kasse) -> None:
    """S23 on the page: two proposals are open, one is booked, the other is refused with the headroom of now."""
    client.force_login(haus.bernd)
    andere = Client()
    andere.force_login(haus.amira)
    with welt.zeit("2023-12-18"):
        assert "9.000,00 € festlegen" in text(deckung(andere, "9.000,00"))
        buche(client, "12.000,00")
        antwort = buche(andere, "9.000,00")
    assert "Obergrenze 20.000,00 EUR überschritten um 1.000,00 EUR. Frei sind jetzt 8.000,00 €." in text(
        antwort
    )
    assert "So geht es nicht" in text(antwort)
    assert antwort.context["angaben_aendern"].startswith(f"{URL}festlegen/?zweck=Raum")
    assert len(haus.buchungen()) == 1
