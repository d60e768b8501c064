"""A form sent twice books once, and only what it said the first time (I17)."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from budget.actions.festlegen import festlegen
from budget.actions.freigeben import freigeben, umdecken
from budget.actions.reservieren import reservieren, reservierung_beenden
from budget.actions.zahlen import (
    rueckfluss_erfassen,
    stornieren,
    wiederverwendung_annehmen,
    zahlung_buchen,
)
from budget.models import Buchung, Rechnung
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, traeger

pytestmark = pytest.mark.django_db

Angaben = dict[str, Any]


class Haus:
    """One row of each kind to act on, made on 18.12.2023; both sources can give."""

    def __init__(self) -> None:
        self.kasse: Kasse = bestaetigte_kasse("12.500,00")
        self.empfaenger = traeger()
        self.position = self.kasse.bereitstellung.positionen.create(art="raum", bezeichnung="Raum", nummer=1)
        with welt.zeit("2023-12-18"):
            self.reservierung = reservieren(
                vorgang=self.kasse.zuwendung(), betrag=eur("500,00"), person=self.kasse.amira
            )
            self.festlegung = self._lege_fest()
            self.falsche = self._lege_fest()
            self.bezahlte = self._lege_fest()
            (self.zahlung,) = zahlung_buchen(
                vorgang=self.bezahlte.vorgang, betrag=eur("600,00"), gezahlt_am=date(2023, 12, 18),
                person=self.kasse.bernd,
            )  # fmt: skip
            self.rueckfluss = rueckfluss_erfassen(
                zahlung=self.zahlung, betrag=eur("50,00"), eingegangen_am=date(2023, 12, 18), grund="x",
                person=self.kasse.bernd,
            )  # fmt: skip
        self.rechnung = Rechnung.objects.create(
            vorgang=self.festlegung.vorgang, empfaenger=self.empfaenger, nummer="R 1",
            datum=date(2023, 12, 18), netto=eur("100,00"),
            steuer=eur("19,00"), brutto=eur("119,00"),
        )  # fmt: skip

    def _lege_fest(self) -> Buchung:
        return festlegen(vorgang=self.kasse.zuwendung(), betrag=eur("1.000,00"), person=self.kasse.bernd)[0]


def neuer(haus: Haus, **anders: Any) -> Angaben:
    return {"vorgang": haus.kasse.zuwendung(**anders), "betrag": eur("100,00")}


FAELLE: dict[Callable[..., Any], Callable[[Haus], list[Angaben]]] = {
    festlegen: lambda haus: [
        neuer(haus),
        neuer(haus) | {"betrag": eur("100,01")},
        neuer(haus) | {"reservierung": haus.reservierung},
        neuer(haus) | {"begruendung": "anders"},
        neuer(haus, zweck="Raum"),
        neuer(haus, empfaenger=haus.empfaenger),
        neuer(haus, position=haus.position),
        neuer(haus, leistung_bis=date(2023, 12, 20)),
        neuer(haus, leistungsjahr_vermerk="geklärt"),
        neuer(haus, bescheid_am=date(2023, 12, 18)),
        neuer(haus) | {"vorgang": haus.kasse.vorgang("Organisation")},
        neuer(haus) | {"vorgang": haus.festlegung.vorgang},
    ],
    reservieren: lambda haus: [
        neuer(haus),
        neuer(haus) | {"quelle": haus.kasse.q2024},
        neuer(haus) | {"endet_am": date(2024, 1, 31)},
        neuer(haus, empfaenger=haus.empfaenger),
    ],
    reservierung_beenden: lambda haus: [
        {"reservierung": haus.reservierung, "grund": "doch nicht"},
        {"reservierung": haus.reservierung, "grund": "anders"},
    ],
    freigeben: lambda haus: [
        {"festlegung": haus.festlegung, "betrag": eur("10,00"), "grund": "x"},
        {"festlegung": haus.festlegung, "betrag": eur("10,00"), "grund": "y"},
        {"festlegung": haus.bezahlte, "betrag": eur("10,00"), "grund": "x"},
    ],
    umdecken: lambda haus: [
        {
            "festlegung": haus.festlegung,
            "betrag": eur("10,00"),
            "quelle": haus.kasse.q2024,
            "begruendung": "x",
        },
        {"festlegung": haus.festlegung, "betrag": eur("10,00"), "quelle": None, "begruendung": "x"},
    ],
    zahlung_buchen: lambda haus: [
        zahlt(haus),
        zahlt(haus) | {"rechnung": haus.rechnung},
        zahlt(haus) | {"festlegung": haus.festlegung},
        zahlt(haus) | {"gezahlt_am": date(2023, 12, 18)},
        zahlt(haus) | {"vorgang": haus.bezahlte.vorgang},
    ],
    rueckfluss_erfassen: lambda haus: [
        {"zahlung": haus.zahlung, "betrag": eur("5,00"), "eingegangen_am": date(2023, 12, 19), "grund": "x"},
        {"zahlung": haus.zahlung, "betrag": eur("5,00"), "eingegangen_am": date(2023, 12, 18), "grund": "x"},
    ],
    wiederverwendung_annehmen: lambda haus: [
        {"rueckfluss": haus.rueckfluss, "grund": ""},
        {"rueckfluss": haus.rueckfluss, "grund": "", "quelle": haus.kasse.q2024},
    ],
    stornieren: lambda haus: [
        {"buchung": haus.falsche, "grund": "Irrtum"},
        {"buchung": haus.falsche, "grund": "anderer Irrtum"},
        {"buchung": haus.rueckfluss, "grund": "Irrtum"},
    ],
}  # fmt: skip


def zahlt(haus: Haus) -> Angaben:
    return {"vorgang": haus.festlegung.vorgang, "betrag": eur("10,00"), "gezahlt_am": date(2023, 12, 19)}


def test_ein_formular_zweimal_gesendet_bucht_einmal() -> None:
    """I17: the second sending gets the first rows, however late; other particulars under the key are refused."""
    haus = Haus()
    for tat, faelle in FAELLE.items():
        schluessel, gleiche, nochmal = uuid4(), faelle(haus)[0], faelle(haus)
        with welt.zeit("2023-12-19"):
            erste = tat(**gleiche, person=haus.kasse.bernd, schluessel=schluessel)
        stand = haus.kasse.buchungen()
        with welt.zeit("2024-03-01"):  # what was right then would be refused now
            assert tat(**nochmal[0], person=haus.kasse.bernd, schluessel=schluessel) == erste, tat.__name__
        for andere in nochmal[1:]:
            with welt.zeit("2023-12-19"), pytest.raises(ValidationError, match="anderen Angaben"):
                tat(**andere, person=haus.kasse.bernd, schluessel=schluessel)
        assert haus.kasse.buchungen() == stand, tat.__name__
