"""A public conference moves: shown before, told once, the programme and the calendar follow."""

from datetime import UTC, datetime
from typing import Any

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from anmeldung import actions
from anmeldung.models import Anmeldung
from anmeldung.queries import anlagen, nachricht_gilt
from konferenz.actions.konferenz import termin_setzen
from konferenz.models import Konferenz, Nachricht, Ort
from programm.actions.freigeben import freigeben
from programm.actions.raster import ausplanen
from programm.models import Mitwirkung, Programmfassung
from programm.queries.fassung import unveroeffentlichte_aenderungen
from programm.queries.oeffentlich import programm as oeffentliches
from tests import welt
from tests.programm.welt import Programm, programm

pytestmark = pytest.mark.django_db

ANLAESSE = ("anmeldung.verlegt", "programm.verlegt")
NEU = {"tag": "2024-11-23", "einlass_ab": "10:15", "beginn": "11:00", "ende": "18:00"}


@pytest.fixture
def p() -> Programm:
    p = programm()
    freigeben(konferenz=p.konferenz, person=p.amira)
    return p


@pytest.fixture
def amira(p: Programm) -> Client:
    client = Client()
    client.force_login(p.amira)
    return client


def sende(client: Client, **felder: Any) -> str:
    adresse = reverse("arbeit:konferenz-termin", args=["2024"])
    ort = Konferenz.objects.get().ort_id
    antwort = client.post(adresse, {**NEU, "ort": ort, **felder}, follow=True)
    assert antwort.status_code == 200
    form = antwort.context.get("form") if antwort.context else None
    client.gesehen = form.data.get("gesehen", "") if form and form.is_bound else ""  # type: ignore[attr-defined]
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def verlege(p: Programm, tag: str = "2024-11-23", **felder: Any) -> Konferenz:
    angaben = {
        "beginn": welt.am(tag, "11:00"),
        "ende": welt.am(tag, "18:00"),
        "ort": p.konferenz.ort,
        **felder,
    }
    return termin_setzen(konferenz=p.konferenz, person=p.amira, **angaben)


def briefe() -> dict[str, Nachricht]:
    return {brief.an_name: brief for brief in Nachricht.objects.filter(anlass__in=ANLAESSE).order_by("pk")}


def test_erst_die_folgen_dann_die_tat(p: Programm, amira: Any) -> None:
    welt.bestaetigt(p.konferenz, name="Leyla")
    ohne = welt.bestaetigt(p.konferenz, name="Ohne Mail")
    Anmeldung.objects.filter(pk=ohne.pk).update(email="", quelle="telefon")
    Mitwirkung.objects.create(mitwirkende=p.mensch("Nura Aziz"), programmpunkt=p.auftakt, rolle="vortrag")
    seite = sende(amira)
    for satz in (
        "Das geschieht, wenn Sie noch einmal speichern",
        "2 angemeldete Personen bekommen Briefe in ihrer Sprache",
        "1 davon hat keine E-Mail-Adresse",
        "1 mitwirkende Person bekommt einen Brief.",
        "Alle Zeitfenster und das veröffentlichte Programm wandern mit",
        "Die Anmeldungen werden jetzt am 21. Februar 2025 gelöscht.",
    ):
        assert satz in seite
    assert briefe() == {}
    assert Konferenz.objects.get().tag == p.konferenz.tag
    gesehen = amira.gesehen
    assert "Das geschieht" in sende(amira, beginn="12:00", gesehen=gesehen)  # something else than was shown
    assert "Termin und Ort sind gespeichert." in sende(amira, gesehen=gesehen)
    assert set(briefe()) == {"Leyla", "Ohne Mail", "Nura Aziz"}
    assert "Termin und Ort sind gespeichert." in sende(amira)  # the same once more: nothing changes
    assert Nachricht.objects.filter(anlass__in=ANLAESSE).count() == 3


def test_was_nicht_geht_hat_keine_folgen(p: Programm, amira: Any) -> None:
    welt.bestaetigt(p.konferenz, name="Leyla")
    for felder, satz in (
        ({"ende": "09:00"}, "Das Ende liegt vor dem Beginn."),
        ({"einlass_ab": "12:00"}, "Der Einlass liegt nach dem Beginn."),
        ({"ort": ""}, "Zum Veröffentlichen fehlen noch Beginn, Ende oder Ort."),
    ):
        seite = sende(amira, **felder)
        assert satz in seite
        assert "Das geschieht" not in seite
    assert briefe() == {}


def test_der_brief_in_der_sprache_mit_dem_alten_und_dem_neuen_tag(p: Programm) -> None:
    leyla = welt.bestaetigt(p.konferenz, name="Leyla", sprache="tr")
    verlege(p)
    oben, _linie, unten = (
        briefe()["Leyla"].text_zum_zeigen.replace("\N{NO-BREAK SPACE}", " ").partition("Deutsch:")
    )
    assert "16 Kasım 2024" in oben
    assert "23 Kasım 2024" in oben
    assert "die Konferenz war für Samstag, 16. November 2024 geplant" in unten
    assert "Samstag, 23. November 2024, 11:00–18:00 Uhr" in unten
    assert [teil["link"] for teil in briefe()["Leyla"].teile if isinstance(teil, dict)] == [
        "anmeldung.meine"
    ] * 2
    assert str(leyla.pk) == briefe()["Leyla"].bezug


def test_die_kalenderdatei_ersetzt_die_alte(p: Programm) -> None:
    """The same UID, a higher SEQUENCE, the new time; an earlier letter is outdated by the next move."""
    welt.bestaetigt(p.konferenz, name="Leyla")
    erster = Nachricht.objects.get(anlass="anmeldung.bestaetigt")

    def termin(brief: Nachricht) -> Any:
        (anlage,) = anlagen(brief)
        return vobject.readOne(anlage.inhalt.decode()).vevent

    alt = termin(erster)
    verlege(p)
    brief = briefe()["Leyla"]
    neu = termin(brief)
    assert neu.uid.value == alt.uid.value
    assert (int(alt.sequence.value), int(neu.sequence.value)) == (0, 1)
    assert neu.dtstart.value.astimezone(UTC) == datetime(2024, 11, 23, 10, 0, tzinfo=UTC)
    assert nachricht_gilt(brief)
    verlege(p, "2024-11-30")
    assert not nachricht_gilt(Nachricht.objects.select_related("konferenz").get(pk=brief.pk))
    assert Nachricht.objects.filter(anlass="anmeldung.verlegt").count() == 2


def test_das_veroeffentlichte_programm_wandert_mit_und_der_entwurf_bleibt_verborgen(p: Programm) -> None:
    ausplanen(punkt=p.treffen(p.wohnen), person=p.amira)
    verlege(p)
    heraus = oeffentliches(Konferenz.objects.get())
    assert heraus is not None
    assert heraus.fassung.nummer == 2
    assert heraus.punkte[0].beginn == welt.am("2024-11-23", "11:00")
    assert len(heraus.punkte) == 6  # what was taken out of the draft is still there
    assert not Nachricht.objects.filter(anlass="programm.geaendert").exists()
    assert [eine.art for eine in unveroeffentlichte_aenderungen(Konferenz.objects.get())] == ["entfallen"]
    anderswo = Ort.objects.create(name="Rathaus")
    verlege(p, ort=anderswo)
    heraus = oeffentliches(Konferenz.objects.get())
    assert heraus is not None
    assert [punkt.raum for punkt in heraus.punkte] == [None] * 6


def test_nur_wer_kommen_will_wird_angeschrieben_und_nichts_vor_der_oeffentlichkeit(p: Programm) -> None:
    weg = welt.bestaetigt(p.konferenz, name="Weg")
    actions.absagen(anmeldung=weg)
    welt.unbestaetigt(p.konferenz, name="Nie bestätigt")
    welt.bestaetigt(p.konferenz, name="Leyla")
    verlege(p)
    assert set(briefe()) == {"Leyla"}
    Konferenz.objects.update(ist_veroeffentlicht=False)
    verlege(p, "2024-11-30")
    assert len(briefe()) == 1
    assert Konferenz.objects.get().terminfolge == 1
    assert Programmfassung.objects.count() == 3


def test_nach_der_konferenz_bekommt_niemand_post(p: Programm) -> None:
    welt.bestaetigt(p.konferenz, name="Leyla")
    Mitwirkung.objects.create(mitwirkende=p.mensch("Nura Aziz"), programmpunkt=p.auftakt, rolle="vortrag")
    with welt.zeit("2024-12-01"):
        verlege(p, "2024-11-17")
    assert briefe() == {}
