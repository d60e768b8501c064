"""People who contribute: list, page of one, tasks, times, consent."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from programm.actions import mitwirken as aktionen
from programm.forms import mitwirkende as formulare
from programm.models import Mitwirkende
from programm.queries.warnungen import warnungen_zu
from programm.views.seite import DesProgramms, Einmalformular, Objektformular


class DerMitwirkenden(DesProgramms):
    """About one person of this conference."""

    liste = "mitwirkende-liste"
    listentitel = gettext_lazy("Mitwirkende")

    @cached_property
    def objekt(self) -> Mitwirkende:
        eine = get_object_or_404(self.konferenz.mitwirkende.select_related("person"), pk=self.kwargs["pk"])
        eine.konferenz = self.konferenz
        return eine

    def zur_seite(self) -> str:
        return self.adresse("mitwirkende", pk=self.objekt.pk)


class Liste(DesProgramms, Arbeitsseite, TemplateView):
    """Everybody with tasks, languages and whether the name is public."""

    titel = gettext_lazy("Mitwirkende")
    template_name = "programm/mitwirkende_liste.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        menschen = self.konferenz.mitwirkende.select_related("person").prefetch_related(
            "mitwirkungen__arbeitsgruppe", "mitwirkungen__programmpunkt"
        )
        return super().get_context_data(konferenz=self.konferenz, menschen=menschen, **kwargs)


class Aufnehmen(Einmalformular):
    """Somebody more."""

    liste = "mitwirkende-liste"
    listentitel = gettext_lazy("Mitwirkende")
    titel = gettext_lazy("Mitwirkende aufnehmen")
    knopf = gettext_lazy("Aufnehmen")
    form_class = formulare.AufnehmenForm
    erfolg = gettext_lazy("Die Person wirkt jetzt mit. Geben Sie ihr eine Aufgabe.")
    neue: Mitwirkende | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "konferenz": self.konferenz}

    def get_success_url(self) -> str:
        return self.adresse("mitwirkende", pk=self.neue.pk) if self.neue else self.ziel()

    def speichere(self, form: formulare.AufnehmenForm) -> None:
        mensch, sprachen = form.mensch(), form.cleaned_data["sprachen"]
        self.neue = aktionen.mitwirkende_aufnehmen(
            mitwirkende=Mitwirkende(konferenz=self.konferenz, person=mensch, sprachen=sprachen),
            person=self.benutzer,
        )


class Eine(DerMitwirkenden, Arbeitsseite, TemplateView):
    """Everything about one person."""

    template_name = "programm/mitwirkende.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return str(self.objekt)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz,
            mensch=self.objekt,
            aufgaben=self.objekt.mitwirkungen.select_related("arbeitsgruppe", "programmpunkt__zeitfenster"),
            zeiten=self.objekt.verfuegbarkeiten.all(),
            hinweise=warnungen_zu(self.konferenz, self.objekt),
            **kwargs,
        )


class _Formular(DerMitwirkenden, Formularseite):
    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (str(self.objekt), self.zur_seite())]

    def get_success_url(self) -> str:
        return self.zur_seite()


class Aendern(_Formular, Objektformular):
    """Languages and introduction."""

    titel = gettext_lazy("Sprachen und Vorstellung")
    form_class = formulare.MitwirkendeForm
    erfolg = gettext_lazy("Die Angaben sind gespeichert.")

    def speichere(self, form: formulare.MitwirkendeForm) -> None:
        aktionen.mitwirkende_speichern(mitwirkende=form.instance, person=self.benutzer)


class _Neu(_Formular, Einmalformular):
    """Something more for this person."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "mitwirkende": self.objekt}


class AufgabeNeu(_Neu):
    """One more task."""

    titel = gettext_lazy("Aufgabe geben")
    form_class = formulare.AufgabeForm
    erfolg = gettext_lazy("Die Aufgabe ist eingetragen.")

    def speichere(self, form: formulare.AufgabeForm) -> None:
        aktionen.mitwirkung_eintragen(mitwirkung=form.mitwirkung(), person=self.benutzer)


class ZeitNeu(_Neu):
    """One more time when the person can."""

    titel = gettext_lazy("Zeit eintragen")
    form_class = formulare.VerfuegbarkeitForm
    erfolg = gettext_lazy("Die Zeit ist eingetragen.")

    def get_rechtobjekt(self) -> object:
        objekt = super().get_rechtobjekt()
        if self.konferenz.tag is None:
            raise Http404
        return objekt

    def speichere(self, form: formulare.VerfuegbarkeitForm) -> None:
        aktionen.verfuegbarkeit_eintragen(zeit=form.verfuegbarkeit(), person=self.benutzer)


class Zustimmung(_Formular):
    """The person agreed to be named in public."""

    titel = gettext_lazy("Zustimmung festhalten")
    template_name = "programm/zustimmung.html"
    form_class = formulare.ZustimmungForm
    knopf = gettext_lazy("Zustimmung festhalten")
    erfolg = gettext_lazy("Der Name ist ab jetzt öffentlich.")

    def ausfuehren(self, form: formulare.ZustimmungForm) -> None:
        aktionen.zustimmung_erfassen(
            mitwirkende=self.objekt, nachweis=form.cleaned_data["nachweis"], person=self.benutzer
        )


class _Knopf(DerMitwirkenden, Aktionsknopf):
    def ziel(self) -> str:
        return self.zur_seite()


class ZustimmungWiderrufen(_Knopf):
    """The name is gone from every page and file at once."""

    erfolg = gettext_lazy("Der Name steht nirgends mehr öffentlich.")

    def ausfuehren(self) -> None:
        aktionen.zustimmung_widerrufen(mitwirkende=self.objekt, person=self.benutzer)


class AufgabeBeenden(_Knopf):
    """Take a task away."""

    erfolg = gettext_lazy("Die Aufgabe ist entfernt.")

    def ausfuehren(self) -> None:
        eine = get_object_or_404(self.objekt.mitwirkungen, pk=self.kwargs["aufgabe"])
        aktionen.mitwirkung_beenden(mitwirkung=eine, person=self.benutzer)


class ZeitEntfernen(_Knopf):
    """Take a time away."""

    erfolg = gettext_lazy("Die Zeit ist entfernt.")

    def ausfuehren(self) -> None:
        eine = get_object_or_404(self.objekt.verfuegbarkeiten, pk=self.kwargs["zeit"])
        aktionen.verfuegbarkeit_entfernen(zeit=eine, person=self.benutzer)


class Entfernen(DerMitwirkenden, Aktionsknopf):
    """Only who has no task."""

    erfolg = gettext_lazy("Die Person wirkt nicht mehr mit.")

    def ausfuehren(self) -> None:
        aktionen.mitwirkende_entfernen(mitwirkende=self.objekt, person=self.benutzer)

    def ziel(self) -> str:
        noch_da = self.konferenz.mitwirkende.filter(pk=self.kwargs["pk"]).exists()
        return self.zur_seite() if noch_da else super().ziel()
