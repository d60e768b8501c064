"""Topics: proposed, moderated, merged, ranked in secret, chosen, paid for (S45, S47)."""

from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from beirat.models import Gremium, Person
from konferenz.models import Nachricht
from planung.actions import priorisierung as punkte
from planung.actions import thema as aktionen
from planung.models import Handlungsfeld, Priorisierungsrunde, Punktevergabe, Thema
from planung.queries.priorisierung import eigene, ergebnis, stimmberechtigte
from planung.queries.suche import suche
from planung.queries.themen import schritte, sichtbare
from programm.models import Arbeitsgruppe
from tests import welt
from tests.budget.welt import eur, kasse
from tests.gleichzeitig import wettlauf
from tests.personen import person
from tests.planung.welt import Funktion, Gruppe, gruppe, mensch, setze


@pytest.fixture
def haus(db: None) -> Gruppe:
    return gruppe()


def thema(haus: Gruppe, titel: str = "Wohnen", von: Person | None = None, **angaben: Any) -> Thema:
    eines = Thema(konferenz=haus.konferenz, titel=titel, **angaben)
    return aktionen.thema_einbringen(thema=eines, mensch=von or haus.elif_, person=None)


def runde(haus: Gruppe, bis: str = "2024-09-12", **angaben: Any) -> Priorisierungsrunde:
    neue = Priorisierungsrunde(
        konferenz=haus.konferenz, gremium=haus.gremium, titel="Wichtig?", bis=welt.am(bis, "18:00"), **angaben
    )
    return punkte.runde_beginnen(runde=neue, person=haus.amira)


def gib(eine: Priorisierungsrunde, wer: Person, was: Thema, wie_oft: int = 1) -> int:
    stand = 0
    for _mal in range(abs(wie_oft)):
        stand = punkte.punkte_geben(runde=eine, thema=was, mensch=wer, aenderung=1 if wie_oft > 0 else -1)
    return stand


class TestVereinen:
    def test_beide_erfahren_es_und_der_verlauf_zeigt_es(self, haus: Gruppe) -> None:
        """S47: both authors are told, points of the finished round are not added up, the history shows the merge."""
        eins, zwei = thema(haus, "Wohnen"), thema(haus, "Wohnungssuche", haus.frank)
        fertig = runde(haus)
        gib(fertig, haus.frank, zwei, 2)
        punkte.runde_schliessen(runde=fertig, person=None)
        client = Client()
        client.force_login(haus.amira)
        ort = f"/arbeit/2024/themen/{zwei.pk}/vereinen/"
        assert client.post(ort, {"mit": eins.pk})["Location"] == eins.get_absolute_url()
        briefe = Nachricht.objects.filter(anlass="planung.vereint")
        assert {brief.an for brief in briefe} == {haus.elif_.email, haus.frank.email}
        assert list(Punktevergabe.objects.values_list("thema", "punkte")) == [(zwei.pk, 2)]
        seite = client.get(f"/arbeit/verlauf/planung.thema/{zwei.pk}/").content.decode()
        assert "mit einem anderen vereint" in seite
        assert "Wohnungssuche" in client.get(eins.get_absolute_url()).content.decode()
        assert client.post(f"/arbeit/2024/themen/{zwei.pk}/trennen/").status_code == 302
        zwei.refresh_from_db()
        assert (zwei.stand, zwei.vereint_in) == ("zugelassen", None)

    def test_was_darin_stand_zieht_mit(self, haus: Gruppe) -> None:
        a, b, c = (thema(haus, titel) for titel in "ABC")
        aktionen.themen_vereinen(thema=a, mit=b, person=None)
        aktionen.themen_vereinen(thema=b, mit=c, person=None)
        assert set(c.vereinte.values_list("titel", flat=True)) == {"A", "B"}

    @pytest.mark.parametrize("fall", ["selbst", "runde", "abgelehnt", "andere"])
    def test_was_nicht_geht(self, haus: Gruppe, fall: str) -> None:
        eins, zwei = thema(haus, "A"), thema(haus, "B")
        if fall == "runde":
            runde(haus)
        elif fall == "abgelehnt":
            aktionen.thema_ablehnen(thema=zwei, grund="doppelt", person=None)
        elif fall == "andere":
            zwei.konferenz = welt.konferenz(kennung="2026")
            zwei.save()
        with pytest.raises(ValidationError):
            aktionen.themen_vereinen(thema=eins, mit=eins if fall == "selbst" else zwei, person=None)
        eins.refresh_from_db()
        assert eins.stand == "zugelassen"


class TestPunkte:
    def test_der_sechste_punkt_wird_abgelehnt(self, haus: Gruppe) -> None:
        """S45"""
        themen = [thema(haus, f"Thema {n}") for n in range(14)]
        laufende = runde(haus)
        assert gib(laufende, haus.frank, themen[0], 3) == 3
        assert gib(laufende, haus.frank, themen[1], 2) == 2
        with pytest.raises(ValidationError, match="alle 5 Punkte"):
            gib(laufende, haus.frank, themen[2])
        assert gib(laufende, haus.frank, themen[0], -1) == 2
        assert gib(laufende, haus.frank, themen[2]) == 1
        stand = eigene(laufende, haus.frank)
        assert stand.uebrig == 0
        assert [(z.punkte, z.rang) for z in stand.zeilen[:4]] == [(2, 1), (2, 1), (1, 2), (0, None)]
        assert gib(laufende, haus.frank, themen[2], -1) == 0
        with pytest.raises(ValidationError, match="keinen Punkt mehr"):
            gib(laufende, haus.frank, themen[2], -1)

    def test_wer_keine_punkte_gibt(self, haus: Gruppe) -> None:
        eins, _zwei = thema(haus, "A"), thema(haus, "B")
        gast, fremder = mensch("Gast"), mensch("Fremd")
        setze(haus.gremium, gast, "Büro", funktion=Funktion.GAST)
        laufende = runde(haus)
        for wer in (gast, fremder):
            with pytest.raises(ValidationError, match="keine Punkte"):
                gib(laufende, wer, eins)
        nicht_da = thema(haus, "C")
        aktionen.thema_ablehnen(thema=nicht_da, grund="x", person=None)
        with pytest.raises(ValidationError, match="nicht zur Wahl"):
            gib(laufende, haus.elif_, nicht_da)
        with welt.zeit("2024-09-12", "18:00"), pytest.raises(ValidationError, match="keine Punkte mehr"):
            gib(laufende, haus.elif_, eins)
        assert not Punktevergabe.objects.exists()

    @pytest.mark.parametrize(
        ("bis", "zahl", "satz"),
        [
            ("2024-09-01", 2, "Vergangenheit"),
            ("2024-09-12", 1, "mindestens zwei"),
            ("2024-09-12", 3, "schon eine"),
        ],
    )
    def test_was_keine_runde_wird(self, haus: Gruppe, bis: str, zahl: int, satz: str) -> None:
        for nummer in range(zahl):
            thema(haus, f"T{nummer}")
        if satz == "schon eine":
            runde(haus)
        with pytest.raises(ValidationError, match=satz):
            runde(haus, bis)

    @pytest.mark.django_db(transaction=True)
    def test_sechs_klicks_zugleich_geben_fuenf_punkte(self) -> None:
        haus = gruppe()
        themen = [thema(haus, f"T{n}") for n in range(6)]
        laufende = runde(haus)
        ausgaenge = wettlauf([lambda eines=eines: gib(laufende, haus.frank, eines) for eines in themen])
        assert ausgaenge.count("ok") == 5
        assert sum(Punktevergabe.objects.values_list("punkte", flat=True)) == 5

    @pytest.mark.django_db(transaction=True)
    def test_gegenprobe_ohne_sperre_werden_es_mehr(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Negative control: two who look at the same moment both see one point left."""
        haus = gruppe()
        themen = [thema(haus, f"T{n}") for n in range(2)]
        laufende = runde(haus, punkte=1)
        alle_lasen = Barrier(2)

        def ohne_sperre(eine: Priorisierungsrunde) -> Priorisierungsrunde:
            return Priorisierungsrunde.objects.select_related("gremium", "konferenz").get(pk=eine.pk)

        def setze_spaeter(eine: Punktevergabe, zahl: int, stelle: int | None) -> int:
            alle_lasen.wait()
            eine.punkte, eine.stelle_id = zahl, stelle
            eine.save()
            return zahl

        monkeypatch.setattr(punkte, "_sperre", ohne_sperre)
        monkeypatch.setattr(punkte, "_setze", setze_spaeter)
        assert wettlauf([lambda eines=eines: gib(laufende, haus.frank, eines) for eines in themen]) == [
            "ok",
            "ok",
        ]
        assert sum(Punktevergabe.objects.values_list("punkte", flat=True)) == 2


def mitglieder(haus: Gruppe, stelle: Gremium, zahl: int) -> list[Person]:
    menschen = [mensch(f"{stelle.name} {n}", mit_konto=False) for n in range(zahl)]
    for eine in menschen:
        setze(haus.gremium, eine, "Mehr", entsendet_durch=stelle)
    return menschen


class TestErgebnis:
    def test_niemand_sieht_es_vor_dem_ende_auch_die_verwaltung_nicht(self, haus: Gruppe) -> None:
        eins, _zwei = thema(haus, "Wohnen"), thema(haus, "B")
        laufende = runde(haus)
        gib(laufende, haus.elif_, eins, 4)
        assert ergebnis(laufende) is None
        client = Client()
        for konto in (haus.amira, haus.deniz.benutzer):
            client.force_login(konto)
            assert "Ergebnis:" not in client.get(laufende.get_absolute_url()).content.decode()
        client.force_login(haus.amira)
        assert "4 Punkte" not in client.get(laufende.get_absolute_url()).content.decode()
        with welt.zeit("2024-09-12", "18:00"):
            assert punkte.runden_schliessen() == 1
            assert punkte.runden_schliessen() == 0
        laufende.refresh_from_db()
        assert laufende.stand == "geschlossen"

    @pytest.mark.parametrize(
        ("beirat", "versammlung", "gezeigt"),
        [(3, 3, 2), (5, 3, 2), (3, 2, 0), (4, 1, 0), (3, 0, 1), (2, 2, 0)],
    )
    def test_nach_stelle_erst_ab_drei_und_nichts_laesst_sich_abziehen(
        self, haus: Gruppe, beirat: int, versammlung: int, gezeigt: int
    ) -> None:
        """A single hidden body would follow from the total: then another one is hidden with it."""
        eins, zwei = thema(haus, "A"), thema(haus, "B")
        je_stelle = {haus.beirat: beirat, haus.versammlung: versammlung}
        menschen = [eine for stelle, zahl in je_stelle.items() for eine in mitglieder(haus, stelle, zahl)]
        laufende = runde(haus)
        for eine in menschen:
            gib(laufende, eine, eins, 2)
        gib(laufende, menschen[0], zwei)
        punkte.runde_schliessen(runde=laufende, person=None)
        laufende.refresh_from_db()
        bild = ergebnis(laufende)
        assert bild is not None
        assert [(z.thema, z.punkte, z.stimmen) for z in bild.zeilen] == [
            (eins, 2 * len(menschen), len(menschen)), (zwei, 1, 1),
        ]  # fmt: skip
        assert len(bild.stellen) == gezeigt
        assert bild.verdeckt is (gezeigt < len([zahl for zahl in je_stelle.values() if zahl]))

    def test_von_zweien_wird_gar_nichts_gezeigt(self, haus: Gruppe) -> None:
        eins, _zwei = thema(haus, "A"), thema(haus, "B")
        laufende = runde(haus)
        gib(laufende, haus.elif_, eins)
        gib(laufende, haus.frank, eins)
        punkte.runde_schliessen(runde=laufende, person=None)
        laufende.refresh_from_db()
        bild = ergebnis(laufende)
        assert bild is not None
        assert (bild.zeilen, bild.waehlende) == ([], 2)
        client = Client()
        client.force_login(haus.amira)
        assert "Weniger als drei Personen" in client.get(laufende.get_absolute_url()).content.decode()


def test_auf_der_seite_sagt_eine_meldung_den_neuen_platz(haus: Gruppe) -> None:
    """S45: without a mouse: a button, then a status message with points, rank and rest; focus stays at the button."""
    eins, _zwei = thema(haus, "Wohnen"), thema(haus, "B")
    laufende = runde(haus)
    client = Client()
    client.force_login(haus.frank.benutzer)  # type: ignore[arg-type]
    ort = f"{laufende.get_absolute_url()}punkt/{eins.pk}/"
    antwort = client.post(ort, {"aenderung": "mehr"})
    assert antwort["Location"] == f"{laufende.get_absolute_url()}#mehr-{eins.pk}"
    seite = client.get(laufende.get_absolute_url()).content.decode()
    assert "Wohnen: 1 Punkt, Platz 1 bei Ihnen, noch 4 zu vergeben." in seite
    assert 'role="status"' in seite
    client.post(ort, {"aenderung": "weniger"})
    assert (
        "Wohnen: 0 Punkte, ohne Platz, noch 5 zu vergeben."
        in client.get(laufende.get_absolute_url()).content.decode()
    )
    client.post(ort, {"aenderung": "weniger"})
    assert "keinen Punkt mehr" in client.get(laufende.get_absolute_url()).content.decode()


class TestWahl:
    def test_ein_gewaehltes_thema_wird_eine_arbeitsgruppe(self, haus: Gruppe) -> None:
        eines = thema(haus, "Wohnen")
        client = Client()
        client.force_login(haus.amira)
        assert "Arbeitsgruppe daraus machen" not in client.get(eines.get_absolute_url()).content.decode()
        client.post(f"{eines.get_absolute_url()}waehlen/")
        assert "Arbeitsgruppe daraus machen" in client.get(eines.get_absolute_url()).content.decode()
        client.post(f"/arbeit/2024/programm/gruppen/aus-thema/{eines.pk}/")
        gruppe_ = Arbeitsgruppe.objects.get(thema=eines)
        seite = client.get(eines.get_absolute_url()).content.decode()
        assert f"Zur Arbeitsgruppe {gruppe_.nummer}" in seite
        client.post(f"{eines.get_absolute_url()}abwaehlen/")
        eines.refresh_from_db()
        assert eines.stand == "zugelassen"

    def test_was_es_kostet_wird_reserviert_und_zweimal_geschickt_einmal(self, db: None) -> None:
        geld = kasse()
        haus = gruppe(geld.konferenz)
        eines = aktionen.thema_waehlen(thema=thema(haus, "Wohnen"), person=None)
        client = Client()
        client.force_login(geld.amira)
        ort = f"{eines.get_absolute_url()}kosten/"
        gesendet = {"art": "dolmetschen", "betrag": "1.250,00"}
        gesendet["schluessel"] = str(client.get(ort).context["form"]["schluessel"].value())
        for _mal in range(2):
            assert client.post(ort, gesendet)["Location"] == eines.get_absolute_url()
        assert geld.buchungen() == [("reservierung", None, eur("1.250,00"))]
        assert eines.kosten.get().vorgang.zweck == "Thema: Wohnen"
        zu_viel = {"art": "dolmetschen", "betrag": "19.000,00"}
        zu_viel["schluessel"] = str(client.get(ort).context["form"]["schluessel"].value())
        assert client.post(ort, zu_viel).status_code == 200
        assert len(geld.buchungen()) == 1


class TestWerWasSieht:
    def test_was_wartet_oder_abgelehnt_ist_sehen_nur_die_die_pruefen(self, haus: Gruppe) -> None:
        offen = thema(haus, "Offen")
        wartet = Thema.objects.create(konferenz=haus.konferenz, titel="Von draußen", einsender_name="Frau K.")
        nein = thema(haus, "Nein", haus.frank)
        aktionen.thema_ablehnen(thema=nein, grund="zu allgemein", person=None)
        gast = person(name="Gast")
        assert haus.elif_.benutzer is not None
        assert haus.frank.benutzer is not None
        assert set(sichtbare(haus.amira, haus.konferenz)) == {offen, wartet, nein}
        assert set(sichtbare(haus.elif_.benutzer, haus.konferenz)) == {offen}
        assert set(sichtbare(haus.frank.benutzer, haus.konferenz)) == {offen, nein}
        assert [t.titel for t in suche(haus.elif_.benutzer, "draußen")] == []
        assert [t.titel for t in suche(haus.elif_.benutzer, "Offen")] == ["Offen"]
        assert suche(gast, "Offen") == []
        assert [s.titel for s in schritte(haus.amira, haus.konferenz)] == ["Vorgeschlagene Themen prüfen"]
        client = Client()
        client.force_login(haus.elif_.benutzer)
        assert client.get(wartet.get_absolute_url()).status_code == 404
        assert client.get(f"{offen.get_absolute_url()}aendern/").status_code == 200  # her own
        assert client.get(f"{nein.get_absolute_url()}aendern/").status_code == 404

    def test_zulassen_ablehnen_und_der_grund(self, haus: Gruppe) -> None:
        eines = thema(haus)
        client = Client()
        client.force_login(haus.amira)
        leer = client.post(f"{eines.get_absolute_url()}ablehnen/", {"grund": ""})
        assert "Bitte füllen Sie dieses Feld aus." in leer.content.decode()
        client.post(f"{eines.get_absolute_url()}ablehnen/", {"grund": "Steht schon da."})
        assert "Nicht zugelassen: Steht schon da." in client.get(eines.get_absolute_url()).content.decode()
        client.post(f"{eines.get_absolute_url()}zulassen/")
        eines.refresh_from_db()
        assert (eines.stand, eines.ablehnungsgrund) == ("zugelassen", "")


def test_handlungsfelder_pflegen_und_eins_mit_themen_bleibt(haus: Gruppe) -> None:
    client = Client()
    client.force_login(haus.amira)
    ort = "/arbeit/2024/themen/felder/"
    assert client.post(f"{ort}neu/", {"name": "Wohnen", "position": 1})["Location"] == ort
    doppelt = client.post(f"{ort}neu/", {"name": "Wohnen", "position": 2}).content.decode()
    assert "Dieses Handlungsfeld gibt es schon." in doppelt
    feld = Handlungsfeld.objects.get()
    client.post(f"{ort}{feld.pk}/", {"name": "Wohnen und Nachbarschaft", "position": 1})
    thema(haus, handlungsfeld=feld)
    assert "Wohnen und Nachbarschaft" in client.get("/arbeit/2024/themen/").content.decode()
    client.post(f"{ort}{feld.pk}/loeschen/")
    assert "gehören noch Themen" in client.get(ort).content.decode()
    Thema.objects.all().delete()
    client.post(f"{ort}{feld.pk}/loeschen/")
    assert not Handlungsfeld.objects.exists()


def test_stimmberechtigt_sind_mitglieder_von_heute_mit_ihrer_stelle(haus: Gruppe) -> None:
    thema(haus, "A"), thema(haus, "B")
    laufende = runde(haus)
    stellen = stimmberechtigte(laufende)
    assert stellen[haus.frank] == haus.versammlung.pk
    assert stellen[haus.elif_] == haus.beirat.pk
    assert Nachricht.objects.filter(anlass="planung.priorisierung").count() == len(stellen)
