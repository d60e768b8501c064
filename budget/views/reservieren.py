"""Keep an amount free, and let it go again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from budget.actions.reservieren import reservierung_beenden
from budget.actions.vorgang import vorgang_reservieren
from budget.forms.freigeben import GrundForm
from budget.forms.vorgang import ReservierenForm
from budget.models import Buchung, Vorgang
from budget.queries.beschluss import beschlusslage
from budget.queries.folgen import folgen_des_endes
from budget.queries.stand import lage
from budget.views.seite import Bereitstellungsseite
from budget.views.vorgaenge import Buchungsformular
from konferenz.formate import Stand, datum_kurz, euro
from konferenz.views.seite import Formularseite


class Reservieren(Bereitstellungsseite, Formularseite):
    """A new case with money that is kept free for a while (F19)."""

    recht = "budget.reservieren"
    titel = gettext_lazy("Mittel reservieren")
    knopf = gettext_lazy("Reservieren")
    form_class = ReservierenForm
    template_name = "budget/reservieren.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "vorgang": Vorgang(bereitstellung=self.bereitstellung)}

    def get_initial(self) -> dict[str, Any]:
        return {"position": self.request.GET.get("position")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stand = lage(self.bereitstellung)
        return super().get_context_data(
            konferenz=self.konferenz,
            lage=stand,
            beschluss=beschlusslage(stand.obergrenze.punkt.drucksache),
            **kwargs,
        )

    def ausfuehren(self, form: ReservierenForm) -> None:
        try:
            reservierung = vorgang_reservieren(
                vorgang=form.gefuellter_vorgang(),
                empfaenger_name=form.cleaned_data["empfaenger_name"],
                betrag=form.cleaned_data["betrag"],
                quelle=form.einnahme_gewaehlt,
                endet_am=form.cleaned_data["endet_am"],
                person=self.benutzer,
                schluessel=form.formularschluessel,
            )
        except ValidationError as fehler:
            raise _am_betrag(fehler) from fehler
        self.vorgang = reservierung.vorgang
        satz = gettext("%(betrag)s sind reserviert bis zum %(tag)s (Vorgang %(nummer)d).")
        werte = {
            "betrag": euro(reservierung.betrag),
            "tag": datum_kurz(reservierung.endet_am),
            "nummer": self.vorgang.nummer,
        }
        messages.success(self.request, satz % werte)

    def get_success_url(self) -> str:
        return self.adresse("vorgang", nummer=self.vorgang.nummer)


def _am_betrag(fehler: ValidationError) -> ValidationError:
    """Beyond the ceiling: it is the amount that does not fit."""
    return ValidationError({"betrag": fehler}) if getattr(fehler, "code", "") == "obergrenze" else fehler


class ReservierungBeenden(Buchungsformular):
    """What is kept free becomes free again."""

    recht = "budget.reservieren"
    titel = gettext_lazy("Reservierung beenden")
    knopf = gettext_lazy("Reservierung beenden")
    erfolg = gettext_lazy("Die Reservierung ist beendet, das Geld ist wieder frei.")
    form_class = GrundForm
    template_name = "budget/buchung_formular.html"
    arten = (Buchung.Art.RESERVIERUNG,)

    def folgen(self) -> list[Stand]:
        return folgen_des_endes(self.lage, self.buchung) if self.zeile.laeuft else []

    def ausfuehren(self, form: GrundForm) -> None:
        reservierung_beenden(
            reservierung=self.buchung,
            grund=form.cleaned_data["grund"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )
