"""Input for grants: notice, plan of the instalments, call, proof and its check."""

from datetime import date
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budget.actions.zuwendung import Ratenangabe
from budget.queries.zuwendung import Zuwendungslage, ist_abgerufen, vorschlag_nachweis_bis
from konferenz import uhr
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung

LEERE_RATEN = 3
"""Empty lines for further instalments."""


class BescheidForm(forms.Form):
    """The notice."""

    bescheid_am = tagesfeld(label=_("Bescheid vom"))
    aktenzeichen = forms.CharField(label=_("Aktenzeichen des Bescheids"), max_length=60)
    beginn_am = tagesfeld(
        label=_("Beginn der Maßnahme"),
        help_text=_("Nicht vor dem Bescheid. Auch wer vorher Verträge schließt, hat begonnen."),
    )
    nachweis_bis = tagesfeld(
        label=_("Verwendungsnachweis fällig am"),
        help_text=_("Meist sechs Monate, nachdem der Zweck erfüllt ist; es gilt, was im Bescheid steht."),
    )
    nachweis_einfach = forms.BooleanField(
        label=_("einfacher Verwendungsnachweis (ohne Belege)"), required=False, initial=True
    )

    @staticmethod
    def von(lage: Zuwendungslage) -> dict[str, Any]:
        """What is stored, with a proposal for the day of the proof."""
        z = lage.zuwendung
        return {
            "bescheid_am": lage.vorgang.bescheid_am,
            "aktenzeichen": z.aktenzeichen if z else "",
            "beginn_am": z.beginn_am if z else lage.vorgang.leistung_von,
            "nachweis_bis": (z and z.nachweis_bis) or vorschlag_nachweis_bis(lage.vorgang),
            "nachweis_einfach": z.nachweis_einfach if z else True,
        }


class RatenForm(forms.Form):
    """Amount and day of each instalment that was not called yet, and some empty lines; an empty line is left out."""

    ohne_optional = True

    def __init__(self, *args: Any, lage: Zuwendungslage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.abgerufene = [rate for rate in lage.raten if ist_abgerufen(rate)]
        offene = [rate for rate in lage.raten if not ist_abgerufen(rate)]
        self.zeilen = range(len(offene) + LEERE_RATEN)
        for nummer in self.zeilen:
            rate = offene[nummer] if nummer < len(offene) else None
            self.fields[f"betrag_{nummer}"] = Betragsfeld(
                label=_("Betrag in Euro"), required=False, initial=rate.betrag if rate else None
            )
            self.fields[f"faellig_{nummer}"] = tagesfeld(
                label=_("geplant für"), required=False, initial=rate.faellig_am if rate else None
            )
        self.helper = anordnung(*(self._gruppe(nummer) for nummer in self.zeilen))

    def _gruppe(self, nummer: int) -> Fieldset:
        titel = gettext("%(nummer)d. Rate") % {"nummer": len(self.abgerufene) + nummer + 1}
        return Fieldset(titel, Row(f"betrag_{nummer}", f"faellig_{nummer}"))

    def clean(self) -> dict[str, Any]:
        daten: dict[str, Any] = super().clean() or {}
        for nummer in self.zeilen:
            betrag, tag = f"betrag_{nummer}", f"faellig_{nummer}"
            if self.errors.keys() & {betrag, tag}:
                continue
            if daten.get(betrag) and not daten.get(tag):
                self.add_error(tag, _("Bitte nennen Sie den Tag."))
            if daten.get(tag) and not daten.get(betrag):
                self.add_error(betrag, _("Bitte nennen Sie den Betrag."))
        return daten

    def angaben(self) -> list[Ratenangabe]:
        """The lines that are filled."""
        daten = self.cleaned_data
        paare = ((daten[f"betrag_{nummer}"], daten[f"faellig_{nummer}"]) for nummer in self.zeilen)
        return [Ratenangabe(betrag, tag) for betrag, tag in paare if betrag and tag]


class AbrufForm(forms.Form):
    """The Träger has called an instalment."""

    eingegangen_am = tagesfeld(label=_("Abruf eingegangen am"), initial=uhr.heute)


class NachweisForm(forms.Form):
    """The proof has come in."""

    eingegangen_am = tagesfeld(label=_("Nachweis eingegangen am"), initial=uhr.heute)
    betrag = Betragsfeld(
        label=_("nachgewiesene Ausgaben in Euro"),
        help_text=_("Was der Träger nach seinem zahlenmäßigen Nachweis für den Zweck ausgegeben hat."),
    )

    @staticmethod
    def von(lage: Zuwendungslage) -> dict[str, Any]:
        """What was entered before."""
        z = lage.zuwendung
        eingegangen: date | None = z.nachweis_eingegangen_am if z else None
        return {"eingegangen_am": eingegangen or uhr.heute(), "betrag": z.nachweis_betrag if z else None}


class PruefungForm(forms.Form):
    """The result of the check; closes the grant."""

    vermerk = forms.CharField(
        label=_("Prüfvermerk"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "Was geprüft wurde und was das Ergebnis ist: Zweck erfüllt, Ausgaben belegt, Rest oder Rückforderung."
        ),
    )
