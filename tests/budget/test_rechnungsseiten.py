"""Pages of invoices: upload and prefill, the whole chain, who is told what, bad input, downloads, statements."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beirat.models import Organisation, Person, Zugehoerigkeit
from budget.models import Beleg, Bereitstellung, Buchung, Rechnung
from budget.queries.rechnung import rechnungen_des_vorgangs
from konferenz.models import Benutzer
from tests import welt
from tests.budget import erechnungen as muster
from tests.budget.rechnungen import angeordnet, auftrag, drucker, festgestellt, rechnung
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, kasse
from tests.personen import person

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/mittel/rechnungen/"


@pytest.fixture
def haus() -> Kasse:
    return kasse()


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def lade_hoch(client: Client, inhalt: bytes, name: str = "rechnung.pdf", anhang: str = "") -> Any:
    datei = SimpleUploadedFile(name, inhalt, "application/octet-stream")
    return client.post(f"{URL}neu/{anhang}", {"datei": datei})


def eingaben(client: Client, seite: str, **andere: Any) -> dict[str, Any]:
    """What the form would send as it stands."""
    form = client.get(seite).context["form"]
    werte = {name: form[name].value() for name in form.fields}
    gezeigt = {name: form.fields[name].prepare_value(wert) for name, wert in werte.items()}
    sauber = {name: wert for name, wert in gezeigt.items() if wert not in (None, False)}
    return {name: getattr(wert, "pk", wert) for name, wert in sauber.items()} | andere


@pytest.mark.parametrize("baue", [muster.ubl, muster.cii, muster.zugferd], ids=["ubl", "cii", "zugferd"])
def test_eine_erechnung_fuellt_das_formular_und_wird_so_gespeichert(
    client: Client, haus: Kasse, baue: Callable[[], bytes]
) -> None:
    """S27: number, date, gross, tax, seller and Leitweg-ID are prefilled; an unknown seller becomes a payee."""
    haus.bereitstellung.leitweg_id = "02-999-1"
    haus.bereitstellung.save()
    fall = auftrag(haus, empfaenger=None)
    client.force_login(haus.amira)
    antwort = lade_hoch(client, baue(), anhang=f"?vorgang={fall.nummer}")
    beleg = Beleg.objects.get()
    assert antwort["Location"] == f"{URL}neu/{beleg.pk}/?vorgang={fall.nummer}"
    werte = eingaben(client, antwort["Location"])
    assert (werte["nummer"], werte["brutto"], werte["steuer"], werte["leitweg_id"]) == (
        "RE-2024-17", "1.190,00", "190,00", muster.LEITWEG,
    )  # fmt: skip
    assert (werte["empfaenger_name"], werte["vorgang"], werte["datum"]) == (
        "Druckhaus Veddel GmbH", fall.pk, date(2024, 8, 26),
    )  # fmt: skip
    antwort = client.post(antwort["Location"], werte)
    eine = Rechnung.objects.get()
    assert antwort["Location"] == f"{URL}{eine.pk}/"
    assert (eine.empfaenger.umsatzsteuer_id, eine.beleg, eine.brutto) == (
        "DE123456789",
        beleg,
        eur("1.190,00"),
    )
    assert eine.format in ("ubl", "cii", "zugferd")
    seite = text(client.get(antwort["Location"]))
    assert "Die Leitweg-ID 02-112233-44 ist falsch. Richtig ist 02-999-1." in seite
    assert client.get(f"{URL}neu/{beleg.pk}/")["Location"] == f"{URL}{eine.pk}/"

    antwort = lade_hoch(client, muster.ubl(position="1000.0"))  # the same number of the same seller once more
    doppelt = client.post(antwort["Location"], eingaben(client, antwort["Location"], vorgang=fall.pk))
    assert "Diese Rechnungsnummer ist von diesem Empfänger schon erfasst." in text(doppelt)
    assert Rechnung.objects.count() == 1


def test_bei_einem_fehler_bleiben_datei_und_eingaben_erhalten(client: Client, haus: Kasse) -> None:
    """Nothing is lost: the file is stored before the form, and waits on the list."""
    fall = auftrag(haus)
    client.force_login(haus.amira)
    ziel = lade_hoch(client, muster.pdf(), "Rechnung Druck.pdf")["Location"]
    werte = eingaben(client, ziel, vorgang=fall.pk, empfaenger=drucker().pk, nummer="RE-5", netto="1.000,00")
    antwort = client.post(ziel, {**werte, "brutto": "1.190,00", "datum": "2024-08-30", "bemerkung": "eilt"})
    assert "Netto und Umsatzsteuer ergeben nicht den Bruttobetrag." in text(antwort)
    assert antwort.context["form"]["bemerkung"].value() == "eilt"
    assert "Rechnung Druck.pdf" in text(client.get(URL))
    client.post(ziel, {**werte, "brutto": "1.190,00", "steuer": "190,00", "datum": "2024-08-30"})
    eine = Rechnung.objects.get()
    assert eine.beleg.name == "Rechnung Druck.pdf"
    assert "Über 1.000,00 € netto" not in text(client.get(f"{URL}{eine.pk}/"))
    assert list(client.get(URL).context["wartende"]) == []


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        (b"MZ", "Diese Art von Datei wird nicht angenommen."),
        (b"", "Diese Datei ist leer."),
        (muster.ubl(kopf="<!DOCTYPE x []>"), "DOCTYPE"),
        (b"%PDF-" + b"0" * 10_000_001, "Die Datei ist zu groß. Möglich sind 10 MB."),
    ],
)
def test_eine_schlechte_datei_gibt_einen_satz_am_feld(
    client: Client, haus: Kasse, inhalt: bytes, satz: str
) -> None:
    client.force_login(haus.amira)
    antwort = lade_hoch(client, inhalt)
    assert satz in " ".join(antwort.context["form"].errors["datei"])
    assert not Beleg.objects.exists()


def test_doppelt_gesendet_wird_einmal_erfasst(client: Client, haus: Kasse) -> None:
    """I17"""
    fall = auftrag(haus)
    client.force_login(haus.amira)
    werte = eingaben(client, f"{URL}neu/ohne-datei/?vorgang={fall.nummer}", nummer="RE-1", netto="100,00",
                     brutto="100,00", datum="2024-09-01")  # fmt: skip
    erste, zweite = (client.post(f"{URL}neu/ohne-datei/", werte) for _mal in range(2))
    assert erste["Location"] == zweite["Location"] == f"{URL}{Rechnung.objects.get().pk}/"


def test_die_ganze_kette_ueber_die_seiten(client: Client, haus: Kasse) -> None:
    """S21, S24: each page tells each person what she may do; certified, ordered, paid, rest released."""
    eine = rechnung(haus, auftrag(haus, "4.000,00"), "3.640,50")
    seite = f"{URL}{eine.pk}/"
    client.force_login(haus.amira)
    assert client.get(seite).context["url"] == f"{seite}feststellen/"
    assert "Bitte kreuzen Sie an" in text(
        client.post(f"{seite}feststellen/", eingaben(client, f"{seite}feststellen/"))
    )
    werte = eingaben(client, f"{seite}feststellen/", sachlich="on", rechnerisch="on")
    assert client.post(f"{seite}feststellen/", werte)["Location"] == seite
    assert client.get(seite).context["url"] == ""
    assert "Das können: Carla Jansen." in text(client.get(seite))
    assert client.get(f"{seite}anordnen/").status_code == 403

    client.force_login(haus.carla)
    assert client.get(URL).context["eigene"][0].titel == "Anordnen: Rechnung RE-1 von Druckhaus Veddel GmbH"
    client.post(f"{seite}anordnen/", eingaben(client, f"{seite}anordnen/"))
    assert client.get(URL).context["eigene"] == []

    client.force_login(haus.amira)
    schluessel = {"schluessel": uuid4(), "gezahlt_am": "2024-09-02"}
    for _mal in range(2):
        assert client.post(f"{seite}zahlen/", schluessel)["Location"] == seite
    assert Buchung.objects.filter(art="zahlung").count() == 1
    assert "2024/1" in text(client.get(seite))
    assert haus.frei == eur("16.000,00")
    rest = text(client.get(f"{seite}rest/"))
    assert "noch 359,50 € festgelegt" in rest
    werte = eingaben(client, f"{seite}rest/")
    for _mal in range(2):
        assert client.post(f"{seite}rest/", werte)["Location"] == seite
    assert haus.frei == eur("16.359,50")
    assert "3.640,50 € sind bezahlt" in text(client.get(seite))
    assert client.get(f"{seite}zahlen/")["Location"] == seite


def test_eine_datei_laesst_sich_nachreichen(client: Client, haus: Kasse) -> None:
    eine = festgestellt(haus, rechnung(haus))
    seite = f"{URL}{eine.pk}/"
    client.force_login(haus.amira)
    assert "gelten alle Unterschriften nicht mehr" in text(client.get(f"{seite}datei/"))
    schlecht = SimpleUploadedFile("r.exe", b"MZ")
    antwort = client.post(f"{seite}datei/", {"datei": schlecht})
    assert "nicht angenommen" in antwort.context["form"].errors["datei"][0]
    datei = SimpleUploadedFile("scan.png", muster.bild("PNG"))
    assert client.post(f"{seite}datei/", {"datei": datei})["Location"] == seite
    assert "scan.png" in text(client.get(seite))
    assert Rechnung.objects.get().stand == "erfasst"
    assert client.get(f"{seite}datei/")["Location"] == seite


def test_was_aus_einem_abgeschlossenen_jahr_zu_zahlen_waere_wird_mit_der_umdeckung_gezeigt(
    client: Client,
) -> None:
    """F9 (c): the page says before the payment that it is stopped, and leads whoever may to the Umdeckung."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        fall = auftrag(haus, "360,00", leistung_von=date(2023, 12, 19))
    with welt.zeit("2024-02-05"):
        eine = angeordnet(haus, rechnung(haus, fall, "360,00"))
    festlegung = fall.buchungen.get(art="festlegung")
    ziel = f"/arbeit/2024/mittel/vorgaenge/{fall.nummer}/{festlegung.lfd}/umdecken/"
    for wer, sieht in ((haus.amira, False), (haus.bernd, True)):
        client.force_login(wer)
        seite = text(client.get(f"{URL}{eine.pk}/zahlen/"))
        assert "müssen 360,00 € umgedeckt werden" in seite
        assert (ziel in seite) is sieht


def test_der_rest_bleibt_wenn_noch_eine_rechnung_kommt(client: Client, haus: Kasse) -> None:
    eine = angeordnet(haus, rechnung(haus, auftrag(haus, "4.000,00"), "1.000,00"))
    client.force_login(haus.bernd)
    client.post(f"{URL}{eine.pk}/zahlen/", {"schluessel": uuid4(), "gezahlt_am": "2024-09-02"})
    client.post(f"{URL}{eine.pk}/rest/behalten/")
    assert client.get(f"{URL}{eine.pk}/").context["aufgabe"] is None
    assert haus.frei == eur("16.000,00")


def test_wer_festgestellt_hat_sieht_warum_er_nicht_anordnen_kann(client: Client, haus: Kasse) -> None:
    """S24: also somebody with both roles is told why."""
    beides = person("sachbearbeitung", "anordnung", name="Dora Beides", password=None)
    eine = festgestellt(haus, rechnung(haus), beides)
    seite = f"{URL}{eine.pk}/"
    client.force_login(beides)
    antwort = client.get(seite)
    assert (antwort.context["url"], antwort.context["hindernis"]) == ("", "hat die Rechnung festgestellt")
    assert "Das können: Carla Jansen." in text(antwort)
    gesendet = client.post(f"{seite}anordnen/", eingaben(client, f"{seite}anordnen/"))
    assert "Anordnen muss eine andere Person." in text(gesendet)


def elif_(organisation: Organisation) -> Benutzer:
    konto = person("sachbearbeitung", name="Elif Kaya", password=None)
    mensch = Person.objects.create(anzeigename="Elif Kaya", benutzer=konto)
    Zugehoerigkeit.objects.create(person=mensch, organisation=organisation, von=date(2024, 1, 1))
    return konto


def test_wer_zum_traeger_gehoert_ist_nicht_waehlbar_und_der_grund_steht_da(
    client: Client, haus: Kasse
) -> None:
    """S25"""
    organisation = Organisation.objects.create(name="Druckhaus Veddel")
    konto = elif_(organisation)
    eine = rechnung(haus, auftrag(haus, empfaenger=drucker(organisation=organisation)))
    seite = f"{URL}{eine.pk}/"
    client.force_login(haus.amira)
    auswahl = text(client.get(f"{seite}zuweisen/"))
    assert "Elif Kaya – nicht möglich: beschäftigt bei Druckhaus Veddel" in auswahl
    knopf = next(stueck for stueck in auswahl.split("<input") if f'value="{konto.pk}"' in stueck)
    assert "disabled" in knopf.split(">")[0]
    assert "nicht entscheiden" in text(client.post(f"{seite}zuweisen/", {"an": konto.pk}))
    client.post(f"{seite}zuweisen/", {"an": haus.bernd.pk})
    assert "Gebeten ist: Bernd Lohmann." in text(client.get(seite))
    client.force_login(konto)
    assert client.get(URL).context["eigene"] == []
    antwort = client.get(seite)
    assert (antwort.context["url"], antwort.context["hindernis"]) == ("", "beschäftigt bei Druckhaus Veddel")
    werte = eingaben(client, f"{seite}feststellen/", sachlich="on")
    assert "beschäftigt bei Druckhaus Veddel" in text(client.post(f"{seite}feststellen/", werte))
    client.force_login(haus.bernd)
    assert client.get(URL).context["eigene"][0].ist_persoenlich


def test_eine_aenderung_nach_der_unterschrift_wird_vorher_angekuendigt(client: Client, haus: Kasse) -> None:
    """S24"""
    eine = angeordnet(haus, rechnung(haus))
    seite = f"{URL}{eine.pk}/"
    client.force_login(haus.amira)
    assert "gelten alle Unterschriften nicht mehr" in text(client.get(f"{seite}aendern/"))
    werte = eingaben(client, f"{seite}aendern/", netto="1.200,00", brutto="1.200,00")
    assert client.post(f"{seite}aendern/", werte)["Location"] == seite
    antwort = text(client.get(seite))
    assert "aufgehoben am 2. September 2024: Angaben der Rechnung geändert" in antwort
    assert "sachlich: Amira Haddad" in antwort
    verlauf = text(client.get(f"/arbeit/verlauf/budget.rechnung/{eine.pk}/"))
    for wort in (
        "Rechnung geändert",
        "1.190,00",
        "1.200,00",
        "Angaben der Rechnung geändert",
        "Carla Jansen",
    ):
        assert wort in verlauf


def test_aufheben_und_zurueckweisen_brauchen_einen_grund(client: Client, haus: Kasse) -> None:
    eine = festgestellt(haus, rechnung(haus))
    seite = f"{URL}{eine.pk}/"
    client.force_login(haus.carla)
    assert client.post(f"{seite}aufheben/", {"grund": ""}).context["form"].errors["grund"]
    client.post(f"{seite}aufheben/", {"grund": "Menge unklar"})
    assert Rechnung.objects.get().stand == "erfasst"
    client.force_login(haus.amira)
    client.post(f"{seite}zurueckweisen/", {"grund": "Menge falsch"})
    assert "Zurückgewiesen:" in text(client.get(seite))
    assert client.get(f"{seite}aendern/")["Location"] == seite


def test_ein_beleg_kommt_als_anhang_mit_sicheren_koepfen_und_nur_mit_recht(
    client: Client, haus: Kasse
) -> None:
    client.force_login(haus.amira)
    lade_hoch(client, muster.pdf(), 'Re"chnung\r\n5.pdf')
    beleg = Beleg.objects.get()
    antwort = client.get(f"{URL}belege/{beleg.pk}/")
    assert b"".join(antwort.streaming_content).startswith(b"%PDF-")
    assert antwort["Content-Type"] == "application/pdf"
    assert antwort["Content-Disposition"].startswith("attachment; filename=")
    assert (antwort["X-Content-Type-Options"], antwort["Content-Security-Policy"]) == (
        "nosniff", "default-src 'none'; sandbox",
    )  # fmt: skip
    assert "no-store" in antwort["Cache-Control"]
    client.force_login(person("administration"))
    assert client.get(f"{URL}belege/{beleg.pk}/").status_code == 403
    client.logout()
    assert client.get(f"{URL}belege/{beleg.pk}/").status_code == 302
    for adresse in (f"/medien/{beleg.datei.name}", f"/{beleg.datei.name}", f"/media/{beleg.datei.name}"):
        assert client.get(adresse).status_code in (302, 404)  # 302: to the login, never the file


def test_rechnung_und_datei_einer_anderen_konferenz_gibt_es_hier_nicht(client: Client, haus: Kasse) -> None:
    """I15: below the address of another conference both are missing, for every page and act."""
    eine = rechnung(haus)
    client.force_login(haus.amira)
    lade_hoch(client, muster.pdf())
    beleg = Beleg.objects.get()
    andere = welt.konferenz(kennung="2025", drucksache=haus.konferenz.drucksache)
    Bereitstellung.objects.create(konferenz=andere, punkt=haus.punkt)
    adressen = [
        f"{URL}{eine.pk}/",
        f"{URL}{eine.pk}/aendern/",
        f"{URL}belege/{beleg.pk}/",
        f"{URL}neu/{beleg.pk}/",
    ]
    for adresse in adressen:
        assert client.get(adresse).status_code == 200
        assert client.get(adresse.replace("/2024/", "/2025/")).status_code == 404
    assert client.post(f"/arbeit/2025/mittel/rechnungen/belege/{beleg.pk}/verwerfen/").status_code == 404
    assert Beleg.objects.exists()


def test_eine_datei_ohne_rechnung_laesst_sich_verwerfen_eine_fehlende_ist_404(
    client: Client, haus: Kasse
) -> None:
    client.force_login(haus.amira)
    lade_hoch(client, muster.pdf())
    beleg = Beleg.objects.get()
    beleg.datei.storage.delete(beleg.datei.name)
    assert client.get(f"{URL}belege/{beleg.pk}/").status_code == 404
    client.post(f"{URL}belege/{beleg.pk}/verwerfen/")
    assert not Beleg.objects.exists()


def test_die_liste_filtert_nach_stand_und_suche(client: Client, haus: Kasse) -> None:
    fall = auftrag(haus, "4.000,00")
    rechnung(haus, fall, "100,00", nummer="A-1")
    angeordnet(haus, rechnung(haus, fall, "100,00", nummer="B-2"))
    client.force_login(haus.amira)

    def nummern(anhang: str) -> list[str]:
        return sorted(lage.rechnung.nummer for lage in client.get(URL + anhang).context["lagen"])

    assert nummern("") == ["A-1", "B-2"]
    assert nummern("?stand=erfasst") == ["A-1"]
    assert nummern("?stand=offen&q=veddel b-2") == ["B-2"]
    assert nummern("?stand=unsinn&page=99") == ["A-1", "B-2"]
    assert nummern("?q=nichts") == []


def anweisungen(client: Client, adresse: str) -> int:
    with CaptureQueriesContext(connection) as zaehler:
        assert client.get(adresse).status_code == 200
    return len(zaehler)


@pytest.mark.parametrize("rolle", ["amira", "carla"])
def test_die_zahl_der_anweisungen_haengt_nicht_von_der_zahl_der_rechnungen_ab(
    client: Client, haus: Kasse, rolle: str
) -> None:
    fall = auftrag(haus, "4.000,00")
    erste = angeordnet(haus, rechnung(haus, fall, "10,00"))
    festgestellt(haus, rechnung(haus, fall, "10,00"))
    client.force_login(getattr(haus, rolle))
    vorher = {seite: anweisungen(client, seite) for seite in (URL, f"{URL}{erste.pk}/")}
    for _nummer in range(4):
        angeordnet(haus, rechnung(haus, fall, "10,00"))
        festgestellt(haus, rechnung(haus, fall, "10,00"))
    assert {seite: anweisungen(client, seite) for seite in vorher} == vorher
    assert max(vorher.values()) <= 30


def test_im_vorgang_stehen_seine_rechnungen(client: Client, haus: Kasse, rf: Any) -> None:
    """The part for the page of the case."""
    fall = auftrag(haus)
    rechnung(haus, fall, nummer="RE-77")
    anfrage = rf.get("/")
    anfrage.user = haus.amira
    werte = {"vorgang": fall, "konferenz": haus.konferenz, "rechnungen": rechnungen_des_vorgangs(fall)}
    teil = render_to_string("budget/_vorgang_rechnungen.html", werte, anfrage)
    assert "RE-77" in teil
    assert f"{URL}neu/?vorgang={fall.nummer}" in teil
    leer = render_to_string("budget/_vorgang_rechnungen.html", werte | {"rechnungen": []}, anfrage)
    assert "Noch keine Rechnung erfasst." in leer


def test_ein_mittelabruf_wird_nicht_von_hand_geaendert(client: Client, haus: Kasse) -> None:
    eine = rechnung(haus)
    Rechnung.objects.update(art="mittelabruf")
    client.force_login(haus.amira)
    assert client.get(f"{URL}{eine.pk}/aendern/")["Location"] == f"{URL}{eine.pk}/"
    assert "aendern/" not in text(client.get(f"{URL}{eine.pk}/"))
