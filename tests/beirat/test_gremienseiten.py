"""Pages of bodies: who sits where, what is missing, taking in, standing in, ending, and the invitation to log in."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beirat.models import Gremium, Mitgliedschaft, Person, Sitz
from konferenz.models import Nachricht
from tests import welt
from tests.budget.welt import drucksache
from tests.personen import person
from tests.planung.fuellung import Fuellung, fuelle
from tests.planung.welt import mensch, setze

pytestmark = pytest.mark.django_db


@pytest.fixture
def haus() -> Fuellung:
    return fuelle()


def client(konto: Any) -> Client:
    kunde = Client()
    kunde.force_login(konto)
    return kunde


@pytest.fixture
def amira(haus: Fuellung) -> Client:
    return client(haus.gruppe.amira)


def werte(seite: Any, **neu: Any) -> dict[str, Any]:
    """What the form of a page holds, with other entries."""
    form = seite.context["form"]
    alle = {**{feld.html_name: feld.value() for feld in form}, **neu}
    return {name: wert for name, wert in alle.items() if wert not in (None, False)}


def text(antwort: Any) -> str:
    return antwort.content.decode()


def test_die_seite_der_gruppe_zeigt_sitze_n_n_gaeste_und_fruehere(haus: Fuellung, amira: Client) -> None:
    """S32: a vacant seat is "N. N."; the statutory seat counts among the voting ones."""
    seite = text(amira.get("/arbeit/2024/vorbereitungsgruppe/"))
    assert seite.count("N.&nbsp;N.") == 1
    assert "8 von 9 besetzt" in seite
    assert "Vertretung:</small>" not in seite
    assert "Karin Ohlsen" in seite
    gaeste = seite.split('id="gaeste"')[1]
    assert "Nadia Karimi" in gaeste
    assert "Olga Petrenko" in gaeste.split('id="fruehere"')[1]
    assert "Nadia Karimi" not in seite.split('id="gaeste"')[0]


class TestWasFehlt:
    def test_ohne_bezirksversammlung_warnt_die_gruppe(self, haus: Fuellung, amira: Client) -> None:
        """S31: petitum 2 wants members of both bodies."""
        assert "Die Gruppe kann arbeiten" in text(amira.get(f"/arbeit/gremien/{haus.gremium.pk}/"))
        gegangen = Mitgliedschaft.objects.filter(
            sitz__gremium=haus.gremium, entsendet_durch=haus.gruppe.versammlung
        )
        gegangen.update(bis=date(2024, 6, 9))
        assert "Mitglieder benennen: Bezirksversammlung" in text(
            amira.get(f"/arbeit/gremien/{haus.gremium.pk}/")
        )
        assert "fehlt: Bezirksversammlung" in text(amira.get("/arbeit/gremien/"))

    def test_wie_lange_es_vom_beschluss_bis_zur_ersten_sitzung_dauerte(
        self, haus: Fuellung, amira: Client
    ) -> None:
        haus.gruppe.konferenz.drucksache = drucksache()
        haus.gruppe.konferenz.save()
        haus.gruppe.sitzung("2024-01-18 17:00")
        seite = text(amira.get("/arbeit/2024/vorbereitungsgruppe/"))
        assert "42 Tage" in seite
        assert "07.12.2023 – 18.01.2024" in seite

    def test_ohne_gruppe_fuehrt_die_seite_zum_vorgeschlagenen_formular(self) -> None:
        """Petitum 2 at once: name, sending bodies and quorum stand there already; sent twice it makes one group."""
        welt.bezirk()
        konferenz = welt.konferenz(drucksache=drucksache())
        for art in ("bezirksversammlung", "beirat"):
            Gremium.objects.create(name=art, art=art)
        amira = client(person("sachbearbeitung"))
        assert "Vorbereitungsgruppe einsetzen" not in text(
            amira.get("/arbeit/")
        )  # the paper does not ask for one
        konferenz.drucksache.punkte.create(nummer=2, text="Eine Gruppe.", art="gruppe")
        assert "Vorbereitungsgruppe einsetzen" in text(amira.get("/arbeit/"))
        assert "?konferenz=2024" in text(amira.get("/arbeit/2024/vorbereitungsgruppe/"))
        ort = "/arbeit/gremien/neu/?konferenz=2024"
        formular = werte(amira.get(ort))
        formular["konferenz"] = konferenz.pk
        falsch = amira.post(ort, {**formular, "quorum": "mindestzahl"})
        assert "Nennen Sie die Mindestzahl" in text(falsch)
        for _mal in range(2):
            antwort = amira.post(ort, formular)
        gruppe = Gremium.objects.get(art="vorbereitungsgruppe")
        assert (antwort["Location"], gruppe.name) == (
            f"/arbeit/gremien/{gruppe.pk}/",
            "Vorbereitungsgruppe 2024",
        )
        assert gruppe.entsendende.count() == 2
        assert "Mitglieder benennen: beirat, bezirksversammlung" in text(amira.get("/arbeit/"))


class TestAufnehmen:
    def test_eine_neue_person_bekommt_sitz_und_mitgliedschaft(self, haus: Fuellung, amira: Client) -> None:
        ort = f"/arbeit/gremien/{haus.gremium.pk}/aufnehmen/"
        formular = werte(
            amira.get(ort), anzeigename="  Tetiana  Kovalenko ", email="T.K@example.org", bereich="Kultur",
            entsendet_durch=haus.gruppe.beirat.pk,
        )  # fmt: skip
        for _mal in range(2):
            assert amira.post(ort, formular)["Location"] == f"/arbeit/gremien/{haus.gremium.pk}/"
        neue = Mitgliedschaft.objects.get(person__anzeigename="Tetiana Kovalenko")
        assert (neue.person.email, neue.sitz.bereich, neue.von) == (
            "t.k@example.org",
            "Kultur",
            date(2024, 9, 2),
        )

    @pytest.mark.parametrize(
        ("angaben", "satz"),
        [
            ({}, "Wählen Sie eine Person, oder schreiben Sie den Namen einer neuen."),
            ({"anzeigename": "Ada", "funktion": "gast"}, "Ein Gast hat keine Stimme"),
            (
                {"anzeigename": "Ada", "funktion": "vorsitz"},
                "Den Vorsitz hat in dieser Zeit schon Deniz Aydın.",
            ),
            ({"anzeigename": "Ada", "email": "frank.petersen@example.org"}, "hat schon Frank Petersen"),
            ({"anzeigename": "Ada", "bis": "2024-01-01"}, "Das Ende liegt vor dem Beginn."),
        ],
    )
    def test_was_nicht_geht_sagt_ein_satz_und_nichts_ist_gespeichert(
        self, haus: Fuellung, amira: Client, angaben: dict[str, str], satz: str
    ) -> None:
        ort, vorher = f"/arbeit/gremien/{haus.gremium.pk}/aufnehmen/", _zahlen()
        antwort = amira.post(ort, werte(amira.get(ort), bereich="Kultur", **angaben))
        assert satz in text(antwort)
        assert antwort.context["form"]["bereich"].value() == "Kultur"
        assert _zahlen() == vorher

    def test_der_freie_sitz_wird_besetzt_und_ein_besetzter_nicht_noch_einmal(
        self, haus: Fuellung, amira: Client
    ) -> None:
        ort = f"/arbeit/gremien/sitze/{haus.frei.pk}/besetzen/"
        ada = Person.objects.get(anzeigename="Olga Petrenko")
        formular = werte(amira.get(ort), person=ada.pk, entsendet_durch=haus.gruppe.beirat.pk)
        assert amira.post(ort, formular).status_code == 302
        assert haus.frei.mitgliedschaften.get(von=date(2024, 9, 2)).person == ada
        zweite = amira.post(ort, werte(amira.get(ort), anzeigename="Zweite"))
        assert "Dieser Sitz ist in dieser Zeit schon besetzt." in text(zweite)

    def test_niemand_nimmt_sich_selbst_auf(self, haus: Fuellung, amira: Client) -> None:
        ich = mensch("Amira Haddad", mit_konto=False, benutzer=haus.gruppe.amira)
        ort = f"/arbeit/gremien/{haus.gremium.pk}/aufnehmen/"
        antwort = amira.post(ort, werte(amira.get(ort), person=ich.pk, bereich="Kultur"))
        assert "Niemand gibt sich selbst eine Mitgliedschaft" in text(antwort)
        assert not ich.mitgliedschaften.exists()

    def test_wer_schon_dazugehoert_steht_nicht_zur_wahl(self, haus: Fuellung, amira: Client) -> None:
        wahl = (
            amira.get(f"/arbeit/gremien/{haus.gremium.pk}/aufnehmen/")
            .context["form"]
            .fields["person"]
            .queryset
        )
        assert haus.ausgeschieden.person in wahl
        assert haus.gruppe.deniz not in wahl


def _zahlen() -> tuple[int, ...]:
    return tuple(modell.objects.count() for modell in (Person, Sitz, Mitgliedschaft))


class TestAendern:
    def test_funktion_und_stelle_aendern(self, haus: Fuellung, amira: Client) -> None:
        elifs = Mitgliedschaft.objects.get(person=haus.gruppe.elif_)
        ort = f"/arbeit/gremien/mitgliedschaften/{elifs.pk}/"
        doppelt = amira.post(ort, werte(amira.get(ort), funktion="vorsitz"))
        assert "Den Vorsitz hat in dieser Zeit schon Deniz Aydın." in text(doppelt)
        assert amira.post(ort, werte(amira.get(ort), funktion="stellvertretung")).status_code == 302
        elifs.refresh_from_db()
        assert elifs.funktion == "stellvertretung"

    def test_eine_vertretung_dauert_nicht_laenger_als_die_mitgliedschaft(
        self, haus: Fuellung, amira: Client
    ) -> None:
        Mitgliedschaft.objects.filter(person=haus.gruppe.elif_).update(bis=date(2024, 12, 31))
        elifs = Mitgliedschaft.objects.get(person=haus.gruppe.elif_)
        ort = f"/arbeit/gremien/mitgliedschaften/{elifs.pk}/vertretung/"
        formular = werte(amira.get(ort), anzeigename="Vera Vertreterin")
        assert str(formular["bis"]) == "2024-12-31"
        zu_lang = amira.post(ort, {**formular, "bis": "2025-01-01"})
        assert "Eine Vertretung dauert nicht länger" in text(zu_lang)
        assert amira.post(ort, formular).status_code == 302
        neue = Mitgliedschaft.objects.get(person__anzeigename="Vera Vertreterin")
        assert (neue.vertritt, neue.sitz, neue.entsendet_durch) == (elifs, elifs.sitz, haus.gruppe.beirat)

    def test_mit_der_mitgliedschaft_enden_rechte_und_vertretung_mit_der_naechsten_seite(
        self, haus: Fuellung, amira: Client
    ) -> None:
        frank, ort = client(haus.konten["bezirksversammlung"]), f"/arbeit/gremien/{haus.gremium.pk}/"
        assert frank.get(ort).status_code == 200
        seine = haus.vertretung.vertritt
        assert seine is not None
        beenden = f"/arbeit/gremien/mitgliedschaften/{seine.pk}/beenden/"
        assert amira.post(beenden, {"grund": "Mandat niedergelegt"})["Location"] == ort
        seine.refresh_from_db()
        haus.vertretung.refresh_from_db()
        assert (seine.bis, haus.vertretung.bis, seine.ende_grund) == (
            date(2024, 9, 1),
            date(2024, 9, 1),
            "Mandat niedergelegt",
        )
        assert frank.get(ort).status_code == 403
        assert "Mandat niedergelegt" in text(amira.get(ort))
        zweimal = amira.post(beenden, {"letzter_tag": "2024-12-31"})
        assert "Diese Mitgliedschaft endet schon früher." in text(zweimal)

    def test_ein_sitz_auf_dem_jemand_sass_bleibt(self, haus: Fuellung, amira: Client) -> None:
        amira.post(f"/arbeit/gremien/sitze/{haus.frei.pk}/entfernen/")
        assert Sitz.objects.filter(pk=haus.frei.pk).exists()
        ort = f"/arbeit/gremien/{haus.gremium.pk}/sitze/neu/"
        assert amira.post(ort, werte(amira.get(ort), bereich="Sport")).status_code == 302
        neuer = Sitz.objects.get(bereich="Sport")
        assert amira.post(f"/arbeit/gremien/sitze/{neuer.pk}/entfernen/").status_code == 302
        assert not Sitz.objects.filter(pk=neuer.pk).exists()

    def test_eine_stelle_aus_der_jemand_kam_bleibt_entsendend(self, haus: Fuellung, amira: Client) -> None:
        ort = f"/arbeit/gremien/{haus.gremium.pk}/bearbeiten/"
        formular = werte(amira.get(ort), stellen=[haus.gruppe.beirat.pk])
        antwort = amira.post(ort, formular)
        assert "sie bleibt: Bezirksamt, Bezirksversammlung." in text(antwort)
        assert haus.gremium.entsendende.count() == 3
        sitz = f"/arbeit/gremien/sitze/{haus.frei.pk}/"
        assert amira.post(sitz, werte(amira.get(sitz), bereich="Schule")).status_code == 302
        assert haus.gremium.sitze.filter(bereich="Schule").exists()


class TestZugang:
    def test_die_einladung_geht_als_persoenlicher_link_hinaus_und_oeffnet_nur_das_eigene_gremium(
        self, haus: Fuellung, amira: Client
    ) -> None:
        mariam = Person.objects.get(anzeigename="Mariam Ahmadi")
        ort = f"/arbeit/gremien/personen/{mariam.pk}/"
        assert "kein Zugang" in text(amira.get(ort))
        assert amira.post(ort + "einladen/")["Location"] == ort
        mariam.refresh_from_db()
        assert mariam.benutzer is not None
        assert (mariam.benutzer.is_active, mariam.benutzer.rollen) == (False, {"gruppe"})
        brief = Nachricht.objects.get(anlass="konto.einladung")
        assert (brief.an, brief.an_name) == ("mariam.ahmadi@example.org", "Mariam Ahmadi")
        assert "eingeladen" in text(amira.get(ort))

    def test_eine_falsche_adresse_wird_berichtigt_und_die_einladung_geht_neu_hinaus(
        self, haus: Fuellung, amira: Client
    ) -> None:
        mariam = Person.objects.get(anzeigename="Mariam Ahmadi")
        ort = f"/arbeit/gremien/personen/{mariam.pk}/"
        amira.post(ort + "einladen/")
        formular = werte(amira.get(ort + "aendern/"), email="mariam@example.org")
        assert amira.post(ort + "aendern/", formular).status_code == 302
        amira.post(ort + "einladen/")
        briefe = Nachricht.objects.filter(anlass="konto.einladung").order_by("pk")
        assert [brief.an for brief in briefe] == ["mariam.ahmadi@example.org", "mariam@example.org"]

    def test_ein_bekanntes_konto_wird_verbunden_aber_nie_das_eigene(
        self, haus: Fuellung, amira: Client
    ) -> None:
        konto = person(email="mariam.ahmadi@example.org", password=None)
        mariam = Person.objects.get(anzeigename="Mariam Ahmadi")
        amira.post(f"/arbeit/gremien/personen/{mariam.pk}/einladen/")
        mariam.refresh_from_db()
        assert mariam.benutzer == konto
        samuel = Person.objects.get(anzeigename="Samuel Tekle")
        Person.objects.filter(pk=samuel.pk).update(email=haus.gruppe.amira.email)
        antwort = amira.post(f"/arbeit/gremien/personen/{samuel.pk}/einladen/", follow=True)
        assert "Niemand verbindet sich selbst mit einem Gremium" in text(antwort)
        samuel.refresh_from_db()
        assert samuel.benutzer is None
        assert not Nachricht.objects.filter(anlass="konto.einladung").exists()

    def test_ohne_adresse_oder_mitgliedschaft_gibt_es_keine_einladung(
        self, haus: Fuellung, amira: Client
    ) -> None:
        saetze = {
            haus.vertretung.person: "Ohne E-Mail-Adresse kann sich niemand anmelden",
            haus.ausgeschieden.person: "gehört heute zu keinem Gremium",
            haus.gruppe.deniz: "hat schon einen Zugang",
        }
        for eine, satz in saetze.items():
            antwort = amira.post(f"/arbeit/gremien/personen/{eine.pk}/einladen/", follow=True)
            assert satz in text(antwort)


class TestWerSiehtWas:
    def test_mitglieder_sehen_namen_vorsitz_auch_adressen_fremde_nichts(self, haus: Fuellung) -> None:
        ort, adresse = f"/arbeit/gremien/{haus.gremium.pk}/", "samuel.tekle"
        vorsitz, mitglied = (client(haus.konten[wer]) for wer in ("vorsitz", "mitglied"))
        assert adresse in text(vorsitz.get(ort))
        assert "Samuel Tekle" in text(mitglied.get(ort))
        assert adresse not in text(mitglied.get(ort))
        assert "beenden" not in text(vorsitz.get(ort))
        fremd = mensch("Fremde Person")
        setze(haus.gruppe.beirat, fremd)
        assert client(fremd.benutzer).get(ort).status_code == 404
        assert client(fremd.benutzer).get("/arbeit/2024/vorbereitungsgruppe/").status_code == 404
        assert "Vorbereitungsgruppe 2024" not in text(client(fremd.benutzer).get("/arbeit/gremien/"))

    @pytest.mark.parametrize("seite", ["gremien/", "2024/vorbereitungsgruppe/"])
    def test_die_zahl_der_anweisungen_waechst_nicht(self, haus: Fuellung, seite: str) -> None:
        amira = client(haus.gruppe.amira)
        with CaptureQueriesContext(connection) as vorher:
            amira.get(f"/arbeit/{seite}")
        for nummer in range(3):
            setze(haus.gremium, mensch(f"Neu {nummer}"), entsendet_durch=haus.gruppe.beirat)
            Gremium.objects.create(name=f"Ausschuss {nummer}", art="ausschuss")
        with CaptureQueriesContext(connection) as nachher:
            amira.get(f"/arbeit/{seite}")
        assert len(nachher) == len(vorher)
