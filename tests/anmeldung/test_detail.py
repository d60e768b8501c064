"""One registration as the staff sees it, and what staff do for somebody."""

from uuid import uuid4

import pytest
from django.test import Client

from anmeldung import actions
from anmeldung.models import Anmeldung, Bedarf, Einwilligung
from konferenz.models import Konferenz, Nachricht, Zugriff
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db
Stand = Anmeldung.Stand


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz(plaetze=1)


@pytest.fixture
def amira(client: Client) -> Client:
    client.force_login(person("sachbearbeitung", name="Amira Haddad"))
    return client


def url(anmeldung: Anmeldung, tat: str = "") -> str:
    return f"/arbeit/2024/anmeldungen/{anmeldung.pk}/{tat}"


def meldung(client: Client, anmeldung: Anmeldung, tat: str, **daten: str) -> str:
    """POST one act; returns the page it leads to, with its message."""
    return client.post(url(anmeldung, tat), daten, follow=True).content.decode()


def mit_bedarf(konferenz: Konferenz, **felder: object) -> Anmeldung:
    bedarfe = {"arten": ["rollstuhl"], "dolmetschen": "ti"}
    return welt.bestaetigt(konferenz, bedarfe=bedarfe, einwilligung_bedarf=True, **felder)


def test_zeigt_angaben_verlauf_briefe_und_einwilligungen_aber_keine_bedarfe(
    amira: Client, konferenz: Konferenz
) -> None:
    anmeldung = mit_bedarf(konferenz, name="فاطمة <b>", organisation="Verein & Co", folgepost=True)
    antwort = amira.get(url(anmeldung))
    text = antwort.content.decode()
    assert "<bdi>فاطمة &lt;b&gt;</bdi>" in text
    assert "Die Person hat Bedarfe angegeben." in text
    assert "Welche, sieht nur die Rolle Bedarfe." in text
    assert "ollstuhl" not in text
    assert "Tigrinya" not in text
    assert [ereignis.titel for ereignis in antwort.context["ereignisse"]] == [
        "Angemeldet",
        "Bestätigt",
        "Platz erhalten",
    ]
    assert {brief.anlass for brief in antwort.context["briefe"]} == {
        "anmeldung.bestaetigen",
        "anmeldung.bestaetigt",
    }
    assert {einwilligung.zweck for einwilligung in antwort.context["einwilligungen"]} == {
        "bedarf",
        "folgepost",
    }
    assert "no-store" in antwort.headers["Cache-Control"]
    assert not Zugriff.objects.exists()


def test_die_rolle_bedarfe_liest_nur_per_knopf_und_jedes_lesen_wird_vermerkt(
    client: Client, konferenz: Konferenz
) -> None:
    """S55"""
    anmeldung = mit_bedarf(konferenz)
    leserin = person("bedarfe")
    client.force_login(leserin)
    assert client.get(url(anmeldung, "bedarfe/")).headers["Location"] == "/arbeit/2024/bedarfe/"
    assert not Zugriff.objects.exists()
    antwort = client.post(url(anmeldung, "bedarfe/"))
    text = antwort.content.decode()
    assert "Platz für einen Rollstuhl" in text
    assert "no-store" in antwort.headers["Cache-Control"]
    client.post(url(anmeldung, "bedarfe/"))
    vermerke = Zugriff.objects.values_list("art", "benutzer", "gegenstand")
    assert list(vermerke) == [("bedarf_gelesen", leserin.pk, f"anmeldung.anmeldung:{anmeldung.pk}")] * 2


def test_wer_erfasst_liest_bedarfe_nicht(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = mit_bedarf(konferenz)
    assert amira.post(url(anmeldung, "bedarfe/")).status_code == 403
    assert not Zugriff.objects.exists()
    for tat in ("", "aendern/", "absagen/"):
        text = amira.get(url(anmeldung, tat)).content.decode()
        assert anmeldung.nummer in text or "absagen" in text
        assert 'value="rollstuhl" checked' not in text
        assert 'value="ti" selected' not in text


def test_eine_andere_konferenz_und_eine_fehlende_anmeldung_antworten_gleich(
    amira: Client, konferenz: Konferenz
) -> None:
    """I15"""
    fremd = welt.bestaetigt(welt.konferenz(kennung="2023"))
    for tat in ("", "aendern/", "absagen/", "bestaetigen/", "link/"):
        fremde = amira.get(url(fremd, tat))
        fehlende = amira.get(f"/arbeit/2024/anmeldungen/{uuid4()}/{tat}")
        assert (fremde.status_code, fehlende.status_code) == (404, 404)
        assert amira.post(url(fremd, tat)).status_code == 404
    fremd.refresh_from_db()
    assert fremd.stand == Stand.BESTAETIGT


def test_bestaetigen_fuer_jemanden_geht_auch_zweimal(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = welt.unbestaetigt(konferenz)
    assert "Wartet auf die Bestätigung" in amira.get(url(anmeldung)).content.decode()
    for _mal in range(2):
        assert "Bestätigt." in meldung(amira, anmeldung, "bestaetigen/")
    anmeldung.refresh_from_db()
    assert anmeldung.stand == Stand.BESTAETIGT
    assert anmeldung.plaetze.count() == 1


def test_get_aendert_nichts(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = welt.unbestaetigt(konferenz)
    for tat in ("bestaetigen/", "angebot-annehmen/", "angebot-ablehnen/", "link/", "bedarfe-loeschen/"):
        assert amira.get(url(anmeldung, tat)).headers["Location"] == url(anmeldung)
    assert amira.get(url(anmeldung, "absagen/")).status_code == 200
    anmeldung.refresh_from_db()
    assert anmeldung.stand == Stand.UNBESTAETIGT
    assert Nachricht.objects.count() == 1


def test_absagen_fuer_jemanden_mit_grund_gibt_den_platz_weiter(amira: Client, konferenz: Konferenz) -> None:
    """S51"""
    erste = mit_bedarf(konferenz)
    zweite = welt.bestaetigt(konferenz)
    assert zweite.stand == Stand.WARTELISTE
    assert "Abgesagt." in meldung(amira, erste, "absagen/", grund="telefon")
    zweite.refresh_from_db()
    assert zweite.stand == Stand.ANGEBOTEN
    assert not Bedarf.objects.exists()
    ereignis = amira.get(url(erste)).context["ereignisse"][-1]
    assert (ereignis.titel, str(ereignis.text)) == ("Abgesagt", "hat am Telefon abgesagt")


def test_absagen_ohne_grund_und_mit_erfundenem_grund(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    assert amira.post(url(anmeldung, "absagen/"), {"grund": "ist krank"}).status_code == 200
    anmeldung.refresh_from_db()
    assert anmeldung.stand == Stand.BESTAETIGT
    amira.post(url(anmeldung, "absagen/"))
    assert str(amira.get(url(anmeldung)).context["ereignisse"][-1].text) == ""


def angeboten(konferenz: Konferenz) -> Anmeldung:
    erste = welt.bestaetigt(konferenz)
    zweite = welt.bestaetigt(konferenz)
    actions.absagen(anmeldung=erste)
    zweite.refresh_from_db()
    return zweite


def test_angebot_am_telefon_annehmen(amira: Client, konferenz: Konferenz) -> None:
    """S51"""
    anmeldung = angeboten(konferenz)
    assert "bis Mittwoch, 4. September 2024" in amira.get(url(anmeldung)).content.decode()
    assert "Der Platz ist angenommen." in meldung(amira, anmeldung, "angebot-annehmen/")
    anmeldung.refresh_from_db()
    assert anmeldung.stand == Stand.BESTAETIGT
    titel = [ereignis.titel for ereignis in amira.get(url(anmeldung)).context["ereignisse"]]
    assert titel[-2:] == ["Platz angeboten", "Platz angenommen"]


def test_angebot_am_telefon_ablehnen_fragt_die_naechste(amira: Client, konferenz: Konferenz) -> None:
    """S51"""
    anmeldung = angeboten(konferenz)
    dritte = welt.bestaetigt(konferenz)
    meldung(amira, anmeldung, "angebot-ablehnen/")
    dritte.refresh_from_db()
    assert dritte.stand == Stand.ANGEBOTEN


def test_ein_angenommenes_angebot_laesst_sich_nicht_mehr_ablehnen(
    amira: Client, konferenz: Konferenz
) -> None:
    anmeldung = angeboten(konferenz)
    actions.angebot_annehmen(anmeldung=anmeldung)
    assert "Es gibt kein offenes Angebot mehr." in meldung(amira, anmeldung, "angebot-ablehnen/")
    anmeldung.refresh_from_db()
    assert anmeldung.stand == Stand.BESTAETIGT


def test_ein_abgelaufenes_angebot_wird_erklaert(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = angeboten(konferenz)
    with welt.zeit("2024-09-05"):
        assert "Dieses Angebot ist leider abgelaufen." in meldung(amira, anmeldung, "angebot-annehmen/")


def test_link_erneut_senden_auch_fuer_von_hand_erfasste_hoechstens_dreimal_am_tag(
    amira: Client, konferenz: Konferenz
) -> None:
    anmeldung = actions.fuer_jemanden_anmelden(
        konferenz=konferenz,
        angaben=welt.angaben(),
        quelle="papier",
        schluessel=uuid4(),
        person=person("sachbearbeitung"),
    )
    for _mal in range(3):
        assert "Der Link liegt im Postausgang" in meldung(amira, anmeldung, "link/")
    assert "schon dreimal" in meldung(amira, anmeldung, "link/")
    assert Nachricht.objects.filter(bezug=str(anmeldung.pk), anlass="anmeldung.schon_angemeldet").count() == 3


def test_ohne_mail_gibt_es_keinen_link(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = actions.fuer_jemanden_anmelden(
        konferenz=konferenz,
        angaben=welt.angaben(email=""),
        quelle="papier",
        schluessel=uuid4(),
        person=person("sachbearbeitung"),
    )
    assert "Persönlichen Link erneut senden" not in amira.get(url(anmeldung)).content.decode()
    assert "Ohne E-Mail-Adresse" in meldung(amira, anmeldung, "link/")


def aenderung(anmeldung: Anmeldung, **felder: str) -> dict[str, object]:
    grund = {
        name: getattr(anmeldung, name)
        for name in ("name", "name_lateinisch", "organisation", "sprache", "telefon")
    }
    return {**grund, **felder}


def test_eine_korrektur_laesst_bedarfe_platz_und_adresse(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = mit_bedarf(konferenz, folgepost=True)
    vorher = bytes(Bedarf.objects.get().verschluesselt)
    daten = aenderung(
        anmeldung, name="Neuer Name", telefon="040 1234", email="boese@example.org", folgepost="on"
    )
    assert amira.post(url(anmeldung, "aendern/"), daten).headers["Location"] == url(anmeldung)
    danach = Anmeldung.objects.get(pk=anmeldung.pk)
    assert (danach.name, danach.telefon, danach.email, danach.stand) == (
        "Neuer Name", "040 1234", anmeldung.email, Stand.BESTAETIGT,
    )  # fmt: skip
    assert bytes(Bedarf.objects.get().verschluesselt) == vorher
    assert Einwilligung.objects.filter(widerrufen_am=None).count() == 2


def test_neue_bedarfe_ersetzen_die_alten_und_brauchen_einwilligung(
    amira: Client, konferenz: Konferenz
) -> None:
    anmeldung = mit_bedarf(konferenz)
    ohne = amira.post(url(anmeldung, "aendern/"), {**aenderung(anmeldung), "essen": ["vegan"]})
    assert list(ohne.context["form"].errors) == ["einwilligung_bedarf"]
    amira.post(
        url(anmeldung, "aendern/"), {**aenderung(anmeldung), "essen": ["vegan"], "einwilligung_bedarf": "on"}
    )
    gelesen = actions.bedarfe_lesen(anmeldung=anmeldung, person=person("bedarfe"))
    assert gelesen == {"arten": ["vegan"]}


def test_von_hand_erfasste_duerfen_eine_adresse_bekommen(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = actions.fuer_jemanden_anmelden(
        konferenz=konferenz,
        angaben=welt.angaben(email=""),
        quelle="telefon",
        schluessel=uuid4(),
        person=person("sachbearbeitung"),
    )
    amira.post(url(anmeldung, "aendern/"), aenderung(anmeldung, email="neu@example.org"))
    anmeldung.refresh_from_db()
    assert anmeldung.email == "neu@example.org"


def test_die_folgepost_abzuwaehlen_widerruft_sie(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = welt.bestaetigt(konferenz, folgepost=True)
    amira.post(url(anmeldung, "aendern/"), aenderung(anmeldung))
    assert Einwilligung.objects.get().widerrufen_am is not None


def test_bedarfe_loeschen_widerruft_die_einwilligung(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = mit_bedarf(konferenz)
    assert "die Bedarfe sind gelöscht" in meldung(amira, anmeldung, "bedarfe-loeschen/")
    assert not Bedarf.objects.exists()
    assert Einwilligung.objects.get(zweck="bedarf").widerrufen_am is not None


def test_eine_beendete_anmeldung_bietet_keine_taten_an(amira: Client, konferenz: Konferenz) -> None:
    anmeldung = actions.absagen(anmeldung=welt.bestaetigt(konferenz))
    text = amira.get(url(anmeldung)).content.decode()
    assert url(anmeldung, "aendern/") not in text
    assert "Diese Anmeldung ist schon beendet." in amira.get(url(anmeldung, "absagen/")).content.decode()
    antwort = amira.post(url(anmeldung, "aendern/"), aenderung(anmeldung))
    assert "abgesagt oder verfallen" in antwort.content.decode()
    assert "abgesagt oder verfallen" in meldung(amira, anmeldung, "bestaetigen/")


def test_von_der_rolle_bedarfe_erreicht_sie_nur_ihre_seiten(client: Client, konferenz: Konferenz) -> None:
    anmeldung = mit_bedarf(konferenz)
    client.force_login(person("bedarfe"))
    for tat in ("", "aendern/", "absagen/", "bestaetigen/", "link/", "bedarfe-loeschen/"):
        assert client.get(url(anmeldung, tat)).status_code == 403
        assert client.post(url(anmeldung, tat)).status_code == 403
    assert client.get("/arbeit/2024/bedarfe/").status_code == 200
