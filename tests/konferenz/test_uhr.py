"""The one clock: moved in the demonstration, never in production, never jumping back."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from pytest_django import Settings

from konferenz import uhr
from konferenz.models import Uhr
from tests.welt import am


@pytest.fixture(autouse=True)
def frei(montag: None) -> object:
    """These tests look at the clock itself."""
    gestellt, uhr._gestellt[:] = list(uhr._gestellt), []
    uhr.versatz.cache_clear()
    yield
    uhr._gestellt[:] = gestellt
    uhr.versatz.cache_clear()


def test_ausserhalb_der_vorfuehrung_ist_es_die_echte_zeit_ohne_abfrage() -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        assert uhr.jetzt() == timezone.now()


@pytest.mark.django_db
def test_in_der_vorfuehrung_laeuft_sie_im_gespeicherten_abstand_weiter_auch_nach_neustart(
    settings: Settings,
) -> None:
    settings.VORFUEHRUNG = True
    Uhr.objects.create(id=1, versatz=timedelta(days=-800))
    with time_machine.travel(datetime(2026, 11, 11, 9, tzinfo=UTC), tick=False) as reise:
        erste = uhr.jetzt()
        reise.shift(timedelta(minutes=5))
        uhr.versatz.cache_clear()  # a new process reads the stored difference again
        assert uhr.jetzt() - erste == timedelta(minutes=5)
        assert erste == datetime(2024, 9, 2, 9, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vorfuehrung", "versatz", "erlaubt"), [(False, 1, False), (False, 0, True), (True, 1, True)]
)
def test_eine_verstellte_uhr_wird_im_betrieb_beim_start_abgewiesen(
    settings: Settings, vorfuehrung: bool, versatz: int, erlaubt: bool
) -> None:
    settings.VORFUEHRUNG = vorfuehrung
    Uhr.objects.create(id=1, versatz=timedelta(days=versatz))
    if erlaubt:
        uhr.pruefe()
    else:
        with pytest.raises(ImproperlyConfigured, match="verstellt"):
            uhr.pruefe()


def test_heute_ist_der_tag_in_berlin() -> None:
    with uhr.gestellt(datetime(2024, 9, 1, 22, 30, tzinfo=UTC)):
        assert uhr.heute() == date(2024, 9, 2)
    assert uhr.tagesbeginn(date(2024, 10, 27)) == am("2024-10-27", "00:00")


def test_ein_versatz_laeuft_weiter_ein_zeitpunkt_steht() -> None:
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False) as reise:
        with uhr.gestellt(timedelta(days=1)):
            erste = uhr.jetzt()
            reise.shift(60)
            assert uhr.jetzt() - erste == timedelta(seconds=60)
        with uhr.gestellt(am("2024-11-16")):
            reise.shift(60)
            assert uhr.jetzt() == am("2024-11-16")
