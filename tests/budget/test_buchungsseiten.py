"""Pages about one row of a case: what they say will change, what they book, once, and what they refuse in words."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben
from budget.actions.reservieren import reservieren
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen
from budget.actions.zahlen import rueckfluss_erfassen, zahlung_buchen
from budget.models import Buchung, Vorgang
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, traeger

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/mittel/vorgaenge/"
Art = Buchung.Art


@pytest.fixture
def haus() -> Kasse:
    with welt.zeit("2023-12-01"):
        return bestaetigte_kasse("12.500,00")


def als(konto: object) -> Client:
    client = Client()
    client.force_login(konto)  # type: ignore[arg-type]
    return client


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def ort(buchung: Buchung, seite: str) -> str:
    return f"{URL}{buchung.vorgang.nummer}/{buchung.lfd}/{seite}/"


def sende(client: Client, adresse: str, **angaben: object) -> Any:
    """Fill the form of a page and send it; what is not named stays as the page proposed it."""
    felder = {feld.html_name: feld.value() for feld in client.get(adresse).context["form"]}
    return client.post(
        adresse, {name: wert for name, wert in {**felder, **angaben}.items() if wert is not None}
    )


def fehler(antwort: Any) -> dict[str, list[str]]:
    return {
        feld: [str(satz).replace("\N{NO-BREAK SPACE}", " ") for satz in saetze]
        for feld, saetze in antwort.context["form"].errors.items()
    }


def festgelegt(haus: Kasse, betrag: str = "15.000,00", vorgang: Vorgang | None = None) -> list[Buchung]:
    """On the day of the assistant's draft, in a grant unless another case is given."""
    with welt.zeit("2023-12-18"):
        return festlegen(
            vorgang=vorgang or haus.zuwendung(empfaenger=traeger(), bescheid_am=date(2023, 12, 18)),
            betrag=eur(betrag), person=haus.bernd,
        )  # fmt: skip


class TestFreigeben:
    def test_vor_dem_ende_der_bindung_waechst_auch_die_quelle(self, haus: Kasse) -> None:
        """F7: a part is released, the sentence names headroom and source before and after; sent twice it books once."""
        von_2023, _von_2024 = festgelegt(haus)
        amira, adresse = als(haus.amira), ort(von_2023, "freigeben")
        with welt.zeit("2023-12-20"):
            seite = text(amira.get(adresse))
            assert "Wenn Sie die ganzen 12.500,00 € freigeben" in seite
            assert "Über alle Jahre frei: jetzt 5.000,00 €, danach 17.500,00 €" in seite
            assert "Förderfonds konsumtiv 2023: jetzt nutzbar 0,00 €, danach 12.500,00 €." in seite
            form = amira.get(adresse).context["form"]
            gesendet = {
                "schluessel": form["schluessel"].value(),
                "betrag": "4.000,00",
                "grund": "Kleinerer Raum",
            }
            ziele = {amira.post(adresse, gesendet)["Location"] for _mal in range(2)}
            assert ziele == {f"{URL}1/"}
            assert haus.lage.zu(haus.q2023).verfuegbar(date(2023, 12, 20)) == eur("4.000,00")
        assert haus.frei == eur("9.000,00")
        assert haus.buchungen()[2:] == [("freigabe", 2023, eur("4.000,00"))]

    def test_danach_nur_die_obergrenze(self, haus: Kasse) -> None:
        """F8, example 5: usable of the old year stays 0, and the page says so."""
        von_2023 = festgelegt(haus)[0]
        with welt.zeit("2024-03-10"):
            seite = text(als(haus.amira).get(ort(von_2023, "freigeben")))
        assert (
            "Förderfonds konsumtiv 2023 wird nicht wieder nutzbar, die Bindung endete am 31.12.2023." in seite
        )
        assert "danach 17.500,00 €" in seite

    @pytest.mark.parametrize(
        ("angaben", "feld"),
        [
            ({"betrag": "12.500,01"}, "betrag"),
            ({"betrag": "0"}, "betrag"),
            ({"betrag": "12.5"}, "betrag"),
            ({"betrag": "1,234"}, "betrag"),
            ({"grund": " "}, "grund"),
        ],
    )
    def test_falsches_steht_am_feld_und_alles_bleibt(
        self, haus: Kasse, angaben: dict[str, str], feld: str
    ) -> None:
        von_2023 = festgelegt(haus)[0]
        gut = {"betrag": "500,00", "grund": "Halle & Bühne"}
        with welt.zeit("2023-12-20"):
            antwort = sende(als(haus.amira), ort(von_2023, "freigeben"), **(gut | angaben))
        assert list(fehler(antwort)) == [feld]
        for name, wert in (gut | angaben).items():
            assert antwort.context["form"][name].value() == wert
        assert len(haus.buchungen()) == 2

    def test_wer_zu_spaet_kommt_sieht_was_noch_offen_ist(self, haus: Kasse) -> None:
        """Two people at once: one succeeds, the other reads the new amount and nothing is booked."""
        von_2023 = festgelegt(haus)[0]
        amira, adresse = als(haus.amira), ort(von_2023, "freigeben")
        with welt.zeit("2023-12-20"):
            offene_seite = amira.get(adresse).context["form"]["schluessel"].value()
            freigeben(festlegung=von_2023, betrag=eur("12.000,00"), grund="abgesagt", person=haus.bernd)
            eingabe = {"schluessel": offene_seite, "betrag": "12.500,00", "grund": "abgesagt"}
            antwort = amira.post(adresse, eingabe)
        assert fehler(antwort) == {"betrag": ["Offen sind nur noch 500,00 €."]}
        assert "Wenn Sie die ganzen 500,00 € freigeben" in text(antwort)
        assert len(haus.buchungen()) == 3

    def test_freigegebenes_im_antrag_wird_nicht_zweimal_ausgegeben(self, haus: Kasse) -> None:
        """S18, F8: released and applied for; the proposal refuses the same euro and names the application."""
        von_2023 = festgelegt(haus)[0]
        with welt.zeit("2024-03-10"):
            freigeben(festlegung=von_2023, betrag=eur("12.500,00"), grund="abgesagt", person=haus.bernd)
        with welt.zeit("2024-04-10"):
            posten = [Postenangaben(von_2023, eur("12.500,00"), ist_freigegeben=True)]
            uebertrag_beantragen(quelle=haus.q2023, posten=posten, person=haus.bernd)
        angaben = {"zweck": "Neuer Raum", "form": "eigen", "empfaenger_name": "Halle", "betrag": "12.500,00"}
        with welt.zeit("2024-06-20"):
            seite = text(als(haus.bernd).get(f"{URL}festlegen/deckung/", angaben))
        assert "überschritten um 7.500,00 EUR" in seite
        assert "Teil des Übertragsantrags vom 10.04.2024" in seite


class TestUmdecken:
    def test_sagt_woraus_und_bucht_beides_zusammen(self, haus: Kasse) -> None:
        """F4, F9 (c): release and new commitment at once, headroom as before."""
        eine = festgelegt(haus, "360,00", haus.vorgang("Dolmetschen", leistung_von=date(2023, 12, 19)))[0]
        bernd, adresse = als(haus.bernd), ort(eine, "umdecken")
        with welt.zeit("2024-02-05"):
            seite = text(bernd.get(adresse))
            assert "Wenn Sie die ganzen 360,00 € der Reihe nach neu decken" in seite
            assert "360,00 € aus 2024." in seite
            assert "Förderfonds konsumtiv 2024, nutzbar 20.000,00 €" in seite
            assert fehler(sende(bernd, adresse, begruendung="")) == {
                "begruendung": ["Bitte füllen Sie dieses Feld aus."]
            }
            assert sende(bernd, adresse, begruendung="Rechnung kam zu spät")["Location"] == f"{URL}1/"
            assert haus.buchungen()[1:] == [
                ("freigabe", 2023, eur("360,00")), ("festlegung", 2024, eur("360,00")),
            ]  # fmt: skip
            assert "Hier ist nichts mehr offen" in text(bernd.get(adresse))
        assert haus.frei == eur("19.640,00")

    def test_leistung_in_einem_spaeteren_jahr_fragt_nach_dem_vermerk(self, haus: Kasse) -> None:
        """F6: as when committing; what was typed stays."""
        fall = haus.vorgang("Saal", leistung_von=date(2025, 3, 1), leistungsjahr_vermerk="so vereinbart")
        eine = festgelegt(haus, "100,00", fall)[0]
        Vorgang.objects.update(leistungsjahr_vermerk="")
        bernd, adresse = als(haus.bernd), ort(eine, "umdecken")
        with welt.zeit("2024-02-05"):
            antwort = sende(bernd, adresse, begruendung="Jahresende")
            assert list(fehler(antwort)) == ["leistungsjahr_vermerk"]
            assert antwort.context["form"]["begruendung"].value() == "Jahresende"
            sende(bernd, adresse, begruendung="Jahresende", leistungsjahr_vermerk="Bestätigt von 44.")
        assert Vorgang.objects.get().leistungsjahr_vermerk == "Bestätigt von 44."
        assert len(haus.buchungen()) == 3

    def test_einer_zuwendung_stellt_niemand_die_frage(self, haus: Kasse) -> None:
        eine = festgelegt(haus)[0]
        with welt.zeit("2024-02-05"):
            assert (
                "leistungsjahr_vermerk"
                not in als(haus.bernd).get(ort(eine, "umdecken")).context["form"].fields
            )


class TestReservierungBeenden:
    def test_gibt_das_geld_frei_und_nur_einmal(self, haus: Kasse) -> None:
        """F19"""
        with welt.zeit("2023-12-18"):
            eine = reservieren(vorgang=haus.vorgang(), betrag=eur("980,00"), person=haus.amira)
            amira, adresse = als(haus.amira), ort(eine, "beenden")
            assert "frei: jetzt 19.020,00 €, danach 20.000,00 €" in text(amira.get(adresse))
            for _mal in range(2):
                assert sende(amira, adresse, grund="abgesagt")["Location"] == f"{URL}1/"
            assert haus.buchungen()[1:] == [("reservierungsende", None, eur("980,00"))]
            assert amira.get(ort(eine, "freigeben")).status_code == 404


class TestRueckfluss:
    @pytest.fixture
    def zahlung(self, haus: Kasse) -> Buchung:
        fall = festgelegt(haus, "1.000,00")[0].vorgang
        with welt.zeit("2023-12-20"):
            tag = date(2023, 12, 20)
            return zahlung_buchen(vorgang=fall, betrag=eur("1.000,00"), gezahlt_am=tag, person=haus.bernd)[0]

    def test_rechtzeitig_waechst_auch_die_quelle(self, haus: Kasse, zahlung: Buchung) -> None:
        """F13: entered it raises nothing; accepted before the cut-off it raises headroom and source."""
        bernd = als(haus.bernd)
        with welt.zeit("2023-12-22"):
            adresse = ort(zahlung, "rueckfluss")
            assert fehler(sende(bernd, adresse, betrag="1.000,01", grund="Gutschrift")) == {
                "betrag": ["Von dieser Zahlung können noch 1.000,00 € zurückkommen."]
            }
            assert list(fehler(sende(bernd, adresse, eingegangen_am="2023-12-19", grund="x"))) == [
                "eingegangen_am"
            ]
            sende(bernd, adresse, betrag="300,00", grund="Gutschrift")
            assert haus.frei == eur("19.000,00")
            rueckfluss = Buchung.objects.get(art=Art.RUECKFLUSS)
            adresse = ort(rueckfluss, "wiederverwenden")
            assert "Förderfonds konsumtiv 2023 kann 300,00 € mehr geben" in text(bernd.get(adresse))
            sende(bernd, adresse)
            assert "schon gebucht" in text(sende(bernd, adresse))
            assert haus.lage.zu(haus.q2023).verfuegbar(date(2023, 12, 22)) == eur("11.800,00")
        assert haus.frei == eur("19.300,00")

    def test_zu_spaet_braucht_eine_bestaetigung_und_darf_ins_jahr_des_eingangs(
        self, haus: Kasse, zahlung: Buchung
    ) -> None:
        """F13: belongs to the year of receipt; the old source gives nothing."""
        bernd = als(haus.bernd)
        with welt.zeit("2024-02-01"):
            eine = rueckfluss_erfassen(
                zahlung=zahlung, betrag=eur("300,00"), eingegangen_am=date(2024, 2, 1), grund="Gutschrift",
                person=haus.bernd,
            )  # fmt: skip
            adresse = ort(eine, "wiederverwenden")
            assert "nur mit Bestätigung der Ressourcensteuerung" in text(bernd.get(adresse))
            assert list(fehler(sende(bernd, adresse, quelle=haus.q2024.pk))) == ["grund"]
            sende(bernd, adresse, quelle=haus.q2024.pk, grund="RS, 31.01.2024")
        assert haus.buchungen()[-1] == ("wiederverwendung", 2024, eur("300,00"))
        assert haus.frei == eur("19.300,00")


class TestStornieren:
    def test_sagt_was_zurueckgenommen_wird_und_wo_es_steht(self, haus: Kasse) -> None:
        """F20: after closing the counter-row is booked in the open year; headroom follows; only once."""
        eine = festgelegt(haus, "1.000,00")[0]
        bernd, adresse = als(haus.bernd), ort(eine, "stornieren")
        with welt.zeit("2024-02-05"):
            seite = text(bernd.get(adresse))
            assert "Die Festlegung gilt als nie gebucht" in seite
            assert "Das Jahr 2023 ist abgeschlossen: Die Gegenbuchung steht im Jahr 2024." in seite
            sende(bernd, adresse, grund="doppelt erfasst")
            assert "schon storniert" in text(sende(bernd, adresse, grund="noch einmal"))
            assert haus.lage.zu(haus.q2023).verfuegbar(date(2023, 12, 20)) == eur("11.500,00")
        storno = Buchung.objects.get(art=Art.STORNO)
        assert (storno.haushaltsjahr, storno.bezug, storno.grund) == (2024, eine, "doppelt erfasst")
        assert haus.frei == eur("20.000,00")

    def test_worauf_andere_bauen_bleibt(self, haus: Kasse) -> None:
        eine = festgelegt(haus, "1.000,00")[0]
        with welt.zeit("2023-12-20"):
            freigeben(festlegung=eine, betrag=eur("10,00"), grund="x", person=haus.bernd)
            antwort = sende(als(haus.bernd), ort(eine, "stornieren"), grund="falsch")
        assert "bauen andere auf" in text(antwort)
        assert len(haus.buchungen()) == 2


def schritt(haus: Kasse, konto: object, nummer: int) -> tuple[str, str]:
    """Title and address of the strip of a case; the address is empty for whoever may not."""
    umgebung = als(konto).get(f"{URL}{nummer}/").context
    return (umgebung["schritt"].titel if umgebung["schritt"] else "", umgebung["schritt_url"])


def test_die_seite_sagt_was_als_naechstes_kommt(haus: Kasse) -> None:
    """The strip of a case: reservation, order, year's end, refund, nothing; who may not sees who may."""
    with welt.zeit("2023-12-18"):
        eine = reservieren(vorgang=haus.vorgang(), betrag=eur("980,00"), person=haus.amira)
        ziel = f"{URL}1/festlegen/?reservierung={eine.pk}"
        assert schritt(haus, haus.amira, 1) == ("Mittel festlegen", ziel)
        assert als(haus.amira).get(ziel).context["form"]["betrag"].value() == "980,00"
        assert schritt(haus, haus.carla, 1) == ("Mittel festlegen", "")
        assert "Als Nächstes kommt: Mittel festlegen (Sachbearbeitung oder Haushalt)." in text(
            als(haus.carla).get(f"{URL}1/")
        )
        auftrag = haus.vorgang("Technik", leistung_von=date(2023, 12, 20))
        fest = festlegen(vorgang=auftrag, betrag=eur("500,00"), person=haus.bernd)[0]
        rechnung = "/arbeit/2024/mittel/rechnungen/neu/?vorgang=2"
        assert schritt(haus, haus.amira, 2) == ("Auf die Rechnung warten", rechnung)
        assert schritt(haus, haus.bernd, festgelegt(haus, "10,00", haus.zuwendung())[0].vorgang.nummer) == (
            "Bescheid eintragen", "/arbeit/2024/mittel/zuwendungen/3/",
        )  # fmt: skip
    with welt.zeit("2024-01-05"):
        jahresende = "/arbeit/2024/mittel/jahresende/"
        assert schritt(haus, haus.bernd, 2) == (
            "Entscheiden, was mit dem Offenen aus 2023 geschieht", jahresende,
        )  # fmt: skip
        zahlung = zahlung_buchen(
            vorgang=auftrag, betrag=eur("500,00"), gezahlt_am=date(2024, 1, 5), person=haus.bernd
        )[0]
        assert schritt(haus, haus.bernd, 2) == ("", "")
        zurueck = rueckfluss_erfassen(
            zahlung=zahlung, betrag=eur("5,00"), eingegangen_am=date(2024, 1, 5), grund="x", person=haus.bernd
        )
        titel, url = schritt(haus, haus.bernd, 2)
        assert (titel.replace("\N{NO-BREAK SPACE}", " "), url) == (
            "Über den Rückfluss entscheiden: 5,00 €", ort(zurueck, "wiederverwenden"),
        )  # fmt: skip
    assert fest.vorgang == zahlung.vorgang


def test_jede_zeile_nennt_was_diese_person_darf(haus: Kasse) -> None:
    festgelegt(haus, "1.000,00")
    with welt.zeit("2023-12-20"):
        taten = {
            wer.name: [tat.wort for _zeile, liste in als(wer).get(f"{URL}1/").context["zeilen"] for tat, _url in liste]
            for wer in (haus.amira, haus.bernd, haus.carla)
        }  # fmt: skip
        assert taten == {
            "Amira Haddad": ["Freigeben"],
            "Bernd Lohmann": ["Freigeben", "Umdecken", "Stornieren"],
            "Carla Jansen": [],
        }
        assert ">Möglich</th>" not in text(als(haus.carla).get(f"{URL}1/"))


def test_anweisungen_haengen_nicht_von_der_zahl_der_zeilen_ab(haus: Kasse) -> None:
    eine = festgelegt(haus, "1.000,00")[0]
    bernd, zahlen = als(haus.bernd), []
    with welt.zeit("2023-12-20"):
        for _mal in range(2):
            je_seite = []
            for seite in ("freigeben", "umdecken", "stornieren"):
                bernd.get(ort(eine, seite))
                with CaptureQueriesContext(connection) as abfragen:
                    assert bernd.get(ort(eine, seite)).status_code == 200
                je_seite.append(len(abfragen))
            zahlen.append(je_seite)
            for _weitere in range(3):
                festlegen(vorgang=eine.vorgang, betrag=eur("10,00"), person=haus.bernd)
                freigeben(festlegung=eine, betrag=eur("1,00"), grund="x", person=haus.bernd)
    assert zahlen[0] == zahlen[1]
    assert max(zahlen[0]) <= 30, zahlen
