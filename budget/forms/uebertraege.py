"""Input for carry-over: apply, shorten, what the Finanzbehörde decided, what moves onto the rest."""

from decimal import Decimal
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budget.actions.uebertragen import Postenangaben
from budget.models import Buchung
from budget.queries.stand import NULL
from budget.queries.uebertraege import Antragslage
from budget.queries.uebertrag import Kandidat
from konferenz import uhr
from konferenz.formate import euro
from konferenz.forms.betrag import Betragsfeld
from konferenz.forms.konten import tagesfeld
from konferenz.forms.mehrsprachig import anordnung
from konferenz.forms.schluessel import MitSchluessel


class _Auswahl(MitSchluessel):
    """One amount for each part that can be chosen, by the name of its field; empty leaves the part out.

    The action says what is too much: it knows what is left when it is asked.
    """

    teile: dict[str, Kandidat]

    def _felder(self, teile: list[Kandidat], anfang: dict[str, Decimal]) -> None:
        self.teile = {teil.schluessel: teil for teil in teile}
        for name, teil in self.teile.items():
            self.fields[name] = Betragsfeld(
                label=str(teil.festlegung.vorgang),
                required=False,
                initial=anfang.get(name) or None,
                help_text=self.hilfe(teil),
            )

    def hilfe(self, teil: Kandidat) -> str:
        """What the part is, and how much of it there is."""
        raise NotImplementedError

    def posten(self) -> list[Postenangaben]:
        """The chosen amounts."""
        return [
            Postenangaben(teil.festlegung, betrag, teil.ist_freigegeben)
            for name, teil in self.teile.items()
            if (betrag := self.cleaned_data[name])
        ]


class AntragForm(_Auswahl):
    """An application over open and released amounts of one source."""

    beantragt_am = tagesfeld(label=_("Beantragt am"), initial=uhr.heute)
    aktenzeichen = forms.CharField(label=_("Aktenzeichen"), max_length=60, required=False)

    def __init__(self, *args: Any, kandidaten: list[Kandidat], nur: str = "", **kwargs: Any) -> None:
        """`kandidaten` may hold parts of which nothing is left: a form sent twice names them, too. `nur` is the one
        part to begin with.
        """
        super().__init__(*args, **kwargs)
        anfang = {teil.schluessel: teil.hoechstens for teil in kandidaten if nur in ("", teil.schluessel)}
        self._felder(kandidaten, anfang)
        self.helper = anordnung(
            "schluessel",
            Fieldset(gettext("Welche Beträge (in Euro) sollen übertragen werden?"), *self.teile),
            Fieldset(gettext("Antrag"), "beantragt_am", "aktenzeichen"),
        )

    def hilfe(self, teil: Kandidat) -> str:
        satz = _("festgelegt und nicht gezahlt: %(betrag)s; der Antrag reserviert nichts")
        if teil.ist_freigegeben:
            satz = _("freigegeben: %(betrag)s; bleibt bis zur Entscheidung reserviert")
        return satz % {"betrag": euro(teil.hoechstens)}


class KuerzenForm(forms.Form):
    """A smaller amount for one part."""

    betrag = Betragsfeld(
        label=_("Neuer Betrag in Euro"), min_value=Decimal(0), help_text=_("0,00 nimmt ihn aus dem Antrag.")
    )


class AblehnungForm(forms.Form):
    """The Finanzbehörde refused."""

    entschieden_am = tagesfeld(label=_("Entschieden am"), initial=uhr.heute)
    aktenzeichen = forms.CharField(label=_("Aktenzeichen der Entscheidung"), max_length=60, required=False)


class BewilligungForm(forms.Form):
    """The Finanzbehörde granted the rest, in full or part."""

    bewilligt = Betragsfeld(label=_("Bewilligt in Euro"))
    gueltig_bis_jahr = forms.IntegerField(label=_("Gültig bis Ende des Jahres"))
    entschieden_am = tagesfeld(label=_("Entschieden am"), initial=uhr.heute)
    aktenzeichen = forms.CharField(label=_("Aktenzeichen der Bewilligung"), max_length=60)

    def __init__(self, *args: Any, bis_jahr: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        satz = _("Längstens %(jahr)d, das zweite Jahr danach (§ 47 Absatz 2 LHO).") % {"jahr": bis_jahr}
        self.fields["gueltig_bis_jahr"].help_text = satz

    @staticmethod
    def von(lage: Antragslage) -> dict[str, Any]:
        """Everything that was applied for, until the end of this year."""
        return {"bewilligt": lage.beantragt, "gueltig_bis_jahr": uhr.heute().year}


class AufUebertragForm(_Auswahl):
    """What of the open amounts moves onto the carried-over rest."""

    def __init__(self, *args: Any, lage: Antragslage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teile = [
            Kandidat(einer.posten.festlegung, einer.umdeckbar, False)
            for einer in lage.posten
            if not einer.posten.ist_freigegeben
        ]
        self._felder(teile, _der_reihe_nach(teile, lage.rest or NULL))
        self.helper = anordnung(
            "schluessel", Fieldset(gettext("Welche Beträge (in Euro) deckt der Übertrag?"), *self.teile)
        )

    def hilfe(self, teil: Kandidat) -> str:
        return _("offen: %(betrag)s") % {"betrag": euro(teil.hoechstens)}


def _der_reihe_nach(teile: list[Kandidat], rest: Decimal) -> dict[str, Decimal]:
    """A proposal: the rest fills one part after the other."""
    anfang = {}
    for teil in teile:
        anfang[teil.schluessel] = min(teil.hoechstens, rest)
        rest -= anfang[teil.schluessel]
    return anfang


def alle_teile(festlegungen: list[Buchung], kandidaten: list[Kandidat], genannt: list[str]) -> list[Kandidat]:
    """The parts that can be applied for, and those a sent form names although nothing of them is left."""
    vorhanden = {teil.schluessel for teil in kandidaten}
    moegliche = [Kandidat(eine, NULL, frei) for eine in festlegungen for frei in (False, True)]
    return kandidaten + [
        teil for teil in moegliche if teil.schluessel in genannt and teil.schluessel not in vorhanden
    ]
