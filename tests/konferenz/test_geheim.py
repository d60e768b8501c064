"""Encrypted columns: readable with every key of the ring, by nobody else."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from pytest_django import Settings

from konferenz import geheim

WERT = {"arten": ["rollstuhl"], "dolmetschen": "ti", "text": "ñ فاطمة"}


@pytest.fixture(autouse=True)
def frischer_bund() -> object:
    geheim._schluesselbund.cache_clear()
    yield
    geheim._schluesselbund.cache_clear()


def test_nach_dem_wechsel_bleibt_altes_lesbar_und_neues_hat_den_neuen_schluessel(settings: Settings) -> None:
    alt, neu = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FELD_SCHLUESSEL = [alt]
    frueher = geheim.verschluessele(WERT)
    assert b"rollstuhl" not in frueher
    geheim._schluesselbund.cache_clear()
    settings.FELD_SCHLUESSEL = [neu, alt]
    assert geheim.oeffne(frueher) == WERT
    assert Fernet(neu).decrypt(geheim.verschluessele(WERT))


def test_ein_fremder_schluessel_oeffnet_nichts(settings: Settings) -> None:
    settings.FELD_SCHLUESSEL = [Fernet.generate_key().decode()]
    geheimtext = geheim.verschluessele(WERT)
    geheim._schluesselbund.cache_clear()
    settings.FELD_SCHLUESSEL = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        geheim.oeffne(geheimtext)
