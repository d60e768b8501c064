"""Taking papers in and recording decisions: what is stored, what is refused, and two clerks at once."""

import dataclasses
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anmeldung.models import Kontingent
from konferenz.actions.drucksache import (
    DrucksacheVorhanden,
    art_zu,
    drucksache_anlegen,
    entscheidung_erfassen,
    name_der_konferenz,
)
from konferenz.drucksachenlauf import letzter_tag_der_beanstandung
from konferenz.einlesen import Beratungsvorschlag, Punktart, Punktvorschlag, Vorschlag, lies
from konferenz.models import Beratung, Drucksache, Entscheidung, Konferenz, Petitumspunkt
from tests import welt
from tests.gleichzeitig import gleichzeitig
from tests.personen import person

pytestmark = pytest.mark.django_db
ORDNER = Path(__file__).parent / "drucksachen"
BERATEN_AM = date(2023, 12, 7)
GRUND = Vorschlag(
    nummer="22-4292",
    fassung=0,
    titel="Integrationskonferenz 2024 - \"Mehr Beirat\"",
    leitthema="Mehr Beirat",
    art="Antrag",
    antragsteller=("SPD-Fraktion", "CDU-Fraktion"),
    beratungen=(Beratungsvorschlag("Bezirksversammlung", BERATEN_AM, "Ö 7.2"),),
    sachverhalt="Viele wollen mitreden.",
    betrag=Decimal("20000.00"),
    haushaltsjahre=(2023, 2024),
    halbjahr=(2024, 2),
    konferenzjahr=2024,
    punkte=(
        Punktvorschlag(1, "20.000 EUR werden bereitgestellt.", Punktart.MITTEL, Decimal("20000.00"), (2023, 2024)),
        Punktvorschlag(2, "Die Verwaltung setzt eine Gruppe ein.", Punktart.GRUPPE, frist=date(2024, 3, 31)),
        Punktvorschlag(3, "Die Konferenz findet im 2. Halbjahr 2024 statt.", Punktart.TERMIN, halbjahr=(2024, 2)),
    ),
)  # fmt: skip


def anlegen(**felder):
    return drucksache_anlegen(vorschlag=dataclasses.replace(GRUND, **felder))


def beschlossene(**felder):
    drucksache = anlegen(**felder)
    entscheidung_erfassen(drucksache=drucksache, stand="beschlossen", am=BERATEN_AM)
    drucksache.refresh_from_db()
    return drucksache


def entscheide(drucksache, stand, tag, **felder):
    entscheidung = entscheidung_erfassen(
        drucksache=drucksache, stand=stand, am=date.fromisoformat(tag), **felder
    )
    drucksache.refresh_from_db()
    return entscheidung


def anzahlen():
    return tuple(
        modell.objects.count() for modell in (Drucksache, Petitumspunkt, Beratung, Konferenz, Kontingent)
    )


class TestAnlegen:
    def test_legt_drucksache_beratungen_punkte_und_konferenz_in_einem_zug_an(self):
        drucksache = drucksache_anlegen(vorschlag=GRUND, person=person("sachbearbeitung"), schluessel=uuid4())
        drucksache.refresh_from_db()
        assert (drucksache.kennzeichen, drucksache.titel, drucksache.art) == (
            "22-4292",
            GRUND.titel,
            "antrag",
        )
        assert drucksache.antragsteller == ["SPD-Fraktion", "CDU-Fraktion"]
        assert (drucksache.betrag, drucksache.haushaltsjahre) == (Decimal("20000.00"), [2023, 2024])
        assert (drucksache.halbjahr_jahr, drucksache.halbjahr) == (2024, 2)
        assert (drucksache.stand, drucksache.ist_wirksam) == ("eingebracht", False)
        assert list(drucksache.beratungen.values_list("gremium", "am", "top")) == [
            ("Bezirksversammlung", BERATEN_AM, "Ö 7.2")
        ]
        assert list(drucksache.punkte.values_list("nummer", "art", "frist")) == [
            (1, "mittel", None),
            (2, "gruppe", date(2024, 3, 31)),
            (3, "termin", None),
        ]
        konferenz = Konferenz.objects.get()
        assert (konferenz.kennung, konferenz.titel.data, konferenz.leitthema) == (
            "2024",
            {"de": "Integrationskonferenz 2024"},
            "Mehr Beirat",
        )
        assert (konferenz.drucksache, konferenz.beginn, konferenz.ist_veroeffentlicht) == (
            drucksache,
            None,
            False,
        )
        assert Kontingent.objects.get().konferenz == konferenz

    def test_nur_nummer_titel_und_ein_punkt_genuegen(self):
        vorschlag = Vorschlag("31-0001", 0, "Eine Konferenz", (Punktvorschlag(1, "Das Amt berichtet."),))
        drucksache = drucksache_anlegen(vorschlag=vorschlag)
        drucksache.refresh_from_db()
        leer = (drucksache.art, drucksache.betrag, drucksache.haushaltsjahre, drucksache.halbjahr_jahr)
        assert leer == ("", None, [], None)
        assert Konferenz.objects.get().kennung == "2024", "no year asked for: the year of the clock"

    def test_ein_jahr_ohne_halbjahr_passt(self):
        drucksache = anlegen(halbjahr=None, konferenzjahr=2025)
        assert (drucksache.halbjahr_jahr, drucksache.halbjahr) == (2025, None)
        assert Konferenz.objects.get().kennung == "2025"

    def test_ohne_zeitraum_zaehlt_das_jahr_der_letzten_beratung(self):
        anlegen(halbjahr=None, konferenzjahr=None)
        assert Konferenz.objects.get().kennung == "2023"

    def test_eine_vergebene_kennung_bekommt_eine_nummer(self):
        for nummer in ("22-0001", "22-0002", "22-0003"):
            anlegen(nummer=nummer)
        assert set(Konferenz.objects.values_list("kennung", flat=True)) == {"2024", "2024-2", "2024-3"}

    @pytest.mark.parametrize(
        "falsch",
        [
            {"nummer": "abc"},
            {"nummer": ""},
            {"titel": " "},
            {"punkte": ()},
            {"punkte": (Punktvorschlag(1, " "),)},
            {"betrag": Decimal("-1")},
            {"betrag": Decimal("1e12")},
            {"halbjahr": (2024, 3)},
            {"beratungen": (Beratungsvorschlag("x" * 201),)},
        ],
    )
    def test_was_nicht_speicherbar_ist_hinterlaesst_nichts(self, falsch):
        with pytest.raises(ValidationError):
            anlegen(**falsch)
        assert anzahlen() == (0, 0, 0, 0, 0)

    def test_scheitert_ein_beitrag_bleibt_nichts(self, settings, monkeypatch):
        from konferenz import beitraege

        monkeypatch.setattr(beitraege, "_funktionen", lambda platz: (_scheitere,))
        with pytest.raises(RuntimeError):
            anlegen()
        assert anzahlen() == (0, 0, 0, 0, 0)

    def test_der_name_der_konferenz_kann_genannt_werden(self):
        drucksache_anlegen(
            vorschlag=GRUND, konferenztitel=" Konferenz für alle ", url="https://rat.example/1"
        )
        assert Konferenz.objects.get().titel.data == {"de": "Konferenz für alle"}
        assert Drucksache.objects.get().url == "https://rat.example/1"

    @pytest.mark.skipif("DRUCKSACHE_ECHT" not in os.environ, reason="DRUCKSACHE_ECHT names no file")
    def test_die_echte_drucksache(self):
        """S1"""
        drucksache = drucksache_anlegen(vorschlag=lies(Path(os.environ["DRUCKSACHE_ECHT"]).read_text()))
        assert drucksache.kennzeichen == "22-4292"
        assert len(drucksache.antragsteller) == 3
        assert list(drucksache.beratungen.values_list("gremium", "am", "top")) == [("", BERATEN_AM, "")]
        assert [punkt.art for punkt in drucksache.punkte.all()] == ["mittel", "gruppe", "termin"]
        assert (drucksache.betrag, drucksache.haushaltsjahre) == (Decimal("20000.00"), [2023, 2024])
        konferenz = Konferenz.objects.get()
        assert (konferenz.kennung, str(konferenz.titel)) == ("2024", "Bezirkliche Integrationskonferenz 2024")


def _scheitere(konferenz):
    raise RuntimeError


@pytest.mark.parametrize(
    ("wort", "art"),
    [
        ("Antrag", "antrag"),
        ("Änderungsantrag", "antrag"),
        ("antrag", "antrag"),
        ("Kleine Anfrage", "anfrage"),
        ("Mitteilungsvorlage", "mitteilung"),
        ("Beschlussvorlage", "vorlage"),
        ("Bericht", ""),
        ("", ""),
    ],
)
def test_gedrucktes_wort_und_art(wort, art):
    assert art_zu(wort) == art


@pytest.mark.parametrize(
    ("titel", "name"),
    [
        ("Bezirkliche Integrationskonferenz 2024 - \"Schärfung\"", "Bezirkliche Integrationskonferenz 2024"),
        ("Fachtag Sprache – Türen öffnen", "Fachtag Sprache"),
        ("Konferenz „Zusammen“ 2025", "Konferenz"),
        ("Ost-West-Konferenz 2025", "Ost-West-Konferenz 2025"),
        ("„Zusammen leben“", "„Zusammen leben“"),
    ],
)  # fmt: skip
def test_name_der_konferenz_ist_der_anfang_des_titels(titel, name):
    assert name_der_konferenz(titel) == name


class TestVorhanden:
    def test_die_nummer_fuehrt_zur_vorhandenen_drucksache(self):
        erste = anlegen()
        with pytest.raises(DrucksacheVorhanden) as fehler:
            anlegen(titel="Ganz anders")
        assert fehler.value.drucksache == erste
        assert fehler.value.messages == ["Die Drucksache 22-4292 gibt es schon."]
        assert anzahlen() == (1, 3, 1, 1, 1)

    def test_zweimal_gesendet_ist_einmal_gespeichert(self):
        schluessel = uuid4()
        erste = drucksache_anlegen(vorschlag=GRUND, schluessel=schluessel)
        assert drucksache_anlegen(vorschlag=GRUND, schluessel=schluessel) == erste
        assert anzahlen() == (1, 3, 1, 1, 1)

    def test_derselbe_schluessel_mit_anderen_angaben_wird_abgewiesen(self):
        schluessel = uuid4()
        drucksache_anlegen(vorschlag=GRUND, schluessel=schluessel)
        with pytest.raises(ValidationError, match="anderen Angaben"):
            drucksache_anlegen(vorschlag=dataclasses.replace(GRUND, nummer="22-0001"), schluessel=schluessel)

    def test_die_datenbank_laesst_keine_zweite_zeile_zu(self):
        anlegen()
        with pytest.raises(IntegrityError, match="drucksache_nummer_einmalig"), transaction.atomic():
            Drucksache.objects.create(nummer="22-4292", titel="x")
        with pytest.raises(IntegrityError, match="drucksache_betrag_positiv"), transaction.atomic():
            Drucksache.objects.create(nummer="22-1", titel="x", betrag=0)
        with pytest.raises(IntegrityError, match="drucksache_halbjahr_mit_jahr"), transaction.atomic():
            Drucksache.objects.create(nummer="22-1", titel="x", halbjahr=1)


class TestFassung:
    def test_eine_fassung_ist_eine_eigene_zeile_und_bekommt_keine_zweite_konferenz(self):
        erste, zweite = anlegen(), anlegen(fassung=1, halbjahr=(2025, 1))
        assert (zweite.kennzeichen, zweite.nummer, zweite.fassung) == ("22-4292.1", "22-4292", 1)
        assert Konferenz.objects.get().drucksache == erste

    def test_die_fassung_kann_zuerst_kommen(self):
        fassung = anlegen(fassung=1)
        anlegen()
        assert Konferenz.objects.get().drucksache == fassung

    def test_die_beschlossene_fassung_wird_massgeblich(self):
        anlegen()
        fassung = anlegen(fassung=1)
        entscheide(fassung, "beschlossen", "2023-12-07")
        assert Konferenz.objects.get().drucksache == fassung

    def test_ohne_die_fassung_gilt_wieder_die_erste(self):
        erste, fassung = beschlossene(), anlegen(fassung=1)
        entscheide(fassung, "beschlossen", "2023-12-14")
        entscheide(fassung, "aufgehoben", "2023-12-20")
        assert Konferenz.objects.get().drucksache == erste

    def test_eine_abgelehnte_fassung_aendert_nichts(self):
        erste, fassung = beschlossene(), anlegen(fassung=1)
        entscheide(fassung, "abgelehnt", "2023-12-14")
        assert Konferenz.objects.get().drucksache == erste


class TestEntscheidung:
    def test_beschlossen_macht_wirksam(self):
        """S3: before the decision the paper does not let money be committed."""
        drucksache = anlegen()
        assert not drucksache.ist_wirksam
        amira = person("sachbearbeitung")
        entscheidung = entscheide(
            drucksache, "beschlossen", "2023-12-07", gremium=" Bezirksversammlung ", person=amira
        )
        assert drucksache.ist_wirksam
        assert (entscheidung.gremium, entscheidung.erfasst_von, entscheidung.am) == (
            "Bezirksversammlung",
            amira,
            BERATEN_AM,
        )

    def test_ueberwiesen_und_dann_abgelehnt(self):
        drucksache = anlegen()
        entscheide(drucksache, "ueberwiesen", "2023-12-07", gremium="Hauptausschuss")
        entscheide(drucksache, "ueberwiesen", "2023-12-12", gremium="Ausschuss")
        entscheide(drucksache, "abgelehnt", "2023-12-21")
        assert (drucksache.stand, drucksache.ist_wirksam) == ("abgelehnt", False)

    def test_beanstandet_haelt_auf_und_aufgehobene_beanstandung_macht_wieder_wirksam(self):
        drucksache = beschlossene()
        entscheide(drucksache, "beanstandet", "2023-12-20")
        assert not drucksache.ist_wirksam
        entscheide(drucksache, "beschlossen", "2024-01-18")
        assert drucksache.ist_wirksam
        assert letzter_tag_der_beanstandung(drucksache) == date(2023, 12, 21), "counts from the adoption"

    def test_beanstanden_geht_am_letzten_tag_und_danach_nicht(self):
        drucksache = beschlossene()
        with pytest.raises(ValidationError) as fehler:
            entscheide(drucksache, "beanstandet", "2023-12-22")
        assert fehler.value.message_dict == {
            "am": [
                "Beanstanden war bis zum 21. Dezember 2023 möglich, zwei Wochen nach dem Beschluss (§ 22 BezVG)."
            ]
        }
        entscheide(drucksache, "beanstandet", "2023-12-21")
        assert drucksache.stand == "beanstandet"

    def test_aufgehoben_ist_das_ende(self):
        drucksache = beschlossene()
        entscheide(drucksache, "aufgehoben", "2024-06-01")
        with pytest.raises(ValidationError) as fehler:
            entscheide(drucksache, "beschlossen", "2024-06-02")
        assert fehler.value.message_dict == {
            "stand": ["Die Drucksache ist aufgehoben. Sie kann jetzt nicht „beschlossen“ werden."]
        }

    @pytest.mark.parametrize("stand", ["eingebracht", "beanstandet", "aufgehoben", "unsinn", ""])
    def test_was_auf_eingebracht_nicht_folgen_kann(self, stand):
        drucksache = anlegen()
        with pytest.raises(ValidationError) as fehler:
            entscheide(drucksache, stand, "2023-12-07")
        assert list(fehler.value.message_dict) == ["stand"]
        assert Entscheidung.objects.count() == 0

    @pytest.mark.parametrize(
        ("tag", "satz"),
        [
            ("2023-12-06", "Beraten wurde die Drucksache frühestens am 7. Dezember 2023."),
            (
                "2024-09-03",
                "Der Tag liegt in der Zukunft. Tragen Sie die Entscheidung ein, wenn sie gefallen ist.",
            ),
        ],
    )
    def test_nicht_vor_der_beratung_und_nicht_in_der_zukunft(self, tag, satz):
        drucksache = anlegen()
        with pytest.raises(ValidationError) as fehler:
            entscheide(drucksache, "beschlossen", tag)
        assert fehler.value.message_dict == {"am": [satz]}

    def test_heute_ist_der_tag_der_uhr(self):
        drucksache = anlegen()
        with welt.zeit("2023-12-07", "23:30"):
            entscheide(drucksache, "beschlossen", "2023-12-07")
        assert drucksache.ist_wirksam

    def test_nicht_vor_der_letzten_entscheidung(self):
        drucksache = anlegen()
        entscheide(drucksache, "ueberwiesen", "2023-12-14")
        with pytest.raises(ValidationError, match="vom 14"):
            entscheide(drucksache, "beschlossen", "2023-12-13")

    def test_ohne_datum_der_beratung_zaehlt_nur_die_uhr(self):
        drucksache = anlegen(beratungen=(Beratungsvorschlag("Bezirksversammlung"),))
        entscheide(drucksache, "beschlossen", "2020-01-01")
        assert drucksache.ist_wirksam

    def test_mit_aenderungen_verlangt_den_wortlaut(self):
        drucksache = anlegen()
        with pytest.raises(ValidationError) as fehler:
            entscheide(drucksache, "beschlossen", "2023-12-07", ist_geaendert=True, bemerkung=" ")
        assert fehler.value.message_dict == {"bemerkung": ["Tragen Sie den Wortlaut der Änderung ein."]}
        entscheidung = entscheide(
            drucksache,
            "beschlossen",
            "2023-12-07",
            ist_geaendert=True,
            bemerkung="18.000 EUR statt 20.000 EUR.",
        )
        assert (entscheidung.ist_geaendert, entscheidung.bemerkung) == (True, "18.000 EUR statt 20.000 EUR.")

    def test_mit_aenderungen_passt_nur_zu_einem_beschluss(self):
        drucksache = anlegen()
        with pytest.raises(ValidationError, match="passt nur zu einem Beschluss"):
            entscheide(drucksache, "abgelehnt", "2023-12-07", ist_geaendert=True, bemerkung="x")

    def test_die_datenbank_verlangt_den_wortlaut_auch(self):
        drucksache = anlegen()
        angaben = {"drucksache": drucksache, "am": BERATEN_AM, "ist_geaendert": True}
        for falsch in ({"stand": "beschlossen"}, {"stand": "abgelehnt", "bemerkung": "x"}):
            with (
                pytest.raises(IntegrityError, match="entscheidung_aenderung_mit_wortlaut"),
                transaction.atomic(),
            ):
                Entscheidung.objects.create(**angaben, **falsch)

    def test_zweimal_gesendet_ist_einmal_eingetragen(self):
        drucksache, schluessel = anlegen(), uuid4()
        angaben = {
            "drucksache": drucksache,
            "stand": "ueberwiesen",
            "am": BERATEN_AM,
            "schluessel": schluessel,
        }
        assert entscheidung_erfassen(**angaben) == entscheidung_erfassen(**angaben)
        assert Entscheidung.objects.count() == 1


@pytest.mark.django_db(transaction=True)
class TestZweiZugleich:
    def test_dieselbe_drucksache_von_zweien_ist_eine_und_der_zweite_sieht_sie(self):
        for runde in range(5):
            nummer = f"22-{runde:04d}"
            eine, andere = gleichzeitig([lambda nummer=nummer: anlegen(nummer=nummer)] * 2)
            if isinstance(eine, Exception):
                eine, andere = andere, eine
            assert isinstance(andere, DrucksacheVorhanden), andere
            assert andere.drucksache == eine
            assert Konferenz.objects.filter(drucksache=eine).count() == 1
        assert anzahlen() == (5, 15, 5, 5, 5)

    def test_derselbe_schluessel_von_zweien_fuehrt_beide_zur_selben_drucksache(self):
        schluessel = uuid4()
        eine, andere = gleichzeitig([lambda: drucksache_anlegen(vorschlag=GRUND, schluessel=schluessel)] * 2)
        assert eine == andere == Drucksache.objects.get()

    def test_zwei_fassungen_zugleich_bekommen_eine_konferenz(self):
        ergebnisse = gleichzeitig([lambda: anlegen(), lambda: anlegen(fassung=1), lambda: anlegen(fassung=2)])
        assert {drucksache.fassung for drucksache in ergebnisse} == {0, 1, 2}
        assert Konferenz.objects.count() == 1

    def test_ohne_die_sperre_entstuenden_zwei_konferenzen(self, monkeypatch):
        """Negative control of the lock on the table."""
        from konferenz.actions import drucksache as aktionen

        treffen = Barrier(2)

        def ohne_sperre(_jahr):
            treffen.wait(timeout=10)
            return f"2024-{uuid4().hex[:6]}"

        monkeypatch.setattr(aktionen, "_sperre_konferenzen", lambda: None)
        monkeypatch.setattr(aktionen, "_freie_kennung", ohne_sperre)
        gleichzeitig([lambda: anlegen(), lambda: anlegen(fassung=1)])
        assert Konferenz.objects.count() == 2

    def test_zwei_drucksachen_eines_jahres_zugleich_bekommen_zwei_kennungen(self):
        nummern = [f"22-{nummer:04d}" for nummer in range(1, 5)]
        gleichzeitig([lambda nummer=nummer: anlegen(nummer=nummer) for nummer in nummern])
        assert set(Konferenz.objects.values_list("kennung", flat=True)) == {
            "2024",
            "2024-2",
            "2024-3",
            "2024-4",
        }

    def test_zwei_entscheidungen_zugleich_nur_eine_gilt(self):
        drucksache = anlegen()
        ergebnisse = gleichzeitig(
            [
                lambda: entscheide(Drucksache.objects.get(), "beschlossen", "2023-12-07"),
                lambda: entscheide(Drucksache.objects.get(), "abgelehnt", "2023-12-07"),
            ]
        )
        assert [isinstance(ergebnis, ValidationError) for ergebnis in ergebnisse].count(True) == 1
        assert drucksache.entscheidungen.count() == 1
