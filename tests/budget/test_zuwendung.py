"""Grants: the notice, instalments planned, called and paid, the proof and its check by somebody else (§ 46 LHO)."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.actions.zahlen import zahlung_buchen
from budget.actions.zuwendung import (
    Ratenangabe,
    bescheid_eintragen,
    nachweis_eintragen,
    nachweis_pruefen,
    rate_abrufen,
    raten_planen,
)
from budget.models import Buchung, Rate, Rechnung, Vorgang, Zuwendung
from budget.queries.stand import NULL
from budget.queries.zuwendung import (
    Zuwendungslage,
    nachweisstand,
    ratenstand,
    vorschlag_nachweis_bis,
    zuwendungslage,
    zuwendungslagen,
)
from konferenz import uhr
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, traeger

pytestmark = pytest.mark.django_db


@pytest.fixture
def haus() -> Kasse:
    return bestaetigte_kasse("12.500,00")


@pytest.fixture
def vorgang(haus: Kasse) -> Vorgang:
    """15.000 for one Träger on 18.12.2023: 12.500 from 2023, 2.500 from 2024."""
    with welt.zeit("2023-12-18"):
        neu = haus.zuwendung(empfaenger=traeger())
        return festlegen(vorgang=neu, betrag=eur("15.000,00"), person=haus.bernd)[0].vorgang


def bescheid(vorgang: Vorgang, **angaben: Any) -> Zuwendung:
    werte = {
        "bescheid_am": date(2023, 12, 18), "aktenzeichen": "44-2023/311", "beginn_am": date(2024, 1, 2),
        "nachweis_bis": date(2025, 5, 16), "person": None, **angaben,
    }  # fmt: skip
    with welt.zeit("2023-12-18"):
        return bescheid_eintragen(vorgang=vorgang, **werte)


def plane(vorgang: Vorgang, **raten: str) -> list[Rate]:
    """`plane(vorgang, d20240105="6.000,00")`: amount by day."""
    angaben = [Ratenangabe(eur(betrag), date.fromisoformat(tag[1:])) for tag, betrag in raten.items()]
    return raten_planen(vorgang=vorgang, raten=angaben, person=None)


def lage(vorgang: Vorgang) -> Zuwendungslage:
    return zuwendungslage(Vorgang.objects.get(pk=vorgang.pk))


def zahle(haus: Kasse, vorgang: Vorgang, rechnung: Rechnung) -> None:
    """What the pages of invoices do at the end of certification and order."""
    zahlung_buchen(
        vorgang=vorgang, betrag=rechnung.brutto, gezahlt_am=uhr.heute(), rechnung=rechnung, person=haus.bernd
    )
    Rechnung.objects.filter(pk=rechnung.pk).update(stand=Rechnung.Stand.BEZAHLT)


class TestBescheid:
    def test_eingetragen_mit_beginn_und_frist(self, vorgang: Vorgang) -> None:
        assert lage(vorgang).stand.wort == "Bescheid fehlt"
        bescheid(vorgang)
        stand = lage(vorgang)
        assert (stand.hat_bescheid, stand.bewilligt) == (True, eur("15.000,00"))
        assert stand.vorgang.bescheid_am == date(2023, 12, 18)

    @pytest.mark.parametrize(
        ("feld", "wert", "satz"),
        [
            ("beginn_am", date(2023, 12, 17), "darf nicht vor dem Bescheid beginnen"),
            ("bescheid_am", date(2023, 12, 19), "Zukunft"),
            ("nachweis_bis", date(2024, 1, 2), "erst nach dem Beginn"),
        ],
    )
    def test_die_massnahme_beginnt_nicht_vor_dem_bescheid(
        self, vorgang: Vorgang, feld: str, wert: date, satz: str
    ) -> None:
        """The measure must not have begun before the notice; concluding contracts is beginning."""
        with pytest.raises(ValidationError, match=satz) as fehler:
            bescheid(vorgang, **{feld: wert})
        assert list(fehler.value.message_dict) == [feld]
        assert not Zuwendung.objects.exists()

    def test_nach_einer_zahlung_rueckt_er_nicht_dahinter(self, haus: Kasse, vorgang: Vorgang) -> None:
        with welt.zeit("2023-12-18"):
            zahlung_buchen(
                vorgang=vorgang, betrag=eur("1,00"), gezahlt_am=date(2023, 12, 18), person=haus.bernd
            )
        with welt.zeit("2023-12-20"), pytest.raises(ValidationError, match="schon gezahlt"):
            bescheid_eintragen(
                vorgang=vorgang, bescheid_am=date(2023, 12, 19), aktenzeichen="", beginn_am=date(2024, 1, 2),
                nachweis_bis=date(2025, 1, 1), person=haus.bernd,
            )  # fmt: skip

    def test_nur_fuer_zuwendungen(self, haus: Kasse) -> None:
        with welt.zeit("2023-12-18"):
            eigener = festlegen(vorgang=haus.vorgang(), betrag=eur("1,00"), person=haus.bernd)[0].vorgang
        with pytest.raises(ValidationError, match="keine Zuwendung"):
            bescheid(eigener)

    def test_die_frist_wird_vorgeschlagen(self, vorgang: Vorgang) -> None:
        """Six months after the conference of 16.11.2024, or after the service."""
        assert vorschlag_nachweis_bis(vorgang) == date(2025, 5, 16)
        vorgang.leistung_bis = date(2024, 8, 31)
        assert vorschlag_nachweis_bis(vorgang) == date(2025, 2, 28)
        assert uhr.monate_spaeter(date(2023, 8, 31), 6) == date(2024, 2, 29)


class TestRaten:
    def test_geplant_abgerufen_bezahlt_in_worten(self, haus: Kasse, vorgang: Vorgang) -> None:
        bescheid(vorgang)
        erste, zweite = plane(vorgang, d20240111="6.000,00", d20240801="9.000,00")
        assert (erste.nummer, zweite.nummer, lage(vorgang).unverplant) == (1, 2, NULL)
        with welt.zeit("2024-01-11"):
            rechnung = rate_abrufen(rate=erste, eingegangen_am=uhr.heute(), person=haus.amira)
            assert rate_abrufen(rate=erste, eingegangen_am=uhr.heute(), person=haus.amira) == rechnung
            assert (rechnung.art, rechnung.brutto, rechnung.stand) == (
                "mittelabruf", eur("6.000,00"), "erfasst",
            )  # fmt: skip
            assert [ratenstand(rate).wort for rate in lage(vorgang).raten] == ["abgerufen", "geplant"]
            assert lage(vorgang).nicht_abgerufen == eur("9.000,00")
            zahle(haus, vorgang, rechnung)
        with welt.zeit("2024-08-04"):
            worte = [ratenstand(rate).wort for rate in lage(vorgang).raten]
            assert worte == ["bezahlt", "Abruf überfällig seit 3 Tagen"]

    def test_mehr_als_festgelegt_ist_geht_nicht(self, vorgang: Vorgang) -> None:
        bescheid(vorgang)
        with pytest.raises(ValidationError, match="Es sind 0,01"):
            plane(vorgang, d20240105="6.000,00", d20240801="9.000,01")
        assert not Rate.objects.exists()

    def test_keine_rate_vor_dem_bescheid_und_keine_ohne(self, vorgang: Vorgang) -> None:
        with pytest.raises(ValidationError, match="Zuerst muss der Bescheid"):
            plane(vorgang, d20240105="1,00")
        bescheid(vorgang)
        with pytest.raises(ValidationError, match=r"vor dem Bescheid vom 18\.12\.2023"):
            plane(vorgang, d20231217="1,00")

    def test_abgerufene_bleiben_beim_neuen_planen(self, haus: Kasse, vorgang: Vorgang) -> None:
        bescheid(vorgang)
        erste, _zweite = plane(vorgang, d20240105="6.000,00", d20240801="9.000,00")
        rate_abrufen(rate=erste, eingegangen_am=date(2024, 1, 5), person=haus.amira)
        plane(vorgang, d20240701="4.000,00", d20240901="5.000,00")
        raten = [(rate.nummer, rate.betrag) for rate in lage(vorgang).raten]
        assert raten == [(1, eur("6.000,00")), (2, eur("4.000,00")), (3, eur("5.000,00"))]

    def test_ein_zurueckgewiesener_abruf_kann_wiederholt_werden(self, haus: Kasse, vorgang: Vorgang) -> None:
        bescheid(vorgang)
        rate = plane(vorgang, d20240105="6.000,00")[0]
        erster = rate_abrufen(rate=rate, eingegangen_am=date(2024, 1, 5), person=haus.amira)
        Rechnung.objects.update(stand=Rechnung.Stand.ABGELEHNT, abgelehnt_grund="falsche Rate")
        zweiter = rate_abrufen(rate=rate, eingegangen_am=date(2024, 1, 9), person=haus.amira)
        assert erster.pk != zweiter.pk
        assert Rate.objects.get().rechnung == zweiter

    @pytest.mark.parametrize("tag", ["2023-12-17", "2024-09-03"])
    def test_abruf_vor_dem_bescheid_oder_morgen_nicht(self, haus: Kasse, vorgang: Vorgang, tag: str) -> None:
        bescheid(vorgang)
        rate = plane(vorgang, d20240105="6.000,00")[0]
        with pytest.raises(ValidationError, match="frühestens am Tag des Bescheids"):
            rate_abrufen(rate=rate, eingegangen_am=date.fromisoformat(tag), person=haus.amira)
        assert not Rechnung.objects.exists()


class TestNachweis:
    """A Zuwendung closes only when its proof was checked by somebody other than who entered it."""

    def eingetragen(self, haus: Kasse, vorgang: Vorgang, betrag: str = "6.000,00") -> None:
        bescheid(vorgang)
        rate = plane(vorgang, d20240105="6.000,00", d20240801="9.000,00")[0]
        with welt.zeit("2024-01-11"):
            zahle(haus, vorgang, rate_abrufen(rate=rate, eingegangen_am=date(2024, 1, 5), person=haus.amira))
        with welt.zeit("2025-05-20"):
            nachweis_eintragen(
                vorgang=vorgang, eingegangen_am=date(2025, 5, 19), betrag=eur(betrag), person=haus.amira
            )

    def test_faellig_ueberfaellig_eingegangen_geprueft_in_worten(self, haus: Kasse, vorgang: Vorgang) -> None:
        zuwendung = bescheid(vorgang)
        worte = {}
        for tag in ("2025-05-15", "2025-05-16", "2025-05-17", "2025-05-18"):
            with welt.zeit(tag):
                worte[tag[-2:]] = (nachweisstand(zuwendung).art, nachweisstand(zuwendung).wort)
        assert worte == {
            "15": ("neutral", "Nachweis offen bis 16.05.2025"),
            "16": ("warning", "Nachweis fällig heute"),
            "17": ("danger", "Nachweis überfällig seit 1 Tag"),
            "18": ("danger", "Nachweis überfällig seit 2 Tagen"),
        }
        with welt.zeit("2025-05-20"):
            nachweis_eintragen(
                vorgang=vorgang, eingegangen_am=uhr.heute(), betrag=eur("15.000,00"), person=haus.amira
            )
            assert lage(vorgang).stand.wort == "Nachweis zu prüfen"
            nachweis_pruefen(vorgang=vorgang, vermerk="Stimmt.", person=haus.bernd)
            assert lage(vorgang).stand.wort == "Nachweis geprüft"

    def test_wer_eintraegt_prueft_nicht(self, haus: Kasse, vorgang: Vorgang) -> None:
        self.eingetragen(haus, vorgang)
        with pytest.raises(ValidationError, match="Prüfen muss ihn eine andere Person"):
            nachweis_pruefen(vorgang=vorgang, vermerk="Stimmt.", person=haus.amira)
        with pytest.raises(DatabaseError, match="zuwendung_pruefung_zwei_menschen"), transaction.atomic():
            Zuwendung.objects.update(geprueft_am=uhr.heute(), geprueft_von=haus.amira)
        assert Zuwendung.objects.get().geprueft_am is None

    def test_was_nicht_abgerufen_ist_wird_beim_pruefen_frei(self, haus: Kasse, vorgang: Vorgang) -> None:
        """F9: what is not called when the proof is checked is released."""
        self.eingetragen(haus, vorgang)
        frei = haus.frei
        with welt.zeit("2025-05-21"):
            assert lage(vorgang).nicht_abgerufen == eur("9.000,00")
            nachweis_pruefen(vorgang=vorgang, vermerk="Stimmt.", person=haus.bernd)
        freigaben = Buchung.objects.filter(art="freigabe").order_by("lfd")
        assert [(b.quelle.haushaltsjahr_id, b.betrag) for b in freigaben] == [  # type: ignore[union-attr]
            (2024, eur("2.500,00")), (2023, eur("6.500,00")),
        ]  # fmt: skip
        assert haus.frei == frei + eur("9.000,00")
        assert lage(vorgang).summen.offen == NULL

    def test_was_abgerufen_aber_noch_nicht_bezahlt_ist_bleibt_gebunden(
        self, haus: Kasse, vorgang: Vorgang
    ) -> None:
        self.eingetragen(haus, vorgang)
        zweite = lage(vorgang).raten[1]
        with welt.zeit("2025-05-21"):
            rate_abrufen(rate=zweite, eingegangen_am=uhr.heute(), person=haus.amira)
            nachweis_pruefen(vorgang=vorgang, vermerk="Stimmt.", person=haus.bernd)
        assert not Buchung.objects.filter(art="freigabe").exists()
        assert lage(vorgang).summen.offen == eur("9.000,00")

    def test_zu_wenig_nachgewiesen_ist_eine_rueckforderung(self, haus: Kasse, vorgang: Vorgang) -> None:
        self.eingetragen(haus, vorgang, "5.700,00")
        assert lage(vorgang).rueckforderung == eur("300,00")

    def test_ohne_nachweis_und_ohne_vermerk_keine_pruefung(self, haus: Kasse, vorgang: Vorgang) -> None:
        bescheid(vorgang)
        with pytest.raises(ValidationError, match="Zuerst muss der Nachweis"):
            nachweis_pruefen(vorgang=vorgang, vermerk="Stimmt.", person=haus.bernd)
        with pytest.raises(ValidationError, match="was die Prüfung ergeben hat"):
            nachweis_pruefen(vorgang=vorgang, vermerk=" ", person=haus.bernd)

    def test_nach_der_pruefung_aendert_sich_nichts_mehr(self, haus: Kasse, vorgang: Vorgang) -> None:
        self.eingetragen(haus, vorgang)
        with welt.zeit("2025-05-21"):
            nachweis_pruefen(vorgang=vorgang, vermerk="Stimmt.", person=haus.bernd)
            for tat in (
                lambda: bescheid(vorgang),
                lambda: plane(vorgang, d20240105="1,00"),
                lambda: nachweis_eintragen(
                    vorgang=vorgang, eingegangen_am=uhr.heute(), betrag=eur("1,00"), person=haus.carla
                ),
                lambda: nachweis_pruefen(vorgang=vorgang, vermerk="x", person=haus.carla),
            ):
                with pytest.raises(ValidationError, match="abgeschlossen"):
                    tat()


def test_zahl_der_anweisungen_haengt_nicht_an_den_zuwendungen(haus: Kasse, vorgang: Vorgang) -> None:
    bescheid(vorgang)
    rate_abrufen(rate=plane(vorgang, d20240105="1,00")[0], eingegangen_am=date(2024, 1, 5), person=haus.amira)
    with CaptureQueriesContext(connection) as eine:
        assert len(zuwendungslagen(haus.bereitstellung)) == 1
    for nummer in range(2):
        with welt.zeit("2023-12-18"):
            weitere = festlegen(
                vorgang=haus.zuwendung(empfaenger=traeger(f"Träger {nummer}")), betrag=eur("10,00"),
                person=haus.bernd,
            )[0].vorgang  # fmt: skip
        bescheid(weitere)
        plane(weitere, d20240105="1,00", d20240106="2,00")
    with CaptureQueriesContext(connection) as viele:
        assert len(zuwendungslagen(haus.bereitstellung)) == 3
    assert len(eine) == len(viele) == 5
