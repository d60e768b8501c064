"""What stands in the logs, and what never does."""

import io
import logging
import logging.config
from collections.abc import Iterator
from uuid import uuid4

import pytest
from celery import shared_task
from django.conf import settings
from django.db import IntegrityError

from anmeldung.models import Anmeldung
from konferenz.celery import app
from tests import welt

ADRESSE = "kanarie.unverwechselbar@example.org"


@pytest.fixture
def protokoll() -> Iterator[io.StringIO]:
    """What the log of the settings writes."""
    einstellung = settings.LOGGING
    ausgabe = io.StringIO()
    halter = logging.StreamHandler(ausgabe)
    kette = logging.config.DictConfigurator(einstellung)
    filter_ = kette.configure_filter(einstellung["filters"]["ohne_zugang"])
    halter.addFilter(filter_)
    halter.setFormatter(kette.configure_formatter(einstellung["formatters"]["zeile"]))
    logging.getLogger().addHandler(halter)
    yield ausgabe
    logging.getLogger().removeHandler(halter)


def test_der_geheime_teil_eines_links_steht_nie_darin(protokoll):
    logging.getLogger("django.request").warning("Not Found: %s", "/z/geheimnis/weiter")
    assert "geheimnis" not in protokoll.getvalue()
    assert "Not Found: /z/…" in protokoll.getvalue()


def _doppelt() -> None:
    """A mistake whose text quotes the address: the same registration twice."""
    konferenz = welt.konferenz()
    for nummer in ("A1-AAA", "A2-AAA"):
        Anmeldung.objects.create(
            id=uuid4(),
            konferenz=konferenz,
            nummer=nummer,
            name="Kanarie",
            email=ADRESSE,
            sortiername="kanarie",
        )


@pytest.mark.django_db
def test_ein_fehler_der_datenbank_nennt_art_und_regel_aber_keine_eintraege(protokoll):
    with pytest.raises(IntegrityError) as fehler:
        _doppelt()
    assert ADRESSE in str(fehler.value)
    logging.getLogger("django.request").error("Internal Server Error", exc_info=fehler.value)
    text = protokoll.getvalue()
    assert ADRESSE not in text
    assert "psycopg.errors.UniqueViolation 23505 anmeldung_eine_je_adresse" in text
    assert "_doppelt" in text


@pytest.mark.django_db
def test_auch_eine_gescheiterte_aufgabe_schweigt_ueber_eintraege(protokoll):
    aufgabe = shared_task(name="test.doppelt")(_doppelt)
    try:
        ergebnis = aufgabe.apply()
    finally:
        app.tasks.pop("test.doppelt", None)
    assert ADRESSE in str(ergebnis.result)
    text = protokoll.getvalue()
    assert "Task test.doppelt" in text
    assert "raised unexpected: django.db.utils.IntegrityError" in text
    assert ADRESSE not in text


def test_ein_arbeiter_behaelt_das_protokoll_der_einstellungen():
    """Celery would put its own handlers in place of ours."""
    assert app.conf.worker_hijack_root_logger is False
