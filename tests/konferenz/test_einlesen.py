"""Reading motions: invented ones in five shapes, every single notation, and everything that is no motion."""

import dataclasses
import os
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from konferenz.einlesen import Beratungsvorschlag, Punktart, Punktvorschlag, Vorschlag, dekodiere, lies
from konferenz.einlesen.beratung import HOECHSTENS_BERATUNGEN, lies_beratungen
from konferenz.einlesen.dekodieren import HOECHSTENS
from konferenz.einlesen.geld import betrag_im, haushaltsjahre_im
from konferenz.einlesen.namen import antragsteller_aus
from konferenz.einlesen.petitum import HOECHSTENS_PUNKTE, HOECHSTENS_ZEICHEN, lies_petitum, lies_punkt
from konferenz.einlesen.zeiten import frist_im, haelften_im, halbjahr_im, jahre_im

ORDNER = Path(__file__).parent / "drucksachen"
KURZ = "31-0001\n\nEine Konferenz\n\nPetitum\n\n- Das Amt berichtet.\n"


def _lies_datei(name):
    return lies(dekodiere((ORDNER / f"{name}.txt").read_bytes()))


def _ergebnis_oder_fehler(funktion, eingabe):
    try:
        return funktion(eingabe), None
    except ValidationError as fehler:
        return None, fehler


def test_ein_punkt_traegt_betrag_jahr_und_halbjahr_der_konferenz():
    assert _lies_datei("ein_punkt") == Vorschlag(
        nummer="31-0107",
        fassung=0,
        titel="Stadtteilkonferenz „Nachbarn am Kanal“",
        art="Antrag",
        antragsteller=("Fraktion DIE LINKE",),
        beratungen=(Beratungsvorschlag("Bezirksversammlung Ginsterhude", date(2026, 1, 14), "Ö 5.3"),),
        sachverhalt="Am Kanal leben Familien aus vierzig Ländern. Wer neu ankommt, kennt die Angebote kaum.\n\n"
        "Ein Tag des Kennenlernens unter dem Motto „Tür an Tür“ fand 2022 statt.",
        petitum_einleitung="Die Bezirksversammlung möge beschließen,",
        punkte=(
            Punktvorschlag(
                1,
                "im ersten Halbjahr 2026 eine Stadtteilkonferenz durchzuführen und dafür bis zu 8.500,50 € "
                "aus Mitteln des Haushaltsjahres 2026 bereitzustellen.",
                Punktart.MITTEL,
                betrag=Decimal("8500.50"),
                haushaltsjahre=(2026,),
                halbjahr=(2026, 1),
            ),
        ),
        betrag=Decimal("8500.50"),
        haushaltsjahre=(2026,),
        halbjahr=(2026, 1),
        konferenzjahr=2026,
        oeffentlich=True,
        fehlend=("Leitthema",),
    )


def test_sieben_punkte_behalten_unterpunkte_umbrueche_und_ihre_art():
    vorschlag = _lies_datei("sieben_punkte")
    assert vorschlag.punkte == (
        Punktvorschlag(
            1,
            "Der Fachtag soll am 12. März 2027 oder im 2. Quartal 2027 durchgeführt werden.",
            Punktart.TERMIN,
        ),
        Punktvorschlag(
            2,
            "Das Bezirksamt richtet umgehend einen Vorbereitungskreis ein. Ihm gehören an:\n"
            "a) zwei Mitglieder des Beirats,\nb) zwei Mitglieder der Bezirksversammlung.",
            Punktart.GRUPPE,
            frist_text="umgehend",
        ),
        Punktvorschlag(
            3,
            "Für den Fachtag werden insgesamt 12 000 Euro bewilligt, davon 3.000 Euro für das Dolmetschen. "
            "Das Geld kommt aus dem Haushalt 2027, sofern die Mittel des Jahres 2026 verbraucht sind.",
            Punktart.MITTEL,
            betrag=Decimal("12000.00"),
            haushaltsjahre=(2026, 2027),
        ),
        Punktvorschlag(
            4,
            "Weitere 1,5 Tsd. Euro für die Dokumentation sind im Förderfonds 2027 einzuplanen.",
            Punktart.MITTEL,
            betrag=Decimal("1500.00"),
            haushaltsjahre=(2027,),
        ),
        Punktvorschlag(5, "Der Eintritt darf 5 Euro nicht übersteigen."),
        Punktvorschlag(
            6,
            "Das Bezirksamt berichtet bis zum 30.09.2027 über die Ergebnisse.",
            frist=date(2027, 9, 30),
            frist_text="bis zum 30.09.2027",
        ),
        Punktvorschlag(
            7,
            "Die Ergebnisse werden bis Ende Juni 2028 in Leichter Sprache veröffentlicht.",
            frist=date(2028, 6, 30),
            frist_text="bis Ende Juni 2028",
        ),
    )
    assert dataclasses.replace(vorschlag, punkte=()) == Vorschlag(
        nummer="31-0246",
        fassung=0,
        titel="Fachtag Sprache 2027 im Bezirk",
        punkte=(),
        art="Antrag",
        antragsteller=("SPD-Fraktion", "GRÜNE-Fraktion", "Anna Beispiel"),
        beratungen=(
            Beratungsvorschlag("Ausschuss für Soziales", date(2026, 2, 3), "Ö 4"),
            Beratungsvorschlag("Hauptausschuss", date(2026, 2, 17), "N 2.1"),
            Beratungsvorschlag("Bezirksversammlung", date(2026, 2, 26)),
        ),
        sachverhalt="Zehn Vereine haben um Hilfe gebeten.\nDer Fachtag soll ihnen unter dem Leitthema "
        "»Sprache öffnet Türen« einen Ort geben; die Konferenz 2021 unter dem Thema »Ankommen« hat gezeigt, wie.",
        petitum_einleitung="Die Bezirksversammlung möge beschließen:",
        betrag=Decimal("13500.00"),
        haushaltsjahre=(2026, 2027),
        halbjahr=(2027, 1),
        konferenzjahr=2027,
        oeffentlich=True,
        fehlend=("Tagesordnungspunkt der Beratung", "Leitthema"),
    )


def test_ohne_ueberschriften_und_ohne_geld_wird_nichts_erfunden():
    assert _lies_datei("ohne_geld") == Vorschlag(
        nummer="31-0312",
        fassung=0,
        titel="Mehr Gehör für den Beirat",
        art="Antrag",
        antragsteller=("GRÜNE Fraktion",),
        sachverhalt="Der Beirat wird selten gefragt.",
        petitum_einleitung="Die Bezirksversammlung möge beschließen:",
        punkte=(
            Punktvorschlag(
                1, "Die Verwaltung lädt den Beirat künftig zu jeder Sitzung des Sozialausschusses ein."
            ),
            Punktvorschlag(2, "Eine Konferenz mit den Vereinen soll im Herbst stattfinden.", Punktart.TERMIN),
        ),
        oeffentlich=False,
        fehlend=(
            "Beratungsreihenfolge",
            "Leitthema",
            "Betrag",
            "Haushaltsjahre",
            "Halbjahr der Konferenz",
            "Jahr der Konferenz",
        ),
    )


def test_drei_haushaltsjahre_stehen_in_der_gewollten_reihenfolge():
    assert _lies_datei("drei_haushaltsjahre") == Vorschlag(
        nummer="31-0400",
        fassung=0,
        titel="Integrationskonferenzen stärken",
        art="Mitteilungsvorlage",
        beratungen=(
            Beratungsvorschlag("Ausschuss für Integration", date(2026, 3, 5), "Ö 6.1"),
            Beratungsvorschlag("Bezirksversammlung", date(2026, 3, 19)),
        ),
        sachverhalt="Drei Jahre Planung brauchen drei Jahre Geld.",
        petitum_einleitung="Die Bezirksversammlung wird um Zustimmung gebeten:",
        punkte=(
            Punktvorschlag(
                1,
                "Insgesamt 45.000,- EUR werden aus Mitteln der Haushaltsjahre 2026 bis 2028 zur Verfügung gestellt, "
                "vorrangig jedoch aus Mitteln des Jahres 2027.",
                Punktart.MITTEL,
                betrag=Decimal("45000.00"),
                haushaltsjahre=(2027, 2026, 2028),
            ),
            Punktvorschlag(
                2,
                "Die Konferenzen finden jeweils im 2. Halbjahr 2026 und im 2. Halbjahr 2028 statt "
                "und sind öffentlich durchzuführen.",
                Punktart.TERMIN,
            ),
        ),
        betrag=Decimal("45000.00"),
        haushaltsjahre=(2027, 2026, 2028),
        oeffentlich=True,
        fehlend=(
            "Tagesordnungspunkt der Beratung",
            "Antragstellende",
            "Leitthema",
            "Halbjahr der Konferenz",
            "Jahr der Konferenz",
        ),
    )


def test_folgefassung_hat_die_nummer_der_ersten_und_nimmt_den_neuen_betrag():
    assert _lies_datei("folgefassung") == Vorschlag(
        nummer="31-0107",
        fassung=1,
        titel='Stadtteilkonferenz "Nachbarn am Kanal"',
        art="Änderungsantrag",
        antragsteller=("Fraktion SPD", "Fraktion CDU", "Fraktion Die Linke"),
        sachverhalt="Der erste Entwurf war zu knapp gerechnet.\n\nDie Aula ist im Juni belegt.",
        petitum_einleitung="Die Bezirksversammlung beschließt in Abänderung der Drs. 31-0107:",
        punkte=(
            Punktvorschlag(
                1,
                "Statt der 8.500,50 EUR werden 11.000 EUR bereitgestellt, hilfsweise aus 2025, "
                "zunächst aus Mitteln des Jahres 2026.",
                Punktart.MITTEL,
                betrag=Decimal("11000.00"),
                haushaltsjahre=(2026, 2025),
            ),
            Punktvorschlag(
                2,
                "Die Stadtteilkonferenz ist nicht im 1. Halbjahr 2026, sondern im II. Halbjahr 2026 durchzuführen.",
                Punktart.TERMIN,
                halbjahr=(2026, 2),
            ),
        ),
        betrag=Decimal("11000.00"),
        haushaltsjahre=(2026, 2025),
        halbjahr=(2026, 2),
        konferenzjahr=2026,
        fehlend=("Beratungsreihenfolge", "öffentlich oder nichtöffentlich", "Leitthema"),
    )


@pytest.mark.skipif(
    "DRUCKSACHE_ECHT" not in os.environ, reason="DRUCKSACHE_ECHT nennt keine Datei mit dem echten Antrag"
)
def test_der_echte_antrag_wird_vollstaendig_erkannt_und_das_gremium_fehlt():
    """S1: number, title, date, three Fraktionen and three points; the consulting body is not in the text."""
    vorschlag = lies(dekodiere(Path(os.environ["DRUCKSACHE_ECHT"]).read_bytes()))
    assert (vorschlag.nummer, vorschlag.fassung, vorschlag.art, vorschlag.oeffentlich) == (
        "22-4292",
        0,
        "Antrag",
        True,
    )
    assert vorschlag.titel.startswith("Bezirkliche Integrationskonferenz 2024")
    assert "Antrag" not in vorschlag.titel
    assert vorschlag.leitthema
    assert vorschlag.leitthema not in vorschlag.titel
    assert vorschlag.antragsteller == ("SPD-Fraktion", "CDU-Fraktion", "FDP-Fraktion")
    assert vorschlag.beratungen == (Beratungsvorschlag("", date(2023, 12, 7), ""),)
    assert vorschlag.sachverhalt.count("\n\n") == 4
    assert [
        (p.nummer, p.art, p.betrag, p.haushaltsjahre, p.halbjahr, p.frist, p.frist_text)
        for p in vorschlag.punkte
    ] == [
        (1, Punktart.MITTEL, Decimal(20000), (2023, 2024), None, None, ""),
        (2, Punktart.GRUPPE, None, (), None, None, "schnellstmöglich"),
        (3, Punktart.TERMIN, None, (), (2024, 2), None, ""),
    ]
    assert (vorschlag.betrag, vorschlag.haushaltsjahre) == (Decimal(20000), (2023, 2024))
    assert (vorschlag.halbjahr, vorschlag.konferenzjahr) == ((2024, 2), 2024)
    assert vorschlag.fehlend == ("beratendes Gremium", "Tagesordnungspunkt der Beratung")


@pytest.mark.parametrize("datei", sorted(ORDNER.glob("*.txt")), ids=lambda datei: datei.stem)
def test_zeilenenden_leerzeichen_und_kodierung_aendern_nichts(datei):
    text = datei.read_text(encoding="utf-8")
    erwartet = lies(text)
    assert lies(dekodiere(text.replace("\n", "\r\n").encode("utf-8-sig"))) == erwartet
    assert lies(dekodiere(text.replace("\n", "\r").encode("utf-16"))) == erwartet
    assert lies(dekodiere(text.encode("cp1252"))) == erwartet
    assert lies(text.replace(" ", "\u00a0")) == erwartet
    assert lies(text.replace("ü", "u\u0308").replace("Ö", "O\u0308").replace("ö", "o\u0308")) == erwartet


@pytest.mark.parametrize(
    ("text", "betrag"),
    [
        ("20.000 EUR", "20000"),
        ("20.000,00 €", "20000"),
        ("20 000 Euro", "20000"),
        ("20'000 €", "20000"),
        ("20.000,-- €", "20000"),
        ("€ 1.250,5", "1250.50"),
        ("20 TEUR", "20000"),
        ("1,5 Mio. Euro", "1500000"),
        ("im Haushaltsjahr 2024 5.000 EUR", "5000"),
        ("bis zu 3.000 EUR, davon 500 EUR für Kaffee", "3000"),
        ("20.000 EUR; die 20.000 EUR verwaltet das Amt", "20000"),
        ("nicht 500 EUR, sondern 800 EUR", "800"),
        ("300 EUR und 200 EUR, zusammen 500 EUR", None),
        ("insgesamt 500 EUR, nämlich 300 EUR und 200 EUR", "500"),
        ("10.000 EUR und 10.000 EUR", None),
        ("5.000 bis 10.000 EUR", None),
        ("jährlich 5.000 EUR", None),
        ("20,000 EUR", None),
        ("20.00 EUR", None),
        ("0 EUR", None),
        ("99999999999 EUR", None),
        ("zwanzigtausend Euro", None),
    ],
)
def test_betrag_wird_nur_genommen_wenn_er_eindeutig_ist(text, betrag):
    assert betrag_im(text) == (Decimal(betrag) if betrag else None)


@pytest.mark.parametrize(
    ("text", "jahre"),
    [
        ("Mittel des Jahres 2023, sonst 2024", (2023, 2024)),
        ("aus Mitteln 2024, sofern die Mittel des Jahres 2023 aufgebraucht sind", (2023, 2024)),
        ("Reichen die Mittel 2023 nicht aus, aus 2024, danach aus Mitteln 2025", (2023, 2024, 2025)),
        ("aus 2025, falls die Haushaltsmittel 2024 erschöpft sind, und zuerst aus 2023", (2024, 2023, 2025)),
        ("Mittel 2025, ersatzweise 2024", (2025, 2024)),
        ("aus dem Doppelhaushalt 2025/26", (2025, 2026)),
        ("Haushaltsjahre 2024, 2025 und 2026", (2024, 2025, 2026)),
        ("Mittel 2023 für die im Jahr 2024 stattfindende Konferenz", (2023,)),
        ("für die Konferenz 2024 am 16.11.2025 aus dem Haushalt 2026", (2026,)),
        ("2.024 EUR gemäß Drs. 21-2019 bis Ende 2030", ()),
        ("Die Konferenz 2024 war schön. Seit 2019 gibt es sie.", ()),
    ],
)
def test_haushaltsjahre_stehen_in_der_reihenfolge_ihrer_verwendung(text, jahre):
    assert haushaltsjahre_im(text) == jahre


@pytest.mark.parametrize(
    ("text", "halbjahr", "haelften", "jahre"),
    [
        ("im 2. Halbjahr 2024", (2024, 2), {(2024, 2)}, {2024}),
        ("im zweiten Halbjahr des Jahres 2024", (2024, 2), {(2024, 2)}, {2024}),
        ("im I. Halbjahr 2025", (2025, 1), {(2025, 1)}, {2025}),
        ("im Halbjahr II/2024", (2024, 2), {(2024, 2)}, {2024}),
        ("in der ersten Jahreshälfte 2025", (2025, 1), {(2025, 1)}, {2025}),
        ("statt im 1. Halbjahr 2024 im 2. Halbjahr 2024", (2024, 2), {(2024, 2)}, {2024}),
        ("im 1. oder 2. Halbjahr 2024", None, {(2024, 1), (2024, 2)}, {2024}),
        ("im 2. Halbjahr 2024 oder 1. Halbjahr 2025", None, {(2024, 2), (2025, 1)}, {2024, 2025}),
        ("am 16.11.2024", None, {(2024, 2)}, {2024}),
        ("im Mai 2024", None, {(2024, 1)}, {2024}),
        ("im III. Quartal 2024", None, {(2024, 2)}, {2024}),
        ("im März oder September 2024", None, {(2024, 1), (2024, 2)}, {2024}),
        ("am 31.02.2024", None, set(), set()),
        ("im Herbst 2024", None, set(), {2024}),
        ("im Jahr 2025", None, set(), {2025}),
        ("im 2. Halbjahr", None, set(), set()),
        ("im Herbst", None, set(), set()),
    ],
)
def test_zeitangaben(text, halbjahr, haelften, jahre):
    assert (halbjahr_im(text), haelften_im(text), jahre_im(text)) == (halbjahr, haelften, jahre)


@pytest.mark.parametrize(
    ("text", "frist"),
    [
        ("bis zum 31.12.2024", (date(2024, 12, 31), "bis zum 31.12.2024")),
        ("spätestens am 3. März 2025", (date(2025, 3, 3), "spätestens am 3. März 2025")),
        ("bis Ende Februar 2024", (date(2024, 2, 29), "bis Ende Februar 2024")),
        ("bis zum Ende des 1. Quartals 2025", (date(2025, 3, 31), "bis zum Ende des 1. Quartals 2025")),
        ("bis Ende des II. Halbjahres 2024", (date(2024, 12, 31), "bis Ende des II. Halbjahres 2024")),
        ("bis zum Jahresende 2025", (date(2025, 12, 31), "bis zum Jahresende 2025")),
        ("bis Mitte 2025", (None, "bis Mitte 2025")),
        ("bis Februar 2025", (None, "bis Februar 2025")),
        ("bis zum 1.3.2025 und bis zum 1.4.2025", (None, "bis zum 1.3.2025")),
        ("so schnell wie möglich", (None, "so schnell wie möglich")),
        ("von 2023 bis 2024", (None, "")),
    ],
)
def test_frist_hat_nur_einen_tag_wenn_der_text_ihn_nennt(text, frist):
    assert frist_im(text) == frist


@pytest.mark.parametrize(
    ("text", "namen"),
    [
        ("der SPD-, CDU- und FDP-Fraktion", ("SPD-Fraktion", "CDU-Fraktion", "FDP-Fraktion")),
        ("SPD-, GRÜNE- und FDP-Fraktionen", ("SPD-Fraktion", "GRÜNE-Fraktion", "FDP-Fraktion")),
        ("der GRÜNE Fraktion und der Fraktion DIE LINKE", ("GRÜNE Fraktion", "Fraktion DIE LINKE")),
        (
            "der Fraktionen von SPD und BÜNDNIS 90/DIE GRÜNEN",
            ("Fraktion SPD", "Fraktion BÜNDNIS 90/DIE GRÜNEN"),
        ),
        ("der Abgeordneten Anna Meer und Bo Wald", ("Anna Meer", "Bo Wald")),
        ("des Abgeordneten Jan Otto (fraktionslos)", ("Jan Otto (fraktionslos)",)),
    ],
)
def test_antragstellende_werden_einzeln_genannt(text, namen):
    assert antragsteller_aus(text) == namen


@pytest.mark.parametrize(
    ("text", "art"),
    [
        ("5.000 EUR für eine Konferenz", Punktart.MITTEL),
        ("Das Amt stellt 500 EUR bereit.", Punktart.MITTEL),
        ("Mittel in ausreichender Höhe sind bereitzustellen.", Punktart.MITTEL),
        ("Bücher sind zur Verfügung zu stellen.", Punktart.FREI),
        ("Der Eintritt darf 5 Euro nicht übersteigen.", Punktart.FREI),
        ("Das Amt setzt eine Arbeitsgruppe ein.", Punktart.GRUPPE),
        ("Die Arbeitsgruppe soll berichten.", Punktart.FREI),
        ("Die Veranstaltung findet am 16.11.2024 statt.", Punktart.TERMIN),
        ("Die Konferenz soll bis Ende 2025 durchgeführt werden.", Punktart.TERMIN),
        ("Die Konferenz soll durchgeführt werden.", Punktart.FREI),
        ("Bis zum 31.03.2025 ist ein Konzept für die Konferenz vorzulegen.", Punktart.FREI),
    ],
)
def test_art_eines_punkts(text, art):
    assert lies_punkt(1, text).art is art


@pytest.mark.parametrize(
    ("petitum", "punkte"),
    [
        ("- Eins\n– Zwei\n—\nDrei", ["Eins", "Zwei", "Drei"]),
        ("• Eins\n· Zwei\n\uf0b7Drei", ["Eins", "Zwei", "Drei"]),
        ("1. Eins\n2. Zwei am\n3. März 2024\n3. Drei", ["Eins", "Zwei am 3. März 2024", "Drei"]),
        ("(1) Eins\n(2) Zwei", ["Eins", "Zwei"]),
        ("a) Eins\nb) Zwei", ["Eins", "Zwei"]),
        ("I. Eins\n- innen\nII. Zwei", ["Eins\n- innen", "Zwei"]),
        ("1. Eins\n\nMehr zu eins\n2. Zwei", ["Eins\nMehr zu eins", "Zwei"]),
        ("Eins\nweiter\n\nZwei", ["Eins weiter", "Zwei"]),
        ("Wir mögen:\nEins", ["Eins"]),
        ("Der Ausschuss möge beschließen: 2025 wird gefeiert.", ["2025 wird gefeiert."]),
    ],
)
def test_punkte_werden_an_ihren_zeichen_getrennt(petitum, punkte):
    assert [punkt.text for punkt in lies_petitum(petitum.split("\n")).punkte] == punkte


@pytest.mark.parametrize(
    ("zeilen", "reihen"),
    [
        (["Gremium", "TOP"], ()),
        (["Do, 01.02.2024 18:00 Uhr  Hauptausschuss  Ö 3"], [("Hauptausschuss", date(2024, 2, 1), "Ö 3")]),
        (
            ["Datum\tGremium\tErgebnis", "01.02.2024\tRat\tungeändert beschlossen"],
            [("Rat", date(2024, 2, 1), "")],
        ),
        (["01.02.2024", "08.02.2024", "Rat"], [("", date(2024, 2, 1), ""), ("Rat", date(2024, 2, 8), "")]),
        (["Rat", "TOP 7.2", "Ausschuss"], [("Rat", None, "TOP 7.2"), ("Ausschuss", None, "")]),
    ],
)
def test_beratungen_in_jeder_anordnung_der_spalten(zeilen, reihen):
    assert lies_beratungen(zeilen) == tuple(Beratungsvorschlag(*reihe) for reihe in reihen)


@pytest.mark.parametrize(
    ("kopf", "erwartet"),
    [
        ("23-0001\nEin Titel\nVorlage", ("23-0001", 0, "Ein Titel", "Vorlage", None)),
        (
            "Drucksache 23-0001.2\n\nEin Titel\n\nAnfrage nicht öffentlich",
            ("23-0001", 2, "Ein Titel", "Anfrage", False),
        ),
        ("Antrag 23–0001 öffentlich\nEin Titel", ("23-0001", 0, "Ein Titel", "Antrag", True)),
        ("Ein Titel\nüber zwei Zeilen\n\n23-0001", ("23-0001", 0, "Ein Titel über zwei Zeilen", "", None)),
        ("Bezug: 22-9999\n23-0001 Ein Titel", ("23-0001", 0, "Ein Titel", "", None)),
        (
            "23-0001\nFest 2024 - Bericht der Gruppe",
            ("23-0001", 0, "Fest 2024 - Bericht der Gruppe", "", None),
        ),
    ],
)
def test_kopf_in_verschiedenen_anordnungen(kopf, erwartet):
    v = lies(f"{kopf}\n\nPetitum\n- Das Amt berichtet.")
    assert (v.nummer, v.fassung, v.titel, v.art, v.oeffentlich) == erwartet


@pytest.mark.parametrize("auf_zu", ["„“", "„”", "“”", '""', "»«", "«»", "‚‘", "›‹"])
def test_leitthema_steht_in_beliebigen_anfuehrungszeichen(auf_zu):
    satz = f"Die Konferenz soll unter dem Thema {auf_zu[0]}Alle an Bord{auf_zu[1]} stattfinden."
    assert lies(KURZ.replace("Petitum", f"Sachverhalt\n{satz}\nPetitum")).leitthema == "Alle an Bord"


@pytest.mark.parametrize("aenderung", [("31-0001", ""), ("Eine Konferenz", ""), ("- Das Amt berichtet.", "")])
def test_jede_der_drei_pflichtangaben_wird_beim_namen_genannt(aenderung):
    assert lies(KURZ).nummer == "31-0001"
    fehlt = {"31-0001": "Nummer", "Eine Konferenz": "Titel", "- Das Amt berichtet.": "Punkt"}[aenderung[0]]
    with pytest.raises(ValidationError) as fehler:
        lies(KURZ.replace(*aenderung))
    assert len(fehler.value.messages) == 1
    assert fehlt in fehler.value.messages[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "leer"),
        (" \n\u00a0", "leer"),
        ("Liebe Kollegin,\n\nbis morgen!", "keine_drucksache"),
        ("%PDF-1.7 ...", "pdf"),
        (KURZ + "\0", "kein_text"),
        (KURZ + "fÃ¼r", "kodierung"),
        (KURZ + "f\ufffdr", "kodierung"),
        (KURZ + "\ud800", "kodierung"),
        (KURZ + "x" * HOECHSTENS, "zu_gross"),
        (KURZ + "- noch ein Punkt\n" * HOECHSTENS_PUNKTE, "petitum_zu_lang"),
        (KURZ + "y" * HOECHSTENS_ZEICHEN, "petitum_zu_lang"),
        (KURZ + "Beratungsfolge\n" + "01.01.2024\n" * (HOECHSTENS_BERATUNGEN + 1), "beratung_zu_lang"),
    ],
)
def test_text_der_keine_drucksache_ist_wird_mit_grund_abgelehnt(text, code):
    with pytest.raises(ValidationError) as fehler:
        lies(text)
    assert [einzeln.code for einzeln in fehler.value.error_list] == [code]


@pytest.mark.parametrize(
    ("daten", "code"),
    [
        (b"", "leer"),
        (b" \r\n", "leer"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b"PK\x03\x04word/document.xml", "kein_text"),
        (rb"{\rtf1\ansi Antrag}", "kein_text"),
        (b"Antrag\x00\x01\x02", "kein_text"),
        (b"<!DOCTYPE html><p>Antrag", "webseite"),
        (b"x" * 10_000_000, "zu_gross"),
        ("für".encode("utf-16")[:-1], "kodierung"),
        ("für alle".encode().decode("cp1252").encode(), "kodierung"),
        ("Begrüßung".encode("cp850"), "kodierung"),
        ("Gespräch".encode("cp850"), "kodierung"),
        ("für alle".encode() + b" \xfc", "kodierung"),
    ],
)
def test_datei_die_kein_lesbarer_text_ist_wird_mit_grund_abgelehnt(daten, code):
    with pytest.raises(ValidationError) as fehler:
        dekodiere(daten)
    assert fehler.value.code == code


def test_meldung_zur_pdf_datei_sagt_was_zu_tun_ist():
    with pytest.raises(ValidationError) as fehler:
        dekodiere(b"%PDF-1.7")
    assert fehler.value.messages == [
        "Das ist eine PDF-Datei. Bitte kopieren Sie den Text der Drucksache und fügen Sie ihn ein."
    ]


STUECKE = [
    KURZ,
    "31-0001.1",
    "Petitum",
    "Beratungsreihenfolge",
    "Sachverhalt:",
    "möge beschließen",
    "\n",
    "\n- ",
]
STUECKE += [
    "1. ",
    "5.000 EUR",
    "€",
    "Mittel",
    "2024/25",
    "2. Halbjahr 2024",
    "31.02.2024",
    "bis Ende",
    "Konferenz",
]
STUECKE += ["(Antrag der ", "SPD-, ", "unter dem Thema „", "\t", "Ö 7.2", "öffentlich", "davon", "Jahr 9999"]


@given(st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(STUECKE), st.text(max_size=8))).map("".join)))
@settings(max_examples=300, deadline=None)
def test_beliebiger_text_ergibt_einen_vorschlag_oder_eine_meldung(text):
    vorschlag, fehler = _ergebnis_oder_fehler(lies, text)
    if fehler:
        assert all(fehler.messages)
    else:
        assert vorschlag.nummer
        assert vorschlag.titel
        assert [punkt.nummer for punkt in vorschlag.punkte] == list(range(1, len(vorschlag.punkte) + 1))


@given(st.binary())
@settings(max_examples=200, deadline=None)
def test_beliebige_bytes_ergeben_text_oder_eine_meldung(daten):
    text, fehler = _ergebnis_oder_fehler(dekodiere, daten)
    assert text.strip() if fehler is None else all(fehler.messages)


BOESARTIG = [
    "a",
    " ",
    "\n",
    "\u00a0",
    "- a\n",
    "1. ",
    "1.000 ",
    "2024/",
    "(Antrag der ",
    "mittel ",
    "möge ",
    "bis zum ",
]
BOESARTIG += [
    "Konferenz unter dem Thema „",
    "a\u0301\u0327",
    "01.01.2024\n",
    "Haushalt reicht ",
    "1. Halbjahr ",
]


@pytest.mark.parametrize("stueck", BOESARTIG)
@pytest.mark.parametrize("teil", ["Titel", "Sachverhalt", "Beratungsreihenfolge", "Petitum"])
def test_boesartiger_text_wird_in_linearer_zeit_gelesen(stueck, teil):
    fuellung = stueck * (900_000 // len(stueck))
    text = f"31-0001\n\nTitel\n\n{fuellung if teil == 'Titel' else ''}\nPetitum\n- Das Amt berichtet.\n"
    if teil != "Titel":
        text += f"\n{teil}\n{fuellung}"
    beginn = time.process_time()
    vorschlag, fehler = _ergebnis_oder_fehler(lies, text)
    assert time.process_time() - beginn < 2
    assert vorschlag or fehler.messages
