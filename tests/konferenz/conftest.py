"""What tests of the outbox share: letters of an invented app with templates and contributions of its own."""

from copy import deepcopy
from pathlib import Path

import pytest

from konferenz import beitraege
from konferenz.actions.nachricht import nachricht_schreiben
from tests.konferenz import beitraege_post


@pytest.fixture
def post(settings, db):
    """The invented app: its templates `post/…` and its contributions to letters and links."""
    vorlagen = deepcopy(settings.TEMPLATES)
    vorlagen[0]["DIRS"].append(Path(__file__).parent / "vorlagen")
    settings.TEMPLATES = vorlagen
    orte = {
        ort: [f"tests.konferenz.beitraege_post.{ort}"] for ort in ("nachricht_gilt", "anlagen", "zugaenge")
    }
    settings.BEITRAEGE = {**settings.BEITRAEGE, **orte}
    beitraege._funktionen.cache_clear()
    yield beitraege_post
    beitraege._funktionen.cache_clear()
    beitraege_post.HINFAELLIG.clear()
    beitraege_post.GIFT.clear()


@pytest.fixture
def brief(post):
    """A function that writes a letter to number `n`; further arguments as of `nachricht_schreiben`."""

    def schreibe(n=1, **felder):
        angaben = {
            "schluessel": f"test:{n}",
            "anlass": "test.gruss",
            "vorlage": "post/kurz",
            "daten": {},
            "an": f"gast{n}@example.org",
            "an_name": f"Gast {n}",
            "bezug": str(n),
        }
        return nachricht_schreiben(**{**angaben, **felder})

    return schreibe
