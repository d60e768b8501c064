"""Pages of the foundation: prefilled from the paper, two people confirm, unknown is not zero, input is kept."""

import pytest
from django.test import Client

from budget.models import Bereitstellung, Haushaltsjahr, Mitteltopf, Verfuegbarkeitsbestaetigung
from tests import welt
from tests.budget.welt import drucksache, eur, haushaltsjahre, kasse
from tests.personen import person

pytestmark = pytest.mark.django_db
ORT = "/arbeit/2024/mittel/bereitstellung/"


def _client(konto: object) -> Client:
    client = Client()
    client.force_login(konto)  # type: ignore[arg-type]
    return client


def _werte(antwort: object, **neu: object) -> dict[str, object]:
    form = antwort.context["form"]  # type: ignore[attr-defined]
    werte = {feld.html_name: feld.value() for feld in form}
    return {name: wert for name, wert in {**werte, **neu}.items() if wert is not None}


def test_aus_der_drucksache_wird_die_bereitstellung() -> None:
    """First years and pots, then ceiling and years of the paper in its order; bad input is kept and said."""
    welt.bezirk()
    welt.konferenz(drucksache=drucksache())
    bernd = _client(person("haushalt"))
    assert "Haushaltsjahre fehlen noch: 2023, 2024" in bernd.get(ORT + "neu/").content.decode()
    haushaltsjahre()
    assert "Es fehlt ein Mitteltopf" in bernd.get(ORT + "neu/").content.decode()
    topf = Mitteltopf.objects.create(name="Förderfonds")
    seite = bernd.get(ORT + "neu/")
    werte = _werte(seite, topf_2023=topf.pk, topf_2024=topf.pk, obergrenze="20.000,00")
    assert str(seite.context["form"]["obergrenze"].value()) == "20.000,00"
    falsch = bernd.post(ORT + "neu/", {**werte, "obergrenze": "1,234.56"})
    assert "Schreiben Sie den Betrag so: 20.000,00" in falsch.content.decode()
    assert falsch.context["form"]["obergrenze"].value() == "1,234.56"
    for _mal in range(2):
        assert bernd.post(ORT + "neu/", werte)["Location"] == ORT
    bereitstellung = Bereitstellung.objects.get()
    assert list(bereitstellung.quellen.order_by("rang").values_list("haushaltsjahr", flat=True)) == [
        2023,
        2024,
    ]
    html = bernd.get(ORT).content.decode()
    assert "unbekannt" in html
    assert "Mittel können reserviert und festgelegt werden" in html


def test_zwei_menschen_bestaetigen_und_die_seite_sagt_wer_dran_ist() -> None:
    haus = kasse()
    bernd, carla = _client(person("haushalt", name="Bernd")), _client(person("anordnung", name="Carla"))
    adresse = f"/arbeit/2024/mittel/quellen/{haus.q2024.pk}/bestaetigen/"
    seite = bernd.get(adresse)
    antwort = bernd.post(adresse, _werte(seite, betrag="-1", aktenzeichen="44-1"))
    assert "kann nicht kleiner als null sein" in antwort.content.decode()
    assert bernd.post(adresse, _werte(seite, betrag="7.500,00", aktenzeichen="44-1"))["Location"] == ORT
    eine = Verfuegbarkeitsbestaetigung.objects.get()
    assert eine.betrag == eur("7.500,00")
    assert "Rolle Anordnung, nicht Bernd" in bernd.get(ORT).content.decode()
    zeichnen = f"/arbeit/2024/mittel/bestaetigungen/{eine.pk}/"
    assert zeichnen in carla.get(ORT).content.decode()
    assert "gegenzeichnen" in carla.get(zeichnen).content.decode()
    assert carla.post(zeichnen)["Location"] == ORT
    eine.refresh_from_db()
    assert eine.gegengezeichnet_am is not None
    assert "gegengezeichnet Carla" in carla.get(ORT).content.decode()


def test_die_zweite_gibt_mit_grund_zurueck_und_die_erste_liest_ihn() -> None:
    haus = kasse()
    bernd, carla = _client(person("haushalt", name="Bernd")), _client(person("anordnung", name="Carla"))
    bestaetigen = f"/arbeit/2024/mittel/quellen/{haus.q2024.pk}/bestaetigen/"
    bernd.post(bestaetigen, _werte(bernd.get(bestaetigen), betrag="7.500,00", aktenzeichen="44-1"))
    eine = Verfuegbarkeitsbestaetigung.objects.get()
    zeichnen = f"/arbeit/2024/mittel/bestaetigungen/{eine.pk}/"
    ablehnen = f"{zeichnen}ablehnen/"
    assert ablehnen in carla.get(zeichnen).content.decode()
    leer = carla.post(ablehnen, _werte(carla.get(ablehnen), grund=" ")).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in leer
    grund = "Im Bescheid <b>stehen</b> 5.000 Euro."
    assert carla.post(ablehnen, _werte(carla.get(ablehnen), grund=grund))["Location"] == ORT
    for client, ort in ((bernd, ORT), (carla, zeichnen), (bernd, "/arbeit/2024/mittel/")):
        html = client.get(ort).content.decode()
        assert "Im Bescheid &lt;b&gt;stehen&lt;/b&gt; 5.000 Euro." in html, ort
    assert bestaetigen in bernd.get(ORT).content.decode()
    spaet = carla.post(ablehnen, _werte(carla.get(ablehnen), grund="Noch etwas"))
    assert spaet["Location"] == ORT  # twice is once
    eine.refresh_from_db()
    assert eine.ablehnungsgrund == grund


def test_jahr_und_topf_anlegen_und_den_schluss_aendern() -> None:
    welt.bezirk()
    bernd = _client(person("haushalt"))
    ort = "/arbeit/mittel/haushaltsjahre/"
    falsch = bernd.post(
        ort + "neu/", _werte(bernd.get(ort + "neu/"), jahr=2025, buchungsschluss="2025-11-01")
    )
    assert "zwischen dem 31.12.2025 und Ende 2026" in falsch.content.decode()
    werte = _werte(bernd.get(ort + "neu/"), jahr=2025, buchungsschluss="2026-01-09")
    for _mal in range(2):
        assert bernd.post(ort + "neu/", werte)["Location"] == ort
    assert bernd.post(ort + "2025/", {"buchungsschluss": "2026-01-16"})["Location"] == ort
    assert str(Haushaltsjahr.objects.get().buchungsschluss) == "2026-01-16"
    bernd.post(
        "/arbeit/mittel/toepfe/neu/", _werte(bernd.get("/arbeit/mittel/toepfe/neu/"), name="Förderfonds")
    )
    assert Mitteltopf.objects.get().name == "Förderfonds"
