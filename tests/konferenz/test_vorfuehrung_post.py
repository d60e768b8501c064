"""The page with the sent mail of the demonstration."""

import mailbox
import re
from pathlib import Path

import pytest
from django.urls import resolve
from django.urls.exceptions import Resolver404

from konferenz.actions.nachricht import zustellen
from konferenz.models import Nachricht
from konferenz.views.vorfuehrung_post import anklickbar
from konferenz.vorfuehrung import post
from tests import orakel, welt

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.konferenz.urls_mit_vorfuehrung")]

LISTE = "/vorfuehrung/post/"


@pytest.fixture
def maildir(settings, tmp_path):
    """The Maildir of the demonstration's SMTP server, empty."""
    settings.VAR_DIR = tmp_path
    return mailbox.Maildir(tmp_path / "post", create=True)


@pytest.fixture
def gesendet(maildir, brief, postfach):
    """A function that writes a letter, delivers it and lays it into the Maildir as the SMTP server does."""

    def sende(n, **felder):
        brief(n, **felder)
        zustellen(hoechstens=1)
        return maildir.add(mailbox.MaildirMessage(postfach.briefe[-1].nachricht))

    return sende


def test_leer(client, maildir):
    assert "Noch ist nichts gesendet" in client.get(LISTE).text


def test_noch_kein_maildir_ist_auch_leer(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "gibtesnicht"
    assert client.get(LISTE).status_code == 200


def test_die_neuesten_zuerst(client, gesendet):
    for n in range(3):
        gesendet(n)

    assert [b.an for b in client.get(LISTE).context["seite"]] == [
        f"Gast {n} <gast{n}@example.org>" for n in (2, 1, 0)
    ]


def test_ein_brief_mit_anklickbarem_link_der_sich_oeffnet(client, gesendet):
    daten = {"name": "<b>Gül</b>", "objekt": "o1", "bis": welt.am("2024-11-16"), "bemerkung": ""}
    kennung = gesendet(1, vorlage="post/gruss", daten=daten)
    text = client.get(f"{LISTE}{kennung}/").text

    links = re.findall(r'<a href="(/z/[^"]+/)">https://konferenz\.example/z/', text)
    assert len(links) == 2
    assert "&lt;b&gt;Gül" in text
    assert client.get(links[0])["Location"] == "/meine/o1/"


def test_eine_anlage_kommt_als_datei(client, gesendet):
    kennung = gesendet(1, anlass="test.anlage")
    assert f'href="{LISTE}{kennung}/0/"' in client.get(f"{LISTE}{kennung}/").text
    antwort = client.get(f"{LISTE}{kennung}/0/")

    assert antwort["Content-Disposition"] == 'attachment; filename="termin.ics"'
    assert b"".join(antwort.streaming_content).startswith(b"BEGIN:VCALENDAR")
    assert client.get(f"{LISTE}{kennung}/1/").status_code == 404


@pytest.mark.parametrize("kennung", ["unbekannt", "..", "..%2f..%2fschluessel", "%2e%2e"])
def test_kein_weg_aus_dem_ordner(client, maildir, kennung):
    (Path(maildir._path).parent / "schluessel").write_text("geheim")

    assert client.get(f"{LISTE}{kennung}/").status_code in (301, 404)


def test_nur_adressen_der_vorfuehrung_werden_links():
    html = anklickbar("https://boese.example/z/x/ <script>\nhttps://konferenz.example/2024/?a=1&b=2\n\nEnde")

    assert html == (
        "<p>https://boese.example/z/x/ &lt;script&gt;<br>"
        '<a href="/2024/?a=1&amp;b=2">https://konferenz.example/2024/?a=1&amp;b=2</a></p>\n<p>Ende</p>'
    )


@pytest.mark.urls("konferenz.urls")
def test_ausserhalb_der_vorfuehrung_gibt_es_die_seite_nicht():
    with pytest.raises(Resolver404):
        resolve(LISTE)


class TestBriefeDerGeschichte:
    def test_fruehere_gelten_als_versandt_einer_kam_nicht_an_die_des_letzten_tages_warten(self, brief):
        for n, tag in enumerate(["2024-08-10", "2024-08-20", "2024-08-30", "2024-09-01"]):
            with welt.zeit(tag, "12:00"):
                brief(n, anlass="anmeldung.bestaetigt")
        with welt.zeit("2024-08-10", "12:00"):
            brief(8, vorlage="post/code", daten={"code": "1"}, ist_verborgen=True)
            brief(9, weg="brief", an="")
        post.tage_spaeter()

        assert dict(Nachricht.objects.values_list("bezug", "stand")) == {
            "0": "versandt", "1": "versandt", "2": "gescheitert", "3": "wartend", "8": "versandt", "9": "wartend",
        }  # fmt: skip
        erster = Nachricht.objects.get(bezug="0")
        assert (erster.versandt_am - erster.erstellt_am).total_seconds() == 20
        assert orakel.verletzungen_post() == []

    def test_ohne_briefe_geschieht_nichts(self, db):
        post.tage_spaeter()
        assert not Nachricht.objects.exists()
