"""The registration form, as people use it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anmeldung import actions
from anmeldung.actions.bedarfe import eigene
from anmeldung.forms.felder import mit_westlichen_ziffern
from anmeldung.forms.oeffentlich import Anmeldeformular
from anmeldung.models import Anmeldung, Bedarf, Einwilligung
from anmeldung.views import oeffentlich
from konferenz.models import Bezirk, Formularschluessel, Konferenz, Nachricht
from konferenz.namen import bereinige
from tests import welt
from tests.anmeldung.ausfuellen import FORMULAR, eingaben, versteckte, zeitmarke

pytestmark = pytest.mark.django_db

POSTFACH = "Bitte sehen Sie in Ihr Postfach"


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz()


def _kopf(antwort):
    """Headers but for the moment of the answer."""
    return {name: wert for name, wert in antwort.items() if name != "Expires"}


# --- Registering --------------------------------------------------------------------------------------------------


def test_wer_das_formular_absendet_ist_angemeldet_und_bekommt_einen_brief(
    konferenz: Konferenz, client: Client
) -> None:
    """S50: Gül registers in Turkish without an account."""
    antwort = client.post(FORMULAR, eingaben(sprache="tr", organisation="Verein am Markt", folgepost="on"))
    assert antwort.status_code == 200
    assert POSTFACH in antwort.content.decode()
    anmeldung = Anmeldung.objects.get()
    assert (anmeldung.name, anmeldung.email, anmeldung.sprache, anmeldung.organisation, anmeldung.stand) == (
        "İpek Gül-Şahin",
        "ipek@example.org",
        "tr",
        "Verein am Markt",
        Anmeldung.Stand.UNBESTAETIGT,
    )
    assert list(anmeldung.einwilligungen.values_list("zweck", flat=True)) == ["folgepost"]
    brief = Nachricht.objects.get()
    assert (brief.anlass, brief.an, brief.sprache) == ("anmeldung.bestaetigen", "ipek@example.org", "tr")


def test_eine_adresse_die_in_keine_zeile_passt_wird_am_feld_erklaert(
    konferenz: Konferenz, client: Client
) -> None:
    """An address has at most 254 characters (RFC 5321); the form field of Django lets 320 through."""
    lang = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.example"
    assert len(lang) > 254
    antwort = client.post(FORMULAR, eingaben(email=lang))
    assert list(antwort.context["form"].errors) == ["email"]
    assert not Anmeldung.objects.exists()


def test_formular_und_absenden_brauchen_zusammen_hoechstens_zwanzig_anweisungen(
    konferenz: Konferenz, client: Client
) -> None:
    client.get(FORMULAR)
    with CaptureQueriesContext(connection) as anweisungen:
        seite = client.get(FORMULAR)
        versteckt = versteckte(seite.content.decode())
        daten = eingaben(
            schluessel=versteckt["schluessel"], zugang=["rollstuhl"], einwilligung_bedarf="on", folgepost="on"
        )
        assert POSTFACH in client.post(FORMULAR, daten).content.decode()
    assert len(anweisungen) <= 20, "\n".join(a["sql"][:200] for a in anweisungen)


def test_die_antwort_verraet_nicht_ob_eine_adresse_bekannt_ist(konferenz: Konferenz, client: Client) -> None:
    """S50: unknown, unconfirmed, confirmed, cancelled: body and headers are the same to the byte."""
    welt.unbestaetigt(konferenz, email="wartet@example.org")
    welt.bestaetigt(konferenz, email="sicher@example.org")
    actions.absagen(anmeldung=welt.bestaetigt(konferenz, email="weg@example.org"))
    antworten = [
        client.post(FORMULAR, eingaben(email=f"{wer}@example.org"))
        for wer in ("neu", "wartet", "sicher", "SICHER", "weg")
    ]
    assert {antwort.status_code for antwort in antworten} == {200}
    assert len({antwort.content for antwort in antworten}) == 1
    assert all(_kopf(antwort) == _kopf(antworten[0]) for antwort in antworten)
    assert all(not antwort.cookies for antwort in antworten)
    assert b"example.org" not in antworten[0].content.replace(b"integration@bezirk.example", b"")


def test_zweimal_absenden_zeigt_zweimal_dieselbe_seite(konferenz: Konferenz, client: Client) -> None:
    """I17"""
    daten = eingaben()
    erste, zweite = client.post(FORMULAR, daten), client.post(FORMULAR, daten)
    assert erste.content == zweite.content
    assert Anmeldung.objects.count() == Nachricht.objects.count() == 1


def test_dasselbe_formular_mit_anderen_angaben_wird_erklaert_und_geht_beim_zweiten_mal(
    konferenz: Konferenz, client: Client
) -> None:
    daten = eingaben(email="vertipt@example.org")
    client.post(FORMULAR, daten)
    antwort = client.post(FORMULAR, {**daten, "email": "richtig@example.org"})
    inhalt = antwort.content.decode()
    assert "schon einmal abgeschickt, mit anderen Angaben" in inhalt
    assert 'value="richtig@example.org"' in inhalt
    neuer = versteckte(inhalt)["schluessel"]
    assert neuer != daten["schluessel"]
    assert (
        POSTFACH
        in client.post(FORMULAR, eingaben(email="richtig@example.org", schluessel=neuer)).content.decode()
    )
    assert set(Anmeldung.objects.values_list("email", flat=True)) == {
        "vertipt@example.org",
        "richtig@example.org",
    }


# --- Errors -------------------------------------------------------------------------------------------------------


def test_fehler_stehen_oben_mit_verweis_und_am_feld_und_nichts_geht_verloren(
    konferenz: Konferenz, client: Client
) -> None:
    inhalt = client.post(
        FORMULAR, eingaben(name="", email="ipek.guel@", organisation="Verein", essen=["vegan"])
    ).content.decode()
    assert re.search(r"<title>Fehler: Anmeldung", inhalt)
    assert '<a href="#id_name">' in inhalt
    assert '<a href="#id_email">' in inhalt
    satz = "Bitte ergänzen Sie den Teil hinter dem @-Zeichen, zum Beispiel name@beispiel.de."
    assert inhalt.count(satz) == 2
    assert 'id="id_email_error"' in inhalt
    assert 'value="ipek.guel@"' in inhalt
    assert 'value="Verein"' in inhalt
    assert re.search(r'value="vegan"[^>]* checked|checked[^>]* value="vegan"', inhalt)
    assert not Anmeldung.objects.exists()


def test_bedarfe_ohne_einwilligung_werden_nicht_gespeichert_sondern_gefragt(
    konferenz: Konferenz, client: Client
) -> None:
    """S55"""
    daten = eingaben(zugang=["rollstuhl"], essen=["nuss"])
    inhalt = client.post(FORMULAR, daten).content.decode()
    satz = (
        "Sie haben „Platz für einen Rollstuhl“ und „Nussallergie“ gewählt. "
        "Bitte willigen Sie ein oder entfernen Sie die Angaben."
    )
    assert inhalt.count(satz) == 2
    assert f'<a href="#id_einwilligung_bedarf">Ihre Bedarfe: {satz}</a>' in inhalt
    assert not Anmeldung.objects.exists()
    assert not Formularschluessel.objects.exists()
    client.post(FORMULAR, {**daten, "einwilligung_bedarf": "on"})
    anmeldung = Anmeldung.objects.get()
    assert eigene(anmeldung) == {"arten": ["rollstuhl", "nuss"]}
    assert anmeldung.einwilligungen.get().zweck == Einwilligung.Zweck.BEDARF


def test_ohne_bedarfe_geht_alles_auch_mit_haekchen_bei_der_einwilligung(
    konferenz: Konferenz, client: Client
) -> None:
    """S55: without needs registering works, and a consent to nothing is not stored."""
    client.post(FORMULAR, eingaben(einwilligung_bedarf="on"))
    assert Anmeldung.objects.count() == 1
    assert not Bedarf.objects.exists()
    assert not Einwilligung.objects.exists()


def test_fehlt_der_name_der_sprache_und_die_einwilligung_steht_beides_sofort_da(
    konferenz: Konferenz, client: Client
) -> None:
    inhalt = client.post(FORMULAR, eingaben(dolmetschen="andere")).content.decode()
    assert 'href="#id_dolmetschen_andere"' in inhalt
    assert 'href="#id_einwilligung_bedarf"' in inhalt
    assert "Sie haben „Dolmetschen: Andere Sprache“ gewählt." in inhalt


def test_andere_sprache_braucht_einen_namen(konferenz: Konferenz, client: Client) -> None:
    daten = eingaben(dolmetschen="andere", einwilligung_bedarf="on")
    assert "#id_dolmetschen_andere" in client.post(FORMULAR, daten).content.decode()
    client.post(FORMULAR, {**daten, "dolmetschen_andere": "Aramäisch"})
    assert eigene(Anmeldung.objects.get()) == {"dolmetschen": "andere", "dolmetschen_andere": "Aramäisch"}


@pytest.mark.parametrize(
    "felder",
    [
        {"zugang": ["fliegen"]},
        {"dolmetschen": "de"},
        {"dolmetschen": "xx"},
        {"sprache": "xx"},
        {"schluessel": "x"},
    ],
)
def test_was_es_nicht_gibt_wird_abgelehnt(konferenz: Konferenz, client: Client, felder: dict) -> None:
    antwort = client.post(FORMULAR, eingaben(einwilligung_bedarf="on", **felder))
    assert "Fehler:" in antwort.content.decode()
    assert not Anmeldung.objects.exists()


# --- The deadline for interpreting --------------------------------------------------------------------------------


def test_vor_der_frist_wird_dolmetschen_zugesagt(konferenz: Konferenz, client: Client) -> None:
    assert (
        "Bis 26. Oktober 2024 angeben, dann können wir es fest zusagen."
        in client.get(FORMULAR).content.decode()
    )


def test_nach_der_frist_wird_angenommen_vermerkt_und_ehrlich_gesagt(
    konferenz: Konferenz, client: Client
) -> None:
    """S56: Tigrinya on 30.10."""
    ehrlich = "Die Frist war der 26. Oktober 2024. Wir versuchen es noch, können es aber nicht versprechen."
    with welt.zeit("2024-10-30"):
        assert ehrlich in client.get(FORMULAR).content.decode()
        antwort = client.post(FORMULAR, eingaben(dolmetschen="ti", einwilligung_bedarf="on"))
    assert ehrlich in antwort.content.decode()
    assert Anmeldung.objects.get().bedarf.ist_nach_frist is True


# --- Before, full, after ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "titel"),
    [
        ("2024-08-01", "Die Anmeldung ist noch nicht offen"),
        ("2024-09-02", "Kostenlos, ohne Konto"),
        ("2024-11-09", "Die Anmeldung ist geschlossen"),
        ("2024-11-17", "Diese Konferenz ist vorbei"),
    ],
)
def test_jede_zeit_hat_ihre_seite(konferenz: Konferenz, client: Client, tag: str, titel: str) -> None:
    with welt.zeit(tag):
        assert titel in client.get(FORMULAR).content.decode()


def test_vor_der_oeffnung_steht_der_beginn_in_worten(konferenz: Konferenz, client: Client) -> None:
    with welt.zeit("2024-08-01"):
        inhalt = client.get(FORMULAR).content.decode()
    assert 'Sie können sich ab Montag, 5. August 2024, <bdi dir="ltr">8:00</bdi> Uhr anmelden.' in inhalt


def test_ohne_festen_beginn_oder_ohne_plaetze_wird_nichts_versprochen(client: Client) -> None:
    welt.bezirk()
    welt.konferenz(plaetze=0)
    assert "steht bald auf dieser Seite" in client.get(FORMULAR).content.decode()


def test_volle_konferenz_bietet_die_warteliste_an(client: Client) -> None:
    welt.bezirk()
    welt.bestaetigt(welt.konferenz(plaetze=1))
    inhalt = client.get(FORMULAR).content.decode()
    assert "Zurzeit sind alle Plätze vergeben" in inhalt
    assert "Auf die Warteliste setzen" in inhalt
    assert POSTFACH in client.post(FORMULAR, eingaben()).content.decode()


@pytest.mark.parametrize("tag", ["2024-08-01", "2024-11-09", "2024-11-17"])
def test_ausserhalb_der_zeit_wird_nichts_angenommen(konferenz: Konferenz, client: Client, tag: str) -> None:
    with welt.zeit(tag):
        antwort = client.post(FORMULAR, eingaben())
    assert POSTFACH not in antwort.content.decode()
    assert not Anmeldung.objects.exists()


def test_eine_unbekannte_oder_verborgene_konferenz_gibt_es_nicht(client: Client) -> None:
    welt.bezirk()
    welt.konferenz(ist_veroeffentlicht=False)
    assert [client.get(f"/{kennung}/anmeldung/").status_code for kennung in ("2024", "2031")] == [404, 404]


# --- Languages ----------------------------------------------------------------------------------------------------


def test_auf_arabisch_laeuft_die_seite_von_rechts_und_die_adresse_von_links(
    konferenz: Konferenz, client: Client
) -> None:
    """S53"""
    inhalt = client.get("/ar/2024/anmeldung/").content.decode()
    assert '<html lang="ar" dir="rtl">' in inhalt
    feld = re.search(r'<input[^>]*name="email"[^>]*>', inhalt)[0]
    assert 'dir="ltr"' in feld
    assert 'autocomplete="email"' in feld
    assert '<option value="ar" selected lang="ar" dir="rtl">العربية</option>' in inhalt
    assert '<bdi lang="de">Bürgerhaus</bdi>' in inhalt


def test_auf_arabisch_sind_auch_die_fehler_arabisch(konferenz: Konferenz, client: Client) -> None:
    """S53"""
    inhalt = client.post(
        "/ar/2024/anmeldung/", eingaben(name="", email="fatima@", zugang=["rollstuhl"], essen=["nuss"])
    ).content.decode()
    for satz in (
        "يُرجى كتابة اسمكم.",
        "يُرجى إكمال الجزء الذي يلي العلامة @، مثل name@beispiel.de.",
        "لقد اخترتم «مكان لكرسي متحرك» و«حساسية من المكسرات». يُرجى الموافقة أو إزالة هذه الاختيارات.",
        "3 معلومات ناقصة أو غير صحيحة",
    ):
        assert satz in inhalt, satz
    assert "Bitte" not in inhalt


def test_beim_wechsel_der_sprache_bleiben_alle_eingaben_und_nichts_wird_bemaengelt(
    konferenz: Konferenz, client: Client
) -> None:
    """S53: from Arabic to German, half filled in."""
    daten = eingaben(
        name="فاطمة الزهراء",
        email="fatima@",
        sprache="ar",
        zugang=["dgs"],
        dolmetschen="andere",
        essen=["vegan", "nuss"],
    )
    arabisch = client.get("/ar/2024/anmeldung/").content.decode()
    assert 'formaction="/2024/anmeldung/sprache/" lang="de" dir="ltr"' in arabisch
    inhalt = client.post("/2024/anmeldung/sprache/", daten).content.decode()
    assert '<html lang="de" dir="ltr">' in inhalt
    for gemerkt in (
        'value="فاطمة الزهراء"',
        'value="fatima@"',
        '<option value="ar" selected lang="ar" dir="rtl">',
    ):
        assert gemerkt in inhalt
    for angekreuzt in ("dgs", "vegan", "nuss"):
        assert re.search(
            rf'<input[^>]*checked[^>]*value="{angekreuzt}"|<input[^>]*value="{angekreuzt}"[^>]*checked',
            inhalt,
        )
    assert '<option value="andere" selected>' in inhalt
    assert "fehleruebersicht" not in inhalt
    assert "<title>Fehler" not in inhalt
    assert versteckte(inhalt)["schluessel"] == daten["schluessel"]
    assert versteckte(inhalt)["zeitmarke"] == daten["zeitmarke"]
    assert not Anmeldung.objects.exists()


def test_die_eingabetaste_sendet_das_formular_und_wechselt_nicht_die_sprache(
    konferenz: Konferenz, client: Client
) -> None:
    inhalt = client.get(FORMULAR).content.decode()
    formular = inhalt[inhalt.index('<form class="app-formular"') :]
    erster = re.search(r"<button[^>]*>", formular)[0]
    assert "formaction" not in erster
    assert 'type="submit"' in erster


def test_die_adresse_des_sprachwechsels_fuehrt_beim_oeffnen_zum_formular(
    konferenz: Konferenz, client: Client
) -> None:
    antwort = client.get("/ar/2024/anmeldung/sprache/")
    assert (antwort.status_code, antwort["Location"]) == (302, "/ar/2024/anmeldung/")


@pytest.mark.parametrize("sprache", ["", "de-simple/", "en/", "ar/", "tr/"])
def test_jede_angebotene_sprache_hat_formular_und_antwort(
    konferenz: Konferenz, client: Client, sprache: str
) -> None:
    assert client.get(f"/{sprache}2024/anmeldung/").status_code == 200
    assert client.post(f"/{sprache}2024/anmeldung/", eingaben()).status_code == 200
    assert Anmeldung.objects.count() == 1


def test_ohne_eingerichtete_behoerde_geht_das_formular_auf_deutsch(client: Client) -> None:
    welt.konferenz()
    assert '<option value="de"' in client.get(FORMULAR).content.decode()


# --- Machines -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("marke", [0, -3600, "", "1:gefälscht", "x"])
def test_zu_schnell_abgesendet_kommt_freundlich_zurueck_mit_allen_eingaben(
    konferenz: Konferenz, client: Client, marke: int | str
) -> None:
    gesendet = zeitmarke(marke) if isinstance(marke, int) else marke
    inhalt = client.post(FORMULAR, eingaben(zeitmarke=gesendet)).content.decode()
    assert "Das ging sehr schnell." in inhalt
    assert "Noch nicht abgeschickt" in inhalt
    assert 'value="İpek Gül-Şahin"' in inhalt
    assert not Anmeldung.objects.exists()


def test_wer_zu_schnell_war_kommt_nach_drei_sekunden_durch(konferenz: Konferenz, client: Client) -> None:
    marke = zeitmarke(0)
    versteckt = versteckte(client.post(FORMULAR, eingaben(zeitmarke=marke)).content.decode())
    assert versteckt["zeitmarke"] == marke
    assert POSTFACH in client.post(FORMULAR, eingaben(zeitmarke=zeitmarke(4))).content.decode()


def test_eine_verlorene_zeitmarke_wird_ersetzt(konferenz: Konferenz, client: Client) -> None:
    versteckt = versteckte(client.post(FORMULAR, eingaben(zeitmarke="")).content.decode())
    assert versteckt["zeitmarke"]


def test_ein_gefuelltes_verstecktes_feld_wird_geleert_und_nichts_geht_verloren(
    konferenz: Konferenz, client: Client
) -> None:
    inhalt = client.post(FORMULAR, eingaben(homepage="https://spam.example")).content.decode()
    assert "Ein unsichtbares Feld war ausgefüllt" in inhalt
    assert "spam.example" not in inhalt
    assert 'value="ipek@example.org"' in inhalt
    assert not Anmeldung.objects.exists()


def test_der_koeder_ist_fuer_menschen_unsichtbar_und_nicht_erreichbar(
    konferenz: Konferenz, client: Client
) -> None:
    inhalt = client.get(FORMULAR).content.decode()
    umgebung = inhalt[inhalt.index('name="homepage"') - 250 : inhalt.index('name="homepage"') + 150]
    assert '<div class="kern-sr-only" aria-hidden="true">' in umgebung
    assert 'tabindex="-1"' in umgebung
    assert 'autocomplete="off"' in umgebung


def test_sehr_viele_formulare_eines_anschlusses_werden_gebremst_ohne_verlust(
    konferenz: Konferenz, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oeffentlich, "HOECHSTENS", 2)
    status = [client.post(FORMULAR, eingaben(email=f"gast{n}@example.org")).status_code for n in range(2)]
    gebremst = client.post(FORMULAR, eingaben(email="dritter@example.org"))
    assert (status, gebremst.status_code) == ([200, 200], 429)
    assert 'value="dritter@example.org"' in gebremst.content.decode()
    anderswo = client.post(FORMULAR, eingaben(email="dritter@example.org"), REMOTE_ADDR="203.0.113.7")
    assert anderswo.status_code == 200
    assert Anmeldung.objects.count() == 3


# --- Caching ------------------------------------------------------------------------------------------------------


def test_gesendete_angaben_bleiben_in_keinem_speicher(konferenz: Konferenz, client: Client) -> None:
    for daten in (eingaben(), eingaben(name="")):
        assert "no-store" in client.post(FORMULAR, daten)["Cache-Control"]
    leer = client.get(FORMULAR)["Cache-Control"]
    assert "private" in leer
    assert "no-cache" in leer


# --- Names and digits of all scripts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("getippt", "gelesen"),
    [
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("gül٢@example.org", "gül2@example.org"),
        ("½ ² Ⅷ", "½ ² Ⅷ"),
    ],
)
def test_ziffern_anderer_schriften_zaehlen_wie_unsere(getippt: str, gelesen: str) -> None:
    assert mit_westlichen_ziffern(getippt) == gelesen


def test_eine_adresse_mit_arabischen_ziffern_wird_verstanden(konferenz: Konferenz, client: Client) -> None:
    client.post(FORMULAR, eingaben(email=" \u202afatima٢٣@example.org\u202c "))
    assert Anmeldung.objects.get().email == "fatima23@example.org"


def _formular(name: str) -> Anmeldeformular:
    return Anmeldeformular(
        eingaben(name=name), konferenz=Konferenz(kennung="2024"), bezirk=Bezirk(sprachen=["de"])
    )


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=timedelta(seconds=2))
@given(
    st.one_of(
        st.text(max_size=260), st.text(st.characters(categories=["Cc", "Cf", "Zs", "Lo", "Mn"]), max_size=260)
    )
)
def test_jeder_name_wird_angenommen_oder_mit_einem_satz_zurueckgegeben(name: str) -> None:
    """Any text at all: NUL, direction overrides, lone marks, 200 and more characters."""
    formular = _formular(name)
    sauber = bereinige(name)
    assert formular.is_valid() == (1 <= len(sauber) <= 200)
    if formular.is_valid():
        assert formular.anmeldeangaben.name == sauber
        assert not set(sauber) & set("\x00\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n\r")
    else:
        assert list(formular.errors) == ["name"]


@pytest.mark.parametrize(
    "name",
    [
        "فاطمة الزهراء",
        "ተስፋዬ ገብረ",
        "O’Neill-Đặng",
        "J",
        "şükrü IŞIK",
        "Nguyễn Thị Minh Khai",
        "<b>Eva</b> & 'Ali'",
        "ab\u200cc",
    ],
)
def test_namen_aller_schriften_kommen_unveraendert_an_und_sind_immer_text(
    konferenz: Konferenz, client: Client, name: str
) -> None:
    client.post(FORMULAR, eingaben(name=name))
    assert Anmeldung.objects.get().name == name
    assert "<b>Eva" not in client.post(FORMULAR, eingaben(name=name, email="")).content.decode()


@pytest.mark.parametrize("name", ["a\x00b", "\u202eabc\u202c", "x" * 200, "x" * 201, "\u200b", " \t "])
def test_grenzfaelle_von_namen_ueber_das_netz(konferenz: Konferenz, client: Client, name: str) -> None:
    antwort = client.post(FORMULAR, eingaben(name=name, schluessel=str(uuid4())))
    assert antwort.status_code == 200
    assert Anmeldung.objects.count() == (1 if 1 <= len(bereinige(name)) <= 200 else 0)
