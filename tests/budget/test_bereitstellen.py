"""Provide money from a point of the paper, change the ceiling and the sources: F5, F14, F16, and what is refused."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from budget.actions.bereitstellen import bereitstellen, obergrenze_aendern, regeln_aendern
from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben, umdecken
from budget.actions.quellen import (
    Quellenangaben,
    bindung_aendern,
    einnahme_hinzufuegen,
    quelle_entsperren,
    quelle_hinzufuegen,
    quelle_sperren,
)
from budget.actions.reservieren import reservieren
from budget.actions.zahlen import zahlung_buchen
from budget.models import Bereitstellung, Deckungsquelle, Mitteltopf, Obergrenze
from budget.queries.beschluss import beschlusslage
from budget.queries.stand import NULL
from konferenz import uhr
from konferenz.actions.drucksache import entscheidung_erfassen
from konferenz.models import Drucksache, Petitumspunkt
from tests import welt
from tests.budget.welt import BESCHLUSS_AM, Kasse, bestaetigte_kasse, drucksache, eur, haushaltsjahre, kasse

pytestmark = pytest.mark.django_db


class TestBereitstellen:
    def test_obergrenze_und_quellen_der_reihe_nach(self) -> None:
        haus = kasse()
        quellen = list(haus.bereitstellung.quellen.order_by("rang"))
        assert [(q.rang, q.haushaltsjahr_id, q.herkunftsjahr, q.bindung_ab, q.bindung_bis) for q in quellen] == [
            (1, 2023, 2023, date(2023, 1, 1), date(2023, 12, 31)),
            (2, 2024, 2024, BESCHLUSS_AM, date(2024, 12, 31)),
        ]  # fmt: skip
        grenze = haus.bereitstellung.obergrenzen.get()
        assert (grenze.betrag, grenze.gilt_ab, grenze.punkt) == (
            eur("20.000,00"),
            date(2023, 12, 8),
            haus.punkt,
        )
        assert haus.frei == eur("20.000,00")
        assert [stand.bestaetigung for stand in haus.lage.quellen] == [None, None]

    def test_was_nicht_passt_wird_verweigert_und_nichts_bleibt(self) -> None:
        """Bad input: days outside the year, a missing year, the same pot twice, no source, an advance without file."""
        welt.bezirk()
        haushaltsjahre()
        papier = drucksache()
        konferenz = welt.konferenz(drucksache=papier)
        topf = Mitteltopf.objects.create(name="Förderfonds")
        falsche = [
            ([], "mindestens eine Deckungsquelle"),
            ([Quellenangaben(topf, 2031)], "Das Haushaltsjahr 2031 ist nicht angelegt"),
            ([Quellenangaben(topf, 2023), Quellenangaben(topf, 2023)], "gibt es für dieses Haushaltsjahr hier schon"),
            ([Quellenangaben(topf, 2023, bindung_bis=date(2024, 1, 1))], "höchstens bis zum 31. Dezember"),
            ([Quellenangaben(topf, 2024, bindung_ab=date(2023, 12, 7))], "Bitte nennen Sie das Aktenzeichen"),
            (
                [Quellenangaben(topf, 2024, bindung_ab=date(2024, 5, 1), bindung_bis=date(2024, 4, 1))],
                "liegt vor dem ersten",
            ),
        ]  # fmt: skip
        for quellen, satz in falsche:
            with pytest.raises(ValidationError, match=satz):
                bereitstellen(
                    konferenz=konferenz, punkt=papier.punkte.get(), obergrenze=eur("20.000,00"), quellen=quellen,
                    person=None,
                )  # fmt: skip
        with pytest.raises(ValidationError, match="größer als null"):
            bereitstellen(
                konferenz=konferenz, punkt=papier.punkte.get(), obergrenze=NULL, quellen=[Quellenangaben(topf, 2023)],
                person=None,
            )  # fmt: skip
        fremd = Drucksache.objects.create(nummer="22-0001", titel="Anderes").punkte.create(nummer=1, text="x")
        with pytest.raises(ValidationError, match="steht nicht in der Drucksache"):
            bereitstellen(
                konferenz=konferenz, punkt=fremd, obergrenze=eur("1,00"), quellen=[Quellenangaben(topf, 2023)],
                person=None,
            )  # fmt: skip
        assert not Bereitstellung.objects.exists()
        assert not Deckungsquelle.objects.exists()

    def test_zweimal_geschickt_ist_einmal_getan_und_ein_zweites_gibt_es_nicht(self) -> None:
        """I17: the same key shows the first result; another attempt is told."""
        haus = kasse()
        angaben = {
            "konferenz": haus.konferenz, "punkt": haus.punkt, "obergrenze": eur("5,00"), "person": haus.bernd,
            "quellen": [Quellenangaben(Mitteltopf.objects.get(), 2023)],
        }  # fmt: skip
        with pytest.raises(ValidationError, match="schon Mittel bereitgestellt"):
            bereitstellen(**angaben)
        haus.bereitstellung.obergrenzen.all().delete()
        haus.bereitstellung.quellen.all().delete()
        haus.bereitstellung.delete()
        schluessel = uuid4()
        erste = bereitstellen(**angaben, schluessel=schluessel)
        assert bereitstellen(**angaben, schluessel=schluessel) == erste


class TestBeschluss:
    """F16: the state of the resolution decides, and the page says so."""

    def test_eingebracht_heisst_nur_reservieren(self) -> None:
        haus = bestaetigte_kasse(stand="eingebracht")
        lage = beschlusslage(haus.punkt.drucksache)
        assert (lage.darf_reservieren, lage.darf_festlegen) == (True, False)
        assert lage.satz == (
            "Drs. 22-4292 ist eingebracht, aber noch nicht beschlossen. "
            "Mittel können reserviert, aber noch nicht festgelegt werden."
        )

    def test_beschlossen_gilt_ab_dem_tag_und_die_frist_haelt_nichts_auf(self) -> None:
        haus = kasse()
        with welt.zeit("2023-12-21"):
            lage = beschlusslage(haus.punkt.drucksache)
            assert (lage.darf_reservieren, lage.darf_festlegen, lage.abzeichen.wort) == (
                True,
                True,
                "Beschluss gilt",
            )
            assert lage.satz.endswith("noch bis zum 21.12.2023; das hält nichts auf.")
        with welt.zeit("2023-12-22"):
            assert "Beanstandet" not in beschlusslage(haus.punkt.drucksache).satz

    def test_beanstandet_heisst_gesperrt(self) -> None:
        """Neither reservation nor commitment, nor a new source; payments of what is committed go on."""
        haus = bestaetigte_kasse()
        with welt.zeit("2023-12-14"):
            vorgang = festlegen(vorgang=haus.zuwendung(), betrag=eur("100,00"), person=haus.bernd)[0].vorgang
            entscheidung_erfassen(
                drucksache=haus.punkt.drucksache, stand="beanstandet", am=date(2023, 12, 14)
            )
            punkt = Petitumspunkt.objects.get()
            lage = beschlusslage(punkt.drucksache)
            assert (lage.darf_reservieren, lage.darf_festlegen, lage.abzeichen.art) == (
                False,
                False,
                "danger",
            )
            assert lage.satz == (
                "Drs. 22-4292 ist seit dem 14.12.2023 beanstandet. Mittel können weder reserviert noch festgelegt "
                "werden. Zahlungen bis zum festgelegten Betrag gehen weiter."
            )
            with pytest.raises(ValidationError, match="weder reserviert noch festgelegt"):
                reservieren(vorgang=haus.vorgang(), betrag=eur("1,00"), person=haus.amira)
            with pytest.raises(ValidationError, match="weder reserviert noch festgelegt"):
                festlegen(vorgang=vorgang, betrag=eur("1,00"), person=haus.bernd)
            with pytest.raises(ValidationError, match="keine Mittel bereitgestellt"):
                quelle_hinzufuegen(
                    bereitstellung=haus.bereitstellung, angaben=Quellenangaben(Mitteltopf.objects.get(), 2025),
                    punkt=punkt, person=haus.bernd,
                )  # fmt: skip
            zahlung_buchen(vorgang=vorgang, betrag=eur("100,00"), gezahlt_am=uhr.heute(), person=haus.amira)
        assert haus.buchungen()[-1] == ("zahlung", 2023, eur("100,00"))

    @pytest.mark.parametrize("stand", ["abgelehnt", "aufgehoben"])
    def test_abgelehnt_oder_aufgehoben_stellt_nichts_bereit(self, stand: str) -> None:
        welt.bezirk()
        haushaltsjahre()
        papier = drucksache("abgelehnt" if stand == "abgelehnt" else "beschlossen")
        if stand == "aufgehoben":
            entscheidung_erfassen(drucksache=papier, stand=stand, am=date(2024, 1, 8))
        papier.refresh_from_db()
        assert not beschlusslage(papier).darf_reservieren
        with pytest.raises(ValidationError, match=f"ist {stand}. Daraus können keine Mittel"):
            bereitstellen(
                konferenz=welt.konferenz(drucksache=papier), punkt=papier.punkte.get(), obergrenze=eur("1,00"),
                quellen=[Quellenangaben(Mitteltopf.objects.create(name="x"), 2023)], person=None,
            )  # fmt: skip


def _spaeter(haus: Kasse, stand: str = "beschlossen") -> Petitumspunkt:
    """A point of a later paper, decided on 01.03.2024."""
    papier = Drucksache.objects.create(nummer="22-5000", titel="Aufstockung")
    punkt = papier.punkte.create(nummer=1, text="Mehr Geld", art=Petitumspunkt.Art.MITTEL)
    with welt.zeit("2024-03-02"):
        entscheidung_erfassen(drucksache=papier, stand=stand, am=date(2024, 3, 1))
    return Petitumspunkt.objects.get(pk=punkt.pk)


class TestObergrenze:
    def test_ein_spaeterer_beschluss_setzt_eine_neue_dazu(self) -> None:
        """Ceilings are dated rows: the earlier one stays and is what the past was measured by."""
        haus = kasse()
        punkt, schluessel = _spaeter(haus), uuid4()
        with welt.zeit("2024-03-02"):
            for _mal in range(2):
                obergrenze_aendern(
                    bereitstellung=haus.bereitstellung, punkt=punkt, betrag=eur("25.000,00"), gilt_ab=date(2024, 3, 1),
                    person=haus.bernd, schluessel=schluessel,
                )  # fmt: skip
            assert haus.frei == eur("25.000,00")
        with welt.zeit("2024-02-28"):
            assert haus.frei == eur("20.000,00")
        assert Obergrenze.objects.count() == 2

    def test_nicht_unter_das_was_gebunden_oder_reserviert_ist(self) -> None:
        haus = bestaetigte_kasse()
        punkt = _spaeter(haus)
        with welt.zeit("2024-03-02"):
            haus.bestaetige(haus.q2024, "20.000,00")
            festlegen(vorgang=haus.zuwendung(), betrag=eur("4.000,00"), person=haus.bernd)
            reservieren(vorgang=haus.vorgang(), betrag=eur("1.000,00"), person=haus.amira)
            angaben = {
                "bereitstellung": haus.bereitstellung,
                "punkt": punkt,
                "gilt_ab": uhr.heute(),
                "person": haus.bernd,
            }
            with pytest.raises(ValidationError, match=r"reserviert sind schon 5\.000,00") as fehler:
                obergrenze_aendern(betrag=eur("4.999,99"), **angaben)
            assert list(fehler.value.error_dict) == ["betrag"]
            obergrenze_aendern(betrag=eur("5.000,00"), **angaben)
            assert haus.frei == NULL

    @pytest.mark.parametrize(
        ("gilt_ab", "satz"),
        [
            (date(2024, 2, 29), r"Beschlossen wurde am 01\.03\.2024"),
            (date(2024, 3, 3), "liegt in der Zukunft"),
        ],
    )
    def test_der_tag_passt_zum_beschluss(self, gilt_ab: date, satz: str) -> None:
        haus = kasse()
        punkt = _spaeter(haus)
        with welt.zeit("2024-03-02"), pytest.raises(ValidationError, match=satz) as fehler:
            obergrenze_aendern(
                bereitstellung=haus.bereitstellung, punkt=punkt, betrag=eur("25.000,00"), gilt_ab=gilt_ab,
                person=haus.bernd,
            )  # fmt: skip
        assert list(fehler.value.error_dict) == ["gilt_ab"]

    def test_nicht_vor_die_bisherige_und_nicht_ohne_wirksamen_beschluss(self) -> None:
        haus = kasse()
        angaben = {"bereitstellung": haus.bereitstellung, "betrag": eur("25.000,00"), "person": haus.bernd}
        with welt.zeit("2024-03-02"):
            with pytest.raises(ValidationError, match=r"gilt seit dem 08\.12\.2023"):
                obergrenze_aendern(punkt=haus.punkt, gilt_ab=BESCHLUSS_AM, **angaben)
            with pytest.raises(ValidationError, match="braucht einen wirksamen Beschluss"):
                obergrenze_aendern(punkt=_spaeter(haus, "abgelehnt"), gilt_ab=date(2024, 3, 1), **angaben)
        assert Obergrenze.objects.count() == 1

    def test_wird_der_spaetere_beschluss_aufgehoben_gilt_wieder_die_fruehere(self) -> None:
        """F16: the raise is lost with its resolution; what was bound stays and shows as too much."""
        haus = bestaetigte_kasse(None, "30.000,00")
        punkt = _spaeter(haus)
        with welt.zeit("2024-03-04"):
            obergrenze_aendern(
                bereitstellung=haus.bereitstellung, punkt=punkt, betrag=eur("25.000,00"), gilt_ab=date(2024, 3, 1),
                person=haus.bernd,
            )  # fmt: skip
            festlegen(vorgang=haus.zuwendung(), betrag=eur("21.000,00"), person=haus.bernd)
            entscheidung_erfassen(drucksache=punkt.drucksache, stand="aufgehoben", am=date(2024, 3, 4))
            assert haus.frei == eur("-1.000,00")
            with pytest.raises(ValidationError, match="überschritten"):
                festlegen(vorgang=haus.zuwendung(), betrag=eur("0,01"), person=haus.bernd)


class TestQuelle:
    def test_eine_weitere_steht_hinten_und_einmal(self) -> None:
        haus = kasse()
        topf, schluessel = Mitteltopf.objects.get(), uuid4()
        angaben = {"bereitstellung": haus.bereitstellung, "punkt": haus.punkt, "person": haus.bernd}
        for _mal in range(2):
            quelle = quelle_hinzufuegen(angaben=Quellenangaben(topf, 2025), schluessel=schluessel, **angaben)
        assert (quelle.rang, quelle.punkt, haus.bereitstellung.quellen.count()) == (3, haus.punkt, 3)
        with pytest.raises(ValidationError, match="gibt es für dieses Haushaltsjahr hier schon"):
            quelle_hinzufuegen(angaben=Quellenangaben(topf, 2025), **angaben)

    def test_gesperrt_gibt_nichts_her_und_zahlungen_gehen_weiter(self) -> None:
        """F1: a locked source is passed over; F16-like: what is committed is paid."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-18"):
            vorgang = festlegen(vorgang=haus.zuwendung(), betrag=eur("100,00"), person=haus.bernd)[0].vorgang
            with pytest.raises(ValidationError, match="gehört ein Grund"):
                quelle_sperren(quelle=haus.q2023, grund="  ", person=haus.bernd)
            quelle_sperren(quelle=haus.q2023, grund="Haushaltssperre vom 15.12.", person=haus.bernd)
            assert haus.lage.zu(haus.q2023).verfuegbar(uhr.heute()) == NULL
            festlegen(vorgang=haus.zuwendung(), betrag=eur("200,00"), person=haus.bernd)
            zahlung_buchen(vorgang=vorgang, betrag=eur("100,00"), gezahlt_am=uhr.heute(), person=haus.amira)
            quelle_entsperren(quelle=haus.q2023, person=haus.bernd)
            festlegen(vorgang=haus.zuwendung(), betrag=eur("300,00"), person=haus.bernd)
        assert haus.buchungen()[1:] == [
            ("festlegung", 2024, eur("200,00")), ("zahlung", 2023, eur("100,00")), ("festlegung", 2023, eur("300,00")),
        ]  # fmt: skip
        assert haus.q2023.sperrgrund == ""


class TestBindung:
    def test_der_tag_im_herbst_gilt_und_danach_kommt_das_naechste_jahr(self) -> None:
        """F5: the Finanzbehörde's date ends the binding before 31 December."""
        haus = bestaetigte_kasse("12.500,00")
        with welt.zeit("2023-12-14"):
            bindung_aendern(quelle=haus.q2023, bindung_bis=date(2023, 12, 14), person=haus.bernd)
            festlegen(vorgang=haus.zuwendung(), betrag=eur("100,00"), person=haus.bernd)
        with welt.zeit("2023-12-15"):
            festlegen(vorgang=haus.zuwendung(), betrag=eur("200,00"), person=haus.bernd)
        assert haus.buchungen() == [("festlegung", 2023, eur("100,00")), ("festlegung", 2024, eur("200,00"))]

    def test_eine_verpflichtungsermaechtigung_kommt_spaeter_dazu(self) -> None:
        haus = kasse()
        q2024 = haus.q2024
        with welt.zeit("2023-12-14"):
            with pytest.raises(ValidationError, match="Bitte nennen Sie das Aktenzeichen"):
                bindung_aendern(
                    quelle=q2024, bindung_bis=q2024.bindung_bis, bindung_ab=date(2023, 12, 1),
                    bindung_ab_aktenzeichen=" ", person=haus.bernd,
                )  # fmt: skip
            bindung_aendern(
                quelle=q2024, bindung_bis=q2024.bindung_bis, bindung_ab=date(2023, 12, 1),
                bindung_ab_aktenzeichen="44-2023/121", person=haus.bernd,
            )  # fmt: skip
        assert (haus.q2024.bindung_ab, haus.q2024.bindung_ab_aktenzeichen) == (
            date(2023, 12, 1),
            "44-2023/121",
        )

    @pytest.mark.parametrize("tag", [date(2024, 1, 1), date(2022, 12, 31)])
    def test_nicht_ausserhalb_des_jahres(self, tag: date) -> None:
        haus = kasse()
        with welt.zeit("2023-12-14"), pytest.raises(ValidationError):
            bindung_aendern(quelle=haus.q2023, bindung_bis=tag, person=haus.bernd)

    def test_nach_dem_buchungsschluss_aendert_sich_nichts_mehr(self) -> None:
        """I07."""
        haus = kasse()
        with welt.zeit("2024-01-12"):
            bindung_aendern(quelle=haus.q2023, bindung_bis=date(2023, 12, 30), person=haus.bernd)
        with (
            welt.zeit("2024-01-13"),
            pytest.raises(ValidationError, match=r"seit dem 12\.01\.2024 abgeschlossen"),
        ):
            bindung_aendern(quelle=haus.q2023, bindung_bis=date(2023, 12, 31), person=haus.bernd)

    def test_kein_frueherer_tag_der_eine_quelle_ueberbucht(self) -> None:
        """I06: a release that counted was committed again; with an earlier cut-off it would count no longer."""
        haus = bestaetigte_kasse("100,00")
        with welt.zeit("2023-12-18"):
            eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("100,00"), person=haus.bernd)[0]
        with welt.zeit("2023-12-20"):
            freigeben(festlegung=eine, betrag=eur("50,00"), grund="weniger", person=haus.bernd)
            festlegen(vorgang=haus.zuwendung(), betrag=eur("50,00"), person=haus.bernd)
            with pytest.raises(ValidationError, match=r"50,00.*mehr gebunden, als bestätigt"):
                bindung_aendern(quelle=haus.q2023, bindung_bis=date(2023, 12, 19), person=haus.bernd)
        assert haus.q2023.bindung_bis == date(2023, 12, 31)


class TestEinnahme:
    """F14: other income is its own kind of source, outside ceiling and order."""

    def test_steht_neben_der_obergrenze_und_nie_in_der_reihe(self) -> None:
        haus = bestaetigte_kasse("0,00", "1.000,00")
        schluessel = uuid4()
        with welt.zeit("2023-12-18"):
            for _mal in range(2):
                spende = einnahme_hinzufuegen(
                    bereitstellung=haus.bereitstellung, geber=" Stiftung Beispiel ", jahr=2024, person=haus.bernd,
                    schluessel=schluessel,
                )  # fmt: skip
            haus.bestaetige(spende, "3.000,00")
            assert (str(spende), spende.rang, spende.bindung_ab) == ("Stiftung Beispiel 2024", 3, uhr.heute())
            with pytest.raises(ValidationError, match=r"Es fehlen 500,00"):
                festlegen(vorgang=haus.zuwendung(), betrag=eur("1.500,00"), person=haus.bernd)
            zettel = haus.zuwendung("Druck", ist_sonstige=True)
            with pytest.raises(ValidationError, match="Bitte wählen Sie die Einnahme"):
                festlegen(vorgang=zettel, betrag=eur("500,00"), person=haus.bernd)
            eine = festlegen(vorgang=zettel, betrag=eur("2.500,00"), quelle=spende, person=haus.bernd)[0]
            with pytest.raises(ValidationError, match=r"fehlen 0,01"):
                festlegen(vorgang=zettel, betrag=eur("500,01"), quelle=spende, person=haus.bernd)

            assert haus.frei == eur("20.000,00")
            assert haus.lage.verfuegbar(uhr.heute()) == eur("1.000,00")
            assert [str(stand.quelle) for stand in haus.lage.sonstige] == ["Stiftung Beispiel 2024"]
            for quelle in (haus.q2024, None):
                with pytest.raises(ValidationError, match="einander nicht ersetzen"):
                    umdecken(
                        festlegung=eine, betrag=eur("1,00"), quelle=quelle, begruendung="x", person=haus.bernd
                    )
            andere = festlegen(vorgang=haus.zuwendung(), betrag=eur("10,00"), person=haus.bernd)[0]
            with pytest.raises(ValidationError, match="einander nicht ersetzen"):
                umdecken(
                    festlegung=andere, betrag=eur("1,00"), quelle=spende, begruendung="x", person=haus.bernd
                )

    @pytest.mark.parametrize(("geber", "jahr"), [("  ", 2024), ("Stiftung", 2031)])
    def test_ohne_geber_oder_jahr_geht_es_nicht(self, geber: str, jahr: int) -> None:
        haus = kasse()
        with pytest.raises(ValidationError):
            einnahme_hinzufuegen(
                bereitstellung=haus.bereitstellung, geber=geber, jahr=jahr, person=haus.bernd
            )
        assert haus.bereitstellung.quellen.count() == 2

    def test_eine_reservierung_daraus_laesst_die_obergrenze_in_ruhe(self) -> None:
        haus = kasse()
        with welt.zeit("2024-02-01"):
            spende = einnahme_hinzufuegen(
                bereitstellung=haus.bereitstellung, geber="Stiftung", jahr=2024, person=haus.bernd
            )
            zettel = haus.vorgang("Druck", ist_sonstige=True)
            with pytest.raises(ValidationError, match="Bitte wählen Sie die Einnahme"):
                reservieren(vorgang=zettel, betrag=eur("1,00"), person=haus.amira)
            reservieren(vorgang=zettel, betrag=eur("30.000,00"), quelle=spende, person=haus.amira)
            assert haus.frei == eur("20.000,00")


def test_einstellungen() -> None:
    """F1, F3, F19: days and the usual rule are settings."""
    haus = bestaetigte_kasse("12.500,00")
    regeln_aendern(
        bereitstellung=haus.bereitstellung, regel="ganz_spaeter", bestaetigung_gilt_tage=3, reservierung_gilt_tage=10,
        person=haus.bernd,
    )  # fmt: skip
    haus.bereitstellung.refresh_from_db()
    with welt.zeit("2023-12-15"):
        assert not haus.lage.zu(haus.q2023).ist_frisch(
            uhr.heute(), haus.bereitstellung.bestaetigung_gilt_tage
        )
        buchung = reservieren(vorgang=haus.vorgang(), betrag=eur("1,00"), person=haus.amira)
        assert buchung.endet_am == date(2023, 12, 25)
    with pytest.raises(ValidationError):
        regeln_aendern(
            bereitstellung=haus.bereitstellung, regel="irgendwie", bestaetigung_gilt_tage=3, reservierung_gilt_tage=10,
            person=haus.bernd,
        )  # fmt: skip
