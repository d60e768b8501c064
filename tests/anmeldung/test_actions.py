"""Registering, changing, consents: what is stored and what is not."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anmeldung import actions
from anmeldung.actions.bedarfe import eigene
from anmeldung.models import Anmeldung, Bedarf, Einwilligung
from anmeldung.queries import nachricht_gilt, startseite
from konferenz.models import Konferenz, Nachricht, Zugriff
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz()


def test_ein_bekannter_name_wird_nie_umgeschrieben(konferenz: Konferenz) -> None:
    """S50: the name "İpek Gül-Şahin" stays as it is."""
    anmeldung = welt.unbestaetigt(konferenz, name=" İpek  Gül-Şahin ", sprache="tr")
    assert (anmeldung.name, anmeldung.sortiername, anmeldung.sprache) == (
        "İpek Gül-Şahin",
        "ipek guel sahin",
        "tr",
    )


@pytest.mark.parametrize("email", ["gast@example.org", "GAST@Example.ORG"])
def test_eine_bekannte_adresse_bekommt_einen_brief_statt_einer_zweiten_anmeldung(
    konferenz: Konferenz, email: str
) -> None:
    """S50: a second registration with the same mail; at most three letters a day."""
    erste = welt.bestaetigt(konferenz, email="gast@example.org")
    for _ in range(5):
        actions.anmelden(konferenz=konferenz, angaben=welt.angaben(email=email), schluessel=uuid4())
    assert Anmeldung.objects.get().pk == erste.pk
    assert Nachricht.objects.filter(anlass="anmeldung.schon_angemeldet").count() == 3
    with welt.zeit("2024-09-03"):
        actions.link_erneut_senden(konferenz=konferenz, email=email)
    assert Nachricht.objects.filter(anlass="anmeldung.schon_angemeldet").count() == 4


def test_eine_unbekannte_adresse_kostet_so_viel_wie_eine_bekannte_und_hinterlaesst_nichts(
    konferenz: Konferenz,
) -> None:
    """Neutral also in time: unknown, known, and known after three letters all write one; only one of them stays."""
    welt.bestaetigt(konferenz, email="gast@example.org")

    def kosten(email: str) -> int:
        with CaptureQueriesContext(connection) as anweisungen:
            actions.link_erneut_senden(konferenz=konferenz, email=email)
        return sum("INSERT INTO" in eine["sql"] for eine in anweisungen)

    erste = [kosten(email) for email in ("fremd@example.org", "gast@example.org")]
    assert erste == [1, 1]
    assert Nachricht.objects.filter(anlass="anmeldung.schon_angemeldet").count() == 1
    assert [kosten("gast@example.org") for _ in range(4)] == [1] * 4
    assert Nachricht.objects.filter(anlass="anmeldung.schon_angemeldet").count() == 3
    assert not Nachricht.objects.filter(an="fremd@example.org").exists()


def test_wer_noch_nicht_bestaetigt_hat_bekommt_den_link_noch_einmal(konferenz: Konferenz) -> None:
    welt.unbestaetigt(konferenz, email="gast@example.org")
    actions.anmelden(konferenz=konferenz, angaben=welt.angaben(email="gast@example.org"), schluessel=uuid4())
    assert list(Nachricht.objects.values_list("anlass", flat=True)) == ["anmeldung.bestaetigen"] * 2


def test_nach_dem_absagen_kann_man_sich_wieder_anmelden(konferenz: Konferenz) -> None:
    actions.absagen(anmeldung=welt.bestaetigt(konferenz, email="gast@example.org"))
    assert welt.bestaetigt(konferenz, email="zweite@example.org").stand == Anmeldung.Stand.BESTAETIGT
    actions.anmelden(konferenz=konferenz, angaben=welt.angaben(email="gast@example.org"), schluessel=uuid4())
    assert Anmeldung.objects.filter(email="gast@example.org", stand="unbestaetigt").count() == 1


def test_zweimal_senden_ist_einmal_anmelden(konferenz: Konferenz) -> None:
    """I17: the same form key creates one registration and one letter."""
    schluessel, angaben = uuid4(), welt.angaben()
    for _ in range(2):
        actions.anmelden(konferenz=konferenz, angaben=angaben, schluessel=schluessel)
    assert (Anmeldung.objects.count(), Nachricht.objects.count()) == (1, 1)


def test_bedarfe_ohne_einwilligung_werden_nicht_gespeichert(konferenz: Konferenz) -> None:
    """S55: needs without the consent are not stored and she is asked; without needs registering works."""
    bedarfe = {"arten": ["rollstuhl", "nuss"]}
    with pytest.raises(ValidationError, match="Platz für einen Rollstuhl“ und „Nussallergie") as fehler:
        actions.anmelden(konferenz=konferenz, angaben=welt.angaben(bedarfe=bedarfe), schluessel=uuid4())
    assert list(fehler.value.message_dict) == ["einwilligung_bedarf"]
    assert Anmeldung.objects.count() == 0
    ohne = welt.unbestaetigt(konferenz)
    mit = welt.unbestaetigt(konferenz, bedarfe=bedarfe, einwilligung_bedarf=True)
    assert list(Bedarf.objects.values_list("anmeldung_id", flat=True)) == [mit.pk]
    assert b"rollstuhl" not in bytes(mit.bedarf.verschluesselt)
    assert (eigene(ohne), eigene(mit)) == ({}, bedarfe)
    assert Einwilligung.objects.get().textversion == "1"


def test_dolmetschen_nach_der_frist_wird_angenommen_und_vermerkt(konferenz: Konferenz) -> None:
    """S56: asked for on 30.10. with a deadline of 26.10.: taken, marked "nach Frist"."""
    wunsch = {"bedarfe": {"dolmetschen": "ti"}, "einwilligung_bedarf": True}
    rechtzeitig = welt.unbestaetigt(konferenz, **wunsch)
    with welt.zeit("2024-10-30"):
        spaet = welt.unbestaetigt(konferenz, **wunsch)
        nur_essen = welt.unbestaetigt(konferenz, bedarfe={"arten": ["vegan"]}, einwilligung_bedarf=True)
    nach_frist = {eine.pk: eine.bedarf.ist_nach_frist for eine in (rechtzeitig, spaet, nur_essen)}
    assert list(nach_frist.values()) == [False, True, False]


@pytest.mark.parametrize(
    ("bedarfe", "fehler"),
    [
        ({"arten": ["herkunft"]}, "kennen wir nicht"),
        ({"dolmetschen": "klingonisch"}, "kennen wir nicht"),
        ({"dolmetschen": "andere"}, "welche Sprache"),
    ],
)
def test_was_der_katalog_nicht_kennt_wird_nicht_gespeichert(
    konferenz: Konferenz, bedarfe: dict, fehler: str
) -> None:
    with pytest.raises(ValidationError, match=fehler):
        welt.unbestaetigt(konferenz, bedarfe=bedarfe, einwilligung_bedarf=True)
    assert Anmeldung.objects.count() == 0


def test_jedes_lesen_der_bedarfe_hinterlaesst_eine_zeile_mit_nummern(konferenz: Konferenz) -> None:
    anmeldung = welt.unbestaetigt(konferenz, bedarfe={"arten": ["dgs"]}, einwilligung_bedarf=True)
    leserin = person("bedarfe")
    assert actions.bedarfe_lesen(anmeldung=anmeldung, person=leserin) == {"arten": ["dgs"]}
    zugriff = Zugriff.objects.get()
    assert (zugriff.benutzer, zugriff.gegenstand) == (leserin, f"anmeldung.anmeldung:{anmeldung.pk}")


def test_aendern_behaelt_platz_und_adresse_und_nimmt_bedarfe_mit_der_einwilligung_zurueck(
    konferenz: Konferenz,
) -> None:
    anmeldung = welt.bestaetigt(
        konferenz, email="gast@example.org", bedarfe={"arten": ["dgs"]}, einwilligung_bedarf=True
    )
    neu = welt.angaben(name="Neuer Name", email="fremd@example.org", sprache="ar", folgepost=True)
    geaendert = actions.angaben_aendern(anmeldung=anmeldung, angaben=neu)
    assert (geaendert.name, geaendert.email, geaendert.sprache) == ("Neuer Name", "gast@example.org", "ar")
    assert geaendert.plaetze.count() == 1
    assert not Bedarf.objects.exists()
    zwecke = dict(Einwilligung.objects.values_list("zweck", "widerrufen_am"))
    assert zwecke == {"bedarf": welt.MONTAG, "folgepost": None}


def test_an_einer_abgesagten_anmeldung_aendert_niemand_etwas(konferenz: Konferenz) -> None:
    anmeldung = welt.bestaetigt(konferenz)
    actions.absagen(anmeldung=anmeldung)
    with pytest.raises(ValidationError, match="abgesagt oder verfallen"):
        actions.angaben_aendern(anmeldung=anmeldung, angaben=welt.angaben())
    with pytest.raises(ValidationError, match="abgesagt oder verfallen"):
        actions.bestaetigen(anmeldung=anmeldung)
    assert actions.absagen(anmeldung=anmeldung).stand == Anmeldung.Stand.ABGEMELDET
    assert Nachricht.objects.filter(anlass="anmeldung.abgesagt").count() == 1


def test_ausserhalb_der_zeit_meldet_sich_niemand_an_und_das_amt_bis_zum_ende(konferenz: Konferenz) -> None:
    wie = {"konferenz": konferenz, "quelle": Anmeldung.Quelle.PAPIER, "person": person("sachbearbeitung")}
    for tag, uhrzeit in (("2024-08-05", "07:59"), ("2024-11-08", "23:59")):
        with welt.zeit(tag, uhrzeit), pytest.raises(ValidationError, match="geschlossen"):
            actions.anmelden(konferenz=konferenz, angaben=welt.angaben(), schluessel=uuid4())
    with welt.zeit("2024-11-12"):
        assert (
            actions.fuer_jemanden_anmelden(angaben=welt.angaben(), schluessel=uuid4(), **wie).stand
            == "bestaetigt"
        )
    with welt.zeit("2024-11-17"), pytest.raises(ValidationError, match="vorbei"):
        actions.fuer_jemanden_anmelden(angaben=welt.angaben(), schluessel=uuid4(), **wie)


@pytest.mark.parametrize(
    ("tag", "plaetze", "phase"),
    [
        ("2024-08-01", 5, "vor"),
        ("2024-09-02", 0, "vor"),
        ("2024-09-02", 5, "offen"),
        ("2024-09-02", 1, "warteliste"),
        ("2024-11-10", 5, "geschlossen"),
        ("2024-11-17", 5, "vorbei"),
    ],
)
def test_die_phase_der_anmeldung(tag: str, plaetze: int, phase: str) -> None:
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=plaetze)
    if plaetze:
        welt.bestaetigt(konferenz)
    with welt.zeit(tag):
        assert startseite(konferenz).phase == phase


def test_ein_brief_gilt_nur_solange_sein_anlass_besteht(konferenz: Konferenz) -> None:
    anmeldung = welt.unbestaetigt(konferenz)
    brief = Nachricht.objects.get()
    assert nachricht_gilt(brief)
    actions.bestaetigen(anmeldung=anmeldung)
    assert not nachricht_gilt(brief)
    assert nachricht_gilt(Nachricht.objects.get(anlass="anmeldung.bestaetigt"))
    actions.loeschen(anmeldung=anmeldung)
    assert not nachricht_gilt(Nachricht(anlass="anmeldung.abgesagt", bezug=str(anmeldung.pk)))
    assert nachricht_gilt(Nachricht(anlass="konto.einladung", bezug="1"))
