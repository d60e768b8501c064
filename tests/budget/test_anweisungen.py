"""Statements of each page of the money, whatever the number of bookings."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.models import Bereitstellung, Buchung
from tests.budget.welt import eur
from tests.test_rechte import TABELLE, Haus, alle_adressen, einer_der_darf, namen

HOECHSTENS = 46
"""What the first page of the money needs, which gathers from every room; all others need at most 40."""


@pytest.fixture(scope="module")
def haus(bestand: Callable[..., AbstractContextManager[Haus]]) -> Iterator[Haus]:
    with bestand(Haus) as haus:
        yield haus


def _tausend_buchungen(haus: Haus) -> None:
    """More reservations of a stored case, each ended at once: the sums stay what they are."""
    bereitstellung = Bereitstellung.objects.get(konferenz=haus.konferenz)
    vorgang, ab = haus.mittel.auftrag, bereitstellung.naechste_lfd
    gemeinsam = {
        "bereitstellung": bereitstellung, "vorgang": vorgang, "haushaltsjahr": 2024, "betrag": eur("1,00"),
        "wertstellung": date(2024, 9, 2),
    }  # fmt: skip
    neue = Buchung.objects.bulk_create(
        Buchung(lfd=lfd, art="reservierung", **gemeinsam) for lfd in range(ab, ab + 500)
    )
    Buchung.objects.bulk_create(
        Buchung(lfd=eine.lfd + 500, art="reservierungsende", bezug=eine, **gemeinsam) for eine in neue
    )
    Bereitstellung.objects.filter(pk=bereitstellung.pk).update(naechste_lfd=ab + 1000)


def _anweisungen(haus: Haus, adresse: str, rolle: str) -> int:
    client = Client()
    client.cookies["sessionid"] = haus.sitzungen[rolle]
    with CaptureQueriesContext(connection) as gezaehlt:
        assert client.get(adresse).status_code == 200, adresse
    return len(gezaehlt)


def test_tausend_buchungen_mehr_aendern_an_keiner_seite_die_zahl_der_anweisungen(
    haus: Haus, db: None
) -> None:
    """Issue of the money: constant with 1 and 1,000 bookings, on every page that a GET shows."""
    adressen = alle_adressen()
    seiten = {
        name: (haus.adresse(name, adressen[name]), einer_der_darf(name))
        for name in namen("budget")
        if TABELLE[name].nur != "POST"
    }
    seiten = {name: seite for name, seite in seiten.items() if _zeigt_etwas(haus, *seite)}
    assert len(seiten) > 50
    vorher = {name: _anweisungen(haus, *seite) for name, seite in seiten.items()}
    _tausend_buchungen(haus)
    assert {name: _anweisungen(haus, *seite) for name, seite in seiten.items()} == vorher
    assert {name: zahl for name, zahl in vorher.items() if zahl > HOECHSTENS} == {}


def _zeigt_etwas(haus: Haus, adresse: str, rolle: str) -> bool:
    client = Client()
    client.cookies["sessionid"] = haus.sitzungen[rolle]
    return client.get(adresse).status_code == 200
