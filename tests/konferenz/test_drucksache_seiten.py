"""The pages of papers through the test client: rights, two steps, decisions, statement counts."""

from pathlib import Path

import pytest
from django.urls import reverse

from konferenz.models import Drucksache, Konferenz
from tests.personen import person

pytestmark = pytest.mark.django_db
ORDNER = Path(__file__).parent / "drucksachen"
TEXT = (ORDNER / "sieben_punkte.txt").read_text()


@pytest.fixture
def amira(client):
    benutzer = person("sachbearbeitung", name="Amira")
    client.force_login(benutzer)
    return benutzer


def felder(form_oder_html):
    """Successful controls of the proposal form, as a browser would send them."""
    from html.parser import HTMLParser

    class Leser(HTMLParser):
        def __init__(self):
            super().__init__()
            self.daten, self.auswahl, self.text = {}, None, None

        def handle_starttag(self, tag, attrs):
            a = dict(attrs)
            if tag == "input" and a.get("name") and a.get("type") not in ("file", "submit", "checkbox", "radio"):
                self.daten[a["name"]] = a.get("value", "")
            elif tag == "textarea":
                self.text = a["name"]
                self.daten[self.text] = ""
            elif tag == "select":
                self.auswahl = a["name"]
            elif tag == "option" and self.auswahl and ("selected" in a or self.auswahl not in self.daten):
                self.daten[self.auswahl] = a["value"]

        def handle_data(self, data):
            if self.text:
                self.daten[self.text] += data

        def handle_endtag(self, tag):
            if tag == "textarea":
                self.daten[self.text] = self.daten[self.text].removeprefix("\n")
                self.text = None
            elif tag == "select":
                self.auswahl = None

    leser = Leser()
    leser.feed(form_oder_html)
    return leser.daten


def vorschlag_holen(client, text=TEXT):
    antwort = client.post(reverse("arbeit:drucksache-erfassen"), {"text": text})
    assert antwort.status_code == 200, antwort
    return felder(antwort.content.decode())


def test_zwei_schritte_bis_zur_drucksache_und_vorher_ist_nichts_gespeichert(client, amira):
    """S1"""
    daten = vorschlag_holen(client)
    assert Drucksache.objects.count() == 0
    assert daten["punkte-0-text"]
    antwort = client.post(reverse("arbeit:drucksache-anlegen"), daten)
    assert antwort.status_code == 302, antwort.content.decode()
    drucksache = Drucksache.objects.get()
    assert antwort.url == drucksache.get_absolute_url()
    assert drucksache.punkte.count() == 7
    assert Konferenz.objects.get().drucksache == drucksache
    for adresse in (antwort.url, reverse("arbeit:drucksachen"), reverse("arbeit:drucksache-entscheidung", args=[drucksache.pk])):
        seite = client.get(adresse)
        assert seite.status_code == 200
