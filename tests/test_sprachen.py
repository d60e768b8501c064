"""Everything a member of the public can see, in each language: catalogues, pages, errors, letters, calendar file."""

import gettext
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from copy import deepcopy
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter
from uuid import uuid4

import polib
import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override, to_locale

from anmeldung.actions import briefe
from anmeldung.kalender import kalenderdatei
from konferenz.actions.nachricht.schreiben import TRENNLINIE, rendere
from konferenz.kataloge import gehoert_hinein
from konferenz.models import Konferenz
from konferenz.sprachen import SPRACHEN as ALLE_SPRACHEN
from konferenz.views import fehler
from planung.actions.sitzung import sitzung_absagen
from planung.actions.terminumfrage import termin_waehlen
from tests import welt
from tests.anmeldung.ausfuellen import zeitmarke
from tests.anmeldung.test_post import ANLAESSE, DATEN
from tests.browser.seiten import OEFFENTLICH, PERSOENLICH, Seite, Welt, erschaffe

SPRACHEN = ("en", "tr", "ar", "de-simple")
"""Offered in the tests and in the demonstration; German is the language of the texts themselves."""
FORMEN = {"en": 2, "tr": 2, "ar": 6, "de-simple": 2}
LEER = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
STUMM = {"script", "style"}
SICHTBARE_ATTRIBUTE = ("aria-label", "alt", "title", "placeholder")
PLATZHALTER = re.compile(r"%\((\w+)\)[sd]|%[sd]")
LATEINISCH = re.compile(r"[A-Za-zÀ-ɏ]{4,}")
LATEINISCH_ERLAUBT = {"JSON", "name", "beispiel", "make", "reset", "start"}
"""In Arabic sentences: a format of files, an example of an address, what somebody types in a terminal."""


@cache
def katalog(sprache: str) -> polib.POFile:
    return polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / to_locale(sprache) / "LC_MESSAGES/django.po"))


def platzhalter(text: str) -> set[str]:
    """Names in %(…)s and {…}."""
    geschweift = {
        f"{{{name}}}" for _text, name, _form, _wandel in Formatter().parse(text) if name is not None
    }
    return {treffer.group(0) for treffer in PLATZHALTER.finditer(text)} | geschweift


class Leser(HTMLParser):
    """What a page shows in its own language: text and spoken attributes outside of parts marked as another one."""

    def __init__(self, quelle: str) -> None:
        super().__init__()
        self.offen: list[tuple[str, bool]] = []
        self.sprache = ""
        self.texte: list[str] = []
        self.feed(quelle)

    def handle_starttag(self, name: str, attribute: list[tuple[str, str | None]]) -> None:
        werte = dict(attribute)
        if name == "html":
            self.sprache = werte["lang"] or ""
        fremd = name in STUMM or name == "bdi" or werte.get("lang", self.sprache) != self.sprache
        if not (fremd or self._ist_fremd):
            self.texte += [werte[eines] or "" for eines in SICHTBARE_ATTRIBUTE if eines in werte]
            if name == "input" and werte.get("type") in ("submit", "button"):
                self.texte.append(werte.get("value") or "")
        if name not in LEER:
            self.offen.append((name, fremd))

    def handle_endtag(self, name: str) -> None:
        while self.offen and self.offen.pop()[0] != name:
            pass

    def handle_data(self, daten: str) -> None:
        if not self._ist_fremd:
            self.texte.append(daten)

    @property
    def _ist_fremd(self) -> bool:
        return any(fremd for _name, fremd in self.offen)

    @property
    def sichtbares(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.texte))


class Pruefer:
    """Collects what is still German in the answers of one language."""

    def __init__(self, sprache: str, daten: set[str]) -> None:
        self.sprache, self.daten = sprache, daten
        self.gesehen = 0
        self.maengel: list[tuple[str, str]] = []
        self.deutsch = _deutsche_stuecke(sprache)

    def seite(self, name: str, quelle: str) -> None:
        leser = Leser(quelle)
        assert leser.sprache == self.sprache, name
        self.text(name, leser.sichtbares)

    def text(self, name: str, text: str) -> None:
        self.gesehen += 1
        glatt = re.sub(r"\s+", " ", text)
        for stueck, msgid in self.deutsch.items():
            if stueck in glatt:
                self.maengel.append((name, f"deutsch: {msgid}"))
        if self.sprache == "ar":
            self._lateinisch(name, glatt)

    def _lateinisch(self, name: str, text: str) -> None:
        for eines in sorted(self.daten, key=len, reverse=True):
            text = text.replace(eines, " ")
        woerter = set(LATEINISCH.findall(text)) - LATEINISCH_ERLAUBT
        self.maengel += [(name, f"lateinisch: {wort}") for wort in sorted(woerter)]


@cache
def _deutsche_stuecke(sprache: str) -> dict[str, str]:
    """The longest piece of three words or more between placeholders and tags of each text that has another
    translation, with that text; it compares all with all, so it is made once."""
    return dict(_stuecke(katalog(sprache)))


def _stuecke(eintraege: polib.POFile) -> Iterator[tuple[str, str]]:
    uebersetzt = {text for eintrag in eintraege for text in _uebersetzungen(eintrag)}
    for eintrag in eintraege:
        stuecke = re.split(r"%\(\w+\)[sd]|<[^>]+>", eintrag.msgid)
        laengstes = max(stuecke, key=len).strip(" ,.:?")
        if len(laengstes.split()) >= 3 and not any(laengstes in text for text in uebersetzt):
            yield laengstes, eintrag.msgid


def _uebersetzungen(eintrag: polib.POEntry) -> list[str]:
    return list(eintrag.msgstr_plural.values()) if eintrag.msgid_plural else [eintrag.msgstr]


# The catalogues


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_jeder_oeffentliche_text_ist_uebersetzt(sprache: str) -> None:
    eintraege = katalog(sprache)
    assert [eintrag.msgid for eintrag in eintraege if not all(_uebersetzungen(eintrag))] == []
    assert eintraege.fuzzy_entries() == []
    assert eintraege.obsolete_entries() == []


def test_alle_sprachen_haben_dieselben_texte() -> None:
    texte = [{(e.msgctxt, e.msgid, e.msgid_plural) for e in katalog(sprache)} for sprache in SPRACHEN]
    assert texte.count(texte[0]) == len(SPRACHEN)
    assert len(texte[0]) > 450


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_kein_text_der_arbeitsseiten_steht_im_katalog(sprache: str) -> None:
    for eintrag in katalog(sprache):
        dateien = [datei for datei, _zeile in eintrag.occurrences]
        assert gehoert_hinein(to_locale(sprache), dateien), eintrag.msgid


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_platzhalter_sind_dieselben_wie_im_deutschen(sprache: str) -> None:
    """Only the number itself may be left out, where a form of the plural says it as a word ("one person")."""
    for eintrag in katalog(sprache):
        verlangt = platzhalter(eintrag.msgid) | platzhalter(eintrag.msgid_plural)
        gefunden = [platzhalter(text) for text in _uebersetzungen(eintrag)]
        if eintrag.msgid_plural:
            assert set().union(*gefunden) == verlangt, eintrag.msgid
        else:
            assert gefunden == [verlangt], eintrag.msgid


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_auszeichnung_ist_dieselbe_wie_im_deutschen(sprache: str) -> None:
    zeichen = re.compile(r"</?\w+[^>]*>")
    for eintrag in katalog(sprache):
        for text in _uebersetzungen(eintrag):
            gefunden = sorted(zeichen.findall(text))
            assert gefunden in (sorted(zeichen.findall(eintrag.msgid)), []), eintrag.msgid
            assert gefunden or eintrag.msgid_plural or not zeichen.findall(eintrag.msgid), eintrag.msgid


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_jede_form_der_mehrzahl_ist_da(sprache: str) -> None:
    eintraege = katalog(sprache)
    assert f"nplurals={FORMEN[sprache]};" in eintraege.metadata["Plural-Forms"]
    for eintrag in eintraege:
        if eintrag.msgid_plural:
            assert sorted(eintrag.msgstr_plural) == list(range(FORMEN[sprache])), eintrag.msgid


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_katalog_laesst_sich_kompilieren(sprache: str, tmp_path: Path) -> None:
    ziel = tmp_path / "django.mo"
    katalog(sprache).save_as_mofile(str(ziel))
    with ziel.open("rb") as datei:
        assert gettext.GNUTranslations(datei).gettext("Warteliste") != "Warteliste"


def test_arabisch_zaehlt_mit_sechs_formen() -> None:
    eintrag = next(e for e in katalog("ar") if e.msgid == "%(zahl)s Mitglied")
    assert len(set(eintrag.msgstr_plural.values())) == 6


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_ziffern_sind_westlich(sprache: str) -> None:
    """In Arabic too: people compare them with signs, letters and their watch."""
    for eintrag in katalog(sprache):
        assert all(z.isascii() for text in _uebersetzungen(eintrag) for z in text if z.isdecimal()), (
            eintrag.msgid
        )
    with override(sprache):
        assert re.findall(r"\d+", date_format(welt.am("2024-11-16"), "j F Y")) == ["16", "2024"]


def test_leichte_sprache_trennt_lange_woerter_mit_dem_mediopunkt_und_macht_kurze_saetze() -> None:
    for eintrag in katalog("de-simple"):
        for text in _uebersetzungen(eintrag):
            ohne_zeichen = re.sub(r"%\(\w+\)[sd]|<[^>]+>|E-Mail(-Adresse)?", "x", text)
            assert not re.search(r"[a-zäöüß]-[A-ZÄÖÜ]", ohne_zeichen), text
            saetze = re.split(r"[.?!:]\s", ohne_zeichen)
            assert max(len(satz.split()) for satz in saetze) <= 12, text


# What people see


def _kunde(sprache: str) -> Client:
    return Client(headers={"accept-language": sprache})


def _daten(w: Welt) -> set[str]:
    """What stays in its own script, or is there in German only: inside letters nothing marks it as German."""
    bezirk, ort = welt.bezirk(), w.konferenz.ort
    assert ort is not None
    return {
        bezirk.behoerde, bezirk.fachamt, bezirk.anschrift, bezirk.email, bezirk.redaktion, bezirk.leitung,
        ort.name, ort.anschrift, str(ort.anfahrt), str(ort.zugang), str(w.konferenz.leitthema),
        "Integrationskonferenz 2024",
        "Arbeit und Ausbildung",  # a group's title in the title of its page
        *(sprache.name for sprache in ALLE_SPRACHEN.values()),
    }  # fmt: skip


@pytest.fixture(scope="module")
def bestehende(bestand: Callable[..., AbstractContextManager[Welt]]) -> Iterator[Welt]:
    with bestand(_mehrsprachig) as ergebnis:
        yield ergebnis


@pytest.fixture
def w(bestehende: Welt, db: None) -> Welt:
    return deepcopy(bestehende)


def _mehrsprachig() -> Welt:
    """A world whose conference has a title in every language; other data are there in German only and marked so."""
    ergebnis = erschaffe()
    titel = {"de": "Konferenz", "en": "Conference", "tr": "Konferans", "ar": "مؤتمر", "de-simple": "Treffen"}
    Konferenz.objects.update(titel=titel)
    ergebnis.konferenz.refresh_from_db()
    return ergebnis


def _hole(w: Welt, seite: Seite, sprache: str) -> str:
    kunde = _kunde(sprache)
    if seite.zugang:
        anmeldung = getattr(w, seite.zugang)
        anmeldung.sprache = sprache
        anmeldung.save()
        zweck = {"neu": "anmeldung.bestaetigen", "angeboten": "anmeldung.angebot"}.get(
            seite.zugang, "anmeldung.meine"
        )
        kunde.get(w.zugang(anmeldung, zweck))
    with override(sprache):
        pfad = seite.pfad(w)
    return kunde.get(pfad, follow=True).content.decode()


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_keine_seite_zeigt_einen_deutschen_satz(sprache: str, w: Welt) -> None:
    """S53: every public and personal page."""
    pruefer = Pruefer(sprache, _daten(w))
    for seite in [*OEFFENTLICH, *PERSOENLICH]:
        if seite.name != "konferenz:leichte-sprache":  # exists in Leichte Sprache only
            pruefer.seite(seite.name, _hole(w, seite, sprache))
    assert pruefer.gesehen == len(OEFFENTLICH) + len(PERSOENLICH) - 1
    assert pruefer.maengel == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_keine_antwort_auf_eine_einladung_ist_deutsch(sprache: str, w: Welt) -> None:
    """Before the meeting, without a choice, once it has begun, cancelled, and without a link."""
    haus = w.planung
    pruefer = Pruefer(sprache, _daten(w) | {haus.gruppe.ort.name, "Elif Kaya"})
    kunde, mensch = _kunde(sprache), haus.gruppe.elif_
    mensch.sprache = sprache
    mensch.save()
    with override(sprache):
        pfad = reverse("mitwirken:sitzungsantwort")
    pruefer.seite("ohne Link", kunde.get(pfad).content.decode())
    pruefer.seite("offen", kunde.get(w.link_zu("antwort"), follow=True).content.decode())
    pruefer.seite("ohne Wahl", kunde.post(pfad).content.decode())
    pruefer.seite("gespeichert", kunde.post(pfad, {"antwort": "zugesagt"}, follow=True).content.decode())
    with welt.zeit("2024-09-12", "17:30"):
        pruefer.seite("begonnen", kunde.get(pfad).content.decode())
        pruefer.seite("zu spät", kunde.post(pfad, {"antwort": "abgesagt"}).content.decode())
    sitzung_absagen(sitzung=haus.eingeladen, grund="Hitze", person=None)
    pruefer.seite("abgesagt", kunde.get(pfad).content.decode())
    assert pruefer.gesehen == 7
    assert pruefer.maengel == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_keine_antwort_auf_eine_umfrage_ist_deutsch(sprache: str, w: Welt) -> None:
    """While it runs, without a choice, after the deadline, called off, decided."""
    haus = w.planung
    namen = {haus.gruppe.ort.name, "Elif Kaya", haus.umfrage.titel, haus.hinweis.name}
    pruefer = Pruefer(sprache, _daten(w) | namen)
    kunde, mensch = _kunde(sprache), haus.gruppe.elif_
    mensch.sprache = sprache
    mensch.save()
    with override(sprache):
        pfad = reverse("mitwirken:umfrageantwort")
    option = haus.umfrage.optionen.all()[0]
    pruefer.seite("offen", kunde.get(w.link_zu("umfrage"), follow=True).content.decode())
    pruefer.seite("ohne Wahl", kunde.post(pfad).content.decode())
    eine = {f"option_{option.pk}": "ja"}
    pruefer.seite("gespeichert", kunde.post(pfad, eine, follow=True).content.decode())
    with welt.zeit("2024-09-06", "18:00"):
        pruefer.seite("vorbei", kunde.get(pfad).content.decode())
        pruefer.seite("zu spät", kunde.post(pfad, eine).content.decode())
    termin_waehlen(option=option, person=None)
    pruefer.seite("entschieden", kunde.get(pfad).content.decode())
    type(haus.umfrage).objects.update(stand="abgebrochen")
    pruefer.seite("abgebrochen", kunde.get(pfad).content.decode())
    assert pruefer.gesehen == 7
    assert pruefer.maengel == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_kein_vorschlag_eines_themas_ist_deutsch(sprache: str, w: Welt) -> None:
    """Open, empty, too fast, sent, closed."""
    pruefer = Pruefer(sprache, _daten(w) | {eines.titel for eines in w.konferenz.themen.all()})
    kunde = _kunde(sprache)
    with override(sprache):
        pfad = reverse("mitwirken:themen", kwargs={"kennung": w.konferenz.kennung})
    pruefer.seite("offen", kunde.get(pfad).content.decode())
    pruefer.seite("leer", kunde.post(pfad, {"titel": ""}).content.decode())
    eines = {"titel": "Ƶ", "schluessel": str(uuid4())}
    pruefer.seite("zu schnell", kunde.post(pfad, {**eines, "zeitmarke": zeitmarke(0)}).content.decode())
    pruefer.seite("eingereicht", kunde.post(pfad, {**eines, "zeitmarke": zeitmarke()}).content.decode())
    with welt.zeit("2024-10-01"):
        pruefer.seite("zu", kunde.get(pfad).content.decode())
    assert pruefer.gesehen == 5
    assert pruefer.maengel == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_keine_phase_der_konferenz_zeigt_einen_deutschen_satz(sprache: str, w: Welt) -> None:
    """Before, full, after the deadline, after the conference, without a date, and in an empty house."""
    pruefer = Pruefer(sprache, _daten(w))
    kunde = _kunde(sprache)
    with override(sprache):
        pfade = [w.konferenz.get_absolute_url(), reverse("anmeldung:formular", kwargs={"kennung": "2024"})]
        einstieg, liste = reverse("konferenz:einstieg"), reverse("konferenz:konferenzen")
    for tag in ("2024-08-01", "2024-10-30", "2024-11-10", "2024-12-24"):
        with welt.zeit(tag):
            for pfad in pfade:
                pruefer.seite(f"{tag} {pfad}", kunde.get(f"{pfad}?{tag}").content.decode())
    w.konferenz.ist_veroeffentlicht = False
    w.konferenz.drucksache.stand = "beschlossen"
    w.konferenz.drucksache.save()
    w.konferenz.save()
    for pfad in (einstieg, liste):
        pruefer.seite(pfad, kunde.get(pfad).content.decode())
    w.konferenz.drucksache.stand = "eingebracht"
    w.konferenz.drucksache.save()
    pruefer.seite("leer", kunde.get(einstieg).content.decode())
    assert pruefer.maengel == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_kein_fehler_des_formulars_ist_deutsch(sprache: str, w: Welt) -> None:
    """Nothing filled in; a wrong address, an unknown choice and needs without consent; a late need."""
    pruefer = Pruefer(sprache, _daten(w))
    kunde = _kunde(sprache)
    with override(sprache):
        pfad = reverse("anmeldung:formular", kwargs={"kennung": "2024"})
        link = reverse("anmeldung:link-senden", kwargs={"kennung": "2024"})
    falsch = {
        "name": "ع", "email": "ohne-ende@", "sprache": "xx", "zugang": ["rollstuhl", "dgs"], "dolmetschen": "andere",
        "schluessel": "kein-schluessel", "essen": ["nuss", "zz"],
    }  # fmt: skip
    eingaben: list[dict[str, object]] = [
        {}, falsch, {**falsch, "email": "a b", "dolmetschen": "yy"},
        {"name": "ع", "email": "a@example.org", "sprache": sprache},
    ]  # fmt: skip
    for eingabe in eingaben:
        pruefer.seite(f"{pfad} {eingabe}", kunde.post(pfad, eingabe).content.decode())
    pruefer.seite(link, kunde.post(link, {"email": "falsch"}).content.decode())
    with welt.zeit("2024-11-01"):
        pruefer.seite("nach der Frist", kunde.get(pfad).content.decode())
    assert pruefer.maengel == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_keine_fehlerseite_ist_deutsch(sprache: str, w: Welt) -> None:
    pruefer = Pruefer(sprache, _daten(w))
    kunde = _kunde(sprache)
    pruefer.seite("404", kunde.get(f"/{sprache}/gibt-es-nicht/").content.decode())
    streng = Client(enforce_csrf_checks=True)
    pruefer.seite("csrf", streng.post(f"/{sprache}/2024/anmeldung/", {}).content.decode())
    anfrage = RequestFactory().get(f"/{sprache}/")
    with override(sprache):
        for antwort in (
            fehler.falsche_anfrage,
            fehler.nicht_erlaubt,
            fehler.stoerung,
            fehler.nicht_erreichbar,
            fehler.zu_gross,
        ):
            pruefer.seite(antwort.__name__, antwort(anfrage).content.decode())
    assert pruefer.maengel == []


@pytest.mark.parametrize("sprache", SPRACHEN)
@pytest.mark.parametrize("anlass", ANLAESSE)
def test_kein_brief_ist_deutsch(sprache: str, anlass: str, w: Welt) -> None:
    """S54: the letter is written in the language of the person; the German text stands below the line."""
    anmeldung = welt.unbestaetigt(w.konferenz, name="ع", sprache=sprache)
    brief = briefe.schreibe(anmeldung, anlass, generation="test", **DATEN)
    assert brief is not None
    with override(sprache):
        oben, linie, unten = brief.text_zum_zeigen.partition(TRENNLINIE)
    assert linie
    assert "Guten Tag" in unten
    pruefer = Pruefer(sprache, _daten(w) | set(re.findall(r"https?://\S+", oben)))
    pruefer.text("Betreff", brief.betreff)
    pruefer.text("Text", oben)
    assert pruefer.maengel == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_der_fuss_jedes_briefes_steht_in_der_sprache_der_person(sprache: str, w: Welt) -> None:
    with override(sprache):
        fuss = rendere("konferenz/post/fuss.txt", {"bezirk": welt.bezirk()})
    pruefer = Pruefer(sprache, _daten(w) | set(re.findall(r"https?://\S+", fuss)))
    pruefer.text("Fuß", fuss)
    assert pruefer.maengel == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_die_kalenderdatei_spricht_die_sprache_der_person(sprache: str, w: Welt) -> None:
    assert w.konferenz.ort is not None
    w.konferenz.ort.anfahrt = w.konferenz.ort.zugang = ""
    with override(sprache):
        inhalt = kalenderdatei(w.konferenz).inhalt.decode()
    beschreibung = re.search(r"DESCRIPTION;LANGUAGE=([\w-]+):(.*)", inhalt)
    assert beschreibung is not None
    assert beschreibung.group(1) == sprache
    assert "Einlass" not in beschreibung.group(2)


def test_der_pruefer_findet_einen_deutschen_satz_und_ein_lateinisches_wort() -> None:
    """The negative control: parts that are marked as German are left out, others are found."""
    seite = (
        '<html lang="ar"><p lang="de">Die Konferenz ist vorbei.</p><bdi>Wilhelmsburg</bdi><p>{}</p></html>'
    )
    pruefer = Pruefer("ar", set())
    pruefer.seite("gut", seite.format("مؤتمر"))
    assert pruefer.maengel == []
    pruefer.seite("schlecht", seite.format("Die Konferenz ist vorbei."))
    assert ("schlecht", "deutsch: Die Konferenz ist vorbei.") in pruefer.maengel
    assert ("schlecht", "lateinisch: Konferenz") in pruefer.maengel
