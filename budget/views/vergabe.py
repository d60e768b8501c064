"""Procurement of the cases: whether a note is needed, offers, the note."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions import vergabe as aktionen
from budget.forms.vergabe import AngebotForm, VermerkForm
from budget.models import Angebot, Vorgang
from budget.queries.vergabe import Vergabelage, vergabelagen
from budget.views.seite import Bereitstellungsseite
from konferenz.views.seite import Aktionsknopf, Formularseite


class Vergaben(Bereitstellungsseite, TemplateView):
    """Every case with its procurement state, and split orders."""

    titel = gettext_lazy("Vergabe")
    template_name = "budget/vergaben.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lagen = vergabelagen(self.bereitstellung)
        saetze = dict.fromkeys(eine.satz for lage in lagen for eine in lage.stueckelungen)
        return super().get_context_data(
            konferenz=self.konferenz,
            lagen=lagen,
            stueckelungen=list(saetze),
            fehlende=[lage for lage in lagen if lage.fehlt_vermerk],
            **kwargs,
        )


class _EinesVorgangs(Bereitstellungsseite):
    """A page about the procurement of one case."""

    @cached_property
    def lage(self) -> Vergabelage:
        for lage in vergabelagen(self.bereitstellung):
            if lage.vorgang.nummer == self.kwargs["nummer"]:
                lage.vorgang.bereitstellung = self.bereitstellung
                return lage
        raise Http404

    @property
    def vorgang(self) -> Vorgang:
        return self.lage.vorgang

    def get_rechtobjekt(self) -> object:
        return self.vorgang

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Vergabe"), self.adresse("vergaben"))]

    def zur_vergabe(self) -> str:
        return self.adresse("vergabe", nummer=self.vorgang.nummer)


class Vergabe(_EinesVorgangs, TemplateView):
    """Whether a note is needed and why, offers, the note, what does not fit."""

    template_name = "budget/vergabe.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Vergabe zu Vorgang %(vorgang)s") % {"vorgang": self.vorgang}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz, vorgang=self.vorgang, vergabe=self.lage, **kwargs
        )


class _VergabeForm(_EinesVorgangs, Formularseite):
    recht = "budget.vergabe_bearbeiten"

    def weg(self) -> list[tuple[str, str]]:
        titel = gettext("Vorgang %(nummer)d") % {"nummer": self.vorgang.nummer}
        return [*super().weg(), (titel, self.zur_vergabe())]

    def get_success_url(self) -> str:
        return self.zur_vergabe()


class AngebotNeu(_VergabeForm):
    """A new offer."""

    titel = gettext_lazy("Angebot eintragen")
    form_class = AngebotForm
    erfolg = gettext_lazy("Das Angebot ist eingetragen.")

    def angebot(self) -> Angebot:
        """The offer that the form fills."""
        return Angebot(vorgang=self.vorgang)

    def ausfuehren(self, form: AngebotForm) -> None:
        daten, angebot = form.cleaned_data, self.angebot()
        if daten["anbieter"]:
            angebot.anbieter = daten["anbieter"]
        angebot.netto, angebot.brutto, angebot.vom = daten["netto"], daten["brutto"], daten["vom"]
        aktionen.angebot_eintragen(
            angebot=angebot,
            anbieter_name=daten["anbieter_name"].strip(),
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class _EinesAngebots(_EinesVorgangs):
    recht = "budget.vergabe_bearbeiten"

    def angebot(self) -> Angebot:
        """The stored offer of the address; 404 for one of another case."""
        return get_object_or_404(self.vorgang.angebote, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        self.angebot()
        return super().get_rechtobjekt()


class AngebotAendern(_EinesAngebots, AngebotNeu):
    """Correct an offer."""

    titel = gettext_lazy("Angebot ändern")
    erfolg = gettext_lazy("Das Angebot ist geändert.")

    def get_initial(self) -> dict[str, Any]:
        angebot = self.angebot()
        felder = ("netto", "brutto", "vom")
        return {"anbieter": angebot.anbieter_id} | {name: getattr(angebot, name) for name in felder}


class AngebotEntfernen(_EinesAngebots, Aktionsknopf):
    """Take away an offer that was entered by mistake."""

    erfolg = gettext_lazy("Das Angebot ist entfernt.")

    def ausfuehren(self) -> None:
        aktionen.angebot_entfernen(angebot=self.angebot(), person=self.benutzer)

    def ziel(self) -> str:
        return self.zur_vergabe()


class VermerkSchreiben(_VergabeForm):
    """Write the note, or write it anew."""

    titel = gettext_lazy("Vergabevermerk")
    form_class = VermerkForm
    template_name = "budget/vergabe_vermerk.html"
    erfolg = gettext_lazy("Der Vergabevermerk ist gespeichert.")

    def get_initial(self) -> dict[str, Any]:
        return VermerkForm.von(self.lage)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lage": self.lage}

    def ausfuehren(self, form: VermerkForm) -> None:
        aktionen.vermerk_schreiben(vorgang=self.vorgang, person=self.benutzer, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vergabe=self.lage, **kwargs)
