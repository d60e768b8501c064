"""Commit, release, re-cover: the rules F1–F8, F16, F19 and the worked examples of the budget rules."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from budget.actions.bestaetigen import gegenzeichnen, verfuegbarkeit_bestaetigen
from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben, umdecken
from budget.actions.quellen import einnahme_hinzufuegen
from budget.actions.reservieren import reservieren, reservierung_beenden
from budget.actions.zahlen import stornieren
from budget.models import Beleg, Buchung, Deckungsentscheidung, Deckungsquelle
from budget.queries.stand import NULL, summe
from konferenz import uhr
from konferenz.actions.drucksache import entscheidung_erfassen
from tests import welt
from tests.budget.welt import bestaetigte_kasse, eur, kasse

pytestmark = pytest.mark.django_db


def test_reicht_2023_ist_alles_aus_2023() -> None:
    """S7, example 1: 2023 confirmed 20.000; everything on 2023, headroom 0, 2024 untouched."""
    haus = bestaetigte_kasse("20.000,00")
    with welt.zeit("2023-12-14"):
        festlegen(vorgang=haus.zuwendung(), betrag=eur("20.000,00"), person=haus.bernd)

        assert haus.buchungen() == [("festlegung", 2023, eur("20.000,00"))]
        assert haus.frei == NULL
        assert haus.lage.zu(haus.q2024).verfuegbar(uhr.heute()) == eur("20.000,00")


def test_unbekannt_ist_nicht_aufgebraucht() -> None:
    """S8, F1, example 11: without a confirmation for 2023 nothing falls through to 2024."""
    haus = bestaetigte_kasse(None)
    with (
        welt.zeit("2023-12-14"),
        pytest.raises(ValidationError, match="Verfügbarkeit 2023 ist nicht bestätigt") as f,
    ):
        festlegen(vorgang=haus.vorgang(), betrag=eur("1.000,00"), person=haus.bernd)
    assert f.value.code == "unbestaetigt"
    assert f.value.params["quelle"] == haus.q2023.pk
    assert haus.buchungen() == []


def test_aufgebraucht_heisst_null_bestaetigt_von_zweien() -> None:
    """S9, F2, example 2: 2023 confirmed with 0,00; all on 2024, the decision carries confirmation and both names."""
    haus = bestaetigte_kasse("0,00")
    with welt.zeit("2023-12-14"):
        festlegen(vorgang=haus.zuwendung(), betrag=eur("20.000,00"), person=haus.bernd)

        assert haus.buchungen() == [("festlegung", 2024, eur("20.000,00"))]
        bestaetigung = haus.lage.zu(haus.q2023).bestaetigung
    assert bestaetigung is not None
    assert (bestaetigung.betrag, bestaetigung.stichtag) == (NULL, date(2023, 12, 11))
    assert (bestaetigung.bestaetigt_von, bestaetigung.gegengezeichnet_von) == (haus.bernd, haus.carla)
    assert Deckungsentscheidung.objects.get().regel == "auffuellen"


def test_teils_aufgebraucht_wird_auf_zwei_jahre_geteilt() -> None:
    """S10, S12, F3, example 3: 12.500 from 2023 and 2.500 from 2024 as one case, then 5.000, then not a cent more."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        teile = festlegen(vorgang=haus.zuwendung(), betrag=eur("15.000,00"), person=haus.bernd)
        assert haus.buchungen() == [
            ("festlegung", 2023, eur("12.500,00")), ("festlegung", 2024, eur("2.500,00")),
        ]  # fmt: skip
        assert len({teil.vorgang_id for teil in teile}) == 1
        assert haus.frei == eur("5.000,00")

        festlegen(vorgang=haus.zuwendung("Catering"), betrag=eur("5.000,00"), person=haus.bernd)
        assert haus.buchungen()[-1] == ("festlegung", 2024, eur("5.000,00"))
        assert haus.frei == NULL
        with pytest.raises(ValidationError, match=r"Obergrenze 20\.000,00 EUR überschritten um 0,01 EUR"):
            festlegen(vorgang=haus.zuwendung(), betrag=eur("0,01"), person=haus.bernd)
    assert len(haus.buchungen()) == 3


def test_ganz_aus_2024_braucht_einen_grund() -> None:
    """S11, F3: without a reason refused; with a reason everything is on 2024 and 2023 stays as it was."""
    haus = bestaetigte_kasse("12.500,00")
    ganz = {"betrag": eur("15.000,00"), "regel": "ganz_spaeter", "quelle": haus.q2024, "person": haus.bernd}
    with welt.zeit("2023-12-18"):
        with pytest.raises(ValidationError, match="Grund"):
            festlegen(vorgang=haus.zuwendung(), **ganz)
        festlegen(vorgang=haus.zuwendung(), begruendung="Die Leistung liegt in 2024.", **ganz)

        assert haus.buchungen() == [("festlegung", 2024, eur("15.000,00"))]
        assert haus.lage.zu(haus.q2023).verfuegbar(uhr.heute()) == eur("12.500,00")
    assert Deckungsentscheidung.objects.get().begruendung == "Die Leistung liegt in 2024."


def test_ganz_aus_2024_nur_wenn_es_allein_reicht() -> None:
    """F3: the later source must suffice alone."""
    haus = bestaetigte_kasse("12.500,00", "7.500,00")
    with welt.zeit("2023-12-18"), pytest.raises(ValidationError, match=r"Es fehlen 7\.500,00"):
        festlegen(
            vorgang=haus.zuwendung(), betrag=eur("15.000,00"), regel="ganz_spaeter", quelle=haus.q2024,
            begruendung="Weil.", person=haus.bernd,
        )  # fmt: skip


def test_reichen_alle_zusammen_nicht_wird_nichts_gebucht() -> None:
    """F3: the missing amount is named, nothing is half booked."""
    haus = bestaetigte_kasse("1.000,00", "2.000,00")
    with welt.zeit("2023-12-18"), pytest.raises(ValidationError, match=r"Es fehlen 500,00"):
        festlegen(vorgang=haus.zuwendung(), betrag=eur("3.500,00"), person=haus.bernd)
    assert haus.buchungen() == []


def test_eine_alte_bestaetigung_belegt_nicht_dass_nichts_mehr_da_ist() -> None:
    """F1: passing over a source needs a confirmation of the last 14 days; using it up to its amount does not."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-26"):
        with pytest.raises(ValidationError, match="zu alt") as fehler:
            festlegen(vorgang=haus.zuwendung(), betrag=eur("12.500,01"), person=haus.bernd)
        assert fehler.value.code == "veraltet"
        festlegen(vorgang=haus.zuwendung(), betrag=eur("12.500,00"), person=haus.bernd)
    with welt.zeit("2023-12-25"):
        assert haus.lage.zu(haus.q2023).ist_frisch(uhr.heute(), 14)


def test_nur_gegengezeichnet_zaehlt_und_nicht_von_derselben_person() -> None:
    """F1: two different people; the statement of one alone changes nothing."""
    haus = kasse()
    with welt.zeit("2023-12-11"):
        bestaetigung = verfuegbarkeit_bestaetigen(
            quelle=haus.q2023,
            betrag=eur("9.000,00"),
            stichtag=uhr.heute(),
            aktenzeichen="1",
            person=haus.bernd,
        )
        assert haus.lage.zu(haus.q2023).bestaetigung is None
        with pytest.raises(ValidationError, match="andere Person"):
            gegenzeichnen(bestaetigung=bestaetigung, person=haus.bernd)
        gegenzeichnen(bestaetigung=bestaetigung, person=haus.carla)
        assert haus.lage.zu(haus.q2023).verfuegbar(uhr.heute()) == eur("9.000,00")


class TestStichtagDerBindung:
    def test_nach_dem_letzten_tag_kommt_das_naechste_jahr(self) -> None:
        """F5: on 31.12.2023 it is 2023, on 01.01.2024 local time it is 2024."""
        haus = bestaetigte_kasse("20.000,00")
        with welt.zeit("2023-12-31", "23:59"):
            festlegen(vorgang=haus.zuwendung(), betrag=eur("100,00"), person=haus.bernd)
        with welt.zeit("2024-01-01", "00:10"):  # still 2023 in UTC
            festlegen(vorgang=haus.zuwendung(), betrag=eur("200,00"), person=haus.bernd)
        assert haus.buchungen() == [("festlegung", 2023, eur("100,00")), ("festlegung", 2024, eur("200,00"))]
        assert list(Buchung.objects.values_list("haushaltsjahr", flat=True)) == [2023, 2024]

    @pytest.mark.parametrize(("tag", "satz"), [("2023-12-14", "Rückdatieren"), ("2023-12-16", "Zukunft")])
    def test_rueckdatieren_und_vordatieren_wird_verweigert(self, tag: str, satz: str) -> None:
        """F5: no earlier and no later day."""
        haus = bestaetigte_kasse()
        with welt.zeit("2023-12-15"), pytest.raises(ValidationError, match=satz):
            festlegen(
                vorgang=haus.zuwendung(), betrag=eur("1,00"), festgelegt_am=date.fromisoformat(tag),
                person=haus.bernd,
            )  # fmt: skip


class TestUmdecken:
    def test_umdeckung_ist_freigabe_und_festlegung_in_einem(self) -> None:
        """F4: a commitment never changes its source; both rows are visible."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("4.000,00"), person=haus.bernd)[0]
            umdecken(
                festlegung=eine, betrag=eur("4.000,00"), quelle=haus.q2024, begruendung="Leistung 2024",
                person=haus.bernd,
            )  # fmt: skip
            assert haus.buchungen() == [
                ("festlegung", 2023, eur("4.000,00")), ("freigabe", 2023, eur("4.000,00")),
                ("festlegung", 2024, eur("4.000,00")),
            ]  # fmt: skip
            assert haus.lage.zu(haus.q2023).verfuegbar(uhr.heute()) == eur("12.500,00")
            assert haus.frei == eur("16.000,00")

    def test_der_reihe_nach_zur_selben_quelle_bucht_nichts(self) -> None:
        """F4: release and commitment on the same money would be two rows for nothing."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("4.000,00"), person=haus.bernd)[0]
            for quelle, satz in ((None, "bliebe alles bei dieser Quelle"), (haus.q2023, "schon aus dieser")):
                with pytest.raises(ValidationError, match=satz):
                    umdecken(
                        festlegung=eine, betrag=eur("4.000,00"), quelle=quelle, begruendung="x",
                        person=haus.bernd,
                    )  # fmt: skip
        assert haus.buchungen() == [("festlegung", 2023, eur("4.000,00"))]

    def test_geld_einer_anderen_konferenz_gibt_einen_satz(self) -> None:
        haus = bestaetigte_kasse("12.500,00")
        with pytest.raises(ValidationError, match="gehört nicht zu dieser Konferenz"):
            haus.lage.zu(Deckungsquelle(pk=0))

    def test_reicht_das_ziel_nicht_bleibt_alles_wie_es_war(self) -> None:
        """F4: both or none."""
        haus = bestaetigte_kasse("12.500,00", "1.000,00")
        with welt.zeit("2023-12-18"):
            eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("4.000,00"), person=haus.bernd)[0]
            with pytest.raises(ValidationError, match=r"nur 1\.000,00"):
                umdecken(
                    festlegung=eine, betrag=eur("4.000,00"), quelle=haus.q2024, begruendung="x",
                    person=haus.bernd,
                )  # fmt: skip
        assert haus.buchungen() == [("festlegung", 2023, eur("4.000,00"))]


class TestFreigeben:
    def test_solange_die_quelle_offen_ist_waechst_sie_wieder(self) -> None:
        """F7: the next commitment goes there first; existing later ones are not moved."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            teile = festlegen(vorgang=haus.zuwendung(), betrag=eur("15.000,00"), person=haus.bernd)
            freigeben(festlegung=teile[0], betrag=eur("12.500,00"), grund="entfällt", person=haus.bernd)
            festlegen(vorgang=haus.zuwendung("neu"), betrag=eur("1.000,00"), person=haus.bernd)
        assert haus.buchungen()[-1] == ("festlegung", 2023, eur("1.000,00"))
        assert haus.buchungen()[1] == ("festlegung", 2024, eur("2.500,00"))

    def test_nach_dem_stichtag_waechst_nur_der_rahmen(self) -> None:
        """F8, example 5: room cancelled on 10.03.2024: headroom 17.500 of it, nothing usable in 2023."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            teile = festlegen(vorgang=haus.zuwendung(), betrag=eur("15.000,00"), person=haus.bernd)
        with welt.zeit("2024-03-10"):
            freigeben(festlegung=teile[0], betrag=eur("12.500,00"), grund="abgesagt", person=haus.bernd)
            assert haus.frei == eur("17.500,00")
            assert haus.lage.zu(haus.q2023).verfuegbar(uhr.heute()) == NULL
            haus.bestaetige(haus.q2024, "17.500,00")
            festlegen(vorgang=haus.zuwendung("neuer Raum"), betrag=eur("15.000,00"), person=haus.bernd)
        assert haus.buchungen()[-1] == ("festlegung", 2024, eur("15.000,00"))
        assert Buchung.objects.get(art="freigabe").haushaltsjahr == 2024  # F20: 2023 is closed

    def test_mehr_als_offen_ist_geht_nicht(self) -> None:
        haus = bestaetigte_kasse()
        with welt.zeit("2023-12-18"):
            eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("100,00"), person=haus.bernd)[0]
            with pytest.raises(ValidationError, match="Offen sind nur noch 100,00"):
                freigeben(festlegung=eine, betrag=eur("100,01"), grund="x", person=haus.bernd)


def test_leistung_im_naechsten_jahr_braucht_einen_vermerk() -> None:
    """S20, F6: own event, service 16.11.2024, cover 2023; a grant with a notice of 2023 gets no warning."""
    haus = bestaetigte_kasse("12.500,00")
    leistung = {"leistung_von": date(2024, 11, 16), "leistung_bis": date(2024, 11, 16)}
    with welt.zeit("2023-12-14"):
        with pytest.raises(ValidationError, match="Kosten entstehen im Leistungsjahr"):
            festlegen(vorgang=haus.vorgang(**leistung), betrag=eur("500,00"), person=haus.bernd)
        vermerk = haus.vorgang(**leistung, leistungsjahr_vermerk="Mit Ressourcensteuerung am 13.12. geklärt.")
        festlegen(vorgang=vermerk, betrag=eur("500,00"), person=haus.bernd)
        festlegen(vorgang=haus.zuwendung(**leistung), betrag=eur("500,00"), person=haus.bernd)
    assert len(haus.buchungen()) == 2


class TestBeschluss:
    def test_nur_eingebracht_heisst_nur_reservieren(self) -> None:
        """S3, F16."""
        haus = bestaetigte_kasse(stand="eingebracht")
        with welt.zeit("2023-12-14"):
            with pytest.raises(ValidationError, match="Kein wirksamer Beschluss"):
                festlegen(vorgang=haus.zuwendung(), betrag=eur("1.000,00"), person=haus.bernd)
            reservieren(vorgang=haus.vorgang(), betrag=eur("1.000,00"), person=haus.bernd)
            assert haus.frei == eur("19.000,00")

    def test_beanstandet_heisst_weder_noch_und_aufgehobene_beanstandung_wieder_alles(self) -> None:
        """F16: the objection suspends; when it is lifted work goes on."""
        haus = bestaetigte_kasse()
        papier = haus.punkt.drucksache
        with welt.zeit("2023-12-15"):
            entscheidung_erfassen(drucksache=papier, stand="beanstandet", am=date(2023, 12, 15))
            for tat in (festlegen, reservieren):
                with pytest.raises(ValidationError, match="beanstandet"):
                    tat(vorgang=haus.zuwendung(), betrag=eur("1,00"), person=haus.bernd)
            entscheidung_erfassen(drucksache=papier, stand="beschlossen", am=date(2023, 12, 15))
            festlegen(vorgang=haus.zuwendung(), betrag=eur("1,00"), person=haus.bernd)


class TestReservierung:
    def test_senkt_den_rahmen_aber_keine_quelle(self) -> None:
        """F19."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            buchung = reservieren(vorgang=haus.vorgang(), betrag=eur("18.000,00"), person=haus.amira)
            assert haus.frei == eur("2.000,00")
            assert haus.lage.zu(haus.q2023).verfuegbar(uhr.heute()) == eur("12.500,00")
            assert buchung.endet_am == uhr.heute() + timedelta(days=60)
            with pytest.raises(ValidationError, match="überschritten um 500,00"):
                festlegen(vorgang=haus.zuwendung(), betrag=eur("2.500,00"), person=haus.bernd)

    def test_wird_durch_eine_festlegung_eingeloest(self) -> None:
        """F19: checked against headroom plus itself, in one transaction."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            buchung = reservieren(vorgang=haus.zuwendung(), betrag=eur("18.000,00"), person=haus.amira)
            with pytest.raises(ValidationError, match="überschritten um 0,01"):
                festlegen(
                    vorgang=buchung.vorgang, betrag=eur("20.000,01"), reservierung=buchung, person=haus.bernd
                )
            festlegen(
                vorgang=buchung.vorgang, betrag=eur("19.000,00"), reservierung=buchung, person=haus.bernd
            )
            assert [zeile[0] for zeile in haus.buchungen()] == [
                "reservierung", "reservierungsende", "festlegung", "festlegung",
            ]  # fmt: skip
            assert haus.frei == eur("1.000,00")

    def test_zweimal_beenden_beendet_einmal(self) -> None:
        haus = bestaetigte_kasse()
        with welt.zeit("2023-12-18"):
            buchung = reservieren(vorgang=haus.vorgang(), betrag=eur("18.000,00"), person=haus.amira)
            erstes = reservierung_beenden(reservierung=buchung, grund="doch nicht", person=haus.amira)
            assert reservierung_beenden(reservierung=buchung, grund="noch mal", person=haus.amira) == erstes
            assert haus.frei == eur("20.000,00")


@pytest.mark.parametrize("betrag", ["0,00", "-1,00", "0,001"])
def test_kein_betrag_der_keiner_ist(betrag: str) -> None:
    haus = bestaetigte_kasse()
    with welt.zeit("2023-12-18"), pytest.raises(ValidationError):
        festlegen(vorgang=haus.zuwendung(), betrag=eur(betrag), person=haus.bernd)
    assert haus.buchungen() == []


class TestGetrennt:
    """F14: money of the resolution and other income, each case from one of them; by case and by source the same sum."""

    def test_ein_fall_bleibt_bei_seinem_geld(self) -> None:
        """F14: neither a reservation nor a further commitment of a case changes what it is paid from."""
        haus = bestaetigte_kasse("12.500,00")
        spende = einnahme_hinzufuegen(
            bereitstellung=haus.bereitstellung, geber="Sparkasse", jahr=2024, person=haus.bernd
        )
        haus.bestaetige(spende, "900,00")
        haus.bestaetige(haus.q2024, "20.000,00")
        kauf = {"betrag": eur("400,00"), "quelle": spende, "person": haus.bernd}
        with pytest.raises(ValidationError, match="nicht ersetzen"):
            reservieren(vorgang=haus.vorgang(), **kauf)
        with pytest.raises(ValidationError, match="nicht ersetzen"):
            festlegen(vorgang=haus.vorgang(), regel="ganz_spaeter", begruendung="x", **kauf)
        musik = festlegen(vorgang=haus.vorgang("Musik", ist_sonstige=True), **kauf)[0].vorgang
        musik.ist_sonstige = False
        with pytest.raises(ValidationError, match="nicht ersetzen"):
            festlegen(vorgang=musik, betrag=eur("1,00"), person=haus.bernd)
        raum = festlegen(vorgang=haus.zuwendung(), betrag=eur("5,00"), person=haus.bernd)[0].vorgang
        raum.ist_sonstige = True
        with pytest.raises(ValidationError, match="nicht ersetzen"):
            festlegen(vorgang=raum, **kauf)
        assert haus.frei == eur("19.995,00")
        assert summe(Buchung.objects.im_rahmen()) == haus.lage.summen
        assert summe(Buchung.objects.aus_einnahmen()).festlegung == eur("400,00")


def test_eine_bestaetigung_von_danach_belegt_nichts_ueber_den_tag_der_nacherfassung() -> None:
    """F5, F1: late entry for 21.12.2023; what is left on 03.01.2024 says nothing about that day."""
    haus = bestaetigte_kasse("12.500,00")
    auftrag = Beleg.objects.create(
        bereitstellung=haus.bereitstellung, datei="x.pdf", typ=Beleg.Typ.PDF, name="Auftrag.pdf", groesse=1,
        sha256="0" * 64,
    )  # fmt: skip
    angaben = {"betrag": eur("100,00"), "festgelegt_am": date(2023, 12, 21), "nachweis": auftrag}
    with welt.zeit("2024-01-03"):
        haus.bestaetige(haus.q2023, "0,00")
        with pytest.raises(ValidationError, match=r"sagt nichts über den 21\.12\.2023") as fehler:
            festlegen(vorgang=haus.zuwendung(), person=haus.bernd, **angaben)
        assert fehler.value.code == "veraltet"
        haus.bestaetige(haus.q2023, "0,00", stichtag=date(2023, 12, 21))
        (zeile,) = festlegen(vorgang=haus.zuwendung(), person=haus.bernd, **angaben)
    assert (zeile.haushaltsjahr, zeile.wertstellung) == (2024, date(2023, 12, 21))
    assert zeile.erfasst_am == welt.am("2024-01-03")
    with welt.zeit("2024-01-12"):  # Buchungsschluss
        haus.bestaetige(haus.q2023, "50,00", stichtag=date(2023, 12, 21))
        angaben["betrag"] = eur("50,00")
        assert festlegen(vorgang=haus.zuwendung(), person=haus.bernd, **angaben)[0].haushaltsjahr == 2023
    with (
        welt.zeit("2024-01-13"),
        pytest.raises(ValidationError, match=r"seit dem 12\.01\.2024 abgeschlossen"),
    ):
        festlegen(vorgang=haus.zuwendung(), person=haus.bernd, **angaben)


def test_umdecken_prueft_das_leistungsjahr_wie_jede_festlegung() -> None:
    """F6: an own order with service in 2024 goes onto money of 2023 only with a note, which the case then keeps."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        fall = haus.vorgang(leistung_von=date(2024, 11, 16))
        eine = festlegen(
            vorgang=fall, betrag=eur("100,00"), regel="ganz_spaeter", quelle=haus.q2024, begruendung="Leistung 2024",
            person=haus.bernd,
        )[0]  # fmt: skip
        um = {"festlegung": eine, "betrag": eur("100,00"), "begruendung": "x", "person": haus.bernd}
        with pytest.raises(ValidationError, match="Kosten entstehen im Leistungsjahr"):
            umdecken(quelle=haus.q2023, **um)
        assert len(haus.buchungen()) == 1
        umdecken(quelle=haus.q2023, leistungsjahr_vermerk="RS 13.12.", **um)
    assert haus.buchungen()[-1] == ("festlegung", 2023, eur("100,00"))
    fall.refresh_from_db()
    assert fall.leistungsjahr_vermerk == "RS 13.12."


def test_nur_eine_laufende_reservierung_desselben_falls_wird_eingeloest_oder_beendet() -> None:
    """F19: not that of another case, not a row of another kind, not one that was taken back."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        fremde = reservieren(vorgang=haus.zuwendung("Druck"), betrag=eur("19.000,00"), person=haus.amira)
        with pytest.raises(ValidationError, match="gehört nicht zu diesem Vorgang"):
            festlegen(
                vorgang=haus.zuwendung(), betrag=eur("2.000,00"), reservierung=fremde, person=haus.bernd
            )
        eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("10,00"), person=haus.bernd)[0]
        with pytest.raises(ValidationError, match="lässt das nicht zu"):
            reservierung_beenden(reservierung=eine, grund="x", person=haus.bernd)
        stornieren(buchung=fremde, grund="Irrtum", person=haus.bernd)
        with pytest.raises(ValidationError, match="schon storniert"):
            reservierung_beenden(reservierung=fremde, grund="x", person=haus.bernd)
        assert haus.frei == eur("19.990,00")
