"""Staff register somebody who called, wrote, came along or belongs to an association."""

from uuid import uuid4

import pytest
from django.test import Client

from anmeldung.models import Anmeldung, Bedarf, Einwilligung
from konferenz.models import Konferenz, Nachricht
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/anmeldungen/erfassen/"


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz(plaetze=2)


@pytest.fixture
def amira(client: Client) -> Client:
    client.force_login(person("sachbearbeitung", name="Amira Haddad"))
    return client


def eingabe(**felder: object) -> dict[str, object]:
    vorgabe = {"schluessel": str(uuid4()), "quelle": "telefon", "name": "Abdi Hassan", "sprache": "de"}
    return {**vorgabe, **felder}


def test_ohne_mail_gilt_sofort_und_die_bestaetigung_wird_abgehakt(
    amira: Client, konferenz: Konferenz
) -> None:
    antwort = amira.post(URL, eingabe(telefon="٠١٧٠ ١٢٣٤٥٦"))
    anmeldung = Anmeldung.objects.get()
    assert antwort.headers["Location"] == f"/arbeit/2024/anmeldungen/{anmeldung.pk}/"
    assert anmeldung.stand == Anmeldung.Stand.BESTAETIGT
    assert (anmeldung.quelle, anmeldung.erfasst_von.name, anmeldung.telefon) == (
        "telefon",
        "Amira Haddad",
        "0170 123456",
    )
    brief = Nachricht.objects.get(bezug=str(anmeldung.pk))
    assert (brief.anlass, brief.weg) == ("anmeldung.bestaetigt", Nachricht.Weg.TELEFON)


def test_ohne_mail_und_telefon_ist_es_ein_brief(amira: Client, konferenz: Konferenz) -> None:
    amira.post(URL, eingabe(quelle="papier"))
    assert Nachricht.objects.get().weg == Nachricht.Weg.BRIEF


def test_mehrere_teilen_eine_adresse(amira: Client, konferenz: Konferenz) -> None:
    """S: staff may register several people with one address."""
    for name in ("Mutter", "Tochter"):
        assert (
            amira.post(URL, eingabe(quelle="verein", name=name, email="familie@example.org")).status_code
            == 302
        )
    assert (
        Anmeldung.objects.filter(email="familie@example.org", stand=Anmeldung.Stand.BESTAETIGT).count() == 2
    )


def test_wenn_alles_voll_ist_kommt_sie_auf_die_warteliste(amira: Client, konferenz: Konferenz) -> None:
    """S51"""
    for _nummer in range(2):
        welt.bestaetigt(konferenz)
    assert "kommt auf die Warteliste" in amira.get(URL).content.decode()
    amira.post(URL, eingabe())
    assert Anmeldung.objects.get(name="Abdi Hassan").stand == Anmeldung.Stand.WARTELISTE


def test_zweimal_dasselbe_formular_ist_eine_anmeldung(amira: Client, konferenz: Konferenz) -> None:
    daten = eingabe()
    erste, zweite = amira.post(URL, daten), amira.post(URL, daten)
    assert erste.headers["Location"] == zweite.headers["Location"]
    assert Anmeldung.objects.count() == 1


def test_derselbe_schluessel_mit_anderem_inhalt_wird_erklaert(amira: Client, konferenz: Konferenz) -> None:
    daten = eingabe()
    amira.post(URL, daten)
    antwort = amira.post(URL, {**daten, "name": "Jemand anderes"})
    assert antwort.status_code == 200
    assert "schon einmal abgeschickt" in antwort.content.decode()
    assert Anmeldung.objects.count() == 1


def test_bedarfe_ohne_einwilligung_werden_nicht_gespeichert_sondern_erfragt(
    amira: Client, konferenz: Konferenz
) -> None:
    """S55"""
    antwort = amira.post(URL, eingabe(zugang=["rollstuhl"], essen=["nuss"]))
    assert antwort.status_code == 200
    assert list(antwort.context["form"].errors) == ["einwilligung_bedarf"]
    assert "<title>Fehler:" in antwort.content.decode()
    assert not Anmeldung.objects.exists()


def test_bedarfe_mit_einwilligung_liegen_verschluesselt(amira: Client, konferenz: Konferenz) -> None:
    amira.post(URL, eingabe(zugang=["rollstuhl"], dolmetschen="ti", einwilligung_bedarf="on"))
    bedarf = Bedarf.objects.get()
    assert b"rollstuhl" not in bytes(bedarf.verschluesselt)
    einwilligung = Einwilligung.objects.get()
    assert (einwilligung.zweck, einwilligung.quelle) == ("bedarf", "telefon")


def test_andere_sprache_braucht_ihren_namen(amira: Client, konferenz: Konferenz) -> None:
    antwort = amira.post(URL, eingabe(dolmetschen="andere", einwilligung_bedarf="on"))
    assert list(antwort.context["form"].errors) == ["dolmetschen_andere"]


@pytest.mark.parametrize(
    ("felder", "fehler"),
    [
        ({"name": " \u202e "}, "name"),
        ({"quelle": "selbst"}, "quelle"),
        ({"quelle": ""}, "quelle"),
        ({"email": "familie@"}, "email"),
        ({"telefon": "ruf mich an"}, "telefon"),
        ({"sprache": "xx"}, "sprache"),
        ({"schluessel": "x"}, "schluessel"),
        ({"zugang": ["erfunden"]}, "zugang"),
    ],
)
def test_falsche_eingaben_bleiben_stehen_und_werden_erklaert(
    amira: Client, konferenz: Konferenz, felder: dict[str, object], fehler: str
) -> None:
    antwort = amira.post(URL, eingabe(**felder))
    assert antwort.status_code == 200
    assert fehler in antwort.context["form"].errors
    assert not Anmeldung.objects.exists()


def test_nach_der_konferenz_nimmt_sie_niemanden_mehr_auf(amira: Client, konferenz: Konferenz) -> None:
    with welt.zeit("2024-11-17"):
        antwort = amira.post(URL, eingabe())
    assert "Die Konferenz ist vorbei." in antwort.content.decode()
    assert not Anmeldung.objects.exists()


def test_der_name_bleibt_wie_er_geschrieben_wurde(amira: Client, konferenz: Konferenz) -> None:
    amira.post(URL, eingabe(name="  İpek   Gül-Şahin ", name_lateinisch="", organisation="مؤسسة"))
    anmeldung = Anmeldung.objects.get()
    assert (anmeldung.name, anmeldung.organisation) == ("İpek Gül-Şahin", "مؤسسة")


def test_sprachen_stehen_mit_deutschem_namen(amira: Client, konferenz: Konferenz) -> None:
    text = amira.get(URL).content.decode()
    assert ">Türkisch</option>" in text
    assert ">Tigrinya</option>" in text
    assert "العربية" not in text


def test_wer_nicht_erfassen_darf_sieht_das_formular_nicht(client: Client, konferenz: Konferenz) -> None:
    client.force_login(person("bedarfe"))
    assert client.get(URL).status_code == 403
    assert client.post(URL, eingabe()).status_code == 403
    assert not Anmeldung.objects.exists()


def test_nach_frist_wird_vermerkt(amira: Client, konferenz: Konferenz) -> None:
    """S56"""
    with welt.zeit("2024-10-30"):
        amira.post(URL, eingabe(dolmetschen="ti", einwilligung_bedarf="on"))
    assert Bedarf.objects.get().ist_nach_frist
