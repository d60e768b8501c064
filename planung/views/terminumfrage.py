"""Date polls: the list, one with its answers, a new one, answers, the choice."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from beirat.mitwirkung import mitwirkung
from beirat.models import Gremium
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.actions import terminumfrage as aktionen
from planung.forms.terminantwort import TerminantwortForm
from planung.forms.terminumfrage import TerminumfrageForm
from planung.models import Terminoption, Terminumfrage, Umfrageteilnahme
from planung.queries import sicht
from planung.queries import terminumfrage as abfragen


class Terminumfragen(Arbeitsseite, TemplateView):
    """Date polls of my bodies, the latest first."""

    recht = "planung.sitzung_sehen"
    titel = gettext_lazy("Termine finden")
    template_name = "planung/umfragen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zeilen = [(eine, abfragen.stand_der(eine)) for eine in sicht.terminumfragen(self.benutzer)]
        return super().get_context_data(
            zeilen=zeilen,
            darf=self.benutzer.has_perm("planung.umfrage_bearbeiten"),
            darf_kalender=self.benutzer.has_perm("planung.kalender_pflegen"),
            **kwargs,
        )


class UmfrageNeu(Formularseite):
    """Ask a body for the best day."""

    recht = "planung.umfrage_bearbeiten"
    titel = gettext_lazy("Termin finden")
    knopf = gettext_lazy("Umfrage beginnen")
    erfolg = gettext_lazy("Die Umfrage läuft. Alle Mitglieder bekommen einen Brief.")
    form_class = TerminumfrageForm
    neu: Terminumfrage

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Termine finden"), reverse("planung:umfragen"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "gremien": self._gremien()}

    def _gremien(self) -> Any:
        if sicht.sieht_alles(self.benutzer):
            return Gremium.objects.order_by("name")
        dort = mitwirkung(self.benutzer)
        return Gremium.objects.filter(pk__in=dort.leitung | dort.niederschrift).order_by("name")

    def ausfuehren(self, form: TerminumfrageForm) -> None:
        self.neu = aktionen.umfrage_beginnen(
            umfrage=form.umfrage(),
            beginne=form.beginne(),
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )

    def get_success_url(self) -> str:
        return self.neu.get_absolute_url()


class _EineUmfrage(Arbeitsseite):
    """A page of one; 404 where the person does not see it."""

    recht = "planung.sitzung_sehen"
    kwargs: dict[str, Any]

    @cached_property
    def umfrage(self) -> Terminumfrage:
        return get_object_or_404(sicht.terminumfragen(self.benutzer), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.umfrage

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Termine finden"), reverse("planung:umfragen"))]


class EineUmfrage(_EineUmfrage, TemplateView):
    """Who can on which day, what to mind, and the choice."""

    template_name = "planung/umfrage.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.umfrage.titel

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uebersicht = abfragen.uebersicht(self.umfrage)
        eigene = next(
            (eine for eine, _werte in uebersicht.zeilen if eine.person.benutzer_id == self.benutzer.pk), None
        )
        return super().get_context_data(
            umfrage=self.umfrage,
            stand=abfragen.stand_der(self.umfrage),
            uebersicht=uebersicht,
            eigene=eigene,
            gewaehlt=next((s.option for s in uebersicht.spalten if s.option.ist_gewaehlt), None),
            darf=self.benutzer.has_perm("planung.umfrage_bearbeiten", self.umfrage),
            ist_offen=self.umfrage.stand == Terminumfrage.Stand.OFFEN,
            **kwargs,
        )


class _Antwort(_EineUmfrage, Formularseite):
    form_class = TerminantwortForm
    knopf = gettext_lazy("Antwort speichern")
    erfolg = gettext_lazy("Die Antwort ist gespeichert.")
    teilnahme: Umfrageteilnahme

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (self.umfrage.titel, self.umfrage.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        alle = super().get_form_kwargs()
        alle.pop("initial")
        return {**alle, "teilnahme": self.teilnahme}

    def ausfuehren(self, form: TerminantwortForm) -> None:
        aktionen.umfrage_beantworten(
            umfrage=self.umfrage,
            mensch=self.teilnahme.person,
            werte=form.werte(),
            bemerkung=form.cleaned_data["bemerkung"],
        )

    def get_success_url(self) -> str:
        return self.umfrage.get_absolute_url()


class UmfrageAntwort(_Antwort):
    """My answer."""

    recht = "planung.antworten"
    titel = gettext_lazy("Wann können Sie?")

    @cached_property
    def teilnahme(self) -> Umfrageteilnahme:  # type: ignore[override]
        return get_object_or_404(self.umfrage.teilnahmen, person__benutzer=self.benutzer)


class AntwortEintragen(_Antwort):
    """What somebody said on the phone."""

    recht = "planung.umfrage_bearbeiten"

    @cached_property
    def teilnahme(self) -> Umfrageteilnahme:  # type: ignore[override]
        reihe = self.umfrage.teilnahmen.select_related("person")
        return get_object_or_404(reihe, person=self.kwargs["person"])

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Antwort eintragen: %(wer)s") % {"wer": self.teilnahme.person}


class TerminWaehlen(_EineUmfrage, Aktionsknopf, TemplateView):
    """See what the choice does, then do it."""

    recht = "planung.umfrage_bearbeiten"
    http_method_names = ["get", "post", "options"]
    template_name = "planung/termin_waehlen.html"
    titel = gettext_lazy("Diesen Termin wählen")
    erfolg = gettext_lazy("Der Termin steht. Die Sitzung ist angelegt; bitte prüfen Sie die Tagesordnung.")

    @cached_property
    def option(self) -> Terminoption:
        return get_object_or_404(self.umfrage.optionen, pk=self.kwargs["option"])

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (self.umfrage.titel, self.umfrage.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uebersicht = abfragen.uebersicht(self.umfrage)
        spalte = next(eine for eine in uebersicht.spalten if eine.option.pk == self.option.pk)
        return super().get_context_data(
            umfrage=self.umfrage,
            spalte=spalte,
            ohne_ja=[
                (eine.person, wert)
                for eine, werte in uebersicht.zeilen
                for andere, wert in werte
                if andere is spalte and (wert is None or wert.wert != "ja")
            ],
            kann=self.umfrage.stand == Terminumfrage.Stand.OFFEN and not spalte.ist_vorbei,
            **kwargs,
        )

    def ausfuehren(self) -> None:
        self._ziel = aktionen.termin_waehlen(option=self.option, person=self.benutzer).get_absolute_url()

    def ziel(self) -> str:
        return getattr(self, "_ziel", self.umfrage.get_absolute_url())


class UmfrageAbbrechen(_EineUmfrage, Aktionsknopf):
    """Call it off."""

    recht = "planung.umfrage_bearbeiten"
    erfolg = gettext_lazy("Die Umfrage ist abgebrochen. Wer gefragt war, bekommt einen Brief.")

    def ausfuehren(self) -> None:
        aktionen.umfrage_abbrechen(umfrage=self.umfrage, person=self.benutzer)

    def ziel(self) -> str:
        return self.umfrage.get_absolute_url()
