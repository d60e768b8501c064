"""Every language of the table works in addresses, right-to-left included, also before anything is translated."""

import pytest
from django.test import Client
from django.utils.translation import get_supported_language_variant

from konferenz.sprachen import SPRACHEN, sprache
from tests import welt


@pytest.mark.parametrize("code", SPRACHEN)
def test_jede_sprache_der_tabelle_hat_eine_adresse(code: str) -> None:
    assert get_supported_language_variant(code) == code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "richtung"), [("ti", "ltr"), ("ps", "rtl"), ("ckb", "rtl"), ("kmr", "ltr"), ("fa-af", "rtl")]
)
def test_ohne_uebersetzung_steht_dort_deutsch_in_der_richtung_der_sprache(code: str, richtung: str) -> None:
    welt.bezirk(sprachen=["de", code])
    welt.konferenz()
    seite = Client().get(f"/{code}/2024/").content.decode()
    assert f'<html lang="{code}" dir="{richtung}"' in seite
    assert "Integrationskonferenz 2024" in seite


@pytest.mark.parametrize(
    ("code", "gefunden"),
    [("ar", "ar"), ("AR", "ar"), ("en-GB", "en"), ("fa-AF", "fa-af"), ("xx", "de"), (None, "de"), ("", "de")],
)
def test_unbekannte_codes_fallen_auf_die_grundsprache_oder_deutsch_zurueck(
    code: str | None, gefunden: str
) -> None:
    assert sprache(code).code == gefunden
