"""The proof of use (S29): equal to the ledger to the cent, complete, kept as it went out; as page, PDF and XLSX."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from budget.actions.beleg import beleg_verwerfen
from budget.actions.freigeben import freigeben
from budget.actions.nachweis import (
    einreichung_zuruecknehmen,
    nachweis_einreichen,
    sachbericht_speichern,
    stand_von,
)
from budget.actions.reservieren import reservieren
from budget.actions.zahlen import offene_festlegungen
from budget.models import Beleg, Buchung, Verwendungsnachweis
from budget.queries.beleg import wartende_belege
from budget.queries.berichte import fehlt_zum_nachweis
from budget.queries.nachweis import Nachweiszahlen, nachweiszahlen
from konferenz import pdf
from konferenz.models import Zugriff
from tests import welt
from tests.budget.geschichte import ganze_geschichte, honorar, lehrerin, plan
from tests.budget.welt import Kasse, bestaetigte_kasse, eur

URL = "/arbeit/2024/mittel/berichte/nachweis/"
ORAKEL = """
    SELECT b.haushaltsjahr, q.haushaltsjahr_id, q.herkunftsjahr, q.art = 'sonstige',
           sum(CASE coalesce(s.art, b.art) WHEN 'zahlung' THEN 1 ELSE -1 END
               * CASE b.art WHEN 'storno' THEN -1 ELSE 1 END * b.betrag)
    FROM budget_buchung b JOIN budget_deckungsquelle q ON q.id = b.quelle_id
    LEFT JOIN budget_buchung s ON s.id = b.bezug_id AND b.art = 'storno'
    WHERE coalesce(s.art, b.art) IN ('zahlung', 'rueckfluss')
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""
"""What was spent by fiscal year and source, straight from the ledger."""


def orakel() -> dict[tuple[Any, ...], Decimal]:
    with connection.cursor() as zeiger:
        zeiger.execute(ORAKEL)
        return {tuple(zeile[:4]): zeile[4] for zeile in zeiger.fetchall()}


@pytest.fixture
def haus(db: None) -> Kasse:
    return ganze_geschichte()


def zahlen(haus: Kasse) -> Nachweiszahlen:
    return nachweiszahlen(haus.bereitstellung, Verwendungsnachweis.objects.first())


def test_s29_summen_gleichen_dem_buch_auf_den_cent(haus: Kasse) -> None:
    """S29: split 2023 / 2024 / 2024 aus 2023, other income apart (F14), the late refund in its year (F13)."""
    gefunden = zahlen(haus)
    je = {
        (z.herkunft.haushaltsjahr, z.herkunft.quelle.haushaltsjahr_id, z.herkunft.quelle.herkunftsjahr,
         z.herkunft.ist_sonstige): z.ausgaben
        for z in (*gefunden.herkuenfte, *gefunden.einnahmen)
    }  # fmt: skip

    assert je == orakel()
    assert {z.herkunft.kurz: z.ausgaben for z in gefunden.herkuenfte} == {
        "2023": eur("6.000,33"),
        "2024 aus 2023": eur("4.000,10"),
        "2024": eur("3.999,95"),
        "2024 zu 2023": eur("-100,00"),
    }
    assert {z.herkunft.name: z.ausgaben for z in gefunden.einnahmen} == {
        "Stiftung Miteinander 2024": eur("250,01")
    }
    assert gefunden.ausgaben == eur("13.900,38")
    assert gefunden.ausgaben == sum(z.ist for z in gefunden.positionen)
    assert sum(z.ausgaben for z in gefunden.herkuenfte) == gefunden.ausgaben


def test_s29_soll_und_ist_je_kostenposition(haus: Kasse) -> None:
    assert [(z.name, z.soll, z.ist, z.abweichung) for z in zahlen(haus).positionen] == [
        ("Organisation", eur("15.000,00"), eur("12.400,43"), -eur("2.599,57")),
        ("Simultandolmetschen", eur("1.100,00"), eur("0,00"), -eur("1.100,00")),
        ("Honorare für Vorträge und Moderation", eur("1.000,00"), eur("900,00"), -eur("100,00")),
        ("Druck und Öffentlichkeitsarbeit", eur("700,00"), eur("599,95"), -eur("100,05")),
    ]


def test_s29_laufende_nummern_ohne_luecke_und_jeder_beleg_einmal(haus: Kasse) -> None:
    """Running numbers go through both lists; every voucher of the ledger stands in one of them."""
    gefunden = zahlen(haus)
    alle = [*gefunden.zeilen, *gefunden.sonstige]

    assert [zeile.nummer for zeile in alle] == list(range(1, 11))
    belege = Buchung.objects.filter(belegnummer__isnull=False).values_list("haushaltsjahr", "belegnummer")
    assert sorted(zeile.beleg for zeile in alle) == sorted(f"{jahr}/{nummer}" for jahr, nummer in belege)
    assert {zeile.grund for zeile in alle} >= {
        "Storno von Beleg 2024/4 – Zahlendreher",
        "Rückfluss zu Beleg 2023/1 – zu viel abgerufen",
        "Vortrag (Honorarabrechnung H-2)",
    }


def test_f20_storno_im_neuen_jahr_zaehlt_zum_alten_geld_im_offenen_jahr(haus: Kasse) -> None:
    """F20: a counter-row to a closed year is booked in the open year, with reference to the original."""
    from budget.actions.zahlen import stornieren

    zahlung = Buchung.objects.get(art="rueckfluss", betrag=eur("100,00"))
    stornieren(buchung=zahlung, grund="doppelt erfasst", person=haus.bernd)
    gefunden = zahlen(haus)

    assert {z.herkunft.kurz: (z.zurueck, z.ausgaben) for z in gefunden.herkuenfte}["2024 zu 2023"] == (0, 0)
    assert sum(z.ausgaben for z in gefunden.herkuenfte) == sum(
        betrag for (*_jahre, sonstige), betrag in orakel().items() if not sonstige
    )


def vollende(haus: Kasse) -> None:
    """Nothing is open any more, the Sachbericht is written."""
    zuwendung = haus.bereitstellung.vorgaenge.get(form="zuwendung")
    for eine, offen in offene_festlegungen(zuwendung):
        freigeben(festlegung=eine, betrag=offen, grund="nicht gebraucht", person=haus.bernd)
    for vorgang in haus.bereitstellung.vorgaenge.filter(form="eigen"):
        for eine, offen in offene_festlegungen(vorgang):
            freigeben(festlegung=eine, betrag=offen, grund="Rest", person=haus.bernd)
    sachbericht(haus, "84 Menschen kamen.\n\nZiele #1 erreicht.")


def sachbericht(haus: Kasse, text: str, person: Any = None, stand: str | None = None) -> Verwendungsnachweis:
    vorher = stand_von(Verwendungsnachweis.objects.first()) if stand is None else stand
    return sachbericht_speichern(
        bereitstellung=haus.bereitstellung, sachbericht=text, faellig_am=None, stand=vorher, person=person or haus.amira
    )  # fmt: skip


def test_was_fehlt_steht_einzeln_da_und_haelt_das_einreichen_auf(haus: Kasse) -> None:
    reservieren(vorgang=haus.vorgang("Saal"), betrag=eur("10,00"), person=haus.amira)
    with welt.zeit("2024-09-02"):
        honorar(haus, lehrerin("Ohne Position"), "5,00", "2024-09-02")
    ohne = haus.bereitstellung.vorgaenge.get(empfaenger__name="Ohne Position")
    ohne.position = None
    ohne.save()

    saetze = [satz.replace("\xa0", " ") for satz in fehlt_zum_nachweis(None, zahlen(haus))]
    assert saetze == [
        "Der Sachbericht ist noch nicht geschrieben.",
        "2.499,57 € sind gebunden und noch nicht gezahlt.",
        "10,00 € sind noch reserviert.",
        "1 Beleg hat keine Kostenposition.",
    ]
    with pytest.raises(ValidationError, match="noch reserviert"):
        nachweis_einreichen(
            bereitstellung=haus.bereitstellung, eingereicht_am=date(2024, 9, 2), person=haus.amira
        )
    assert not Beleg.objects.exists()


def test_eingereicht_bleiben_text_zahlen_und_datei(haus: Kasse) -> None:
    """I07, I08: what was handed in does not change, whatever is booked afterwards."""
    vollende(haus)
    nachweis = nachweis_einreichen(
        bereitstellung=haus.bereitstellung, eingereicht_am=date(2024, 9, 1), person=haus.amira
    )
    vorher = zahlen(haus)
    inhalt = nachweis.beleg.datei.read()
    honorar(haus, lehrerin("Später"), "77,00", "2024-09-02")
    with welt.zeit("2024-09-03"):
        plan_neu(haus)
    nachher = zahlen(haus)

    assert (nachher.ausgaben, nachher.lfd, nachher.soll) == (vorher.ausgaben, vorher.lfd, vorher.soll)
    assert nachweiszahlen(haus.bereitstellung).ausgaben == vorher.ausgaben + eur("77,00")
    with pytest.raises(ValidationError, match=r"ist am 01\.09\.2024 eingereicht und bleibt"):
        sachbericht(haus, "anders")
    with pytest.raises(ValidationError, match="eingereicht und bleibt"):
        nachweis_einreichen(
            bereitstellung=haus.bereitstellung, eingereicht_am=date(2024, 9, 2), person=haus.amira
        )
    assert "84 Menschen kamen." in PdfReader(io.BytesIO(inhalt)).pages[0].extract_text()

    einreichung_zuruecknehmen(bereitstellung=haus.bereitstellung, person=haus.bernd)
    assert zahlen(haus).ausgaben == vorher.ausgaben + eur("77,00")
    assert Beleg.objects.get().sha256 == nachweis.beleg.sha256
    assert not wartende_belege(haus.bereitstellung).exists()  # it is no receipt that somebody has to record
    with pytest.raises(ValidationError):
        beleg_verwerfen(beleg=nachweis.beleg, person=haus.bernd)
    with pytest.raises(ValidationError, match="nicht eingereicht"):
        einreichung_zuruecknehmen(bereitstellung=haus.bereitstellung, person=haus.bernd)


def plan_neu(haus: Kasse) -> None:
    """Another version of the plan, after the proof was handed in."""
    from budget.actions.kostenplan import entwurf_anlegen, position_aufnehmen

    entwurf = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
    position_aufnehmen(
        plan=entwurf, bezeichnung="Blumen", art="sonstiges", soll=eur("5,00"), person=haus.amira
    )
    from budget.actions.kostenplan import plan_freigeben
    from budget.queries.kostenplan import pruefsumme

    plan_freigeben(plan=entwurf, stand=pruefsumme(entwurf), person=haus.bernd)


def test_einreichen_in_der_zukunft_wird_erklaert(haus: Kasse) -> None:
    vollende(haus)
    with pytest.raises(ValidationError, match="in der Zukunft"):
        nachweis_einreichen(
            bereitstellung=haus.bereitstellung, eingereicht_am=date(2024, 9, 3), person=haus.amira
        )


def test_ohne_pdf_wird_nichts_eingereicht(haus: Kasse, monkeypatch: pytest.MonkeyPatch) -> None:
    vollende(haus)
    monkeypatch.setattr(pdf, "schriftdateien", list)
    with pytest.raises(ValidationError, match="Das PDF kann gerade nicht erstellt werden"):
        nachweis_einreichen(
            bereitstellung=haus.bereitstellung, eingereicht_am=date(2024, 9, 2), person=haus.amira
        )
    assert Verwendungsnachweis.objects.get().eingereicht_am is None


# pages


def text(antwort: Any) -> str:
    assert antwort.status_code == 200, antwort.status_code
    return antwort.content.decode().replace("\xa0", " ")


def test_zwei_schreiben_zugleich_und_keiner_verliert_etwas(client: Client, haus: Kasse) -> None:
    """The second sees both wordings, his own in the field; storing again is then his choice. History keeps all."""
    client.force_login(haus.amira)
    stand = client.get(f"{URL}bearbeiten/").context["form"].initial["stand"]
    client.post(f"{URL}bearbeiten/", {"stand": stand, "sachbericht": "Text von Amira", "faellig_am": ""})
    client.force_login(haus.bernd)
    antwort = client.post(
        f"{URL}bearbeiten/", {"stand": stand, "sachbericht": "Text von Bernd", "faellig_am": "2025-05-01"}
    )

    assert "Inzwischen gespeichert von Amira Haddad" in text(antwort)
    assert ("Text von Amira" in text(antwort), "Text von Bernd" in text(antwort)) == (True, True)
    neuer = antwort.context["form"]["stand"].value()
    client.post(f"{URL}bearbeiten/", {"stand": neuer, "sachbericht": "Beide", "faellig_am": "2025-05-01"})
    nachweis = Verwendungsnachweis.objects.get()
    assert (nachweis.sachbericht, nachweis.faellig_am) == ("Beide", date(2025, 5, 1))
    verlauf = text(client.get(f"/arbeit/verlauf/budget.verwendungsnachweis/{nachweis.pk}/"))
    assert ("Text von Amira" in verlauf, "Sachbericht gespeichert" in verlauf) == (True, True)


def test_seite_fuehrt_vom_leeren_bis_zum_eingereichten_nachweis(client: Client, haus: Kasse) -> None:
    client.force_login(haus.amira)
    seite = text(client.get(URL))
    assert "Der Sachbericht ist noch nicht geschrieben." in seite
    assert "2.499,57 € sind gebunden und noch nicht gezahlt." in seite
    assert "fällig am 16. Mai 2025" in seite
    assert "2024 aus 2023" in seite

    vollende(haus)
    assert "Es fehlt nichts mehr." in text(client.get(URL))
    client.post(f"{URL}einreichen/", {"eingereicht_am": "2024-09-02"})
    seite = text(client.get(URL))
    assert "Eingereicht am 2. September 2024, eingetragen von Amira Haddad" in seite
    honorar(haus, lehrerin("Später"), "77,00", "2024-09-02")
    assert "Seit der Einreichung stehen 2 Buchungen mehr im Buch." in text(client.get(URL))
    client.post(f"{URL}zuruecknehmen/")
    offen = client.get(URL)
    assert "77,00" in text(offen)
    frueherer = f"/arbeit/2024/mittel/rechnungen/belege/{Beleg.objects.get().pk}/"
    assert frueherer in offen.content.decode()
    assert b"".join(client.get(frueherer).streaming_content)[:5] == b"%PDF-"


def test_pdf_ist_ausgezeichnet_und_sagt_dasselbe_wie_das_buch(client: Client, haus: Kasse) -> None:
    """S29; read with another program: tags, language, title, amounts, hostile names as plain text."""
    sachbericht(haus, "Bericht mit #panic() und $x$.")
    client.force_login(haus.amira)
    antwort = client.post(f"{URL}pdf/")
    leser = PdfReader(io.BytesIO(antwort.content))
    gelesen = " ".join(" ".join(seite.extract_text() for seite in leser.pages).split())

    assert antwort["Content-Type"] == "application/pdf"
    assert antwort["Content-Disposition"] == 'attachment; filename="verwendungsnachweis-2024.pdf"'
    assert leser.metadata is not None
    assert leser.metadata.title == "Verwendungsnachweis: Integrationskonferenz 2024"
    assert (leser.trailer["/Root"]["/Lang"], bool(leser.trailer["/Root"]["/MarkInfo"]["/Marked"])) == (
        "de",
        True,
    )
    for teil in ("Bericht mit #panic() und $x$.", "Bezirksamt Musterstadt-Nord", "13.900,38", "2024 aus 2023",
                 "Druckerei #1 <Nord>", "Stiftung Miteinander 2024", "-604,00", "Seite 1 von"):  # fmt: skip
        assert teil in gelesen, teil
    assert Zugriff.objects.get().gegenstand == "verwendungsnachweis-2024.pdf"


def test_xlsx_hat_fuer_jede_tabelle_ein_blatt_und_rechenbare_zahlen(client: Client, haus: Kasse) -> None:
    """S29; read with another program: the sums of the cells equal the ledger."""
    client.force_login(haus.amira)
    antwort = client.post(f"{URL}xlsx/")
    mappe = openpyxl.load_workbook(io.BytesIO(b"".join(antwort.streaming_content)))

    assert mappe.sheetnames == [
        "Soll und Ist", "Ist nach Jahren", "Ausgaben nach Herkunft", "Sonstige Einnahmen", "Belegliste",
        "Belege sonstige Einnahmen",
    ]  # fmt: skip
    belege = list(mappe["Belegliste"].iter_rows(min_row=2, values_only=True))
    cent = [round(Decimal(str(zeile[7])), 2) for zeile in belege]
    assert sum(cent[:-1]) == cent[-1] == zahlen(haus).ausgaben
    assert [zeile[0] for zeile in belege[:-1]] == list(range(1, 10))
    assert "Plakate =A1" in [zeile[4] for zeile in belege]
    assert all(zelle.data_type != "f" for blatt in mappe for zeile in blatt.iter_rows() for zelle in zeile)


def test_get_auf_eine_datei_fuehrt_zur_seite(client: Client, haus: Kasse) -> None:
    client.force_login(haus.amira)
    assert [client.get(f"{URL}{art}/")["Location"] for art in ("pdf", "xlsx")] == [URL, URL]
    assert not Zugriff.objects.exists()


def test_ohne_schriften_fuehrt_das_pdf_zur_seite_und_sagt_warum(
    client: Client, haus: Kasse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "schriftdateien", list)
    client.force_login(haus.amira)
    antwort = client.post(f"{URL}pdf/", follow=True)
    assert "Das PDF kann gerade nicht erstellt werden. Die Seite zeigt dasselbe." in text(antwort)


def test_anweisungen_der_seite_haengen_nicht_von_den_buchungen_ab(client: Client, db: None) -> None:
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-13"):
        plan(haus)
    honorar(haus, lehrerin(), "1,00", "2024-01-15")
    client.force_login(haus.amira)
    client.get(URL)
    with CaptureQueriesContext(connection) as eine:
        client.get(URL)
    for nummer in range(8):
        honorar(haus, lehrerin(f"L{nummer}"), "2,00", "2024-08-01")
    zuwendung = haus.bereitstellung.vorgaenge.first()
    assert zuwendung is not None
    with CaptureQueriesContext(connection) as viele:
        seite = text(client.get(URL))

    assert "L7" in seite
    assert len(viele) == len(eine) <= 26


def test_ein_leerer_nachweis_sagt_dass_noch_nichts_gezahlt_ist(client: Client, db: None) -> None:
    haus = bestaetigte_kasse("12.500,00")
    client.force_login(haus.amira)
    seite = text(client.get(URL))
    assert "Noch ist nichts gezahlt." in seite
    assert "Es gibt keinen freigegebenen Kostenplan." in seite
    assert client.post(f"{URL}pdf/").content.startswith(b"%PDF")
