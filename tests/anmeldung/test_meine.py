"""The personal pages: by the link in a letter, without an account."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from anmeldung import actions
from anmeldung.actions.bedarfe import eigene
from anmeldung.models import Anmeldung, Bedarf, Kontingent
from konferenz import uhr
from konferenz.actions.zugang import zugangslink_ausstellen
from konferenz.models import Konferenz, Loeschvermerk, Nachricht, Zugangslink, Zugriff
from tests import welt
from tests.anmeldung.ausfuellen import FORMULAR, MEINE, eingaben, oeffne_link
from tests.personen import person

pytestmark = pytest.mark.django_db

Stand = Anmeldung.Stand
SEITEN = ("", "bestaetigen/", "angebot/", "aendern/", "absagen/", "daten/", "loeschen/")
TATEN = (
    "bestaetigen/",
    "angebot/annehmen/",
    "angebot/ablehnen/",
    "aendern/",
    "absagen/",
    "daten/herunterladen/",
    "einwilligung/bedarf/widerrufen/",
    "beenden/",
    "loeschen/",
)


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz()


def _stand(anmeldung: Anmeldung) -> str:
    return Anmeldung.objects.get(pk=anmeldung.pk).stand


def _ohne_wechselndes(inhalt: str) -> str:
    """A page without the random token of its form and the moment it was shown."""
    return re.sub(
        r'name="(csrfmiddlewaretoken|zeitmarke)" value="[^"]*"|value="[^"]*" name="zeitmarke"', "", inhalt
    )


# --- Confirming ---------------------------------------------------------------------------------------------------


def test_der_link_zeigt_einen_knopf_und_erst_der_knopf_bestaetigt(
    konferenz: Konferenz, client: Client
) -> None:
    """S50: mail scanners open links."""
    anmeldung = welt.unbestaetigt(konferenz)
    seite = oeffne_link(client, anmeldung, "anmeldung.bestaetigen")
    assert seite.redirect_chain == [("/2024/meine-anmeldung/bestaetigen/", 302)]
    assert "Anmeldung bestätigen" in seite.content.decode()
    assert _stand(anmeldung) == Stand.UNBESTAETIGT
    danach = client.post(f"{MEINE}bestaetigen/", follow=True)
    assert "Ihr Platz ist sicher" in danach.content.decode()
    assert _stand(anmeldung) == Stand.BESTAETIGT


def test_zweimal_bestaetigen_schadet_nicht(konferenz: Konferenz, client: Client) -> None:
    """S50, I14: the same result again, one letter."""
    anmeldung = welt.unbestaetigt(konferenz)
    oeffne_link(client, anmeldung, "anmeldung.bestaetigen")
    seiten = [client.post(f"{MEINE}bestaetigen/", follow=True) for _ in range(2)]
    assert all("Ihr Platz ist sicher" in seite.content.decode() for seite in seiten)
    assert "Ihr Platz ist sicher" in oeffne_link(client, anmeldung, "anmeldung.bestaetigen").content.decode()
    assert Nachricht.objects.filter(anlass="anmeldung.bestaetigt").count() == 1


def test_die_seiten_oeffnen_sich_in_der_sprache_der_person(konferenz: Konferenz, client: Client) -> None:
    anmeldung = welt.unbestaetigt(konferenz, sprache="ar", name="فاطمة الزهراء")
    seite = oeffne_link(client, anmeldung, "anmeldung.bestaetigen")
    assert seite.redirect_chain == [("/ar/2024/meine-anmeldung/bestaetigen/", 302)]
    assert '<html lang="ar" dir="rtl">' in seite.content.decode()
    assert "<bdi>فاطمة الزهراء</bdi>" in seite.content.decode()


def test_nach_72_stunden_ist_die_anmeldung_weg_und_der_link_oeffnet_nichts(
    konferenz: Konferenz, client: Client
) -> None:
    """S50"""
    anmeldung = welt.unbestaetigt(konferenz)
    with welt.zeit("2024-09-05", "09:15"):
        actions.fristen_pruefen()
        assert not Anmeldung.objects.exists()
        assert oeffne_link(client, anmeldung, "anmeldung.bestaetigen").status_code == 404


# --- Seeing -------------------------------------------------------------------------------------------------------


def test_meine_anmeldung_zeigt_termin_nummer_und_was_vorgemerkt_ist(
    konferenz: Konferenz, client: Client
) -> None:
    anmeldung = welt.bestaetigt(
        konferenz, organisation="Verein <b>", bedarfe={"arten": ["rollstuhl"]}, einwilligung_bedarf=True
    )
    inhalt = oeffne_link(client, anmeldung).content.decode()
    for satz in (
        "Ihr Platz ist sicher",
        "Samstag, 16. November 2024",
        "Am Markt 1, 12345 Musterstadt",
        f'<bdi dir="ltr">{anmeldung.nummer}</bdi>',
        "<dt><bdi>Platz für einen Rollstuhl</bdi></dt><dd>vorgemerkt</dd>",
        "Verein &lt;b&gt;",
        "Mit der S-Bahn bis Markt.",
        "Ohne Stufen.",
    ):
        assert satz in inhalt, satz
    assert not Zugriff.objects.exists()


def test_ein_bedarf_nach_der_frist_wird_ehrlich_gezeigt(konferenz: Konferenz, client: Client) -> None:
    """S56"""
    with welt.zeit("2024-10-30"):
        anmeldung = welt.bestaetigt(konferenz, bedarfe={"dolmetschen": "ti"}, einwilligung_bedarf=True)
        inhalt = oeffne_link(client, anmeldung).content.decode()
    assert "Dolmetschen: ትግርኛ" in inhalt
    assert "Wir versuchen es noch, können es aber nicht versprechen." in inhalt


# --- The waiting list ---------------------------------------------------------------------------------------------


def test_die_warteliste_rueckt_nach_wenn_jemand_absagt(client: Client) -> None:
    """S51 through the pages: waiting, offered, accepted; places never exceed the capacity."""
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=1)
    erste, zweite = welt.bestaetigt(konferenz), welt.unbestaetigt(konferenz)
    oeffne_link(client, zweite, "anmeldung.bestaetigen")
    wartet = client.post(f"{MEINE}bestaetigen/", follow=True).content.decode()
    assert "Sie stehen auf der Warteliste" in wartet
    assert "den nächsten freien Platz bekommen Sie" in wartet

    absagend = Client()
    oeffne_link(absagend, erste)
    assert "Sie haben abgesagt" in absagend.post(f"{MEINE}absagen/", follow=True).content.decode()

    angebot = client.get(MEINE, follow=True).content.decode()
    assert "Ein Platz ist frei für Sie" in angebot
    assert 'Mittwoch, 4. September 2024, <bdi dir="ltr">9:14</bdi> Uhr' in angebot
    sicher = client.post(f"{MEINE}angebot/annehmen/", follow=True).content.decode()
    assert "Ihr Platz ist sicher" in sicher
    assert (_stand(erste), _stand(zweite)) == (Stand.ABGEMELDET, Stand.BESTAETIGT)
    assert Kontingent.objects.get().belegte.count() == 1


def test_wer_ablehnt_gibt_das_angebot_weiter(client: Client) -> None:
    """S51"""
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=1)
    erste, zweite, dritte = (welt.bestaetigt(konferenz) for _ in range(3))
    actions.absagen(anmeldung=erste)
    oeffne_link(client, zweite, "anmeldung.angebot")
    assert "Sie haben abgesagt" in client.post(f"{MEINE}angebot/ablehnen/", follow=True).content.decode()
    assert (_stand(zweite), _stand(dritte)) == (Stand.ABGEMELDET, Stand.ANGEBOTEN)


def test_ein_abgelaufenes_angebot_laesst_sich_nicht_mehr_annehmen(client: Client) -> None:
    """S51: after 48 h the next one is asked."""
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=1)
    erste, zweite, dritte = (welt.bestaetigt(konferenz) for _ in range(3))
    actions.absagen(anmeldung=erste)
    with welt.zeit("2024-09-04", "09:15"):
        oeffne_link(client, zweite, "anmeldung.angebot")
        assert "abgelaufen" in client.post(f"{MEINE}angebot/annehmen/", follow=True).content.decode()
        actions.fristen_pruefen()
        assert "Ihr Angebot ist abgelaufen" in client.get(MEINE, follow=True).content.decode()
    assert (_stand(zweite), _stand(dritte)) == (Stand.VERFALLEN, Stand.ANGEBOTEN)


# --- Changing, withdrawing, downloading, deleting -----------------------------------------------------------------


def test_angaben_lassen_sich_selbst_berichtigen(konferenz: Konferenz, client: Client) -> None:
    """S58: corrects without a clerk; needs are filled in as they are stored."""
    anmeldung = welt.bestaetigt(
        konferenz, bedarfe={"arten": ["nuss"], "dolmetschen": "tr"}, einwilligung_bedarf=True, telefon="040 1"
    )
    oeffne_link(client, anmeldung)
    formular = client.get(f"{MEINE}aendern/").content.decode()
    assert re.search(r'<input[^>]*checked[^>]*value="nuss"|<input[^>]*value="nuss"[^>]*checked', formular)
    assert '<option value="tr" selected lang="tr" dir="ltr">' in formular
    daten = {"name": "Gül Neu", "sprache": "en", "essen": ["vegan"], "einwilligung_bedarf": "on"}
    danach = client.post(f"{MEINE}aendern/", daten, follow=True).content.decode()
    assert "Ihre Angaben sind gespeichert." in danach
    neu = Anmeldung.objects.get()
    assert (neu.name, neu.sprache, neu.telefon, neu.email) == ("Gül Neu", "en", "040 1", anmeldung.email)
    assert eigene(neu) == {"arten": ["vegan"]}
    assert neu.stand == Stand.BESTAETIGT


def test_aendern_mit_fehlern_speichert_nichts(konferenz: Konferenz, client: Client) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    oeffne_link(client, anmeldung)
    daten = {"name": "", "sprache": "de", "zugang": ["dgs"]}
    inhalt = client.post(f"{MEINE}aendern/", daten).content.decode()
    assert "<title>Fehler: Angaben ändern" in inhalt
    assert "Bitte willigen Sie ein oder entfernen Sie die Angaben." in inhalt
    assert Anmeldung.objects.get().name == anmeldung.name


def test_eine_einwilligung_ist_mit_einem_knopf_widerrufen(konferenz: Konferenz, client: Client) -> None:
    """S58: what the consent allowed is gone at once, the seat stays."""
    anmeldung = welt.bestaetigt(
        konferenz, bedarfe={"arten": ["nuss"]}, einwilligung_bedarf=True, folgepost=True
    )
    oeffne_link(client, anmeldung)
    assert Bedarf.objects.count() == 1
    seite = client.post(f"{MEINE}einwilligung/bedarf/widerrufen/", follow=True)
    assert "Ihre Einwilligung ist widerrufen." in seite.content.decode()
    assert "widerrufen am 2. September 2024" in seite.content.decode()
    assert not Bedarf.objects.exists()
    offen = anmeldung.einwilligungen.filter(widerrufen_am=None).values_list("zweck", flat=True)
    assert list(offen) == ["folgepost"]
    assert _stand(anmeldung) == Stand.BESTAETIGT
    assert client.post(f"{MEINE}einwilligung/unfug/widerrufen/").status_code == 404


def test_die_eigenen_daten_umfassen_alles(client: Client) -> None:
    """S58: waiting list, needs, consents, letters, history, accesses; the download leaves a row in the log."""
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=0)
    anmeldung = welt.bestaetigt(konferenz, bedarfe={"arten": ["nuss"]}, einwilligung_bedarf=True)
    actions.bedarfe_lesen(anmeldung=anmeldung, person=person("bedarfe", name="Dora Geheim"))
    oeffne_link(client, anmeldung)
    seite = client.get(f"{MEINE}daten/").content.decode()
    assert "Nussallergie" in seite
    assert "Bedarfe gelesen" in seite
    antwort = client.post(f"{MEINE}daten/herunterladen/")
    assert antwort["Content-Type"] == "application/json"
    assert antwort["Content-Disposition"] == f'attachment; filename="anmeldung-{anmeldung.nummer}.json"'
    daten = json.loads(antwort.content)
    assert daten["anmeldung"] == {
        "nummer": anmeldung.nummer,
        "name": anmeldung.name,
        "name_lateinisch": "",
        "email": anmeldung.email,
        "telefon": "",
        "organisation": "",
        "sprache": "Deutsch",
        "stand": "Warteliste",
        "quelle": "selbst angemeldet",
        "eingegangen_am": "2024-09-02T07:14:00Z",
        "bestaetigt_am": "2024-09-02T07:14:00Z",
        "beendet_am": None,
    }
    assert daten["platz"] is None
    assert daten["warteliste"] == {"nummer": 1, "seit": "2024-09-02T07:14:00Z", "wartende_davor": 0}
    assert daten["bedarfe"] == ["Nussallergie"]
    assert [eine["zweck"] for eine in daten["einwilligungen"]] == ["Angaben zu Bedarfen verwenden"]
    assert [brief["betreff"].split(":")[0] for brief in daten["briefe"]] == [
        "Sie stehen auf der Warteliste",
        "Bitte bestätigen Sie Ihre Anmeldung",
    ]
    assert "[persönlicher Link]" in daten["briefe"][0]["text"]
    assert [zeile["stand"] for zeile in daten["verlauf"]] == ["unbestätigt", "Warteliste"]
    assert [zeile["art"] for zeile in daten["zugriffe"]] == [
        "Bedarfe gelesen",
        "Eigene Daten heruntergeladen",
    ]
    assert "Dora Geheim" not in antwort.content.decode()


def test_loeschen_fragt_einmal_und_nichts_bleibt(client: Client, settings) -> None:
    """S58: the seat goes to rank 1, statistics stay right, the links are dead, the deletion is in the journal."""
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=1)
    erste, zweite = welt.bestaetigt(konferenz), welt.bestaetigt(konferenz)
    oeffne_link(client, erste)
    assert "Möchten Sie Ihre Daten löschen?" in client.get(f"{MEINE}loeschen/").content.decode()
    assert Anmeldung.objects.count() == 2
    assert "Ihre Daten sind gelöscht" in client.post(f"{MEINE}loeschen/").content.decode()
    assert list(Anmeldung.objects.all()) == [zweite]
    assert _stand(zweite) == Stand.ANGEBOTEN
    assert not Nachricht.objects.filter(bezug=str(erste.pk)).exists()
    assert not Zugangslink.objects.filter(objekt=str(erste.pk)).exists()
    assert Loeschvermerk.objects.get().kennung == erste.pk
    assert client.get(MEINE).status_code == 404
    assert client.post(f"{MEINE}loeschen/").status_code == 404


def test_auf_einem_geteilten_geraet_lassen_sich_die_seiten_schliessen(
    konferenz: Konferenz, client: Client
) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    assert oeffne_link(client, anmeldung).status_code == 200
    client.post(f"{MEINE}beenden/")
    assert client.get(MEINE).status_code == 404
    assert oeffne_link(client, anmeldung).status_code == 200


# --- Access -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seite", SEITEN)
def test_ohne_link_ist_jede_seite_dieselbe(konferenz: Konferenz, client: Client, seite: str) -> None:
    """I15: no link, an expired one, somebody else's conference, a deleted registration: one answer."""
    fremd = welt.konferenz(
        kennung="2019", beginn=welt.am("2025-11-16"), ende=welt.am("2025-11-17"), einlass_ab=None
    )
    ohne = client.get(MEINE + seite)
    anderswo, geloescht, abgelaufen = Client(), Client(), Client()
    oeffne_link(anderswo, welt.bestaetigt(fremd))
    weg = welt.bestaetigt(konferenz)
    oeffne_link(geloescht, weg)
    actions.loeschen(anmeldung=weg)
    alt = welt.bestaetigt(konferenz)
    oeffne_link(abgelaufen, alt)
    Zugangslink.objects.filter(objekt=str(alt.pk)).update(gueltig_bis=uhr.jetzt() - timedelta(seconds=1))
    antworten = [ohne, *(browser.get(MEINE + seite) for browser in (anderswo, geloescht, abgelaufen))]
    assert {antwort.status_code for antwort in antworten} == {404}
    assert "Bitte öffnen Sie Ihren persönlichen Link" in ohne.content.decode()
    assert len({_ohne_wechselndes(antwort.content.decode()) for antwort in antworten}) == 1


@pytest.mark.parametrize("tat", TATEN)
def test_ohne_link_aendert_keine_tat_etwas(konferenz: Konferenz, client: Client, tat: str) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    assert client.post(MEINE + tat, {"name": "Fremd", "sprache": "de"}).status_code == 404
    gleich = Anmeldung.objects.get()
    assert (gleich.name, gleich.stand) == (anmeldung.name, Stand.BESTAETIGT)


@pytest.mark.parametrize("tat", TATEN)
def test_oeffnen_allein_aendert_nie_etwas(konferenz: Konferenz, client: Client, tat: str) -> None:
    anmeldung = welt.bestaetigt(konferenz, bedarfe={"arten": ["nuss"]}, einwilligung_bedarf=True)
    oeffne_link(client, anmeldung)
    client.get(MEINE + tat, follow=True)
    assert _stand(anmeldung) == Stand.BESTAETIGT
    assert Bedarf.objects.exists()
    assert client.get(MEINE).status_code == 200


@pytest.mark.parametrize("seite", SEITEN)
def test_persoenliche_seiten_bleiben_in_keinem_speicher(
    konferenz: Konferenz, client: Client, seite: str
) -> None:
    offen = Client()
    oeffne_link(offen, welt.bestaetigt(konferenz))
    for antwort in (client.get(MEINE + seite), offen.get(MEINE + seite)):
        assert "no-store" in antwort["Cache-Control"]


def test_ohne_csrf_marke_geht_keine_tat(konferenz: Konferenz) -> None:
    browser = Client(enforce_csrf_checks=True)
    anmeldung = welt.bestaetigt(konferenz)
    oeffne_link(browser, anmeldung)
    assert [browser.post(MEINE + tat).status_code for tat in TATEN] == [403] * len(TATEN)
    assert _stand(anmeldung) == Stand.BESTAETIGT


def test_nach_dem_absagen_kann_man_sich_neu_anmelden_und_nichts_mehr_aendern(
    konferenz: Konferenz, client: Client
) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    oeffne_link(client, anmeldung)
    seite = client.post(f"{MEINE}absagen/", follow=True).content.decode()
    assert f'href="{FORMULAR}"' in seite
    assert client.get(f"{MEINE}aendern/").status_code == 302
    client.post(f"{MEINE}aendern/", {"name": "Zu spät", "sprache": "de"})
    assert Anmeldung.objects.get().name == anmeldung.name


# --- A lost link --------------------------------------------------------------------------------------------------

LINK = "/2024/anmeldung/link-senden/"


def test_ein_verlorener_link_kommt_noch_einmal(konferenz: Konferenz, client: Client) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    antwort = client.post(LINK, eingaben(email=anmeldung.email))
    assert "Gehört die Adresse zu einer Anmeldung?" in antwort.content.decode()
    assert Nachricht.objects.filter(anlass="anmeldung.schon_angemeldet", an=anmeldung.email).count() == 1


def test_auch_hier_verraet_die_antwort_nichts(konferenz: Konferenz, client: Client) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    adressen = (anmeldung.email, "niemand@example.org")
    bekannt, fremd = (client.post(LINK, eingaben(email=adresse)) for adresse in adressen)
    assert bekannt.content == fremd.content
    assert bekannt.status_code == fremd.status_code == 200
    assert {name for name, _ in bekannt.items()} == {name for name, _ in fremd.items()}


def test_eine_falsche_adresse_wird_gezeigt_und_maschinen_gebremst(
    konferenz: Konferenz, client: Client
) -> None:
    assert "<title>Fehler: Meine Anmeldung" in client.post(LINK, eingaben(email="x")).content.decode()
    zu_schnell = client.post(LINK, eingaben(email="x@example.org", zeitmarke="")).content.decode()
    assert "Das ging sehr schnell" in zu_schnell
    assert 'value="x@example.org"' in zu_schnell
    assert not Nachricht.objects.exists()


def test_auch_wer_am_telefon_angemeldet_wurde_bekommt_den_link(konferenz: Konferenz, client: Client) -> None:
    """People whom staff entered may share an address: each registration gets its link."""
    for name in ("Mutter", "Kind"):
        actions.fuer_jemanden_anmelden(
            konferenz=konferenz,
            angaben=welt.angaben(name=name, email="familie@example.org"),
            quelle="telefon",
            schluessel=uuid4(),
            person=person("sachbearbeitung"),
        )
    client.post(LINK, eingaben(email="Familie@example.org"))
    namen = Nachricht.objects.filter(anlass="anmeldung.schon_angemeldet").values_list("an_name", flat=True)
    assert set(namen) == {"Mutter", "Kind"}


def test_mit_zwei_anmeldungen_gilt_der_zuletzt_geoeffnete_link(konferenz: Konferenz, client: Client) -> None:
    """One browser for a family: whose letter was opened last is shown, confirmed and cancelled."""
    mutter, vater = welt.bestaetigt(konferenz, name="Mutter"), welt.unbestaetigt(konferenz, name="Vater")
    bis = uhr.jetzt() + timedelta(days=3)
    alter_link = zugangslink_ausstellen(zweck="anmeldung.bestaetigen", objekt=str(vater.pk), gueltig_bis=bis)
    assert "Mutter" in oeffne_link(client, mutter).content.decode()
    assert "Vater" in client.get(f"/z/{alter_link}/", follow=True).content.decode()
    assert "Vater" in client.post(f"{MEINE}bestaetigen/", follow=True).content.decode()
    client.post(f"{MEINE}absagen/")
    assert (_stand(mutter), _stand(vater)) == (Stand.BESTAETIGT, Stand.ABGEMELDET)
    assert "Mutter" in oeffne_link(client, mutter).content.decode()
