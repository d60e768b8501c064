"""Many want the same working group at once: real connections, and what would happen without the lock (I01–I04)."""

import time
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from anmeldung import actions
from anmeldung.actions import plaetze
from anmeldung.actions.gruppen import gruppe_abgeben, gruppe_waehlen
from anmeldung.models import Belegung, Kontingent, Platz, Warteplatz
from konferenz.models import Konferenz
from programm.actions.gruppe import gruppe_aendern
from programm.actions.raster import ausplanen, einplanen
from tests import welt
from tests.gleichzeitig import fehler_bei
from tests.orakel import verletzungen_plaetze
from tests.programm.welt import Programm, programm

pytestmark = pytest.mark.django_db(transaction=True)


def _mit_plaetzen(zahl: int) -> Programm:
    p = programm()
    p.arbeit.plaetze = zahl
    gruppe_aendern(gruppe=p.arbeit, person=p.amira)
    return p


def _wettlauf(p: Programm) -> list[Exception]:
    """Eight people press the button of the same group."""
    leute = [welt.bestaetigt(p.konferenz) for _ in range(8)]
    aufgaben: list[Callable[[], object]] = [
        lambda eine=eine: gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit)  # type: ignore[misc]
        for eine in leute
    ]
    return fehler_bei(aufgaben)


def _sitze(p: Programm) -> int:
    return Platz.objects.filter(kontingent__arbeitsgruppe=p.arbeit).count()


def test_alle_zugleich_in_eine_gruppe_und_dann_geben_alle_zurueck() -> None:
    p = _mit_plaetzen(3)
    assert _wettlauf(p) == []
    assert _sitze(p) == 3
    assert sorted(Warteplatz.objects.values_list("nummer", flat=True)) == [1, 2, 3, 4, 5]
    assert verletzungen_plaetze() == []
    sitzende = [
        platz.anmeldung for platz in Platz.objects.in_gruppen().select_related("anmeldung__konferenz")
    ]
    neue = [welt.bestaetigt(p.konferenz) for _ in range(3)]
    fehler = fehler_bei(
        [lambda eine=eine: gruppe_abgeben(anmeldung=eine, gruppe=p.arbeit) for eine in sitzende[:2]]
        + [lambda: actions.absagen(anmeldung=sitzende[2])]
        + [lambda eine=eine: gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit) for eine in neue]
    )
    assert fehler == []
    assert set(Platz.objects.in_gruppen().values_list("anmeldung", flat=True)).isdisjoint(
        eine.pk for eine in (*neue, *sitzende)
    )
    assert verletzungen_plaetze() == []


def test_gegenprobe_ohne_sperre_stossen_sie_zusammen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: without the lock people get an error and nothing else; only the schema still holds."""
    p = _mit_plaetzen(3)
    leute = [welt.bestaetigt(p.konferenz) for _ in range(8)]

    def ohne_sperre(konferenz: Konferenz) -> Kontingent:
        kontingent = Kontingent.objects.get(konferenz=konferenz)
        time.sleep(0.05)
        return kontingent

    monkeypatch.setattr(plaetze, "sperre", ohne_sperre)
    fehler = fehler_bei([lambda eine=eine: gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit) for eine in leute])
    assert fehler
    assert all(isinstance(problem, DatabaseError) for problem in fehler)
    wartende = Warteplatz.objects.filter(kontingent__arbeitsgruppe=p.arbeit).count()
    assert _sitze(p) <= 3
    assert _sitze(p) + wartende == len(leute) - len(fehler)


def test_zwei_gruppen_zugleich_gewaehlt_und_das_raster_dazu_verschoben() -> None:
    """I02: two tabs of one person, and a planner who lets the two groups meet at the same time just then."""
    p = _mit_plaetzen(30)
    for treffen in p.wohnen.programmpunkte.all():
        ausplanen(punkt=treffen, person=p.amira)
    treffen = p.wohnen.programmpunkte.first()
    leute = [welt.bestaetigt(p.konferenz) for _ in range(3)]
    fehler = fehler_bei(
        [lambda eine=eine: gruppe_waehlen(anmeldung=eine, gruppe=p.arbeit) for eine in leute]
        + [lambda eine=eine: gruppe_waehlen(anmeldung=eine, gruppe=p.wohnen) for eine in leute]
        + [
            lambda: einplanen(
                punkt=treffen, zeitfenster=p.fenster[1], raum=p.raeume["Raum 1.14"], person=p.amira
            )
        ]
    )
    assert all(isinstance(problem, ValidationError) for problem in fehler), fehler
    assert 1 <= len(fehler) <= 3  # the planner is refused, or those who came after him
    assert verletzungen_plaetze() == []
    je_zeit = Belegung.objects.values_list("anmeldung", "zeitfenster")
    assert len(set(je_zeit)) == len(je_zeit)
