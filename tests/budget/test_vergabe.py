"""Procurement: dated thresholds, note needed or not and why, offers, split orders."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.actions.reservieren import reservieren
from budget.actions.vergabe import (
    angebot_eintragen,
    angebot_entfernen,
    vermerk_schreiben,
    wertgrenze_speichern,
)
from budget.models import Angebot, Kostenposition, Vorgang, Wertgrenze, Zahlungsempfaenger
from budget.queries.vergabe import Vergabelage, vergabelage, vergabelagen, warnungen
from konferenz import uhr
from konferenz.models import Benutzer
from tests import welt
from tests.budget.fuellung import wertgrenzen
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, traeger

pytestmark = pytest.mark.django_db


@pytest.fixture
def haus() -> Kasse:
    wertgrenzen()
    haus = bestaetigte_kasse("20.000,00")
    with welt.zeit("2024-03-01"):
        haus.bestaetige(haus.q2024, "20.000,00")
    return haus


def auftrag(haus: Kasse, betrag: str, tag: str = "2024-03-01", **angaben: Any) -> Vorgang:
    """An order committed on that day."""
    with welt.zeit(tag):
        if tag >= "2024":
            haus.bestaetige(haus.q2024, "20.000,00")
        vorgang = haus.vorgang(angaben.pop("zweck", "Raum"), **angaben)
        return festlegen(vorgang=vorgang, betrag=eur(betrag), person=haus.bernd)[0].vorgang


def lage(vorgang: Vorgang) -> Vergabelage:
    return vergabelage(Vorgang.objects.get(pk=vorgang.pk))


def angebot(vorgang: Vorgang, netto: str, brutto: str, **angaben: Any) -> Angebot:
    eines = Angebot(vorgang=vorgang, netto=eur(netto), brutto=eur(brutto), vom=date(2024, 2, 20), **angaben)
    name = "" if eines.anbieter_id else f"Anbieter {uuid4().hex[:6]}"
    return angebot_eintragen(angebot=eines, anbieter_name=name, person=None)  # type: ignore[return-value]


class TestVermerkNoetigOderNicht:
    """F18: thresholds are net; the gross amount stands for a net one nobody knows."""

    @pytest.mark.parametrize(
        ("tag", "betrag", "stand"),
        [
            ("2023-12-18", "1.000,00", "Vermerk nicht nötig"),
            ("2023-12-18", "1.000,01", "Vermerk fehlt"),
            ("2024-03-01", "1.000,01", "Vermerk nicht nötig"),
            ("2024-03-01", "5.000,00", "Vermerk nicht nötig"),
            ("2024-03-01", "5.000,01", "Vermerk fehlt"),
        ],
    )
    def test_es_gilt_die_grenze_vom_tag_des_auftrags(
        self, haus: Kasse, tag: str, betrag: str, stand: str
    ) -> None:
        """Thresholds are dated: an order of December 2023 keeps the limit of 2023 also when read in 2024."""
        gefunden = lage(auftrag(haus, betrag, tag))
        assert gefunden.stand.wort == stand
        assert gefunden.fehlt_vermerk == (stand == "Vermerk fehlt")

    def test_der_grund_steht_dabei(self, haus: Kasse) -> None:
        gefunden = lage(auftrag(haus, "6.000,00"))
        assert gefunden.grund.replace("\N{NO-BREAK SPACE}", " ") == (
            "Der Auftragswert ist höchstens 6.000,00 € (brutto). "
            "Bis 5.000,00 € netto ist ein Direktauftrag möglich (gültig ab 01.01.2024). "
            "Darüber: Verhandlungsvergabe. Verlangte Angebote: 3."
        )
        klein = lage(auftrag(haus, "60,00"))
        assert klein.grund.endswith("ein Direktauftrag möglich (gültig ab 01.01.2024).")

    def test_das_netto_des_angebots_zaehlt_vor_dem_brutto_der_festlegung(self, haus: Kasse) -> None:
        """F18: thresholds are net; the ceiling was compared gross."""
        vorgang = auftrag(haus, "5.900,00")
        assert lage(vorgang).fehlt_vermerk
        angebot(vorgang, "4.957,98", "5.900,00")
        assert lage(vorgang).stand.wort == "Vermerk nicht nötig"
        assert "netto, laut Angebot" in lage(vorgang).grund

    def test_eine_reservierung_zeigt_schon_was_gebraucht_wird(self, haus: Kasse) -> None:
        with welt.zeit("2024-03-01"):
            vorgang = reservieren(vorgang=haus.vorgang(), betrag=eur("9.000,00"), person=haus.amira).vorgang
            assert (lage(vorgang).stand.art, lage(vorgang).stand.wort) == ("warning", "Vermerk fehlt")

    def test_ohne_wertgrenzen_wird_nichts_behauptet(self, haus: Kasse) -> None:
        Wertgrenze.objects.all().delete()
        gefunden = lage(auftrag(haus, "6.000,00"))
        assert gefunden.stand.wort == "Wertgrenzen fehlen"
        assert gefunden.grund == "Für den 01.03.2024 sind keine Wertgrenzen eingetragen."

    def test_ueber_allen_wertgrenzen_bleibt_nur_die_ausschreibung(self, haus: Kasse) -> None:
        Wertgrenze.objects.exclude(verfahren="direkt").delete()
        gefunden = lage(auftrag(haus, "6.000,00"))
        assert (gefunden.verfahren, gefunden.stand.wort) == (None, "Vermerk fehlt")
        assert gefunden.grund.endswith("Darüber: Ausschreibung.")

    def test_eine_zuwendung_ist_kein_auftrag(self, haus: Kasse) -> None:
        vorgang = auftrag(haus, "6.000,00", form=Vorgang.Form.ZUWENDUNG)
        assert lage(vorgang).stand.wort == "keine Vergabe"
        with pytest.raises(ValidationError, match="kein Auftrag"):
            angebot(vorgang, "1,00", "1,19")
        with pytest.raises(ValidationError, match="kein Auftrag"):
            vermerk(vorgang)


def vermerk(vorgang: Vorgang, **angaben: Any) -> Any:
    werte = {
        "verfahren": "verhandlung", "auftragswert_netto": eur("5.042,02"), "gewaehlt": None,
        "begruendung": "Nur dieses Haus ist ohne Stufen.", "person": Benutzer.objects.get(name="Amira Haddad"),
        **angaben,
    }  # fmt: skip
    return vermerk_schreiben(vorgang=vorgang, **werte)


class TestVermerk:
    def test_mit_gewaehltem_angebot_und_grund(self, haus: Kasse) -> None:
        vorgang = auftrag(haus, "6.000,00")
        eines = angebot(vorgang, "5.042,02", "6.000,00")
        with welt.zeit("2024-03-01"):
            vermerk(vorgang, gewaehlt=eines, person=haus.amira)
        gefunden = lage(vorgang)
        assert (gefunden.stand.wort, gefunden.fehlt_vermerk) == ("Vermerk liegt vor", False)
        assert gefunden.vermerk is not None
        assert (gefunden.vermerk.gewaehlt, gefunden.vermerk.person) == (eines, haus.amira)
        assert gefunden.hinweise == [
            "Es liegen 1 von 3 verlangten Angeboten vor. Der Grund gehört in den Vermerk."
        ]

    def test_was_nicht_passt_wird_gesagt_nicht_verboten(self, haus: Kasse) -> None:
        vorgang = auftrag(haus, "6.000,00")
        teuer = angebot(vorgang, "4.900,00", "5.831,00")
        angebot(vorgang, "4.000,00", "4.760,00")
        with welt.zeit("2024-03-05"):
            vermerk(vorgang, gewaehlt=teuer, verfahren="direkt")
        hinweise = [satz.replace("\N{NO-BREAK SPACE}", " ") for satz in lage(vorgang).hinweise]
        assert hinweise == [
            "Direktauftrag ist nur bis 5.000,00 € netto vorgesehen, der Auftragswert ist 5.042,02 €.",
            "Gewählt ist nicht das günstigste Angebot (4.760,00 €). Der Grund gehört in den Vermerk.",
            "Festgelegt sind 6.000,00 €, das gewählte Angebot beträgt 5.831,00 €.",
            "Der Vermerk ist vom 05.03.2024, festgelegt wurde schon am 01.03.2024.",
        ]

    def test_ohne_grund_und_mit_fremdem_angebot_nicht(self, haus: Kasse) -> None:
        vorgang, anderer = auftrag(haus, "6.000,00"), auftrag(haus, "10,00", zweck="Druck")
        with pytest.raises(ValidationError) as fehler:
            vermerk(vorgang, begruendung="  ")
        assert list(fehler.value.message_dict) == ["begruendung"]
        with pytest.raises(ValidationError, match="anderen Vorgang"):
            vermerk(vorgang, gewaehlt=angebot(anderer, "1,00", "1,19"))
        assert lage(vorgang).vermerk is None

    def test_ein_gewaehltes_angebot_bleibt_ein_anderes_kann_weg(self, haus: Kasse) -> None:
        vorgang = auftrag(haus, "6.000,00")
        gewaehlt, anderes = angebot(vorgang, "5,00", "6,00"), angebot(vorgang, "5,00", "6,00")
        vermerk(vorgang, gewaehlt=gewaehlt)
        angebot_entfernen(angebot=anderes, person=haus.amira)
        with pytest.raises(ValidationError, match="im Vergabevermerk gewählt"):
            angebot_entfernen(angebot=gewaehlt, person=haus.amira)
        assert list(vorgang.angebote.all()) == [gewaehlt]


class TestAngebot:
    def test_ein_neuer_anbieter_wird_angelegt_ein_bekannter_erkannt(self, haus: Kasse) -> None:
        vorgang, bekannt = auftrag(haus, "6.000,00"), traeger("Druckerei Süd")
        for name in ("druckerei süd", "Neu & Söhne"):
            eines = Angebot(vorgang=vorgang, netto=eur("1,00"), brutto=eur("1,19"), vom=date(2024, 2, 1))
            angebot_eintragen(angebot=eines, anbieter_name=name, person=haus.amira)
        assert [a.anbieter.name for a in vorgang.angebote.order_by("pk")] == [bekannt.name, "Neu & Söhne"]
        assert Zahlungsempfaenger.objects.filter(name__iexact="Druckerei Süd").count() == 1

    @pytest.mark.parametrize(
        ("netto", "brutto", "vom", "feld"),
        [("2,00", "1,00", "2024-02-01", "__all__"), ("1,00", "1,19", "2024-09-03", "vom")],
    )
    def test_unmoegliches_wird_verweigert(
        self, haus: Kasse, netto: str, brutto: str, vom: str, feld: str
    ) -> None:
        eines = Angebot(
            vorgang=auftrag(haus, "6,00"), netto=eur(netto), brutto=eur(brutto), vom=date.fromisoformat(vom),
            anbieter=traeger(),
        )  # fmt: skip
        with pytest.raises(ValidationError) as fehler:
            angebot_eintragen(angebot=eines, person=haus.amira)
        assert list(fehler.value.message_dict) == [feld]

    def test_zweimal_abgeschickt_ist_einmal_eingetragen(self, haus: Kasse) -> None:
        """I17"""
        vorgang, schluessel, wer = auftrag(haus, "6,00"), uuid4(), traeger()
        for _mal in range(2):
            eines = Angebot(
                vorgang=vorgang, netto=eur("1,00"), brutto=eur("1,19"), vom=date(2024, 2, 1), anbieter=wer
            )
            angebot_eintragen(angebot=eines, person=haus.amira, schluessel=schluessel)
        assert vorgang.angebote.count() == 1


class TestStueckelung:
    """Split orders: without a note, one payee or one position, within 90 days, together beyond a threshold."""

    def test_ein_empfaenger(self, haus: Kasse) -> None:
        wer = traeger("Technik Nord GmbH")
        erster = auftrag(haus, "3.000,00", "2024-03-01", empfaenger=wer)
        assert lage(erster).hinweise == []
        zweiter = auftrag(haus, "2.000,01", "2024-05-30", empfaenger=wer)  # 90 days later
        assert lage(erster).hinweise == lage(zweiter).hinweise
        assert lage(zweiter).hinweise[0].replace("\N{NO-BREAK SPACE}", " ") == (
            "Aufträge für Technik Nord GmbH ergeben innerhalb von 90 Tagen zusammen 5.000,01 € (Vorgänge 1, 2). "
            "Die Grenze für Direktauftrag ist 5.000,00 € netto. Bitte prüfen Sie, ob es ein Auftrag ist, "
            "und schreiben Sie einen Vergabevermerk."
        )

    def test_eine_kostenposition_bei_verschiedenen_empfaengern(self, haus: Kasse) -> None:
        position = Kostenposition.objects.create(
            bereitstellung=haus.bereitstellung, nummer=1, bezeichnung="Druck"
        )
        for name in ("A", "B"):
            vorgang = auftrag(haus, "2.600,00", empfaenger=traeger(name), position=position)
        assert [eine.bezug for eine in lage(vorgang).stueckelungen] == ["Druck"]

    @pytest.mark.parametrize(("betrag", "tag"), [("2.000,00", "2024-05-30"), ("2.000,01", "2024-05-31")])
    def test_genau_die_grenze_oder_ein_tag_spaeter_ist_keine(
        self, haus: Kasse, betrag: str, tag: str
    ) -> None:
        wer = traeger()
        auftrag(haus, "3.000,00", "2024-03-01", empfaenger=wer)
        assert lage(auftrag(haus, betrag, tag, empfaenger=wer)).stueckelungen == []

    def test_was_allein_schon_darueber_liegt_zaehlt_nicht_mit(self, haus: Kasse) -> None:
        """One that exceeds the threshold alone needs its own note; it does not make the small one split."""
        wer = traeger()
        auftrag(haus, "6.000,00", empfaenger=wer)
        assert lage(auftrag(haus, "100,00", empfaenger=wer)).stueckelungen == []

    def test_mit_vermerk_ist_es_keine_mehr(self, haus: Kasse) -> None:
        wer = traeger()
        erster, zweiter = (auftrag(haus, "3.000,00", empfaenger=wer) for _mal in range(2))
        assert lage(zweiter).stueckelungen
        vermerk(erster, auftragswert_netto=eur("3.000,00"))
        assert lage(zweiter).stueckelungen == []

    def test_es_gilt_die_grenze_des_spaeteren_auftrags(self, haus: Kasse) -> None:
        """Two orders around the turn of the year: 2024 allows 5.000."""
        wer = traeger()
        auftrag(haus, "900,00", "2023-12-18", empfaenger=wer)
        assert lage(auftrag(haus, "900,00", "2024-01-15", empfaenger=wer)).stueckelungen == []
        assert lage(auftrag(haus, "900,00", "2023-12-18", empfaenger=wer)).stueckelungen

    def test_die_tage_sind_eine_angabe_der_wertgrenze(self, haus: Kasse) -> None:
        Wertgrenze.objects.update(zusammen_tage=10)
        wer = traeger()
        auftrag(haus, "3.000,00", "2024-03-01", empfaenger=wer)
        assert lage(auftrag(haus, "3.000,00", "2024-03-12", empfaenger=wer)).stueckelungen == []


class TestWarnungVorDerFestlegung:
    """A commitment without a needed note is warned about, never refused."""

    def test_fehlender_vermerk_und_stueckelung(self, haus: Kasse) -> None:
        wer = traeger()
        auftrag(haus, "3.000,00", "2024-03-01", empfaenger=wer)
        with welt.zeit("2024-03-02"):
            neu = haus.vorgang("Technik", empfaenger=wer)
            saetze = warnungen(neu, eur("2.500,00"), uhr.heute())
            assert len(saetze) == 1
            assert "(Vorgänge 1, dieser)" in saetze[0]
            assert warnungen(neu, eur("5.000,01"), uhr.heute())[0].startswith("Ein Vergabevermerk fehlt. ")
            festlegen(vorgang=neu, betrag=eur("5.000,01"), person=haus.bernd)  # goes on

    def test_mit_vermerk_oder_als_zuwendung_keine(self, haus: Kasse) -> None:
        with welt.zeit("2024-03-02"):
            vorgang = reservieren(vorgang=haus.vorgang(), betrag=eur("6.000,00"), person=haus.amira).vorgang
            assert warnungen(vorgang, eur("6.000,00"), uhr.heute())
            vermerk(vorgang)
            assert warnungen(Vorgang.objects.get(), eur("6.000,00"), uhr.heute()) == []
            assert warnungen(haus.zuwendung(), eur("6.000,00"), uhr.heute()) == []


def test_eine_wertgrenze_je_verfahren_und_tag(haus: Kasse) -> None:
    neu = Wertgrenze(verfahren="direkt", gueltig_ab=date(2024, 1, 1), bis_netto=eur("1,00"), fundstelle="x")
    with pytest.raises(ValidationError, match="ab diesem Tag schon eine Wertgrenze"):
        wertgrenze_speichern(grenze=neu, person=haus.bernd)
    neu.gueltig_ab += timedelta(days=1)
    assert wertgrenze_speichern(grenze=neu, person=haus.bernd).pk


def test_zahl_der_anweisungen_haengt_nicht_an_den_vorgaengen(haus: Kasse) -> None:
    angebot(auftrag(haus, "6.000,00"), "5.000,00", "6.000,00")
    with CaptureQueriesContext(connection) as eine:
        assert len(vergabelagen(haus.bereitstellung)) == 1
    for nummer in range(3):
        angebot(auftrag(haus, "60,00", zweck=str(nummer)), "50,00", "60,00")
    with CaptureQueriesContext(connection) as viele:
        assert len(vergabelagen(haus.bereitstellung)) == 4
    assert len(eine) == len(viele) == 6
