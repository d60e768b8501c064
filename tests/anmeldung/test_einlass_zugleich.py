"""Several desks at the same moment: real connections, and what would happen without the lock."""

from functools import partial
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest

from anmeldung.actions.einlass import einlassen, ohne_anmeldung_einlassen
from anmeldung.actions.plaetze import plaetze_aendern
from anmeldung.models import Anwesenheit, Platz
from tests import welt
from tests.gleichzeitig import gleichzeitig
from tests.orakel import verletzungen_plaetze
from tests.personen import person as konto
from tests.programm.welt import programm


@pytest.mark.django_db(transaction=True)
class TestMehrereTische:
    def test_zwei_tische_dieselbe_person_und_der_letzte_platz(self) -> None:
        """At both desks the same person: one is let in, the other is told since when; two without registration want
        the last seat."""
        p = programm()
        emil = konto("einlass", name="Emil", email="emil@bezirk.example")
        gast = welt.bestaetigt(p.konferenz)
        ergebnisse = gleichzeitig([partial(einlassen, anmeldung=gast, person=emil)] * 2)
        assert sorted(eines.war_schon_da for eines in ergebnisse) == [False, True]
        plaetze_aendern(konferenz=p.konferenz, plaetze=2)
        kommt = partial(ohne_anmeldung_einlassen, konferenz=p.konferenz, sprache="de", person=emil)
        ausgang = gleichzeitig([partial(kommt, name=name, schluessel=uuid4()) for name in ("A", "B")])
        assert sorted(type(eines).__name__ for eines in ausgang) == ["Ergebnis", "ValidationError"]
        assert Anwesenheit.objects.count() == Platz.objects.count() == 2
        assert verletzungen_plaetze() == []

    def test_gegenprobe_ohne_sperre_sieht_ein_tisch_einen_fehler(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without the lock the second desk would meet the constraint of the table instead of a sentence."""
        p = programm()
        emil = konto("einlass", name="Emil", email="emil@bezirk.example")
        gast = welt.bestaetigt(p.konferenz)
        gesehen = Barrier(2)
        voll = Anwesenheit.full_clean

        def warte(selbst: Anwesenheit, *args: Any, **kwargs: Any) -> None:
            voll(selbst, *args, **kwargs)
            gesehen.wait(10)

        monkeypatch.setattr(Anwesenheit, "full_clean", warte)
        monkeypatch.setattr("anmeldung.actions.plaetze.sperre", lambda konferenz: None)
        ausgang = gleichzeitig([partial(einlassen, anmeldung=gast, person=emil)] * 2)
        assert sorted(type(eines).__name__ for eines in ausgang) == ["Ergebnis", "IntegrityError"]
