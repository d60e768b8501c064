"""Two people at the same moment on real connections: one invitation, one answer, no number twice."""

from collections.abc import Callable
from datetime import datetime
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from konferenz.models import Nachricht
from planung.actions import antworten as antwort
from planung.actions.antworten import antworten
from planung.actions.einladen import einladen
from planung.actions.tagesordnung import punkt_hinzufuegen
from planung.models import Sitzung, Tagesordnungspunkt, Teilnahme
from tests import welt
from tests.gleichzeitig import gleichzeitig
from tests.planung.welt import Gruppe, gruppe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def haus() -> Gruppe:
    return gruppe()


def zugleich(tue: Callable[[], object], zahl: int = 3) -> list[str]:
    """How each of so many threads ended: "ok" or the kind of error."""
    ausgaenge = gleichzeitig([tue] * zahl)
    return sorted(type(ausgang).__name__ if isinstance(ausgang, Exception) else "ok" for ausgang in ausgaenge)


def test_eine_von_mehreren_einladungen_geht_hinaus(haus: Gruppe) -> None:
    sitzung = haus.sitzung()
    ausgaenge = zugleich(lambda: einladen(sitzung=Sitzung.objects.get(pk=sitzung.pk), person=None))
    assert ausgaenge == [ValidationError.__name__, ValidationError.__name__, "ok"]
    assert sitzung.einladungen.count() == 1
    assert Nachricht.objects.filter(anlass="planung.einladung").count() == len(haus.mitglieder)


def test_eingeschobene_punkte_bekommen_verschiedene_buchstaben(haus: Gruppe) -> None:
    sitzung = haus.sitzung()
    with welt.zeit("2024-09-02"):
        einladen(sitzung=sitzung, person=None)

    def schiebe_ein() -> None:
        punkt = Tagesordnungspunkt(sitzung=Sitzung.objects.get(pk=sitzung.pk), titel="Eilig")
        punkt_hinzufuegen(punkt=punkt, person=None)

    assert zugleich(schiebe_ein) == ["ok", "ok", "ok"]
    assert [punkt.nummer for punkt in sitzung.punkte.in_ordnung()] == ["1", "2", "2a", "2b", "2c"]


def test_gleichzeitige_antworten_sind_eine(haus: Gruppe, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: without the lock the second one runs into the unique constraint."""
    sitzung = haus.sitzung()
    with welt.zeit("2024-09-02"):
        einladen(sitzung=sitzung, person=None)

    def antworte() -> None:
        antworten(sitzung=sitzung, mensch=haus.elif_, antwort="zugesagt", person=None)

    assert zugleich(antworte) == ["ok", "ok", "ok"]
    assert Teilnahme.objects.count() == 1
    Teilnahme.objects.all().delete()
    warten = Barrier(3)

    def ohne_sperre(eine: Sitzung) -> Sitzung:
        return Sitzung.objects.mit_rahmen().get(pk=eine.pk)

    def jetzt_nach_dem_lesen() -> datetime:
        warten.wait()
        return welt.am("2024-09-02")

    monkeypatch.setattr(antwort, "sperre", ohne_sperre)
    monkeypatch.setattr(antwort, "uhr", SimpleNamespace(jetzt=jetzt_nach_dem_lesen))
    assert zugleich(antworte).count("ok") == 1
    assert Teilnahme.objects.count() == 1
