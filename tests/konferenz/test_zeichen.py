"""The authority's sign: data, drawn anew, served safely, shown on every page."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from konferenz.models import Bezirk
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db


def bild(art: str = "PNG", breite: int = 900, **wie: object) -> bytes:
    ausgabe = BytesIO()
    Image.new("RGB", (breite, 600), "navy").save(ausgabe, art, **wie)
    return ausgabe.getvalue()


@pytest.fixture
def verwalterin(client: Client) -> Client:
    welt.bezirk()
    client.force_login(person("administration"))
    return client


def lade_hoch(client: Client, inhalt: bytes, name: str = "zeichen.png") -> object:
    return client.post(reverse("arbeit:zeichen"), {"bild": SimpleUploadedFile(name, inhalt)})


def test_ein_zeichen_wird_neu_gezeichnet_und_steht_auf_der_oeffentlichen_seite(
    verwalterin: Client, client: Client
) -> None:
    welt.konferenz()
    info = PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>")
    assert "app-marke__zeichen" in client.get("/2024/?x").content.decode()
    assert reverse("konferenz:zeichen") not in client.get("/2024/?x").content.decode()
    assert lade_hoch(verwalterin, bild(pnginfo=info)).status_code == 302
    assert f'src="{reverse("konferenz:zeichen")}?' in client.get("/2024/?x").content.decode()
    antwort = Client().get(reverse("konferenz:zeichen"))
    inhalt = b"".join(antwort.streaming_content)
    assert (antwort["Content-Type"], antwort["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert Image.open(BytesIO(inhalt)).size == (400, 267)
    assert b"script" not in inhalt


def test_ein_neues_zeichen_raeumt_das_alte_weg(
    verwalterin: Client, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        lade_hoch(verwalterin, bild("JPEG"))
    erstes = Path(Bezirk.objects.get().logo.path)
    assert erstes.exists()
    with django_capture_on_commit_callbacks(execute=True):
        lade_hoch(verwalterin, bild(breite=500))
    assert not erstes.exists()
    with django_capture_on_commit_callbacks(execute=True):
        verwalterin.post(reverse("arbeit:zeichen-entfernen"))
    assert Bezirk.objects.get().logo.name == ""
    assert Client().get(reverse("konferenz:zeichen")).status_code == 404


@pytest.mark.parametrize(
    ("inhalt", "meldung"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "kein Bild in PNG oder JPEG"),
        (b"%PDF-1.7", "kein Bild in PNG oder JPEG"),
        (bild()[:200], "kein Bild in PNG oder JPEG"),
        (b"\x89PNG" + b"0" * 1_000_001, "zu groß"),
        (bild(breite=30_000), "zu viele Bildpunkte"),
    ],
)
def test_anderes_wird_mit_einem_klaren_satz_abgewiesen(
    verwalterin: Client, inhalt: bytes, meldung: str
) -> None:
    antwort = lade_hoch(verwalterin, inhalt)
    assert antwort.status_code == 200
    assert meldung in antwort.content.decode()
    assert Bezirk.objects.get().logo.name == ""
