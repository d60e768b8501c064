"""Set bound money free, or cover it from other money, with what that changes before it is stored."""

from typing import Any

from django.utils.translation import gettext_lazy

from budget.actions.freigeben import freigeben, umdecken
from budget.forms.freigeben import FreigabeForm, UmdeckungForm
from budget.models import Buchung
from budget.queries.folgen import der_reihe_nach, folgen_der_freigabe
from budget.queries.vorschlag import in_worten
from budget.views.vorgaenge import Buchungsformular
from konferenz.formate import Stand


class Festlegungsformular(Buchungsformular):
    """A form about a commitment; it proposes all that is open and in no application."""

    arten = (Buchung.Art.FESTLEGUNG,)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "betrag": self.zeile.frei}


class Freigeben(Festlegungsformular):
    """What is no longer needed becomes free."""

    recht = "budget.freigeben"
    titel = gettext_lazy("Mittel freigeben")
    knopf = gettext_lazy("Freigeben")
    erfolg = gettext_lazy("Freigegeben.")
    form_class = FreigabeForm
    template_name = "budget/freigeben.html"

    def folgen(self) -> list[Stand]:
        return folgen_der_freigabe(self.lage, self.buchung, self.zeile.frei) if self.zeile.frei else []

    def ausfuehren(self, form: FreigabeForm) -> None:
        freigeben(
            festlegung=self.buchung,
            betrag=form.cleaned_data["betrag"],
            grund=form.cleaned_data["grund"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class Umdecken(Festlegungsformular):
    """What is still needed is paid from other money."""

    recht = "budget.umdecken"
    titel = gettext_lazy("Mittel umdecken")
    knopf = gettext_lazy("Umdecken")
    erfolg = gettext_lazy("Umgedeckt. Bezahlt wird jetzt aus der neuen Quelle.")
    form_class = UmdeckungForm
    template_name = "budget/umdecken.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lage": self.lage, "festlegung": self.buchung}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ist_im_rahmen = self.zeile.frei and not self.vorgang.ist_sonstige
        deckung = der_reihe_nach(self.lage, self.buchung, self.zeile.frei) if ist_im_rahmen else None
        return super().get_context_data(
            der_reihe_nach=in_worten(deckung) if deckung else "",
            geht=deckung is not None and deckung.fehler is None,
            bleibt_dort=deckung is not None and deckung.quellen == [self.buchung.quelle],
            **kwargs,
        )

    def ausfuehren(self, form: UmdeckungForm) -> None:
        umdecken(
            festlegung=self.buchung,
            betrag=form.cleaned_data["betrag"],
            quelle=form.cleaned_data["quelle"],
            begruendung=form.cleaned_data["begruendung"],
            leistungsjahr_vermerk=form.cleaned_data.get("leistungsjahr_vermerk", ""),
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )
