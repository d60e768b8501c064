"""Taking somebody in, changing and ending a membership, deputies; one person and her access."""

from typing import Any

from django.db import transaction
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from beirat.actions import mitgliedschaft as aktionen
from beirat.actions.zugang import zugang_einladen
from beirat.forms.mitgliedschaft import (
    AufnehmenForm,
    BeendenForm,
    BesetzenForm,
    MitgliedschaftForm,
    PersonForm,
    VertretungForm,
)
from beirat.models import Gremium, Mitgliedschaft, Person
from beirat.views.gremium import EinesGremiums, EinesSitzes
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite


class Aufnehmen(EinesGremiums, Formularseite):
    """Somebody new on a new seat."""

    titel = gettext_lazy("Mitglied oder Gast aufnehmen")
    knopf = gettext_lazy("Aufnehmen")
    erfolg = gettext_lazy("Die Person gehört jetzt zum Gremium.")
    form_class: type[Form] = AufnehmenForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "gremium": self.gremium}

    def neue(self, form: Any) -> Mitgliedschaft:
        """The membership that the form describes."""
        return form.mitgliedschaft(form.sitz())

    @transaction.atomic
    def ausfuehren(self, form: Any) -> None:
        if einloesen(form.formularschluessel, form.angaben()) is None:
            aktionen.aufnehmen(mitgliedschaft=self.neue(form), person=self.benutzer)


class SitzBesetzen(EinesSitzes, Aufnehmen):
    """Somebody for a vacant seat."""

    form_class = BesetzenForm

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Sitz besetzen: %(sitz)s") % {"sitz": self.sitz.bereich or self.sitz.pk}

    def neue(self, form: BesetzenForm) -> Mitgliedschaft:
        return form.mitgliedschaft(self.sitz)


class _EinerMitgliedschaft(EinesGremiums):
    @cached_property
    def mitgliedschaft(self) -> Mitgliedschaft:
        reihe = Mitgliedschaft.objects.select_related("person", "sitz__gremium", "entsendet_durch")
        return get_object_or_404(reihe, pk=self.kwargs["pk"])

    @property
    def gremium(self) -> Gremium:
        return self.mitgliedschaft.sitz.gremium

    def get_rechtobjekt(self) -> object:
        return self.mitgliedschaft


class MitgliedschaftAendern(_EinerMitgliedschaft, Formularseite):
    form_class = MitgliedschaftForm
    erfolg = gettext_lazy("Die Mitgliedschaft ist gespeichert.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Mitgliedschaft: %(name)s") % {"name": self.mitgliedschaft.person}

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy: the heading goes on showing what is stored while the form holds what was typed.
        kopie = Mitgliedschaft.objects.select_related("person", "sitz__gremium").get(
            pk=self.mitgliedschaft.pk
        )
        return {**super().get_form_kwargs(), "instance": kopie}

    def ausfuehren(self, form: MitgliedschaftForm) -> None:
        aktionen.mitgliedschaft_aendern(mitgliedschaft=form.instance, person=self.benutzer)


class VertretungBestimmen(_EinerMitgliedschaft, Aufnehmen):
    form_class = VertretungForm
    knopf = gettext_lazy("Vertretung eintragen")
    erfolg = gettext_lazy("Die Vertretung ist eingetragen.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Vertretung für %(name)s") % {"name": self.mitgliedschaft.person}

    def get_initial(self) -> dict[str, Any]:
        return {"bis": self.mitgliedschaft.bis}

    def neue(self, form: VertretungForm) -> Mitgliedschaft:
        neue = form.mitgliedschaft(self.mitgliedschaft.sitz)
        neue.vertritt, neue.entsendet_durch = self.mitgliedschaft, self.mitgliedschaft.entsendet_durch
        return neue


class MitgliedschaftBeenden(_EinerMitgliedschaft, Formularseite):
    """Asks for the last day: all rights in the body end with it."""

    form_class = BeendenForm
    template_name = "beirat/mitgliedschaft_beenden.html"
    knopf = gettext_lazy("Mitgliedschaft beenden")
    erfolg = gettext_lazy("Die Mitgliedschaft ist beendet.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Mitgliedschaft beenden: %(name)s") % {"name": self.mitgliedschaft.person}

    def ausfuehren(self, form: BeendenForm) -> None:
        aktionen.mitgliedschaft_beenden(
            mitgliedschaft=self.mitgliedschaft, person=self.benutzer, **form.cleaned_data
        )


class _EinerPerson(Arbeitsseite):
    recht = "beirat.gremium_bearbeiten"
    kwargs: dict[str, Any]

    @cached_property
    def mensch(self) -> Person:
        return get_object_or_404(Person.objects.select_related("benutzer"), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.mensch

    def weg(self) -> list[tuple[str, str]]:
        return [
            (gettext("Gremien und Mitglieder"), reverse("beirat:gremien")),
            (self.mensch.anzeigename, self.ziel()),
        ]

    def ziel(self) -> str:
        return reverse("beirat:person", args=[self.mensch.pk])

    get_success_url = ziel


class PersonSeite(_EinerPerson, TemplateView):
    """One person: address, memberships, access."""

    template_name = "beirat/person.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.mensch.anzeigename

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reihe = self.mensch.mitgliedschaften.select_related(
            "sitz__gremium", "entsendet_durch", "vertritt__person"
        ).order_by("-von", "pk")
        heute = uhr.heute()
        return super().get_context_data(
            mensch=self.mensch,
            mitgliedschaften=reihe,
            heute=heute,
            ist_mitglied=any(eine.von <= heute and (not eine.bis or eine.bis >= heute) for eine in reihe),
            **kwargs,
        )


class PersonAendern(_EinerPerson, Formularseite):
    form_class = PersonForm
    titel = gettext_lazy("Angaben ändern")
    erfolg = gettext_lazy("Die Angaben sind gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Person.objects.get(pk=self.mensch.pk)}

    def ausfuehren(self, form: PersonForm) -> None:
        aktionen.person_speichern(mensch=form.instance, person=self.benutzer)


class PersonEinladen(_EinerPerson, Aktionsknopf):
    """Send the personal link that opens an account."""

    recht = "beirat.zugang_einladen"
    erfolg = gettext_lazy(
        "Die Person hat jetzt einen Zugang. Wer neu ist, bekommt einen Link für sieben Tage."
    )

    def ausfuehren(self) -> None:
        zugang_einladen(mensch=self.mensch, person=self.benutzer)
