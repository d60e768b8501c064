"""What new meetings of a body begin with: agenda and reminders, each changed by itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from beirat.models import Gremium
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.actions import vorlagen as aktionen
from planung.forms.tagesordnung import VerschiebenForm
from planung.forms.vorlagen import ErinnerungsvorlageForm, VorlagenpunktForm
from planung.models import Erinnerungsvorlage, Vorlagenpunkt
from planung.queries import sicht


class _DesGremiums(Arbeitsseite):
    """About the body of the address; 404 for one the account does not take part in."""

    recht = "planung.sitzung_bearbeiten"
    kwargs: dict[str, Any]

    @cached_property
    def gremium(self) -> Gremium:
        return get_object_or_404(sicht.gremien(self.benutzer), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.gremium

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Sitzungen"), reverse("planung:sitzungen")), (self._name(), self.ziel())]

    def _name(self) -> str:
        return gettext("Vorlagen: %(gremium)s") % {"gremium": self.gremium}

    def ziel(self) -> str:
        return reverse("planung:vorlagen", args=[self.gremium.pk])


class Vorlagen(_DesGremiums, TemplateView):
    """The lines of the agenda in their order, and the lead times."""

    template_name = "planung/vorlagen.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self._name()

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            gremium=self.gremium,
            punkte=self.gremium.vorlagenpunkte.all(),
            erinnerungen=self.gremium.erinnerungsvorlagen.order_by("-einheit", "-anzahl"),
            **kwargs,
        )


class VorlageBeginnen(_DesGremiums, Aktionsknopf):
    """Give the body its own copy of the usual ones."""

    erfolg = gettext_lazy("Die Vorlagen gehören jetzt diesem Gremium. Sie können sie ändern.")

    def ausfuehren(self) -> None:
        aktionen.vorlage_beginnen(gremium=self.gremium, person=self.benutzer)


class _Formular(_DesGremiums, Formularseite):
    erfolg = gettext_lazy("Die Vorlage ist gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.objekt}

    @property
    def objekt(self) -> Any:
        """What the form changes."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        return self.ziel()


class VorlagenpunktNeu(_Formular):
    """One more line."""

    titel = gettext_lazy("Punkt hinzufügen")
    knopf = gettext_lazy("Punkt hinzufügen")
    form_class = VorlagenpunktForm

    @cached_property
    def objekt(self) -> Vorlagenpunkt:
        return Vorlagenpunkt(gremium=self.gremium)

    def ausfuehren(self, form: VorlagenpunktForm) -> None:
        aktionen.vorlagenpunkt_speichern(punkt=form.instance, person=self.benutzer)


class _EinesPunktes(_DesGremiums):
    @cached_property
    def objekt(self) -> Vorlagenpunkt:
        return get_object_or_404(self.gremium.vorlagenpunkte, pk=self.kwargs["vorlage"])

    def get_rechtobjekt(self) -> object:
        if self.benutzer.has_perm(self.recht, self.gremium):
            self.objekt  # noqa: B018  # 404 for a line that is not there
        return self.gremium


class VorlagenpunktAendern(_EinesPunktes, VorlagenpunktNeu):
    """Change a line."""

    titel = gettext_lazy("Punkt ändern")
    knopf = gettext_lazy("Speichern")


class VorlagenpunktVerschieben(_EinesPunktes, Aktionsknopf):
    """So many places up or down."""

    erfolg = gettext_lazy("Der Punkt ist verschoben.")

    def ausfuehren(self) -> None:
        form = VerschiebenForm(self.request.POST)
        if not form.is_valid():
            raise ValidationError(gettext("Es fehlt, wohin der Punkt soll."))
        schritte = form.cleaned_data["schritte"]
        aktionen.vorlagenpunkt_verschieben(punkt=self.objekt, schritte=schritte, person=self.benutzer)


class VorlagenpunktEntfernen(_EinesPunktes, Aktionsknopf):
    """Take a line out."""

    erfolg = gettext_lazy("Der Punkt ist entfernt.")

    def ausfuehren(self) -> None:
        aktionen.vorlagenpunkt_entfernen(punkt=self.objekt, person=self.benutzer)


class ErinnerungsvorlageNeu(_Formular):
    """One more lead time."""

    titel = gettext_lazy("Erinnerung hinzufügen")
    knopf = gettext_lazy("Erinnerung hinzufügen")
    form_class = ErinnerungsvorlageForm

    @cached_property
    def objekt(self) -> Erinnerungsvorlage:
        return Erinnerungsvorlage(gremium=self.gremium)

    def ausfuehren(self, form: ErinnerungsvorlageForm) -> None:
        aktionen.erinnerungsvorlage_speichern(vorlage=form.instance, person=self.benutzer)


class _EinerErinnerung(_DesGremiums):
    @cached_property
    def objekt(self) -> Erinnerungsvorlage:
        return get_object_or_404(self.gremium.erinnerungsvorlagen, pk=self.kwargs["vorlage"])

    def get_rechtobjekt(self) -> object:
        if self.benutzer.has_perm(self.recht, self.gremium):
            self.objekt  # noqa: B018  # 404 for a reminder that is not there
        return self.gremium


class ErinnerungsvorlageAendern(_EinerErinnerung, ErinnerungsvorlageNeu):
    """Change a lead time or its text."""

    titel = gettext_lazy("Erinnerung ändern")
    knopf = gettext_lazy("Speichern")


class ErinnerungsvorlageEntfernen(_EinerErinnerung, Aktionsknopf):
    """Take a lead time out."""

    erfolg = gettext_lazy("Die Erinnerung ist entfernt.")

    def ausfuehren(self) -> None:
        aktionen.erinnerungsvorlage_entfernen(vorlage=self.objekt, person=self.benutzer)
