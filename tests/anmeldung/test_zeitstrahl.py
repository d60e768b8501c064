"""What happened to a registration, told in order."""

from uuid import uuid4

import pytest

from anmeldung import actions
from anmeldung.actions.arbeit import fuer_jemanden_absagen
from anmeldung.models import Anmeldung
from anmeldung.zeitstrahl import ereignisse
from konferenz.models import Konferenz, Nachricht
from tests import welt
from tests.personen import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def konferenz() -> Konferenz:
    return welt.konferenz(plaetze=1)


def erzaehlt(anmeldung: Anmeldung) -> list[tuple[str, str, str]]:
    frisch = Anmeldung.objects.select_related("konferenz", "erfasst_von").get(pk=anmeldung.pk)
    briefe = Nachricht.objects.filter(bezug=str(frisch.pk))
    liste = ereignisse(frisch, frisch.plaetze.first(), frisch.warteplaetze.first(), briefe)
    return [
        (f"{ereignis.am.astimezone(welt.BERLIN):%d.%m. %H:%M}", ereignis.titel, str(ereignis.text))
        for ereignis in liste
    ]


def test_von_der_warteliste_zum_platz(konferenz: Konferenz) -> None:
    """S51"""
    erste = welt.bestaetigt(konferenz)
    with welt.zeit("2024-09-03"):
        zweite = welt.unbestaetigt(konferenz)
    with welt.zeit("2024-09-03", "10:00"):
        actions.bestaetigen(anmeldung=zweite)
    assert erzaehlt(zweite) == [
        ("03.09. 09:00", "Angemeldet", "selbst angemeldet"),
        ("03.09. 10:00", "Bestätigt", ""),
        ("03.09. 10:00", "Auf die Warteliste gekommen", "Wartenummer 1"),
    ]
    with welt.zeit("2024-09-04"):
        fuer_jemanden_absagen(anmeldung=erste, grund="telefon")
    with welt.zeit("2024-09-05"):
        actions.angebot_annehmen(anmeldung=zweite)
    assert erzaehlt(zweite)[2:] == [
        ("04.09. 09:00", "Platz angeboten", ""),
        ("05.09. 09:00", "Platz angenommen", ""),
    ]
    assert erzaehlt(erste)[-1] == ("04.09. 09:00", "Abgesagt", "hat am Telefon abgesagt")


def test_ein_verfallenes_angebot(konferenz: Konferenz) -> None:
    erste, zweite = welt.bestaetigt(konferenz), welt.bestaetigt(konferenz)
    actions.absagen(anmeldung=erste)
    with welt.zeit("2024-09-05"):
        actions.fristen_pruefen()
    assert [titel for _am, titel, _text in erzaehlt(zweite)][-2:] == ["Platz angeboten", "Angebot verfallen"]


def test_von_hand_erfasst_nennt_weg_und_person(konferenz: Konferenz) -> None:
    anmeldung = actions.fuer_jemanden_anmelden(
        konferenz=konferenz,
        angaben=welt.angaben(),
        quelle="papier",
        schluessel=uuid4(),
        person=person("sachbearbeitung", name="Amira Haddad"),
    )
    assert erzaehlt(anmeldung) == [
        ("02.09. 09:14", "Angemeldet", "auf Papier, erfasst von Amira Haddad"),
        ("02.09. 09:14", "Platz erhalten", ""),
    ]
