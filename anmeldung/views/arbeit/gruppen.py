"""How working groups are chosen, the allocation, and who sits or waits in each."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anmeldung.actions.gruppenwahl import gruppenwahl_regeln, wahl_zu, zuteilen
from anmeldung.forms.gruppenwahl import GruppenwahlForm
from anmeldung.gruppenzahlen import nachfrage
from anmeldung.models import Gruppenwahl, Kontingent
from anmeldung.models.gruppenwahl import Phase
from anmeldung.views.arbeit.liste import JE_SEITE
from anmeldung.views.arbeit.seite import Konferenzseite
from konferenz import uhr
from konferenz.views.seite import Aktionsknopf, Formularseite


class Regeln(Konferenzseite, Formularseite):
    """The rules, what people want so far, and the button of the allocation."""

    recht = "anmeldung.gruppenwahl_regeln"
    titel = gettext_lazy("Wahl der Arbeitsgruppen")
    template_name = "anmeldung/arbeit_gruppenwahl.html"
    form_class = GruppenwahlForm
    erfolg = gettext_lazy("Die Regeln sind gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        angaben = super().get_form_kwargs()
        return {"data": angaben.get("data"), "wahl": wahl_zu(self.konferenz)}

    def get_success_url(self) -> str:
        return reverse("anmeldungen:gruppenwahl", args=[self.konferenz.kennung])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wahl = wahl_zu(self.konferenz)
        return super().get_context_data(
            konferenz=self.konferenz,
            wahl=wahl,
            phase=wahl.phase(uhr.jetzt()),
            kann_zuteilen=wahl.phase(uhr.jetzt()) == Phase.ZUTEILUNG,
            hat_wuensche=wahl.modus == Gruppenwahl.Modus.WUENSCHE,
            zeilen=nachfrage(self.konferenz),
            **kwargs,
        )

    def ausfuehren(self, form: GruppenwahlForm) -> None:
        gruppenwahl_regeln(wahl=form.wahl, person=self.benutzer)


class Zuteilen(Konferenzseite, Aktionsknopf):
    """Allocate the seats by the wishes."""

    recht = "anmeldung.gruppenwahl_regeln"
    erfolg = gettext_lazy("Die Plätze sind zugeteilt. Wer einen Wunsch hatte, bekommt einen Brief.")

    def ausfuehren(self) -> None:
        zuteilen(konferenz=self.konferenz, person=self.benutzer)

    def ziel(self) -> str:
        return reverse("anmeldungen:gruppenwahl", args=[self.konferenz.kennung])


class Gruppenliste(Konferenzseite):
    """Who has a seat in a group, who is offered one, who waits."""

    recht = "anmeldung.liste_sehen"
    titel = gettext_lazy("Wer kommt in diese Gruppe?")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        reihe = Kontingent.objects.select_related("arbeitsgruppe")
        kontingent = get_object_or_404(
            reihe, arbeitsgruppe=kwargs["pk"], arbeitsgruppe__konferenz=self.konferenz
        )
        sitze = kontingent.belegte.select_related("anmeldung").order_by("anmeldung__sortiername", "nummer")
        return self.zeige(
            "gruppe",
            konferenz=self.konferenz,
            kontingent=kontingent,
            seite=Paginator(sitze, JE_SEITE).get_page(request.GET.get("page")),
            wartende=kontingent.wartende.select_related("anmeldung").order_by("nummer")[:JE_SEITE],
        )

    def weg(self) -> list[tuple[str, str]]:
        return [
            *super().weg(),
            (_("Arbeitsgruppen"), reverse("programm:gruppen", args=[self.konferenz.kennung])),
        ]
