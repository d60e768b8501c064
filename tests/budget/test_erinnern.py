"""Jobs of the money: ends of reservations (F19), reminders, the list at the end of a year (F10, S15): each letter once
for a person, deadline and lead time, nothing about what is done, also right after a pause.
"""

from datetime import date

import pytest

from budget import tasks
from budget.actions.erinnern import fristen_melden, jahresende_melden, reservierungen_beenden
from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben
from budget.actions.quellen import bindung_aendern
from budget.actions.reservieren import reservieren, reservierung_beenden
from budget.actions.zahlen import zahlung_buchen
from budget.actions.zuwendung import (
    Ratenangabe,
    bescheid_eintragen,
    nachweis_eintragen,
    rate_abrufen,
    raten_planen,
)
from budget.models import Buchung, Rechnung, Vorgang
from budget.queries.post import nachricht_gilt
from konferenz.models import Benutzer, Nachricht, Rollenzuweisung
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, traeger
from tests.gleichzeitig import gleichzeitig
from tests.personen import person


def laeufe(job: object, *tage: str) -> list[int]:
    """What one run on each of these days did."""
    zahlen = []
    for tag in tage:
        with welt.zeit(tag, "00:05"):
            zahlen.append(job())  # type: ignore[operator]
    return zahlen


def briefe() -> list[tuple[str, str]]:
    """Who got which letter, in the order of writing."""
    return [(brief.an_name.split()[0], brief.betreff) for brief in Nachricht.objects.order_by("pk")]


@pytest.fixture
def haus(db: None) -> Kasse:
    """Amira and Bernd work with the money from the beginning, Carla orders."""
    haus = bestaetigte_kasse("12.500,00", bescheid_statt_leistung=False)
    Rollenzuweisung.objects.update(von=date(2023, 12, 1))
    with welt.zeit("2023-12-18"):  # everything of 2023 is bound and paid: no deadline of that year is left
        vorgang = festlegen(vorgang=haus.zuwendung(), betrag=eur("12.500,00"), person=haus.bernd)[0].vorgang
        zahlung_buchen(
            vorgang=vorgang, betrag=eur("12.500,00"), gezahlt_am=date(2023, 12, 18), person=haus.bernd
        )
    return haus


def reserviere(haus: Kasse, tag: str = "2024-03-01", endet: str = "2024-04-30") -> Buchung:
    with welt.zeit(tag):
        return reservieren(
            vorgang=haus.vorgang("Dolmetschen"), betrag=eur("980,00"), endet_am=date.fromisoformat(endet),
            person=haus.amira,
        )  # fmt: skip


class TestReservierungen:
    def test_sie_endet_in_der_nacht_nach_ihrem_letzten_tag_und_einmal(self, haus: Kasse) -> None:
        """F19: a Reservierungsende row, nobody entered it; the money is free again."""
        reservierung = reserviere(haus)
        vorher = haus.frei
        assert laeufe(reservierungen_beenden, "2024-04-30", "2024-05-01", "2024-05-01") == [0, 1, 0]
        ende = Buchung.objects.get(art="reservierungsende")
        assert (ende.bezug, ende.betrag, ende.erfasst_von) == (reservierung, eur("980,00"), None)
        assert (ende.wertstellung, ende.grund) == (date(2024, 5, 1), "Frist abgelaufen")
        assert haus.frei == vorher + eur("980,00")

    def test_nach_einer_pause_endet_sie_am_tag_des_laufs(self, haus: Kasse) -> None:
        """Nothing is back-dated: until the run the money was kept free."""
        reserviere(haus)
        assert laeufe(reservierungen_beenden, "2024-05-20") == [1]
        assert Buchung.objects.get(art="reservierungsende").wertstellung == date(2024, 5, 20)

    def test_eingeloeste_und_beendete_ruehrt_der_lauf_nicht_an(self, haus: Kasse) -> None:
        with welt.zeit("2024-03-02"):
            reservierung_beenden(reservierung=reserviere(haus), grund="entfällt", person=haus.amira)
            eingeloest = reserviere(haus)
            festlegen(
                vorgang=eingeloest.vorgang, betrag=eur("980,00"), reservierung=eingeloest, person=haus.bernd
            )
        assert laeufe(reservierungen_beenden, "2024-06-01") == [0]


class TestFristen:
    def test_vor_jedem_vorlauf_ein_brief_an_jede_zustaendige_person(self, haus: Kasse) -> None:
        """However often the scheduler runs; at seven in the morning; with the page that it is about."""
        reserviere(haus)
        assert laeufe(fristen_melden, "2024-04-22", "2024-04-23", "2024-04-23", "2024-04-24") == [0, 2, 0, 0]
        assert laeufe(fristen_melden, "2024-04-29", "2024-04-30", "2024-05-01") == [2, 0, 0]
        betreff = "Bis 30.04.2024: Reservierung festlegen: Dolmetschen"
        assert briefe() == [("Bernd", betreff), ("Amira", betreff)] * 2
        brief = Nachricht.objects.order_by("pk")[0]
        assert brief.faellig_am == welt.am("2024-04-23", "07:00")
        assert "/arbeit/2024/mittel/vorgaenge/2/" in brief.text_zum_zeigen
        assert "980,00\xa0€, danach ist das Geld wieder frei" in brief.text_zum_zeigen

    def test_nach_einer_pause_kommt_nur_der_letzte_vorlauf_und_nach_dem_tag_keiner(self, haus: Kasse) -> None:
        reserviere(haus)
        assert laeufe(fristen_melden, "2024-04-30") == [2]
        assert Nachricht.objects.filter(schluessel__contains=":1:").count() == 2
        reserviere(haus, endet="2024-05-10")
        assert laeufe(fristen_melden, "2024-05-11") == [0]

    def test_wer_erst_danach_davon_wissen_konnte_wird_nicht_verspaetet_erinnert(self, haus: Kasse) -> None:
        reserviere(haus, tag="2024-04-25")
        assert laeufe(fristen_melden, "2024-04-25", "2024-04-29") == [0, 2]

    def test_was_erledigt_ist_wird_weder_geschrieben_noch_uebergeben(self, haus: Kasse) -> None:
        reservierung = reserviere(haus)
        assert laeufe(fristen_melden, "2024-04-23") == [2]
        brief = Nachricht.objects.order_by("pk")[0]
        with welt.zeit("2024-04-23", "06:50"):
            assert nachricht_gilt(brief)
            reservierung_beenden(reservierung=reservierung, grund="entfällt", person=haus.amira)
            assert not nachricht_gilt(brief)
        assert laeufe(fristen_melden, "2024-04-29") == [0]

    def test_wer_die_rolle_verliert_bekommt_keinen_und_ein_spaeter_brief_wird_verworfen(
        self, haus: Kasse
    ) -> None:
        reserviere(haus)
        Rollenzuweisung.objects.filter(benutzer=haus.amira).update(bis=date(2024, 4, 25))
        assert laeufe(fristen_melden, "2024-04-23", "2024-04-29") == [2, 1]
        amiras, bernds = (
            Nachricht.objects.filter(an_name=konto.name).latest("pk") for konto in (haus.amira, haus.bernd)
        )
        with welt.zeit("2024-04-29"):
            assert (nachricht_gilt(amiras), nachricht_gilt(bernds)) == (False, True)
        with welt.zeit("2024-05-02"):
            assert not nachricht_gilt(bernds), "the mail server was away until the day was over"

    def test_der_letzte_tag_der_bindung_und_ein_neuer_tag_ist_eine_neue_frist(self, haus: Kasse) -> None:
        """F5: as long as something can still be used; the autumn date of the Finanzbehörde re-arms it."""
        assert laeufe(fristen_melden, "2024-12-02", "2024-12-03", "2024-12-24", "2024-12-30") == [0, 2, 2, 2]
        Nachricht.objects.all().delete()
        with welt.zeit("2024-06-03"):
            bindung_aendern(quelle=haus.q2024, bindung_bis=date(2024, 11, 15), person=haus.bernd)
        assert laeufe(fristen_melden, "2024-10-17", "2024-10-18", "2024-11-15", "2024-11-16") == [0, 2, 2, 0]
        with welt.zeit("2024-11-01"):
            festlegen(vorgang=haus.zuwendung(), betrag=eur("7.500,00"), person=haus.bernd)
        assert laeufe(fristen_melden, "2024-11-08") == [0]

    def test_raten_nachweis_und_leistung(self, haus: Kasse) -> None:
        """Until the instalment is called, the proof is in, the order is paid; late ones are said once."""
        vorgang = Vorgang.objects.get()
        vorgang.empfaenger = traeger()
        vorgang.save()
        _bescheid(haus, vorgang)
        with welt.zeit("2024-09-02"):
            festlegen(
                vorgang=haus.vorgang("Technik", leistung_von=date(2024, 11, 16)), betrag=eur("7.500,00"),
                person=haus.bernd,
            )  # fmt: skip
        tage = ("2024-09-22", "2024-09-23", "2024-09-30", "2024-10-01", "2024-10-02")
        assert laeufe(fristen_melden, *tage) == [0, 2, 0, 2, 0]
        assert [betreff for _wer, betreff in briefe()[::2]] == [
            "Bis 30.09.2024: Abruf eintragen: 1. Rate, Organisation",
            "Überfällig seit 30.09.2024: Abruf eintragen: 1. Rate, Organisation",
        ]
        with welt.zeit("2024-10-02"):
            rate_abrufen(
                rate=vorgang.zuwendung.raten.get(), eingegangen_am=date(2024, 10, 2), person=haus.amira
            )
        assert laeufe(fristen_melden, "2024-11-04") == [2], "the call is due and waits for its signatures"
        assert laeufe(fristen_melden, "2024-11-09", "2024-11-16", "2024-11-22", "2024-11-23") == [2, 0, 0, 2]
        assert briefe()[-1][1] == "Überfällig seit 16.11.2024: Leistung abrechnen: Technik"
        with welt.zeit("2024-11-25"):
            zahlung_buchen(
                vorgang=Vorgang.objects.get(zweck="Technik"), betrag=eur("7.500,00"),
                gezahlt_am=date(2024, 11, 25), person=haus.bernd,
            )  # fmt: skip
        assert laeufe(fristen_melden, "2025-04-18", "2025-05-09") == [2, 2]
        with welt.zeit("2025-05-10"):
            nachweis_eintragen(
                vorgang=vorgang, eingegangen_am=date(2025, 5, 10), betrag=eur("12.500,00"), person=haus.amira
            )
        assert laeufe(fristen_melden, "2025-05-17") == [0]

    def test_zwei_laeufe_zugleich_schreiben_jeden_brief_einmal(self, transactional_db: None) -> None:
        haus = bestaetigte_kasse("12.500,00")
        Rollenzuweisung.objects.update(von=date(2023, 12, 1))
        reserviere(haus)
        zahlen = gleichzeitig([lambda: laeufe(fristen_melden, "2024-04-23")[0]] * 4)
        assert sum(zahlen) == Nachricht.objects.count() == 2


def _bescheid(haus: Kasse, vorgang: Vorgang) -> None:
    """Notice of 18.12.2023, one instalment for 30.09.2024, proof until 16.05.2025."""
    with welt.zeit("2023-12-18"):
        bescheid_eintragen(
            vorgang=vorgang, bescheid_am=date(2023, 12, 18), aktenzeichen="44-2023/311", beginn_am=date(2024, 1, 2),
            nachweis_bis=date(2025, 5, 16), person=haus.amira,
        )  # fmt: skip
        raten_planen(
            vorgang=vorgang, raten=[Ratenangabe(eur("100,00"), date(2024, 9, 30))], person=haus.amira
        )


class TestJahresende:
    @pytest.fixture
    def offen(self, haus: Kasse) -> Buchung:
        """7.500,00 of 2024 committed and not paid."""
        with welt.zeit("2024-11-04"):
            return festlegen(
                vorgang=haus.zuwendung("Träger", bescheid_am=date(2024, 11, 4)),
                betrag=eur("7.500,00"),
                person=haus.bernd,
            )[0]

    def test_einmal_je_person_und_jahr_mit_den_vier_auswegen(self, haus: Kasse, offen: Buchung) -> None:
        """F10, S15: the job changes no booking."""
        vorher = haus.buchungen()
        assert laeufe(jahresende_melden, "2024-12-31", "2025-01-01", "2025-01-01", "2025-02-01") == [
            0,
            2,
            0,
            0,
        ]
        betreff = "Jahresende 2024: 7.500,00 € sind festgelegt und nicht gezahlt"
        assert briefe() == [("Bernd", betreff), ("Amira", betreff)]
        text = Nachricht.objects.all()[0].text_zum_zeigen
        for satz in (
            "Träger: 7.500,00\xa0€, zu zahlen bis 10.01.2025",
            "zahlen, freigeben, Übertrag beantragen, aus dem nächsten Jahr neu decken",
            "/arbeit/2024/mittel/jahresende/",
        ):
            assert satz in text
        assert haus.buchungen() == vorher

    def test_nach_einer_pause_kommt_die_liste_am_ersten_tag_und_ohne_offenes_keine(
        self, haus: Kasse, offen: Buchung
    ) -> None:
        assert laeufe(jahresende_melden, "2025-01-20") == [2]
        brief = Nachricht.objects.all()[0]
        with welt.zeit("2025-01-20"):
            assert nachricht_gilt(brief)
            freigeben(festlegung=offen, betrag=eur("7.500,00"), grund="x", person=haus.bernd)
            assert not nachricht_gilt(brief)
        Nachricht.objects.all().delete()
        assert laeufe(jahresende_melden, "2025-01-21") == [0]

    def test_vor_dem_buchungsschluss_und_am_tag_danach(self, haus: Kasse, offen: Buchung) -> None:
        """F9, F10: pay until 10.01.2025; what is then still open has to be decided."""
        tage = (
            "2024-12-12",
            "2024-12-13",
            "2025-01-03",
            "2025-01-09",
            "2025-01-10",
            "2025-01-11",
            "2025-01-12",
        )
        assert laeufe(fristen_melden, *tage) == [0, 2, 2, 2, 0, 2, 0]
        assert [betreff for _wer, betreff in briefe()[::2]] == [
            *["Bis 10.01.2025: Buchungsschluss 2024"] * 3,
            "Überfällig seit 10.01.2025: Offene Festlegungen aus 2024 klären",
        ]


def test_die_rechnung_mahnt_wer_als_naechstes_dran_ist(haus: Kasse) -> None:
    """An order that waits for its second person is a matter of the role Anordnung."""
    vorgang = Vorgang.objects.get()
    rechnung = Rechnung.objects.create(
        vorgang=vorgang, empfaenger=traeger(), nummer="R-1", datum=date(2024, 3, 1), netto=100, brutto=100,
        eingegangen_am=date(2024, 3, 4), faellig_am=date(2024, 3, 31),
    )  # fmt: skip
    assert laeufe(fristen_melden, "2024-03-28") == [2]
    Rechnung.objects.filter(pk=rechnung.pk).update(stand="festgestellt")
    assert laeufe(fristen_melden, "2024-04-01") == [1]
    assert briefe()[-1] == (
        "Carla",
        "Überfällig seit 31.03.2024: Rechnung zahlen: Elbinsel Miteinander e. V.",
    )


def test_die_aufgaben_rufen_die_laeufe(haus: Kasse) -> None:
    reserviere(haus, endet="2024-03-05")
    with welt.zeit("2024-03-06"):
        tasks.reservierungen_beenden()
        tasks.fristen_melden()
        tasks.jahresende_melden()
    assert Buchung.objects.filter(art="reservierungsende").exists()
    assert not Nachricht.objects.exists()


def test_gesperrte_konten_bekommen_nichts(haus: Kasse) -> None:
    reserviere(haus)
    Benutzer.objects.filter(pk=haus.amira.pk).update(is_active=False)
    person("haushalt", "sachbearbeitung", name="Dora Doppelt", password=None)
    Rollenzuweisung.objects.update(von=date(2023, 12, 1))
    assert laeufe(fristen_melden, "2024-04-23") == [2]
    assert [wer for wer, _betreff in briefe()] == ["Bernd", "Dora"]
