"""The whole life of the money on the pages, from the confirmation in December 2023 to the checked proof in February
2025: who is next does it by the forms, and at the end the ledger, the overview and the file say the same to the cent.
"""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from budget.models import Buchung, Deckungsquelle, Ermaechtigungsuebertrag, Rechnung
from budget.queries.stand import NULL
from tests import welt
from tests.budget.test_rechenbeispiele import MITTEL, Haus, sende, text
from tests.budget.test_rechnungsseiten import eingaben
from tests.budget.welt import eur
from tests.orakel import verletzungen_buch, verletzungen_rechnungen

pytestmark = pytest.mark.django_db


class Leben(Haus):
    """Steps that come several times."""

    def tue(self, client: Client, ort: str, **werte: Any) -> None:
        """Send the form as it stands with these fields; it must lead on."""
        ort = MITTEL + ort
        antwort = client.post(ort, eingaben(client, ort, **werte))
        assert antwort.status_code == 302, antwort.context["form"].errors

    def zahle(self, tag: str) -> None:
        """The open invoice is certified by Amira, ordered by Carla, paid by Amira."""
        seite = f"rechnungen/{Rechnung.objects.order_by('pk').last().pk}/"  # type: ignore[union-attr]
        self.tue(self.amira, f"{seite}feststellen/", sachlich="on", rechnerisch="on")
        assert self.amira.get(f"{MITTEL}{seite}anordnen/").status_code == 403
        self.tue(self.carla, f"{seite}anordnen/")
        self.tue(self.amira, f"{seite}zahlen/", gezahlt_am=tag)

    def lade(self, client: Client, ort: str) -> bytes:
        """A file that a button hands out."""
        return b"".join(client.post(ort).streaming_content)  # type: ignore[attr-defined]

    def zeile(self, art: str) -> str:
        """Address of the newest row of a kind, below the cases."""
        eine = Buchung.objects.filter(art=art).order_by("lfd").last()
        assert eine is not None
        return f"vorgaenge/{eine.vorgang.nummer}/{eine.lfd}/"

    def stand(self) -> tuple[str, str]:
        """Headroom and what is committed and open, as the first page shows it."""
        mittel = self.amira.get(MITTEL).context["mittel"]
        return f"{mittel.lage.frei:.2f}", f"{mittel.lage.summen.offen:.2f}"


def test_von_der_bestaetigung_bis_zum_geprueften_nachweis() -> None:
    """S10, S15, S21, F3, F4, F8, F9, F10, F11, F12, F13, F19, I06, I07, I08"""
    leben = Leben()
    for schritt in SCHRITTE:
        schritt(leben)


def dezember_2023(leben: Leben) -> None:
    """Both years confirmed; a grant over both; the first instalment is paid from 2023."""
    with welt.zeit("2023-12-11"):
        leben.bestaetige(leben.kasse.q2024, "20.000,00")
        leben.bestaetige(leben.kasse.q2023, "12.500,00")
    with welt.zeit("2023-12-18"):
        assert leben.lege_fest("15.000,00", zweck="Organisation").status_code == 302
        assert leben.verteilt() == [(2023, "12500.00"), (2024, "2500.00")]
        leben.tue(
            leben.amira, "zuwendungen/1/bescheid/", bescheid_am="2023-12-18", aktenzeichen="44-2023/311",
            beginn_am="2024-01-02", nachweis_bis="2025-02-28",
        )  # fmt: skip
        raten = {
            "betrag_0": "6.000,00", "faellig_0": "2023-12-18", "betrag_1": "4.000,00", "faellig_1": "2024-09-02",
            "betrag_2": "3.000,00", "faellig_2": "2025-01-06",
        }  # fmt: skip
        assert leben.amira.post(f"{MITTEL}zuwendungen/1/raten/", raten).status_code == 302
        leben.tue(leben.amira, "zuwendungen/1/raten/1/abruf/", eingegangen_am="2023-12-18")
        leben.zahle("2023-12-18")
        assert leben.stand() == ("5000.00", "9000.00")


def jahreswechsel(leben: Leben) -> None:
    """The list of the year's end changes nothing; a part is not needed, for another a carry-over is applied for."""
    with welt.zeit("2024-02-05"):
        vorher = leben.kasse.buchungen()
        assert "6.500,00" in text(leben.bernd.get(f"{MITTEL}jahresende/"))
        assert leben.kasse.buchungen() == vorher
        leben.gib_frei("Organisation", 2023, "500,00")
        assert leben.stand() == ("5500.00", "8500.00")
    with welt.zeit("2024-04-10"):
        quelle = leben.kasse.q2023
        ort = f"{MITTEL}uebertraege/quelle/{quelle.pk}/"
        assert sende(leben.bernd, ort, aktenzeichen="44-2024/31").status_code == 302
        assert leben.stand() == ("5000.00", "8500.00")  # the released part is held, the open one is not


def uebertrag(leben: Leben) -> None:
    """Granted in part, countersigned, and what is open moves onto it."""
    with welt.zeit("2024-06-20"):
        antrag = Ermaechtigungsuebertrag.objects.get()
        leben.tue(
            leben.bernd, f"uebertraege/{antrag.pk}/bewilligen/", bewilligt="6.000,00", aktenzeichen="FB 7"
        )
        neue = Deckungsquelle.objects.get(art="uebertrag")
        bestaetigung = neue.bestaetigungen.get()
        leben.carla.post(f"{MITTEL}bestaetigungen/{bestaetigung.pk}/")
        ort = f"{MITTEL}uebertraege/{antrag.pk}/umdecken/"
        assert sende(leben.bernd, ort).status_code == 302
        assert leben.kasse.lage.zu(neue).summen.festlegung == eur("6.000,00")
        assert leben.stand() == ("5500.00", "8500.00")


def konferenz(leben: Leben) -> None:
    """Catering is reserved in August and ordered in September from 2024; the second instalment is paid."""
    with welt.zeit("2024-08-20"):
        leben.bestaetige(leben.kasse.q2024, "17.500,00")
        leben.tue(leben.amira, "vorgaenge/reservieren/", zweck="Catering", betrag="3.000,00")
        assert leben.stand() == ("2500.00", "8500.00")
    with welt.zeit("2024-09-02"):
        nummer = Buchung.objects.get(art="reservierung", endet_am__isnull=False).vorgang.nummer
        reservierung = Buchung.objects.get(vorgang__nummer=nummer, art="reservierung")
        angaben = (
            f"?zweck=Catering&form=eigen&betrag=3.000,00&empfaenger_name=Essbar&leistung_von=2024-11-16"
            f"&reservierung={reservierung.pk}"
        )
        ort = f"{MITTEL}vorgaenge/{nummer}/festlegen/deckung/{angaben}"
        assert leben.bernd.post(ort, eingaben(leben.bernd, ort)).status_code == 302
        assert leben.stand() == ("2500.00", "11500.00")
        leben.tue(leben.amira, "zuwendungen/1/raten/2/abruf/", eingegangen_am="2024-09-02")
        leben.zahle("2024-09-02")


def nach_der_konferenz(leben: Leben) -> None:
    """The caterer's final invoice is lower, the rest is released; a refund comes in time and is used again."""
    with welt.zeit("2024-11-25"):
        fall = Buchung.objects.filter(vorgang__zweck="Catering").first().vorgang  # type: ignore[union-attr]
        leben.tue(
            leben.amira, f"rechnungen/neu/ohne-datei/?vorgang={fall.nummer}", nummer="R 17", datum="2024-11-20",
            eingegangen_am="2024-11-25", netto="2.420,50", steuer="220,00", brutto="2.640,50", ist_schluss="on",
        )  # fmt: skip
        leben.zahle("2024-11-25")
        frei = leben.stand()[0]
        seite = f"rechnungen/{Rechnung.objects.get(nummer='R 17').pk}/"
        assert "359,50" in text(leben.amira.get(f"{MITTEL}{seite}rest/"))
        assert leben.stand()[0] == frei
        leben.tue(leben.amira, f"{seite}rest/")
        assert leben.stand()[0] == "2859.50"
    with welt.zeit("2024-12-02"):
        leben.tue(
            leben.bernd,
            leben.zeile("zahlung") + "rueckfluss/",
            betrag="40,50",
            eingegangen_am="2024-12-02",
            grund="Pfand",
        )
        leben.tue(leben.bernd, leben.zeile("rueckfluss") + "wiederverwenden/")
        assert leben.stand()[0] == "2900.00"


def februar_2025(leben: Leben) -> None:
    """The last instalment is called in January and paid by its notice; another person checks the proof."""
    with welt.zeit("2025-01-08"):
        leben.tue(leben.amira, "zuwendungen/1/raten/3/abruf/", eingegangen_am="2025-01-08")
        leben.zahle("2025-01-08")
    with welt.zeit("2025-02-20"):
        leben.tue(leben.amira, "zuwendungen/1/nachweis/", eingegangen_am="2025-02-20", betrag="13.000,00")
        assert leben.amira.post(f"{MITTEL}zuwendungen/1/pruefung/", {"vermerk": "x"}).status_code == 200
        leben.tue(leben.bernd, "zuwendungen/1/pruefung/", vermerk="Ausgaben belegt.")


def abrechnung(leben: Leben) -> None:
    """Nothing is open; paid 13.000,00 and 2.640,50, 40,50 of it came back; every place says the same."""
    with welt.zeit("2025-02-24"):
        assert leben.stand() == ("4400.00", "0.00")
        assert "ist nichts offen" in text(leben.bernd.get(f"{MITTEL}jahresende/"))
        assert leben.kasse.lage.summen.gezahlt == eur("15.600,00")
        datei = leben.lade(leben.bernd, f"{MITTEL}buch/csv/").decode("utf-8-sig")
        *_davor, letzte = csv.DictReader(io.StringIO(datei), delimiter=";")
        assert letzte["beansprucht danach"] == "15600,00"
        assert {stand.ueberbucht for stand in leben.kasse.lage.quellen} == {NULL}
    assert verletzungen_buch() == verletzungen_rechnungen() == []


SCHRITTE = (
    dezember_2023,
    jahreswechsel,
    uebertrag,
    konferenz,
    nach_der_konferenz,
    februar_2025,
    abrechnung,
)
"""Also walked in a browser (`tests/browser/test_leben_des_geldes.py`)."""
