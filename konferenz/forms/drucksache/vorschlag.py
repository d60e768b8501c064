"""Step 2 as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from konferenz.einlesen import Beratungsvorschlag, Punktvorschlag, Vorschlag

from .angaben import DrucksacheForm
from .felder import NICHT_IM_TEXT
from .zeilen import BeratungFormSet, Beratungszeilen, PunktFormSet, Punktzeilen


@dataclass(frozen=True)
class Zeile:
    """One line above the form: what it says, and the field it leads to."""

    satz: str
    feld: forms.BoundField | None = None


def _satz(vorn: str, feld: forms.BoundField) -> str:
    return str(feld.errors[0]) if feld.is_hidden else f"{vorn}{feld.label}: {feld.errors[0]}"


class Vorschlagsformular:
    """The proposal of a motion as one form: paper, points, consultations. It travels in the page, nothing is stored.

    Made from a proposal (`von`) or from what was sent (`data`).
    """

    def __init__(self, data: Any = None, von: Vorschlag | None = None) -> None:
        punkte = (
            [{"text": p.text, "art": p.art.lower(), "frist": p.frist} for p in von.punkte] if von else None
        )
        beratungen = (
            [{"gremium": b.gremium, "am": b.datum, "top": b.top} for b in von.beratungen] if von else None
        )
        self.drucksache = DrucksacheForm(data, initial=DrucksacheForm.von(von) if von else None)
        self.punkte = cast(Punktzeilen, PunktFormSet(data, initial=punkte, prefix="punkte"))
        self.beratungen = cast(
            Beratungszeilen, BeratungFormSet(data, initial=beratungen, prefix="beratungen")
        )

    def is_valid(self) -> bool:
        """Check all three parts, so that every mistake is shown at once."""
        return all([self.drucksache.is_valid(), self.punkte.is_valid(), self.beratungen.is_valid()])

    @property
    def hat_fehler(self) -> bool:
        return self.drucksache.is_bound and not self.is_valid()

    def _benannte_teile(self) -> Iterator[tuple[str, forms.Form]]:
        """All single forms in the order of the page, with the words that tell their fields apart."""
        yield "", self.drucksache
        for nummer, zeile in enumerate(self.beratungen, start=1):
            yield _("Beratung %(nummer)s:") % {"nummer": nummer} + " ", zeile
        for nummer, zeile in enumerate(self.punkte, start=1):
            yield _("Punkt %(nummer)s:") % {"nummer": nummer} + " ", zeile

    def fehlerzeilen(self) -> list[Zeile]:
        """Everything that is to be mended: sentence and field; a rule about the whole has no field."""
        zeilen = [
            Zeile(str(satz))
            for teil in (
                self.drucksache.non_field_errors,
                self.beratungen.non_form_errors,
                self.punkte.non_form_errors,
            )
            for satz in teil()
        ]
        for vorn, teil in self._benannte_teile():
            felder = (feld for feld in teil if feld.errors)
            zeilen += [Zeile(_satz(vorn, feld), None if feld.is_hidden else feld) for feld in felder]
        return zeilen

    def unbekannte(self) -> list[Zeile]:
        """Fields that the text did not fill: they are asked for."""
        return [
            Zeile(f"{vorn}{feld.label}", feld)
            for vorn, teil in self._benannte_teile()
            for feld in teil
            if str(feld.help_text).startswith(str(NICHT_IM_TEXT))
        ]

    @cached_property
    def vorschlag(self) -> Vorschlag:
        """What the person confirmed, as the action takes it."""
        daten = self.drucksache.cleaned_data
        nummer, fassung = daten["kennzeichen"]
        jahr, halbjahr = daten["halbjahr_jahr"], daten["halbjahr"]
        return Vorschlag(
            nummer=nummer,
            fassung=fassung,
            titel=daten["titel"],
            leitthema=daten["leitthema"],
            art=daten["art"],
            antragsteller=tuple(daten["antragsteller"]),
            sachverhalt=daten["sachverhalt"],
            betrag=daten["betrag"],
            haushaltsjahre=tuple(daten["haushaltsjahre"]),
            halbjahr=(jahr, halbjahr) if jahr and halbjahr else None,
            konferenzjahr=jahr,
            punkte=tuple(
                Punktvorschlag(nummer, punkt["text"], punkt["art"], frist=punkt["frist"])
                for nummer, punkt in enumerate(self.punkte.gefuellte, start=1)
            ),
            beratungen=tuple(
                Beratungsvorschlag(beratung["gremium"], beratung["am"], beratung["top"])
                for beratung in self.beratungen.gefuellte
            ),
        )
