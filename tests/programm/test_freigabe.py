"""Releasing on the page: what is shown before, who gets a letter and who does not."""

import re
from functools import partial

import pytest
from django.test import Client
from i18nfield.strings import LazyI18nString

from anmeldung.actions.gruppen import gruppe_waehlen
from anmeldung.models import Anmeldung
from konferenz.models import Nachricht
from programm.actions.freigeben import freigeben
from programm.actions.raster import ausplanen, einplanen
from programm.models import Mitwirkung, Programmfassung
from tests import welt
from tests.gleichzeitig import wettlauf
from tests.lesen import anweisungen
from tests.programm.seiten import URL, lies, sende
from tests.programm.welt import Programm, Rolle, programm

ANLAESSE = ("anmeldung.programm_geaendert", "programm.geaendert")


@pytest.fixture
def p(db: None) -> Programm:
    p = programm()
    freigeben(konferenz=p.konferenz, person=p.amira)
    return p


def gast(p: Programm, name: str, sprache: str = "de", **angaben: object) -> Anmeldung:
    anmeldung = welt.bestaetigt(p.konferenz, name=name, email=f"{name.lower()}@example.org")
    Anmeldung.objects.filter(pk=anmeldung.pk).update(sprache=sprache, **angaben)
    anmeldung.refresh_from_db()
    return anmeldung


def briefe() -> dict[str, str]:
    """Name -> text of each letter about the programme."""
    return {
        brief.an_name: brief.text_zum_zeigen.replace("\N{NO-BREAK SPACE}", " ")
        for brief in Nachricht.objects.filter(anlass__in=ANLAESSE)
    }


def test_nur_wen_es_betrifft_bekommt_einen_brief_ueber_alles_in_seiner_sprache(p: Programm) -> None:
    """A seat in the group whose meetings moved, a task there, or something for all; one letter with both changes."""
    leyla, omar, anna = gast(p, "Leyla", "tr"), gast(p, "Omar"), gast(p, "Anna")
    gruppe_waehlen(anmeldung=leyla, gruppe=p.wohnen)
    gruppe_waehlen(anmeldung=omar, gruppe=p.arbeit)
    dolmetscherin = p.mensch("Nura Aziz")
    Mitwirkung.objects.create(
        mitwirkende=dolmetscherin, arbeitsgruppe=p.wohnen, rolle=Rolle.DOLMETSCHEN, sprache="tr"
    )
    einplanen(
        punkt=p.treffen(p.wohnen), zeitfenster=p.fenster[1], raum=p.raeume["Großer Saal"], person=p.amira
    )
    einplanen(
        punkt=p.treffen(p.wohnen, 1), zeitfenster=p.fenster[2], raum=p.raeume["Raum 1.14"], person=p.amira
    )
    seite = lies(p.amira, "freigabe/")
    assert "AG 2: Wohnen: neuer Raum, Großer Saal (bisher Raum 1.14)" in seite
    assert "AG 2: Wohnen: neue Zeit, 12:45 bis 13:45 Uhr (bisher ab 13:45 Uhr)" in seite
    assert "Einen Brief in ihrer Sprache bekommen 1 angemeldete Person und 1 mitwirkende Person." in seite
    assert briefe() == {}
    assert "Die Fassung ist freigegeben." in sende(p.amira, "freigabe/", nummer="2")
    post = briefe()
    assert set(post) == {"Leyla", "Nura Aziz"}
    oben, _linie, unten = post["Leyla"].partition("Deutsch:")
    assert "yeni salon, Großer Saal (önceden Raum 1.14)" in oben
    assert "yeni saat, 12:45 – 13:45" in oben
    assert "neuer Raum, Großer Saal (bisher Raum 1.14)" in unten
    assert "an dem Sie mitwirken" in post["Nura Aziz"]
    assert anna.name not in post


def test_was_alle_betrifft_erfahren_alle_mit_sicherem_platz(p: Programm) -> None:
    gast(p, "Leyla")
    gast(p, "Wartend", stand=Anmeldung.Stand.UNBESTAETIGT)
    einplanen(punkt=p.auftakt, zeitfenster=p.fenster[0], raum=p.raeume["Raum 1.12"], person=p.amira)
    freigeben(konferenz=p.konferenz, person=p.amira)
    assert set(briefe()) == {"Leyla"}
    ausplanen(punkt=p.auftakt, person=p.amira)
    freigeben(konferenz=p.konferenz, person=p.amira)
    texte = [brief.text_zum_zeigen for brief in Nachricht.objects.filter(anlass=ANLAESSE[0]).order_by("pk")]
    assert ["Begrüßung und Auftakt: entfällt" in text for text in texte] == [False, True]


def test_neue_punkte_andere_worte_und_die_erste_fassung_sind_kein_grund_fuer_post(p: Programm) -> None:
    gast(p, "Leyla")
    p.punkt(titel=LazyI18nString({"de": "Musik"}), zeitfenster=p.fenster[2], raum=p.raeume["Großer Saal"])
    p.auftakt.text = LazyI18nString({"de": "Mit Grußworten"})
    p.auftakt.save()
    assert "Niemand bekommt einen Brief" in lies(p.amira, "freigabe/")
    freigeben(konferenz=p.konferenz, person=p.amira)
    assert briefe() == {}
    Programmfassung.objects.all().delete()
    freigeben(konferenz=p.konferenz, person=p.amira)
    assert briefe() == {}


def test_wer_keine_adresse_hat_bekommt_papier(p: Programm) -> None:
    nura = p.mensch("Nura Aziz")
    nura.person.email = ""
    nura.person.save()
    Mitwirkung.objects.create(mitwirkende=nura, programmpunkt=p.auftakt, rolle=Rolle.VORTRAG)
    einplanen(punkt=p.auftakt, zeitfenster=p.fenster[0], raum=p.raeume["Raum 1.12"], person=p.amira)
    freigeben(konferenz=p.konferenz, person=p.amira)
    assert Nachricht.objects.get(anlass="programm.geaendert").weg == Nachricht.Weg.BRIEF


def test_freigegeben_wird_nur_was_jemand_gesehen_hat(p: Programm) -> None:
    """A page left open while somebody else released."""
    einplanen(punkt=p.auftakt, zeitfenster=p.fenster[0], raum=p.raeume["Raum 1.12"], person=p.amira)
    freigeben(konferenz=p.konferenz, person=p.amira)
    p.auftakt.text = LazyI18nString({"de": "Noch eine Änderung"})
    p.auftakt.save()
    assert "Inzwischen ist schon die Fassung 2 freigegeben." in sende(p.amira, "freigabe/", nummer="2")
    assert Programmfassung.objects.count() == 2


def test_leere_seiten_nennen_den_naechsten_schritt(p: Programm) -> None:
    seite = lies(p.amira, "freigabe/")
    assert "Seit der letzten Fassung hat sich nichts geändert." in seite
    assert re.search(r"Fassung 1\s*<small>", seite)
    Programmfassung.objects.all().delete()
    p.konferenz.programmpunkte.update(zeitfenster=None, raum=None)
    assert "Noch nichts zum Freigeben" in lies(p.amira, "freigabe/")


def test_gleich_viele_anweisungen_bei_vielen_aenderungen(p: Programm) -> None:
    client = Client()
    client.force_login(p.amira)

    tat = partial(client.get, URL + "freigabe/")
    gast(p, "Leyla")
    einplanen(punkt=p.auftakt, zeitfenster=p.fenster[0], raum=p.raeume["Raum 1.12"], person=p.amira)
    wenige = anweisungen(tat)
    for nummer in range(60):
        p.punkt(titel=f"Punkt {nummer}", zeitfenster=p.fenster[nummer % 4])
    assert anweisungen(tat) == wenige
    assert wenige[0] <= 22


@pytest.mark.django_db(transaction=True)
def test_zwei_geben_zugleich_frei_und_es_wird_eine_fassung() -> None:
    p = programm()
    ausgang = wettlauf([partial(freigeben, konferenz=p.konferenz, person=p.amira, nummer=1)] * 2)
    assert ausgang == [
        "Inzwischen ist schon die Fassung 1 freigegeben. Bitte sehen Sie nach, was sich noch ändert.",
        "ok",
    ]
    assert Programmfassung.objects.count() == 1
