"""Money that came back, whether it may be spent again, and rows that are taken back as a whole."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy

from budget.actions.zahlen import rueckfluss_erfassen, stornieren, wiederverwendung_annehmen
from budget.forms.freigeben import GrundForm
from budget.forms.rueckfluss import RueckflussForm, WiederverwendungForm
from budget.models import Buchung
from budget.queries.folgen import folgen_der_wiederverwendung, folgen_des_stornos
from budget.views.vorgaenge import Buchungsformular
from konferenz.formate import Stand

Art = Buchung.Art


class RueckflussErfassen(Buchungsformular):
    """A part of a payment came back; it raises nothing by itself (F13)."""

    recht = "budget.rueckfluss_erfassen"
    titel = gettext_lazy("Rückfluss eintragen")
    knopf = gettext_lazy("Rückfluss eintragen")
    erfolg = gettext_lazy(
        "Der Rückfluss ist eingetragen. Entscheiden Sie jetzt, ob das Geld wieder verwendet wird."
    )
    form_class = RueckflussForm
    template_name = "budget/buchung_formular.html"
    arten = (Art.ZAHLUNG,)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "betrag": self.zeile.offen}

    def folgen(self) -> list[Stand]:
        satz = gettext(
            "Die Obergrenze ändert sich noch nicht: Erst die Wiederverwendung macht das Geld wieder frei."
        )
        return [Stand("info", satz)]

    def ausfuehren(self, form: RueckflussForm) -> None:
        rueckfluss_erfassen(
            zahlung=self.buchung,
            betrag=form.cleaned_data["betrag"],
            eingegangen_am=form.cleaned_data["eingegangen_am"],
            grund=form.cleaned_data["grund"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class Wiederverwenden(Buchungsformular):
    """A refund may be spent again."""

    recht = "budget.rueckfluss_erfassen"
    titel = gettext_lazy("Rückfluss wieder verwenden")
    knopf = gettext_lazy("Wieder verwenden")
    erfolg = gettext_lazy("Das Geld ist wieder frei.")
    form_class = WiederverwendungForm
    template_name = "budget/buchung_formular.html"
    arten = (Art.RUECKFLUSS,)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lage": self.lage, "rueckfluss": self.buchung}

    def folgen(self) -> list[Stand]:
        return [] if self.zeile.hat_folgende else folgen_der_wiederverwendung(self.lage, self.buchung)

    def ausfuehren(self, form: WiederverwendungForm) -> None:
        wiederverwendung_annehmen(
            rueckfluss=self.buchung,
            grund=form.cleaned_data["grund"],
            quelle=form.cleaned_data.get("quelle"),
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class Stornieren(Buchungsformular):
    """A row was wrong as a whole: a counter-row takes it back; both stay visible."""

    recht = "budget.stornieren"
    knopf = gettext_lazy("Stornieren")
    erfolg = gettext_lazy("Storniert. Beide Buchungen bleiben im Buch.")
    form_class = GrundForm
    template_name = "budget/buchung_formular.html"
    arten = tuple(art for art in Art.values if art != Art.STORNO)

    @property
    def titel(self) -> str:  # type: ignore[override]
        werte = {"nummer": self.buchung.lfd, "art": self.buchung.get_art_display()}
        return gettext("Buchung %(nummer)d stornieren: %(art)s") % werte

    def folgen(self) -> list[Stand]:
        return folgen_des_stornos(self.buchung)

    def ausfuehren(self, form: GrundForm) -> None:
        stornieren(
            buchung=self.buchung,
            grund=form.cleaned_data["grund"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )
