"""Calendar files as another library reads them than the one that writes them."""

from datetime import UTC, datetime

import pytest
import vobject
from django.test import Client

from konferenz import beitraege
from konferenz.models import Nachricht
from planung.actions.einladen import einladen
from planung.actions.sitzung import sitzung_absagen, sitzung_aendern
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle
from tests.planung.test_kalender import erzeuge
from tests.planung.welt import Gruppe, gruppe, zeitpunkt


def gelesen(anlass: str, an: str) -> tuple[str, object]:
    """Method and event of the newest letter of this kind to somebody."""
    brief = Nachricht.objects.filter(anlass=anlass, an=an).latest("pk")
    (anlage,) = beitraege.sammle("anlagen", brief)
    kalender = vobject.readOne(anlage.inhalt.decode())
    return kalender.method.value, kalender.vevent


@pytest.mark.parametrize(("tag", "in_utc"), [("2024-09-12", 15), ("2024-11-21", 16)])
def test_einladung_verlegung_absage_sind_derselbe_termin(db: None, tag: str, in_utc: int) -> None:
    """One UID, a rising SEQUENCE, CANCEL at the end; summer and winter time by the zone in the file."""
    haus: Gruppe = gruppe()
    an, sitzung = haus.elif_.email, haus.sitzung(f"{tag} 17:00")
    einladen(sitzung=sitzung, person=haus.amira)
    verfahren, erster = gelesen("planung.einladung", an)
    assert verfahren == "REQUEST"
    assert erster.dtstart.value.astimezone(UTC) == datetime.fromisoformat(f"{tag}T{in_utc}:00:00+00:00")  # type: ignore[attr-defined]
    assert [eine.value.lower() for eine in erster.attendee_list] == [f"mailto:{an}"]  # type: ignore[attr-defined]
    sitzung.refresh_from_db()
    sitzung.beginn, sitzung.ende = zeitpunkt(f"{tag} 18:00"), zeitpunkt(f"{tag} 20:00")
    sitzung_aendern(sitzung=sitzung, person=haus.amira)
    verfahren, zweiter = gelesen("planung.verlegt", an)
    sitzung_absagen(sitzung=sitzung, grund="Hitze", person=haus.amira)
    ende, dritter = gelesen("planung.abgesagt", an)
    assert (verfahren, ende) == ("REQUEST", "CANCEL")
    assert {eine.uid.value for eine in (erster, zweiter, dritter)} == {erster.uid.value}  # type: ignore[attr-defined]
    folge = [int(eine.sequence.value) for eine in (erster, zweiter, dritter)]  # type: ignore[attr-defined]
    assert folge == sorted(set(folge))
    assert zweiter.dtstart.value.astimezone(UTC).hour == in_utc + 1  # type: ignore[attr-defined]


def test_der_eigene_kalender_und_die_einzelne_datei(db: None) -> None:
    welt.bezirk()
    haus: Fuellung = fuelle()
    antwort = Client().get(erzeuge(haus))
    (termin,) = vobject.readOne(antwort.content.decode()).vevent_list
    assert termin.summary.value == "1. Sitzung – Vorbereitungsgruppe 2024"
    assert termin.dtstart.value.astimezone(UTC) == datetime(2024, 9, 12, 15, tzinfo=UTC)
