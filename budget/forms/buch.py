"""Search and filter of the ledger, and the day of a past state."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from budget.models import Bereitstellung, Buchung
from budget.models.buchung import BuchungQuerySet
from konferenz import uhr
from konferenz.formate import datum_kurz
from konferenz.forms.konten import tagesfeld


class StichtagForm(forms.Form):
    """The day whose state somebody wants to see."""

    stand = tagesfeld(
        label=_("Stand am Ende des Tages"),
        error_messages={"invalid": _("Bitte nennen Sie einen Tag, zum Beispiel 31.12.2023.")},
    )

    def clean_stand(self) -> date:
        stand: date = self.cleaned_data["stand"]
        if stand > uhr.heute():
            raise ValidationError(_("Dieser Tag liegt in der Zukunft."), code="zukunft")
        return stand

    def tag(self) -> date | None:
        """The day if one was chosen that is over; None for today."""
        if not self.is_valid():
            return None
        stand: date = self.cleaned_data["stand"]
        return stand if stand < uhr.heute() else None


_ALLE = ("", pgettext_lazy("Auswahl im Filter", "Alle"))


class Buchfilter(forms.Form):
    """Search and filter of the ledger. A value nobody could have chosen filters nothing."""

    ohne_optional = True

    q = forms.CharField(label=_("Suche"), max_length=200, required=False)
    art = forms.ChoiceField(label=_("Art"), choices=[_ALLE, *Buchung.Art.choices], required=False)
    quelle = forms.ChoiceField(label=_("Deckungsquelle"), required=False)
    jahr = forms.ChoiceField(label=_("Haushaltsjahr"), required=False)
    von = tagesfeld(label=_("Wertstellung ab"), required=False)
    bis = tagesfeld(label=_("Wertstellung bis (Stichtag)"), required=False)

    def __init__(self, *args: Any, bereitstellung: Bereitstellung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quellen = [(str(quelle.pk), str(quelle)) for quelle in bereitstellung.quellen.mit_topf()]
        jahre = bereitstellung.buchungen.order_by("haushaltsjahr").values_list("haushaltsjahr", flat=True)
        self._waehle("quelle", quellen)
        self._waehle("jahr", [(str(jahr), str(jahr)) for jahr in jahre.distinct()])

    def _waehle(self, name: str, auswahl: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [_ALLE, *auswahl]  # type: ignore[attr-defined]

    def gewaehlt(self) -> dict[str, Any]:
        """The filters that are set, by name of their field."""
        self.is_valid()
        return {name: wert for name, wert in self.cleaned_data.items() if wert}

    def auf(self, buchungen: BuchungQuerySet) -> BuchungQuerySet:
        """The rows that match search and filters."""
        gewaehlt = self.gewaehlt()
        for wort in gewaehlt.pop("q", "").split():
            buchungen = buchungen.filter(_enthaelt(wort))
        felder = {
            "jahr": "haushaltsjahr",
            "von": "wertstellung__gte",
            "bis": "wertstellung__lte",
            "quelle": "quelle_id",
        }
        return buchungen.filter(**{felder.get(name, name): wert for name, wert in gewaehlt.items()})

    def marken(self) -> list[dict[str, str]]:
        """One line for each filter that is set: in words, and the query without it."""
        return [
            {"text": self._in_worten(name, wert), "ohne": self._ohne(name)}
            for name, wert in self.gewaehlt().items()
        ]

    def _ohne(self, name: str) -> str:
        rest = {feld: wert for feld, wert in self.data.items() if feld not in (name, "page")}
        return f"?{urlencode(rest)}"

    def _in_worten(self, name: str, wert: Any) -> str:
        feld = self.fields[name]
        auswahl: Any = dict(getattr(feld, "choices", ()))
        return f"{feld.label}: {auswahl.get(wert) or _wert_in_worten(wert)}"


def _wert_in_worten(wert: Any) -> str:
    """A day as tables write it, a word of the search in quotes."""
    return f"„{wert}“" if isinstance(wert, str) else datum_kurz(wert)


def _enthaelt(wort: str) -> Q:
    """A word of the search: purpose, payee, reason; a number also the number of a row or case."""
    gesucht = Q(vorgang__zweck__icontains=wort) | Q(vorgang__empfaenger__name__icontains=wort)
    gesucht |= Q(grund__icontains=wort)
    if wort.isdecimal() and len(wort) < 9:
        gesucht |= Q(lfd=int(wort)) | Q(vorgang__nummer=int(wort))
    return gesucht
