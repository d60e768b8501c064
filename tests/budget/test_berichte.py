"""The hub of reports, the cost frame, the transparency portal, the yearly lists: F2, F3, F11, F14, S28."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from budget.actions.festlegen import festlegen
from budget.actions.meldungen import meldung_eintragen
from budget.actions.zahlen import rueckfluss_erfassen, stornieren
from budget.actions.zuwendung import bescheid_eintragen
from budget.models import Buchung, Meldeart, Meldegrenze, Meldung, Zahlungsempfaenger
from budget.queries.berichte import berichtslagen
from budget.queries.kostenrahmen import abweichungen
from budget.queries.meldungen import jahresmeldungen
from budget.queries.nachweis import nachweiszahlen
from konferenz.models import Zugriff
from tests import welt
from tests.budget.geschichte import ganze_geschichte, honorar, lehrerin, meldegrenzen, plan, position
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, traeger

BERICHTE = "/arbeit/2024/mittel/berichte/"
MELDUNGEN = "/arbeit/mittel/meldungen/"
pytestmark = pytest.mark.django_db


def text(antwort: Any) -> str:
    assert antwort.status_code == 200, antwort.status_code
    return " ".join(antwort.content.decode().replace("\xa0", " ").split())


def gelesen(antwort: Any) -> list[list[str]]:
    roh = b"".join(antwort.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(roh, newline=""), delimiter=";"))


def pdf_text(antwort: Any) -> str:
    leser = PdfReader(io.BytesIO(antwort.content))
    assert bool(leser.trailer["/Root"]["/MarkInfo"]["/Marked"])
    return " ".join(" ".join(seite.extract_text() for seite in leser.pages).split())


# cost frame


def test_f2_aufgebraucht_nennt_bestaetigung_tag_und_beide_namen() -> None:
    """F2, S9: all on 2024 because 2023 was confirmed with 0,00."""
    haus = bestaetigte_kasse("0,00")
    with welt.zeit("2023-12-14"):
        festlegen(vorgang=haus.zuwendung(), betrag=eur("20.000,00"), person=haus.bernd)
    (eine,) = abweichungen(haus.bereitstellung)

    assert eine.deckung.replace("\xa0", " ") == "Förderfonds konsumtiv 2024: 20.000,00 €"
    assert eine.grund.replace("\xa0", " ") == (
        "Förderfonds konsumtiv 2023 war aufgebraucht (bestätigt 0,00 € zum 11.12.2023, Az. 44-2023/1, "
        "Bernd Lohmann, gegengezeichnet Carla Jansen)."
    )


def test_f3_aufgefuellt_nennt_beide_teile_und_den_rest_davor() -> None:
    """F3, S10: split over two years, both parts in one line."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        festlegen(vorgang=haus.zuwendung(), betrag=eur("15.000,00"), person=haus.bernd)
    (eine,) = abweichungen(haus.bereitstellung)

    assert (eine.betrag, eine.tag) == (eur("15.000,00"), date(2023, 12, 18))
    assert eine.deckung.replace("\xa0", " ") == (
        "Förderfonds konsumtiv 2023: 12.500,00 €; Förderfonds konsumtiv 2024: 2.500,00 €"
    )
    assert eine.grund.startswith("Förderfonds konsumtiv 2023 reichte nicht aus (bestätigt 12.500,00")


def test_f3_ganz_spaeter_nennt_grund_und_person() -> None:
    """F3, S11: the override with its written reason, its person and its time."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        festlegen(
            vorgang=haus.zuwendung(), betrag=eur("15.000,00"), regel="ganz_spaeter", quelle=haus.q2024,
            begruendung="Ein Bescheid, ein Jahr.", person=haus.bernd,
        )  # fmt: skip
    (eine,) = abweichungen(haus.bereitstellung)

    assert eine.grund == "Ganz aus einem späteren Jahr. Grund: Ein Bescheid, ein Jahr."
    assert eine.entscheidung.person == haus.bernd


def test_allein_aus_der_ersten_quelle_ist_keine_abweichung() -> None:
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        buchung = festlegen(vorgang=haus.zuwendung(), betrag=eur("5.000,00"), person=haus.bernd)[0]
        assert abweichungen(haus.bereitstellung) == []
        stornieren(buchung=buchung, grund="Irrtum", person=haus.bernd)
    assert abweichungen(haus.bereitstellung) == []


def test_kostenrahmen_als_seite_und_pdf_ohne_privatpersonen(client: Client) -> None:
    """F11, F14: carry-over and other income have their own part; a natural person is not named, nor her purpose."""
    haus = ganze_geschichte()
    honorar(haus, lehrerin("Geheim Person"), "10,00", "2024-08-28", zweck="Vortrag von Geheim Person")
    client.force_login(haus.carla)
    seite = text(client.get(f"{BERICHTE}kostenrahmen/"))
    client.force_login(haus.amira)
    gedruckt = pdf_text(client.post(f"{BERICHTE}kostenrahmen/pdf/"))

    for wo in (seite, gedruckt):
        assert "Geheim Person" not in wo
        for teil in ("20.000,00 €", "Drs. 22-4292, Punkt 1, beschlossen am 7. Dezember 2023", "6.499,67",
                     "bewilligt, am 12.07.2024, gültig bis Ende 2024", "Umdeckung:", "Stiftung Miteinander 2024",
                     "Honorare für Vorträge und Moderation", "Mitteilung der Verwaltung zu Drs. 22-4292"):  # fmt: skip
            assert teil in wo.replace("- ", "") or teil in wo, teil
    assert "Elbinsel" not in seite  # payees are not its subject
    assert Zugriff.objects.get().gegenstand == "kostenrahmen-2024.pdf"


# transparency portal


def test_transparenz_nennt_zuwendungen_ohne_anschrift_und_ohne_privatpersonen(client: Client) -> None:
    """HmbTG § 3 (1) 14: recipient, purpose, amount, day; natural persons anonymous, orders are no grants."""
    haus = ganze_geschichte()
    Zahlungsempfaenger.objects.filter(name__startswith="Elbinsel").update(
        strasse="Privatweg 9", plz="20095", ort="Hamburg"
    )
    with welt.zeit("2024-08-28"):
        vorgang = festlegen(
            vorgang=haus.zuwendung("Stipendium für Geheim Person", empfaenger=lehrerin("Geheim Person")),
            betrag=eur("50,00"), person=haus.bernd,
        )[0].vorgang  # fmt: skip
    ohne_bescheid = client_zeilen(client, haus)
    with welt.zeit("2024-08-28"):
        bescheid_eintragen(
            vorgang=vorgang, bescheid_am=date(2024, 8, 28), aktenzeichen="1", beginn_am=date(2024, 8, 29),
            nachweis_bis=date(2025, 1, 1), person=haus.amira,
        )  # fmt: skip
    zeilen = client_zeilen(client, haus)

    assert len(ohne_bescheid) == 2
    assert zeilen == [
        ["Zuwendungsgeber", "Empfänger", "Zweck", "Betrag in Euro", "Bescheid vom", "Beschluss"],
        ["Bezirksamt Musterstadt-Nord", "Elbinsel Miteinander e. V.", "Organisation", "15000,00", "18.12.2023",
         "Drs. 22-4292"],
        ["Bezirksamt Musterstadt-Nord", "natürliche Person", "Zuwendung an einen Träger", "50,00", "28.08.2024",
         "Drs. 22-4292"],
    ]  # fmt: skip
    seite = text(client.get(f"{BERICHTE}transparenz/"))
    assert ("Elbinsel Miteinander" in seite, "Privatweg" in seite, "Geheim Person" in seite) == (
        True,
        False,
        False,
    )


def client_zeilen(client: Client, haus: Kasse) -> list[list[str]]:
    client.force_login(haus.amira)
    return gelesen(client.post(f"{BERICHTE}transparenz/csv/"))


# yearly lists


def zwei_honorare(haus: Kasse) -> Zahlungsempfaenger:
    mina = lehrerin()
    honorar(haus, mina, "900,00", "2024-03-12")
    honorar(haus, mina, "2.300,00", "2024-08-29")
    return mina


def liste(jahr: int, art: str = "finanzamt") -> Any:
    return next(eine for eine in jahresmeldungen(jahr) if eine.art == art)


def test_s28_zwei_honorare_zusammen_mit_beiden_tagen(client: Client) -> None:
    """S28: 900,00 and 2.300,00 to the private account of a teacher: listed with 3.200,00 and both dates."""
    haus = bestaetigte_kasse("12.500,00")
    plan(haus)
    mina = zwei_honorare(haus)
    honorar(haus, lehrerin("Unter Grenze"), "1.499,99", "2024-08-30")
    honorar(
        haus, lehrerin("Hauptberuf", haupttaetigkeit=True, geschaeftskonto=True), "4.000,00", "2024-08-30"
    )
    meldegrenzen()
    gefunden = liste(2024)

    assert [(z.empfaenger, z.summe, [b.am for b in z.zahlungen]) for z in gefunden.zu_melden] == [
        (mina, eur("3.200,00"), [date(2024, 3, 12), date(2024, 8, 29)])
    ]
    assert [z.empfaenger.name for z in gefunden.darunter] == ["Unter Grenze"]
    client.force_login(haus.amira)
    seite = text(client.get(f"{MELDUNGEN}?jahr=2024"))
    assert "12.03.2024: 900,00; 29.08.2024: 2.300,00" in seite
    assert "Hauptberuf" not in seite
    assert gelesen(client.post(f"{MELDUNGEN}2024/finanzamt/csv/"))[1:] == [
        ["Mina Beispiel", "Elbweg 3, 20095 Hamburg", "41/123/01234", "12.03.2024: 900,00; 29.08.2024: 2.300,00",
         "3200,00", "0,00", "3200,00"]
    ]  # fmt: skip
    assert "3.200,00" in pdf_text(client.post(f"{MELDUNGEN}2024/finanzamt/pdf/"))
    assert [z.gegenstand for z in Zugriff.objects.order_by("pk")] == [
        "meldung-finanzamt-2024.csv", "meldung-finanzamt-2024.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("jahr", "grenze", "gemeldet"),
    [(2024, "1.500,00", ["genau"]), (2025, "3.000,00", []), (2015, None, [])],
)
def test_s28_die_grenze_ist_ein_datierter_wert(jahr: int, grenze: str | None, gemeldet: list[str]) -> None:
    """S28: the limit of the year of payment; who reaches it exactly is reported."""
    meldegrenzen()
    haus = bestaetigte_kasse("12.500,00")
    plan(haus)
    honorar(haus, lehrerin("genau"), "1.500,00", "2024-08-29")
    gefunden = liste(jahr)

    assert (gefunden.grenze and gefunden.grenze.betrag) == (eur(grenze) if grenze else None)
    assert [z.empfaenger.name for z in gefunden.zu_melden] == gemeldet


def test_es_zaehlt_der_tag_der_zahlung_und_nur_was_blieb() -> None:
    """The calendar year of payment, not the fiscal year; a Storno does not count, a refund is shown beside."""
    meldegrenzen()
    haus = bestaetigte_kasse("12.500,00")
    plan(haus)
    mina = zwei_honorare(haus)
    falsch = honorar(haus, mina, "700,00", "2024-08-30").buchungen.get(art="zahlung")
    with welt.zeit("2024-08-31"):
        stornieren(buchung=falsch, grund="doppelt", person=haus.bernd)
        rueckfluss_erfassen(
            zahlung=Buchung.objects.get(art="zahlung", betrag=eur("2.300,00")), betrag=eur("300,00"),
            eingegangen_am=date(2024, 8, 31), grund="zu viel", person=haus.bernd,
        )  # fmt: skip
    (zeile,) = liste(2024).zu_melden

    assert (zeile.gezahlt, zeile.zurueck, zeile.summe) == (eur("3.200,00"), eur("300,00"), eur("2.900,00"))
    assert [z.gezahlt for z in liste(2023).alle] == []


def test_fristen_in_worten_und_als_gemeldet_eintragen(client: Client) -> None:
    haus = bestaetigte_kasse("12.500,00")
    plan(haus)
    mina = zwei_honorare(haus)
    client.force_login(haus.bernd)
    assert "Für 2024 ist keine Meldegrenze eingetragen." in text(client.get(MELDUNGEN))
    meldegrenzen()
    assert liste(2024).stand.wort == "Jahr läuft noch"
    with welt.zeit("2025-02-01"):
        assert liste(2024).stand.wort == "zu melden bis 30.04.2025"
        Zahlungsempfaenger.objects.filter(pk=mina.pk).update(plz="")
        with pytest.raises(ValidationError, match="Bei Mina Beispiel fehlt: Anschrift"):
            meldung_eintragen(
                art=Meldeart.FINANZAMT, jahr=2024, abgegeben_am=date(2025, 2, 1), person=haus.bernd
            )
        Zahlungsempfaenger.objects.filter(pk=mina.pk).update(plz="20095")
    with welt.zeit("2025-05-02"):
        assert liste(2024).stand.wort == "überfällig seit 30.04.2025"
        zu_frueh = client.post(f"{MELDUNGEN}2024/finanzamt/eintragen/", {"abgegeben_am": "2024-12-31"})
        assert "Gemeldet wird nach dem Ende des Jahres und spätestens heute." in text(zu_frueh)
        for _mal in range(2):  # sent twice is done once (I17)
            client.post(f"{MELDUNGEN}2024/finanzamt/eintragen/", {"abgegeben_am": "2025-05-02"})
        assert liste(2024).stand.wort == "gemeldet am 02.05.2025"
        assert "3.200,00 €" in text(client.get(f"{MELDUNGEN}?jahr=2024"))
    meldung = Meldung.objects.get()
    assert (meldung.summe, meldung.anzahl, meldung.person) == (eur("3.200,00"), 1, haus.bernd)


def test_kuenstlersozialabgabe_auf_entgelte_ohne_umsatzsteuer(client: Client) -> None:
    """KSVG § 25: the levy is counted from the fees without VAT, of all artists together."""
    meldegrenzen()
    haus = bestaetigte_kasse("12.500,00")
    plan(haus)
    honorar(haus, lehrerin("Musikerin", ksk_pflichtig=True), "357,00", "2024-08-29", netto="300,00")
    assert liste(2024, "ksk").zu_melden == []  # below 450,00 together
    honorar(haus, lehrerin("Fotograf", ksk_pflichtig=True), "333,33", "2024-08-30")
    gefunden = liste(2024, "ksk")

    assert [(z.empfaenger.name, z.netto) for z in gefunden.zu_melden] == [
        ("Fotograf", eur("333,33")), ("Musikerin", eur("300,00")),
    ]  # fmt: skip
    assert (gefunden.summe, gefunden.abgabe) == (eur("633,33"), eur("31,67"))
    client.force_login(haus.amira)
    assert "Abgabe (5,00 % der Entgelte): 31,67 €" in text(client.get(MELDUNGEN))
    gedruckt = pdf_text(client.post(f"{MELDUNGEN}2024/ksk/pdf/"))
    assert ("633,33" in gedruckt, "31,67 €" in gedruckt) == (True, True)


def test_meldegrenze_eintragen_aendern_und_was_nicht_geht(client: Client) -> None:
    haus = bestaetigte_kasse("12.500,00")
    client.force_login(haus.bernd)
    gut = {
        "art": "finanzamt", "ab_jahr": "2024", "betrag": "1.500,00", "satz": "", "frist_tag": "31", "frist_monat": "2",
        "fundstelle": "MV",
    }  # fmt: skip
    falsche = [
        ({"betrag": "1,500.00"}, "Schreiben Sie den Betrag so"),
        ({"satz": "5,0"}, "Einen Abgabesatz gibt es nur bei der Künstlersozialabgabe, dort immer."),
        ({"art": "ksk"}, "Einen Abgabesatz gibt es nur bei der Künstlersozialabgabe, dort immer."),
        ({"frist_monat": "13"}, "12"),
        ({"fundstelle": ""}, "Bitte füllen Sie dieses Feld aus."),
    ]
    for falsch, satz in falsche:
        antwort = client.post("/arbeit/mittel/meldegrenzen/neu/", gut | falsch)
        assert satz in text(antwort), falsch
    assert not Meldegrenze.objects.exists()
    client.post("/arbeit/mittel/meldegrenzen/neu/", gut)
    assert "Für dieses Jahr ist schon etwas eingetragen." in text(
        client.post("/arbeit/mittel/meldegrenzen/neu/", gut)
    )
    grenze = Meldegrenze.objects.get()
    assert (grenze.frist(2023), grenze.frist(2024)) == (date(2024, 2, 29), date(2025, 2, 28))
    client.post(f"/arbeit/mittel/meldegrenzen/{grenze.pk}/", gut | {"art": "ksk", "satz": "5,0"})
    grenze.refresh_from_db()
    assert (grenze.art, grenze.satz) == ("ksk", Decimal("5.00"))
    assert "5,00 %" in text(client.get("/arbeit/mittel/meldegrenzen/"))


def test_die_datenbank_haelt_ein_jahr_nur_einmal_als_gemeldet() -> None:
    haus = bestaetigte_kasse("12.500,00")
    Meldung.objects.create(art="ksk", jahr=2023, summe=1, anzahl=1, person=haus.bernd)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meldung.objects.create(art="ksk", jahr=2023, summe=2, anzahl=1, person=haus.bernd)


# hub


def test_berichte_sagen_fuer_wen_bis_wann_und_was_fehlt(client: Client) -> None:
    haus = ganze_geschichte()
    meldegrenzen()
    client.force_login(haus.carla)
    seite = text(client.get(BERICHTE))

    assert "fällig am 16. Mai 2025" in seite
    assert "2.499,57 € sind gebunden und noch nicht gezahlt." in seite
    assert "1 Zuwendung" in seite
    assert "Mitteilung an das Finanzamt 2024" in seite
    assert "Liste ansehen" not in seite  # the order of payments sees no private addresses
    client.force_login(haus.amira)
    assert "Liste ansehen" in text(client.get(BERICHTE))


def test_ueberfaelliger_nachweis_steht_rot_da() -> None:
    haus = ganze_geschichte()
    with welt.zeit("2025-06-01"):
        lagen = berichtslagen(haus.bereitstellung, None, nachweiszahlen(haus.bereitstellung), 1)
    assert (lagen[0].stand.art, lagen[0].stand.wort) == ("danger", "überfällig seit 16.05.2025")


@pytest.mark.parametrize("pfad", ["", "kostenrahmen/", "transparenz/", "meldungen"])
def test_anweisungen_haengen_nicht_von_der_zahl_der_zeilen_ab(client: Client, pfad: str) -> None:
    haus = bestaetigte_kasse("12.500,00")
    meldegrenzen()
    plan(haus)
    eine_zeile(haus, 0)
    client.force_login(haus.amira)
    url = MELDUNGEN if pfad == "meldungen" else f"{BERICHTE}{pfad}"
    client.get(url)
    with CaptureQueriesContext(connection) as eine:
        client.get(url)
    for nummer in range(1, 6):
        eine_zeile(haus, nummer)
    with CaptureQueriesContext(connection) as viele:
        seite = text(client.get(url))

    assert seite
    assert len(viele) == len(eine) <= 45


def eine_zeile(haus: Kasse, nummer: int) -> None:
    """One more fee and one more grant, both also deviations of the cover."""
    honorar(haus, lehrerin(f"L{nummer}", ksk_pflichtig=True), "1.600,00", "2024-08-29")
    with welt.zeit("2024-08-30"):
        vorgang = festlegen(
            vorgang=haus.zuwendung(empfaenger=traeger(f"T{nummer}"), position=position(haus, "organisation")),
            betrag=eur("100,00"), person=haus.bernd,
        )[0].vorgang  # fmt: skip
        bescheid_eintragen(
            vorgang=vorgang, bescheid_am=date(2024, 8, 30), aktenzeichen="1", beginn_am=date(2024, 8, 30),
            nachweis_bis=date(2025, 1, 1), person=haus.amira,
        )  # fmt: skip
