"""Accounts: invite, accept, log in by password or code, new password, roles, locking."""

import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import date, timedelta
from threading import Event

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from betrieb.testhash import TEUER
from konferenz import uhr
from konferenz.actions import konten as aktionen
from konferenz.actions.zugang import zugangslink_ausstellen
from konferenz.anmeldecode import code_zu, neuer_anker
from konferenz.models import Benutzer, Nachricht, Rollenzuweisung, Zugangslink
from konferenz.tasks import nachrichten_zustellen
from tests import welt
from tests.personen import PASSWORT, person

pytestmark = pytest.mark.django_db

NEUES_PASSWORT = "Regenschirm Tulpe Bahnhof 7"
EINLADUNG = "/arbeit/einladung/"
UNBEKANNT = "niemand@example.org"


@pytest.fixture
def chefin():
    return person("administration", name="Anna Admin")


def ute(**felder: object) -> Benutzer:
    """Somebody whose role asks for no second factor."""
    return person("uebersetzung", zweiter_faktor=False, **{"email": "ute@example.org", **felder})


def eingeladen(chefin: Benutzer, **felder: object) -> Benutzer:
    angaben = {"email": "neu@example.org", "name": "Neu Hier", "rollen": ["uebersetzung"], "person": chefin}
    return aktionen.konto_einladen(**{**angaben, **felder})


def link(zweck: str, konto: Benutzer, tage: int = 7) -> str:
    bis = uhr.jetzt() + timedelta(days=tage)
    return f"/z/{zugangslink_ausstellen(zweck=zweck, objekt=str(konto.pk), gueltig_bis=bis)}/"


class TestEinladen:
    def test_das_konto_ist_bis_zur_annahme_verschlossen(self, chefin):
        konto = eingeladen(chefin)

        assert (konto.is_active, konto.has_usable_password(), aktionen.ist_eingeladen(konto)) == (
            False,
            False,
            True,
        )
        assert [(z.rolle, z.vergeben_von) for z in konto.rollenzuweisungen.all()] == [
            ("uebersetzung", chefin)
        ]

    def test_der_brief_traegt_eine_marke_und_zeigt_niemandem_seinen_text(self, chefin):
        konto = eingeladen(chefin)
        brief = Nachricht.objects.get(anlass=aktionen.EINLADUNG)

        marken = [teil for teil in brief.teile if isinstance(teil, dict)]
        assert marken == [{"link": "konto.einladung", "objekt": str(konto.pk), "tage": 7.0}]
        assert (brief.an, brief.ist_verborgen) == ("neu@example.org", True)
        assert "Link" not in brief.text_zum_zeigen

    def test_bekannte_adresse_wird_abgelehnt_auch_anders_geschrieben(self, chefin):
        eingeladen(chefin)

        with pytest.raises(ValidationError, match="schon ein Konto"):
            eingeladen(chefin, email="NEU@example.org")
        assert Nachricht.objects.count() == 1

    def test_formular_zweimal_geschickt_ist_einmal_eingeladen(self, client, chefin):
        client.force_login(chefin)
        seite = client.get(reverse("arbeit:konto-einladen"))
        daten = {
            "schluessel": seite.context["form"]["schluessel"].value(),
            "name": "Neu Hier",
            "email": "neu@example.org",
            "sprache": "de",
            "rollen": ["uebersetzung"],
        }
        antworten = [client.post(reverse("arbeit:konto-einladen"), daten) for _ in range(2)]

        konto = Benutzer.objects.get(email="neu@example.org")
        assert [antwort["Location"] for antwort in antworten] == [
            reverse("arbeit:konto", args=[konto.pk])
        ] * 2
        assert Nachricht.objects.count() == 1

    def test_wer_einlaedt_gibt_sich_damit_keine_rolle(self, client, chefin):
        with pytest.raises(ValidationError, match="sich selbst"):
            aktionen.rolle_geben(benutzer=chefin, rolle="haushalt", person=chefin)


class TestEinladungAnnehmen:
    def test_vom_brief_bis_in_den_arbeitsbereich(self, client, chefin, postfach):
        konto = eingeladen(chefin)
        nachrichten_zustellen()
        [brief] = postfach.an_adresse("neu@example.org")
        adresse = re.search(r"/z/\S+", brief.text)[0]

        assert client.get(adresse)["Location"] == EINLADUNG
        assert client.get(EINLADUNG).context["form"].initial == {"name": "Neu Hier"}
        antwort = client.post(EINLADUNG, {"name": "Nele Neu", "passwort": NEUES_PASSWORT})

        assert antwort["Location"] == "/arbeit/"
        assert client.get("/arbeit/").status_code == 200
        konto.refresh_from_db()
        assert (konto.name, konto.is_active, konto.check_password(NEUES_PASSWORT)) == ("Nele Neu", True, True)

    def test_der_link_wirkt_nur_einmal(self, client, chefin):
        adresse = link(aktionen.EINLADUNG, eingeladen(chefin))
        zweiter = Client()
        client.get(adresse)
        zweiter.get(adresse)
        assert client.post(EINLADUNG, {"name": "N", "passwort": NEUES_PASSWORT}).status_code == 302

        assert zweiter.post(EINLADUNG, {"name": "Fremd", "passwort": NEUES_PASSWORT}).status_code == 410
        assert Client().get(adresse).status_code == 404

    def test_nach_sieben_tagen_gilt_er_nicht_mehr(self, client, chefin):
        adresse = link(aktionen.EINLADUNG, eingeladen(chefin))
        client.get(adresse)
        with welt.zeit("2024-09-09", "09:15"):
            assert client.get(EINLADUNG).status_code == 410
            assert Client().get(adresse).status_code == 404

    def test_erneute_einladung_beendet_die_frueheren_links(self, client, chefin):
        konto = eingeladen(chefin)
        adresse = link(aktionen.EINLADUNG, konto)
        aktionen.einladung_senden(benutzer=konto)

        assert client.get(adresse).status_code == 404
        assert Nachricht.objects.filter(anlass=aktionen.EINLADUNG).count() == 2

    def test_zurueckgezogen_gilt_er_nicht_mehr(self, client, chefin):
        konto = eingeladen(chefin)
        adresse = link(aktionen.EINLADUNG, konto)
        aktionen.konto_sperren(benutzer=konto, person=chefin)

        assert client.get(adresse).status_code == 404

    def test_schwaches_passwort_wird_erklaert_und_der_link_bleibt(self, client, chefin):
        client.get(link(aktionen.EINLADUNG, eingeladen(chefin)))
        antwort = client.post(EINLADUNG, {"name": "Nele", "passwort": "kurz"})

        assert antwort.status_code == 200
        assert antwort.context["form"].non_field_errors() or antwort.context["form"].errors
        assert client.post(EINLADUNG, {"name": "Nele", "passwort": NEUES_PASSWORT}).status_code == 302

    def test_ohne_link_ist_die_seite_zu(self, client):
        assert client.get(EINLADUNG).status_code == 410

    def test_ein_link_fuer_das_passwort_oeffnet_keine_einladung(self, client, chefin):
        """I14: a token works only for its purpose."""
        client.get(link(aktionen.PASSWORT, eingeladen(chefin)))

        assert client.get(EINLADUNG).status_code == 410


class TestAnmelden:
    def test_mit_passwort_und_neuem_sitzungsschluessel(self, client):
        konto = ute(email="Ute@Example.org")
        client.get("/konto/login/")
        client.session["vorher"] = 1
        client.session.save()
        vorher = client.session.session_key
        antwort = client.post("/konto/login/", {"login": "ute@example.org", "password": PASSWORT})

        assert antwort["Location"] == "/arbeit/"
        assert get_user(client).pk == konto.pk
        assert client.session.session_key != vorher

    def test_weiter_nur_auf_eigene_seiten(self, client):
        ute()
        daten = {"login": "ute@example.org", "password": PASSWORT, "next": "https://boese.example/"}

        assert client.post("/konto/login/", daten)["Location"] == "/arbeit/"

    def test_weiter_dorthin_wo_man_hinwollte(self, client):
        ute()
        daten = {"login": "ute@example.org", "password": PASSWORT, "next": "/arbeit/rechte/"}

        assert client.post("/konto/login/", daten)["Location"] == "/arbeit/rechte/"

    def test_mit_code_aus_dem_brief(self, client, postfach):
        konto = ute()
        antwort = client.post("/konto/login/code/", {"email": "ute@example.org"})
        nachrichten_zustellen()
        [brief] = postfach.an_adresse("ute@example.org")
        code = re.search(r"\d{4}-\d{4}", brief.text)[0]

        assert antwort["Location"] == "/konto/login/code/confirm/"
        assert client.post(antwort["Location"], {"code": code.replace("-", " ")})["Location"] == "/arbeit/"
        assert get_user(client).pk == konto.pk

    def test_der_code_steht_nirgends_in_der_datenbank(self, client, postfach):
        ute()
        client.post("/konto/login/code/", {"email": "ute@example.org"})
        gespeichert = str(Nachricht.objects.values().get()) + str(dict(client.session.items()))
        nachrichten_zustellen()
        code = re.search(r"\d{4}-\d{4}", postfach.an_adresse("ute@example.org")[0].text)[0]

        assert code not in gespeichert
        assert code.replace("-", "") not in gespeichert

    def test_falscher_code_dreimal_beendet_den_versuch(self, client):
        ute()
        client.post("/konto/login/code/", {"email": "ute@example.org"})
        antworten = [client.post("/konto/login/code/confirm/", {"code": "0000-0000"}) for _ in range(3)]

        assert [antwort.status_code for antwort in antworten] == [200, 200, 302]
        assert get_user(client).is_anonymous

    def test_ein_gesperrtes_konto_bekommt_keinen_code(self, client):
        ute(is_active=False)
        client.post("/konto/login/code/", {"email": "ute@example.org"})

        assert not Nachricht.objects.exists()

    def test_ein_eingeladenes_konto_kommt_nicht_am_link_vorbei(self, client, chefin):
        eingeladen(chefin)
        Nachricht.objects.all().delete()
        client.post("/konto/login/code/", {"email": "neu@example.org"})
        client.post("/konto/password/reset/", {"email": "neu@example.org"})

        assert not Nachricht.objects.exists()

    def test_mit_zweitem_faktor_genuegt_das_passwort_nicht(self, client):
        person("administration", email="anna@example.org")
        antwort = client.post("/konto/login/", {"login": "anna@example.org", "password": PASSWORT})

        assert antwort["Location"].startswith(reverse("mfa_authenticate"))
        assert get_user(client).is_anonymous

    def test_selbst_anmelden_ist_geschlossen(self, client):
        daten = {"email": "ich@example.org", "password1": NEUES_PASSWORT}
        client.post("/konto/signup/", daten)

        assert not Benutzer.objects.exists()

    def test_nach_zwoelf_stunden_endet_die_sitzung(self, client, settings):
        client.force_login(person("uebersetzung"))
        assert client.get("/arbeit/").status_code == 200
        sitzung = client.session

        assert sitzung.get_expiry_age() == 12 * 3600
        sitzung.set_expiry(-1)
        sitzung.save()
        assert client.get("/arbeit/").status_code == 302


class TestGleicheAntwort:
    """Whoever asks for a code, a password or a login learns nothing about which addresses have an account."""

    WEGE = (
        ("/konto/login/code/", "email", {}),
        ("/konto/password/reset/", "email", {}),
        ("/konto/login/", "login", {"password": "falsch falsch falsch"}),
    )

    @pytest.mark.parametrize(("adresse", "feld", "rest"), WEGE)
    def test_bekannt_und_unbekannt_sehen_gleich_aus(self, adresse, feld, rest):
        ute()
        antworten = []
        for email in ("ute@example.org", UNBEKANNT):
            client = Client()
            antwort = client.post(adresse, {feld: email, **rest}, follow=True)
            gesehen = re.sub(r'value="[A-Za-z0-9]{64}"|[\w.]+@example.org', "", antwort.content.decode())
            antworten.append((antwort.status_code, antwort.redirect_chain, gesehen))

        assert antworten[0] == antworten[1]

    @pytest.mark.parametrize("adresse", ["/konto/login/code/", "/konto/password/reset/"])
    def test_nur_die_bekannte_bekommt_post(self, client, adresse):
        ute()
        client.post(adresse, {"email": UNBEKANNT})
        assert not Nachricht.objects.exists()

        Client().post(adresse, {"email": "ute@example.org"})
        assert [brief.an for brief in Nachricht.objects.all()] == ["ute@example.org"]

    @pytest.mark.parametrize(("adresse", "feld", "rest"), WEGE)
    def test_beide_dauern_gleich_lang(self, settings, adresse, feld, rest):
        settings.ACCOUNT_RATE_LIMITS = False
        settings.PASSWORD_HASHERS = [TEUER]
        ute()

        def dauer(email: str) -> float:
            beginn = time.perf_counter()
            Client().post(adresse, {feld: email, **rest})
            return time.perf_counter() - beginn

        dauer(UNBEKANNT), dauer("ute@example.org")
        paare = [(dauer("ute@example.org"), dauer(UNBEKANNT)) for _ in range(9)]
        bekannt, unbekannt = (statistics.median(reihe) for reihe in zip(*paare, strict=True))

        assert 0.6 < bekannt / unbekannt < 1.67, f"{bekannt:.4f} s, {unbekannt:.4f} s"


class TestNeuesPasswort:
    def test_vom_brief_bis_zur_anmeldung(self, client, postfach):
        konto = ute()
        anderswo = Client()
        anderswo.force_login(konto)
        client.post("/konto/password/reset/", {"email": "ute@example.org"})
        nachrichten_zustellen()
        adresse = re.search(r"/z/\S+", postfach.an_adresse("ute@example.org")[0].text)[0]

        assert client.get(adresse)["Location"] == "/arbeit/passwort/"
        assert client.post("/arbeit/passwort/", {"passwort": NEUES_PASSWORT})["Location"] == "/arbeit/"
        konto.refresh_from_db()
        assert konto.check_password(NEUES_PASSWORT)
        assert anderswo.get("/arbeit/").status_code == 302

    def test_der_zweite_faktor_bleibt_noetig(self, client):
        konto = person("administration", email="anna@example.org")
        client.get(link(aktionen.PASSWORT, konto))
        antwort = client.post("/arbeit/passwort/", {"passwort": NEUES_PASSWORT})

        assert antwort["Location"].startswith(reverse("mfa_authenticate"))

    def test_der_link_wirkt_nur_einmal_und_einen_tag(self, client):
        konto = person("uebersetzung")
        adresse = link(aktionen.PASSWORT, konto, tage=1)
        spaeter = link(aktionen.PASSWORT, konto, tage=1)
        client.get(adresse)
        client.post("/arbeit/passwort/", {"passwort": NEUES_PASSWORT})

        assert Client().get(adresse).status_code == 404
        assert Client().get(spaeter).status_code == 404
        with welt.zeit("2024-09-03", "09:15"):
            assert Client().get(link(aktionen.PASSWORT, konto, tage=0)).status_code == 404


class TestRollen:
    def test_niemand_gibt_sich_selbst_eine_rolle(self, chefin):
        with pytest.raises(ValidationError, match="Niemand gibt sich selbst"):
            aktionen.rolle_geben(benutzer=chefin, rolle="anordnung", person=chefin)

    def test_auch_die_datenbank_lehnt_es_ab(self, chefin):
        with pytest.raises(IntegrityError, match="rolle_zwei_menschen"), transaction.atomic():
            Rollenzuweisung.objects.create(benutzer=chefin, rolle="anordnung", vergeben_von=chefin)

    def test_mitgliedsrollen_gibt_niemand_von_hand(self, chefin):
        with pytest.raises(ValidationError, match="Mitgliedschaft"):
            aktionen.rolle_geben(benutzer=person(), rolle="beirat", person=chefin)

    def test_dieselbe_rolle_gibt_es_nur_einmal_offen(self, chefin):
        konto = person("haushalt")
        with pytest.raises(ValidationError, match="hat das Konto schon"):
            aktionen.rolle_geben(benutzer=konto, rolle="haushalt", person=chefin)

    def test_sie_gilt_von_und_bis_einschliesslich(self, chefin):
        konto = person()
        aktionen.rolle_geben(
            benutzer=konto, rolle="einlass", von=date(2024, 11, 15), bis=date(2024, 11, 17), person=chefin
        )

        def rollen_am(tag: str) -> frozenset[str]:
            with welt.zeit(tag):
                return Benutzer.objects.get(pk=konto.pk).rollen

        tage = ("2024-11-14", "2024-11-15", "2024-11-17", "2024-11-18")
        assert [bool(rollen_am(tag)) for tag in tage] == [False, True, True, False]

    def test_ende_vor_beginn_wird_am_formular_erklaert(self, client, chefin):
        client.force_login(chefin)
        adresse = reverse("arbeit:rolle-geben", args=[person().pk])
        schluessel = client.get(adresse).context["form"]["schluessel"].value()
        daten = {"schluessel": schluessel, "rolle": "haushalt", "von": "2024-09-10", "bis": "2024-09-01"}
        antwort = client.post(adresse, daten)

        assert antwort.context["form"].non_field_errors() == ["Das Ende liegt vor dem Beginn."]
        assert not Rollenzuweisung.objects.filter(rolle="haushalt").exists()

    def test_sofort_beendet_gilt_sie_schon_heute_nicht_mehr(self, client, chefin):
        konto = person("uebersetzung")
        konto.rollenzuweisungen.update(von=date(2024, 1, 1))
        client.force_login(chefin)
        client.post(reverse("arbeit:rolle-beenden", args=[konto.rollenzuweisungen.get().pk]))

        assert konto.rollenzuweisungen.get().bis == date(2024, 9, 1)
        assert Benutzer.objects.get(pk=konto.pk).rollen == frozenset()

    def test_heute_begonnen_und_sofort_beendet_bleibt_keine_zeile_aber_die_geschichte(self, chefin):
        konto = person("uebersetzung")
        aktionen.rolle_beenden(zuweisung=konto.rollenzuweisungen.get(), person=chefin)

        assert not konto.rollenzuweisungen.exists()
        ereignisse = Rollenzuweisung.pgh_event_model.objects.filter(benutzer_id=konto.pk).order_by("pgh_id")
        assert [ereignis.pgh_label for ereignis in ereignisse] == ["insert", "delete"]

    def test_mindestens_eine_administration_bleibt(self, chefin):
        with pytest.raises(ValidationError, match="Mindestens ein Konto"):
            aktionen.rolle_beenden(zuweisung=chefin.rollenzuweisungen.get(), person=None)

        person("administration")
        aktionen.rolle_beenden(zuweisung=chefin.rollenzuweisungen.get(), person=None)
        assert not chefin.rollenzuweisungen.exists()

    def test_ein_gesperrtes_konto_zaehlt_dabei_nicht(self, chefin):
        person("administration", is_active=False)
        with pytest.raises(ValidationError, match="Mindestens ein Konto"):
            aktionen.konto_sperren(benutzer=chefin, person=None)


class TestSperren:
    def test_nicht_das_eigene(self, chefin):
        person("administration")
        with pytest.raises(ValidationError, match="eigene Konto"):
            aktionen.konto_sperren(benutzer=chefin, person=chefin)

    def test_und_wieder_oeffnen_mit_dem_alten_passwort(self, client, chefin):
        konto = ute()
        client.force_login(chefin)
        client.post(reverse("arbeit:konto-sperren", args=[konto.pk]))
        daten = {"login": "ute@example.org", "password": PASSWORT}
        assert Client().post("/konto/login/", daten)["Location"] == "/konto/inactive/"

        client.post(reverse("arbeit:konto-entsperren", args=[konto.pk]))
        assert Client().post("/konto/login/", daten)["Location"] == "/arbeit/"

    def test_eine_offene_einladung_kann_niemand_entsperren(self, chefin):
        with pytest.raises(ValidationError, match="noch nicht eröffnet"):
            aktionen.konto_entsperren(benutzer=eingeladen(chefin))


class TestListe:
    @pytest.mark.parametrize("anzahl", [1, 3])
    def test_gleich_viele_anweisungen_bei_jeder_zahl_von_zeilen(
        self, client, chefin, anzahl, django_assert_max_num_queries
    ):
        for _ in range(anzahl):
            person("haushalt", "einlass")
        client.force_login(chefin)
        with django_assert_max_num_queries(12):
            antwort = client.get(reverse("arbeit:konten"))
        assert len(antwort.context["konten"]) == anzahl + 1

    def test_suche_nach_name_und_adresse(self, client, chefin):
        gesucht = person(name="Bernd Buchhaltung", email="bernd@example.org")
        client.force_login(chefin)
        for wort in ("buchHALT", "bernd@"):
            assert list(client.get(reverse("arbeit:konten"), {"q": wort}).context["konten"]) == [gesucht]
        assert list(client.get(reverse("arbeit:konten"), {"q": "gibt es nicht"}).context["konten"]) == []

    def test_das_eigene_konto_bietet_keine_rolle_an(self, client, chefin):
        client.force_login(chefin)
        andere = person()
        seiten = {
            konto: client.get(reverse("arbeit:konto", args=[konto.pk])).content.decode()
            for konto in (chefin, andere)
        }

        assert reverse("arbeit:rolle-geben", args=[andere.pk]) in seiten[andere]
        assert reverse("arbeit:rolle-geben", args=[chefin.pk]) not in seiten[chefin]


class TestHinweise:
    def test_eine_aenderung_am_konto_wird_mitgeteilt(self, client):
        konto = ute()
        client.force_login(konto)
        daten = {"oldpassword": PASSWORT, "password1": NEUES_PASSWORT, "password2": NEUES_PASSWORT}
        client.post("/konto/password/change/", daten)

        assert [brief.anlass for brief in Nachricht.objects.all()] == ["konto.hinweis"]
        assert Authenticator.objects.count() == 0


def test_codes_folgen_aus_dem_anker_und_dem_schluessel(settings):
    anker = neuer_anker()
    vorher = code_zu(anker)

    assert re.fullmatch(r"\d{4}-\d{4}", vorher)
    assert (code_zu(anker), anker == neuer_anker()) == (vorher, False)
    settings.SECRET_KEY = "ein anderer"
    assert code_zu(anker) != vorher


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("gesperrt", "bleiben"), [(True, 1), (False, 0)])
def test_zwei_nehmen_sich_zugleich_die_administration(monkeypatch, gesperrt, bleiben):
    """Race on two real connections; without the row locks (negative control) nobody would be left."""
    if not gesperrt:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda reihe, **kwargs: reihe)
    erste, zweite = person("administration"), person("administration")
    erste_fertig = Event()

    def beende(konto: Benutzer, vorher: Event | None = None) -> None:
        with suppress(ValidationError), closing(connection), transaction.atomic():
            if vorher:
                vorher.wait(5)
            aktionen.rolle_beenden(zuweisung=konto.rollenzuweisungen.get(), person=None)
            erste_fertig.set()
            time.sleep(0.5)

    with ThreadPoolExecutor(2) as faeden:
        list(faeden.map(beende, [erste, zweite], [None, erste_fertig]))
    assert Rollenzuweisung.objects.filter(rolle="administration").count() == bleiben


def test_links_eines_kontos_kennt_die_datenbank_nur_als_pruefsumme(chefin):
    konto = eingeladen(chefin)
    adresse = link(aktionen.EINLADUNG, konto)

    assert adresse.split("/")[2] not in str(Zugangslink.objects.values().get())


def test_die_suche_nach_konten_vertraegt_zeichen_die_keine_datenbank_speichert(client):
    client.force_login(person("administration", name="Frau Findbar"))
    seite = client.get("/arbeit/konten/?q=Find%00bar%0d")
    assert seite.status_code == 200
    assert [konto.name for konto in seite.context["konten"]] == ["Frau Findbar"]
