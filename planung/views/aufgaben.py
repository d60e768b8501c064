"""Tasks and resubmissions: the list, one task, give, change, finish."""

from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from beirat.models import Gremium
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.actions import aufgabe as aktionen
from planung.forms.aufgabe import AufgabeForm, Aufgabenfilter, StandForm, WiedervorlageForm
from planung.models import Aufgabe, Tagesordnungspunkt, Wiedervorlage
from planung.queries import aufgaben as abfragen
from planung.queries import sicht

JE_SEITE = 50


class Aufgaben(Arbeitsseite, TemplateView):
    """Tasks of my bodies, the most urgent first, and what comes back to me."""

    recht = "planung.sitzung_sehen"
    titel = gettext_lazy("Aufgaben")
    template_name = "planung/aufgaben.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        formular = Aufgabenfilter(self.request.GET)
        seite = Paginator(self._gewaehlt(formular), JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            formular=formular,
            seite=seite,
            zeilen=abfragen.zeilen(list(seite.object_list)),
            wiedervorlagen=abfragen.meine_wiedervorlagen(self.benutzer),
            darf=self.benutzer.has_perm("planung.aufgabe_bearbeiten"),
            **kwargs,
        )

    def _gewaehlt(self, formular: Aufgabenfilter) -> Any:
        reihe: Any = sicht.aufgaben(self.benutzer)
        if formular.wahl("wessen") == "meine":
            reihe = reihe.filter(verantwortlich__benutzer=self.benutzer)
        if formular.wahl("stand") == "erledigt":
            return reihe.filter(stand__in=aktionen.ENDE).order_by("-erledigt_am")
        return reihe if formular.wahl("stand") == "alle" else reihe.offen()


class _EineAufgabe(Arbeitsseite):
    """A page of one task; 404 for one the person does not see."""

    recht = "planung.sitzung_sehen"
    kwargs: dict[str, Any]

    @cached_property
    def aufgabe(self) -> Aufgabe:
        return get_object_or_404(sicht.aufgaben(self.benutzer), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.aufgabe

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Aufgaben"), reverse("planung:aufgaben"))]

    def zur_aufgabe(self) -> str:
        return self.aufgabe.get_absolute_url()


class EineAufgabe(_EineAufgabe, TemplateView):
    """What is to be done, by whom, until when, where it comes from, and what may be done with it."""

    template_name = "planung/aufgabe.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.aufgabe.titel

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vorlagen = self.aufgabe.wiedervorlagen.filter(erledigt_am=None).select_related("an")
        return super().get_context_data(
            aufgabe=self.aufgabe,
            stand=abfragen.stand_der(self.aufgabe),
            wiedervorlagen=vorlagen,
            ist_offen=self.aufgabe.erledigt_am is None,
            darf=self.benutzer.has_perm("planung.aufgabe_bearbeiten", self.aufgabe),
            darf_stand=self.benutzer.has_perm("planung.aufgabe_erledigen", self.aufgabe),
            darf_sitzung=self.benutzer.has_perm("planung.sitzung_sehen", self.aufgabe),
            **kwargs,
        )


class AufgabeNeu(Formularseite):
    """Give a task; with `?punkt=` it comes from that item."""

    recht = "planung.aufgabe_bearbeiten"
    titel = gettext_lazy("Aufgabe anlegen")
    knopf = gettext_lazy("Aufgabe anlegen")
    erfolg = gettext_lazy("Die Aufgabe ist angelegt.")
    form_class = AufgabeForm
    aufgabe: Aufgabe | None = None

    @cached_property
    def herkunft(self) -> Tagesordnungspunkt | None:
        """The item of the query; 404 for one the person does not see."""
        nummer = self.request.GET.get("punkt", "")
        if not nummer.isdecimal():
            return None
        sichtbar = sicht.punkte(self.benutzer).select_related("sitzung__gremium")
        return get_object_or_404(sichtbar, pk=int(nummer))

    def get_rechtobjekt(self) -> object:
        return self.herkunft

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Aufgaben"), reverse("planung:aufgaben"))]

    def _gremien(self) -> list[Gremium]:
        if self.herkunft is not None:
            return [self.herkunft.sitzung.gremium]
        return abfragen.gremien_der_arbeit(self.benutzer)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "empfaenger": abfragen.empfaenger(self._gremien())}

    def ausfuehren(self, form: AufgabeForm) -> None:
        aufgabe = Aufgabe(herkunft=self.herkunft, **form.angaben_der_aufgabe())
        self.aufgabe = aktionen.aufgabe_anlegen(
            aufgabe=aufgabe, person=self.benutzer, schluessel=form.formularschluessel
        )

    def get_success_url(self) -> str:
        return (
            self.aufgabe.get_absolute_url()
            if self.aufgabe and self.aufgabe.pk
            else reverse("planung:aufgaben")
        )


class AufgabeAendern(_EineAufgabe, Formularseite):
    """Another person, another day, other words."""

    recht = "planung.aufgabe_bearbeiten"
    titel = gettext_lazy("Aufgabe ändern")
    erfolg = gettext_lazy("Die Aufgabe ist geändert.")
    form_class = AufgabeForm

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (self.aufgabe.titel, self.zur_aufgabe())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "empfaenger": abfragen.empfaenger([self.aufgabe.gremium])}

    def get_initial(self) -> dict[str, Any]:
        aufgabe = self.aufgabe
        wer = f"{aufgabe.gremium_id}-{aufgabe.verantwortlich_id}"
        return {
            "titel": aufgabe.titel,
            "wer": wer,
            "frist": aufgabe.frist,
            "beschreibung": aufgabe.beschreibung,
        }

    def ausfuehren(self, form: AufgabeForm) -> None:
        for name, wert in form.angaben_der_aufgabe().items():
            setattr(self.aufgabe, name, wert)
        aktionen.aufgabe_aendern(aufgabe=self.aufgabe, person=self.benutzer)

    def get_success_url(self) -> str:
        return self.zur_aufgabe()


class AufgabeStand(_EineAufgabe, Formularseite):
    """Begin, finish, drop, take up again: the person who has to do it, and whoever gives tasks."""

    recht = "planung.aufgabe_erledigen"
    titel = gettext_lazy("Stand der Aufgabe")
    erfolg = gettext_lazy("Der Stand ist gespeichert.")
    form_class = StandForm

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (self.aufgabe.titel, self.zur_aufgabe())]

    def get_initial(self) -> dict[str, Any]:
        return {"stand": self.aufgabe.stand, "ergebnis": self.aufgabe.ergebnis}

    def ausfuehren(self, form: StandForm) -> None:
        aktionen.stand_setzen(aufgabe=self.aufgabe, person=self.benutzer, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.zur_aufgabe()


class WiedervorlageNeu(_EineAufgabe, Formularseite):
    """Have a task laid before somebody again on a day."""

    recht = "planung.aufgabe_bearbeiten"
    titel = gettext_lazy("Wiedervorlage anlegen")
    erfolg = gettext_lazy("Die Wiedervorlage ist angelegt.")
    form_class = WiedervorlageForm

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (self.aufgabe.titel, self.zur_aufgabe())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "empfaenger": abfragen.empfaenger([self.aufgabe.gremium])}

    def get_initial(self) -> dict[str, Any]:
        return {
            "wer": f"{self.aufgabe.gremium_id}-{self.aufgabe.verantwortlich_id}",
            "anlass": self.aufgabe.titel,
        }

    def ausfuehren(self, form: WiedervorlageForm) -> None:
        eine = Wiedervorlage(
            gremium=self.aufgabe.gremium,
            aufgabe=self.aufgabe,
            an=form.gewaehlt()["verantwortlich"],
            anlass=form.cleaned_data["anlass"],
            am=form.cleaned_data["am"],
        )
        aktionen.wiedervorlage_anlegen(
            wiedervorlage=eine, person=self.benutzer, schluessel=form.formularschluessel
        )

    def get_success_url(self) -> str:
        return self.zur_aufgabe()


class WiedervorlageErledigt(Aktionsknopf):
    """Mine is done with."""

    recht = "planung.wiedervorlage_erledigen"
    erfolg = gettext_lazy("Die Wiedervorlage ist erledigt.")
    kwargs: dict[str, Any]

    @cached_property
    def wiedervorlage(self) -> Wiedervorlage:
        return get_object_or_404(Wiedervorlage.objects.select_related("an"), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.wiedervorlage

    def ausfuehren(self) -> None:
        aktionen.wiedervorlage_erledigen(wiedervorlage=self.wiedervorlage, person=self.benutzer)

    def ziel(self) -> str:
        return reverse("planung:aufgaben")
