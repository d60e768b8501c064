"""Inviting to a meeting: notice period, numbers, versions, letters with a calendar entry."""

import icalendar
import pytest
from django.core.exceptions import ValidationError

from beirat.queries import fehlende_stellen
from konferenz import beitraege
from konferenz.models import Nachricht
from planung.actions.einladen import einladen, nachtrag_senden
from planung.actions.sitzung import sitzung_absagen, sitzung_aendern, sitzung_anlegen
from planung.actions.tagesordnung import punkt_entfernen, punkt_hinzufuegen, punkt_verschieben
from planung.models import Sitzung, Tagesordnungspunkt
from tests import welt
from tests.planung.welt import Gruppe, gruppe, zeitpunkt

pytestmark = pytest.mark.django_db


@pytest.fixture
def haus() -> Gruppe:
    return gruppe()


def nummern(sitzung: Sitzung) -> list[tuple[str, str]]:
    return [(punkt.nummer, punkt.titel) for punkt in sitzung.punkte.in_ordnung()]


def eingeladen(haus: Gruppe, beginn: str = "2024-09-12 17:00") -> Sitzung:
    sitzung = haus.sitzung(beginn)
    einladen(sitzung=sitzung, person=haus.amira)
    sitzung.refresh_from_db()
    return sitzung


def kalender(nachricht: Nachricht) -> tuple[str, icalendar.Event]:
    """Method and event of the calendar file that a letter carries."""
    (anlage,) = beitraege.sammle("anlagen", nachricht)
    datei = icalendar.Calendar.from_ical(anlage.inhalt)
    (termin,) = datei.walk("VEVENT")
    return str(datei["METHOD"]), termin


class TestLadungsfrist:
    def test_sieben_volle_tage_liegen_zwischen_versand_und_sitzung(self, haus: Gruppe) -> None:
        """S35: for Thursday 22.02.2024 the 14.02. is in time."""
        sitzung = haus.sitzung("2024-02-22 17:00")
        with welt.zeit("2024-02-14"):
            einladung = einladen(sitzung=sitzung, person=haus.amira)
        assert (einladung.version, einladung.ist_verkuerzt) == (1, False)
        assert nummern(sitzung) == [
            ("1", "Eröffnung, Feststellung der Tagesordnung"), ("2", "Programm und Arbeitsgruppen"),
        ]  # fmt: skip

    def test_am_tag_danach_braucht_es_einen_grund_und_einen_punkt(self, haus: Gruppe) -> None:
        """S35: on 15.02. it needs a reason and adds an item to confirm it."""
        sitzung = haus.sitzung("2024-02-22 17:00")
        with welt.zeit("2024-02-15"):
            with pytest.raises(ValidationError) as fehler:
                einladen(sitzung=sitzung, begruendung="  ", person=haus.amira)
            assert fehler.value.message_dict == {
                "begruendung": [
                    "Die Ladungsfrist von 7 Tagen ist verkürzt. Bitte begründen Sie, warum es eilt."
                ]
            }
            assert Nachricht.objects.count() == 0
            einladung = einladen(sitzung=sitzung, begruendung="Der Raum wurde gekündigt.", person=haus.amira)
        assert (einladung.ist_verkuerzt, einladung.begruendung) == (True, "Der Raum wurde gekündigt.")
        assert nummern(sitzung) == [
            ("1", "Eröffnung, Feststellung der Tagesordnung"),
            ("2", "Bestätigung der verkürzten Ladungsfrist"),
            ("3", "Programm und Arbeitsgruppen"),
        ]

    def test_in_die_vergangenheit_und_zweimal_wird_nicht_eingeladen(self, haus: Gruppe) -> None:
        with pytest.raises(ValidationError, match="Vergangenheit"):
            einladen(sitzung=haus.sitzung("2024-09-01 17:00"), person=haus.amira)
        sitzung = eingeladen(haus)
        with pytest.raises(ValidationError, match="Die Sitzung ist eingeladen"):
            einladen(sitzung=sitzung, person=haus.amira)


def test_jedes_mitglied_bekommt_einen_brief_mit_kalendereintrag_wer_keine_adresse_hat_auf_papier(
    haus: Gruppe,
) -> None:
    haus.frank.email = ""
    haus.frank.save()
    einladung = einladen(sitzung=haus.sitzung(), anschreiben="Bitte pünktlich.", person=haus.amira)
    briefe = {brief.an_name: brief for brief in Nachricht.objects.all()}
    assert set(briefe) == {mensch.anzeigename for mensch in haus.mitglieder}
    assert einladung.zustellungen.count() == len(briefe) == 8
    assert {name for name, brief in briefe.items() if brief.weg == "brief"} == {"Frank Petersen"}
    brief = briefe["Elif Kaya"]
    assert brief.betreff == "Einladung: 1. Sitzung, Vorbereitungsgruppe 2024, am 12. September 2024"
    for satz in (
        "Guten Tag Elif Kaya,",
        "17:00–19:00 Uhr",
        "Raum 4.10",
        "Bitte pünktlich.",
        "2  Programm und",
    ):
        assert satz in brief.text_zum_zeigen
    methode, termin = kalender(brief)
    assert (methode, termin["SEQUENCE"], str(termin["ATTENDEE"])) == (
        "REQUEST",
        0,
        "MAILTO:elif.kaya@example.org",
    )
    assert (termin["ATTENDEE"].params["RSVP"], termin["ATTENDEE"].params["PARTSTAT"]) == (
        "FALSE",
        "NEEDS-ACTION",
    )
    assert (termin.start, termin.end) == (zeitpunkt("2024-09-12 17:00"), zeitpunkt("2024-09-12 19:00"))
    assert termin["DTSTART"].params["TZID"] == "Europe/Berlin"


class TestTagesordnung:
    def test_vor_dem_versand_folgen_die_nummern_der_reihenfolge(self, haus: Gruppe) -> None:
        sitzung = haus.sitzung()
        punkt = haus.punkt(sitzung, "Dolmetschen")
        unter = Tagesordnungspunkt(sitzung=sitzung, uebergeordnet=punkt, titel="Sprachen")
        punkt_hinzufuegen(punkt=unter, person=haus.amira)
        punkt_verschieben(punkt=punkt, schritte=-1, person=haus.amira)
        punkt_verschieben(punkt=punkt, schritte=9, person=haus.amira)
        punkt_verschieben(punkt=punkt, schritte=-1, person=haus.amira)
        einladen(sitzung=sitzung, person=haus.amira)
        assert nummern(sitzung) == [
            ("1", "Eröffnung, Feststellung der Tagesordnung"), ("2", "Dolmetschen"), ("2.1", "Sprachen"),
            ("3", "Programm und Arbeitsgruppen"),
        ]  # fmt: skip

    def test_ein_unterpunkt_hat_keine_unterpunkte(self, haus: Gruppe) -> None:
        sitzung = haus.sitzung()
        unter = haus.punkt(sitzung, "Sprachen", uebergeordnet=sitzung.punkte.first())
        with pytest.raises(ValidationError, match="keine weiteren Unterpunkte"):
            punkt_hinzufuegen(
                punkt=Tagesordnungspunkt(sitzung=sitzung, uebergeordnet=unter, titel="x"), person=haus.amira
            )

    def test_danach_wird_nichts_umnummeriert_ein_neuer_punkt_bekommt_einen_buchstaben(
        self, haus: Gruppe
    ) -> None:
        sitzung = eingeladen(haus)
        erster, zweiter = sitzung.punkte.in_ordnung()
        for titel in ("Später", "Früher"):
            neu = Tagesordnungspunkt(sitzung=sitzung, titel=titel)
            punkt_hinzufuegen(punkt=neu, nach=erster, person=haus.amira)
        punkt_entfernen(punkt=zweiter, person=haus.amira)
        assert nummern(sitzung) == [
            ("1", erster.titel), ("1b", "Früher"), ("1a", "Später"), ("2", zweiter.titel),
        ]  # fmt: skip
        zweiter.refresh_from_db()
        assert zweiter.stand == Tagesordnungspunkt.Stand.ABGESETZT
        with pytest.raises(ValidationError, match="ist versandt"):
            punkt_verschieben(punkt=zweiter, schritte=-1, person=haus.amira)

    def test_ein_nachtrag_nennt_was_sich_geaendert_hat(self, haus: Gruppe) -> None:
        sitzung = eingeladen(haus)
        with pytest.raises(ValidationError, match="nicht geändert"):
            nachtrag_senden(sitzung=sitzung, person=haus.amira)
        neu = Tagesordnungspunkt(sitzung=sitzung, titel="Kinderbetreuung", ist_oeffentlich=False)
        punkt_hinzufuegen(punkt=neu, person=haus.amira)
        einladung = nachtrag_senden(sitzung=sitzung, person=haus.amira)
        assert (einladung.version, str(einladung)) == (2, "Nachtrag 1")
        briefe = Nachricht.objects.filter(anlass="planung.nachtrag")
        assert briefe.count() == 8
        assert "2a  Kinderbetreuung: neu" in briefe[0].text_zum_zeigen


class TestAendernUndAbsagen:
    def test_ein_neuer_raum_aendert_den_kalender_und_fragt_nicht_neu(self, haus: Gruppe) -> None:
        sitzung = eingeladen(haus)
        sitzung.raum = "Raum 2.01"
        sitzung_aendern(sitzung=sitzung, person=haus.amira)
        assert (sitzung.sequenz, sitzung.generation) == (1, 0)
        assert Nachricht.objects.filter(anlass="planung.verlegt").count() == 8

    def test_verlegen_macht_alte_briefe_ungueltig_und_hebt_die_folge(self, haus: Gruppe) -> None:
        sitzung = eingeladen(haus)
        alt = Nachricht.objects.first()
        assert alt is not None
        assert all(beitraege.rufe("nachricht_gilt", alt))
        sitzung.beginn, sitzung.ende = zeitpunkt("2024-09-19 17:00"), zeitpunkt("2024-09-19 19:00")
        sitzung_aendern(sitzung=sitzung, person=haus.amira)
        assert not all(beitraege.rufe("nachricht_gilt", alt))
        neu = Nachricht.objects.filter(anlass="planung.verlegt").first()
        assert neu is not None
        assert "Bisher war sie für Donnerstag, 12. September 2024, 17:00 Uhr, geplant." in neu.text_zum_zeigen
        methode, termin = kalender(neu)
        assert (methode, termin["SEQUENCE"], termin.start) == ("REQUEST", 1, zeitpunkt("2024-09-19 17:00"))

    def test_absagen_nimmt_den_termin_aus_dem_kalender(self, haus: Gruppe) -> None:
        sitzung = eingeladen(haus)
        uid = kalender(Nachricht.objects.all()[0])[1]["UID"]
        with pytest.raises(ValidationError, match="Grund"):
            sitzung_absagen(sitzung=sitzung, grund=" ", person=haus.amira)
        sitzung_absagen(sitzung=sitzung, grund="Krankheit", person=haus.amira)
        brief = Nachricht.objects.filter(anlass="planung.abgesagt")[0]
        methode, termin = kalender(brief)
        assert (methode, termin["STATUS"], termin["SEQUENCE"], termin["UID"]) == (
            "CANCEL",
            "CANCELLED",
            1,
            uid,
        )
        assert all(beitraege.rufe("nachricht_gilt", brief))
        with pytest.raises(ValidationError, match="Sie ist abgesagt"):
            sitzung_aendern(sitzung=Sitzung.objects.get(pk=sitzung.pk), person=haus.amira)

    def test_wer_noch_nicht_eingeladen_hat_schreibt_niemandem(self, haus: Gruppe) -> None:
        sitzung = haus.sitzung()
        sitzung.raum = "Saal"
        sitzung_aendern(sitzung=sitzung, person=haus.amira)
        sitzung_absagen(sitzung=sitzung, grund="Kein Bedarf", person=haus.amira)
        assert Nachricht.objects.count() == 0


def test_eine_neue_sitzung_bekommt_nummer_tagesordnung_und_erinnerungen(haus: Gruppe) -> None:
    haus.sitzung()
    sitzung = Sitzung(
        gremium=haus.gremium,
        beginn=zeitpunkt("2024-10-10 17:00"),
        ende=zeitpunkt("2024-10-10 19:00"),
        ort=haus.ort,
    )
    sitzung_anlegen(sitzung=sitzung, person=haus.amira)
    assert sitzung.nummer == 2
    assert [punkt.art for punkt in sitzung.punkte.in_ordnung()] == [
        "eroeffnung", "genehmigung", "aufgaben", "mitteilung", "verschiedenes",
    ]  # fmt: skip
    assert sorted(eine.kennzeichen for eine in sitzung.erinnerungen.all()) == ["1t", "2h", "7t"]


def test_eine_fehlende_entsendende_stelle_wird_genannt(haus: Gruppe) -> None:
    """S31: members only from the board; the assembly is missing."""
    assert fehlende_stellen(haus.gremium, welt.MONTAG.date()) == []
    haus.gremium.sitze.filter(mitgliedschaften__entsendet_durch=haus.versammlung)
    for eine in haus.versammlung.entsendungen.all():
        eine.delete()
    assert fehlende_stellen(haus.gremium, welt.MONTAG.date()) == [haus.versammlung]
