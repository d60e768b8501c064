"""Meetings: the list, the page of one, create, change, cancel, answer."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView, View

from beirat.mitwirkung import mitwirkung
from beirat.models import Gremium, Person
from konferenz.views.seite import Arbeitsseite, Formularseite
from planung.actions import sitzung as aktionen
from planung.actions.antworten import antworten
from planung.forms.sitzung import AbsageForm, AntwortForm, SitzungForm
from planung.fristen import tag_der
from planung.kalender import datei
from planung.models import Sitzung, Teilnahme
from planung.queries import sicht
from planung.queries.lage import abzeichen, blatt
from planung.queries.mitglieder import eingeladene
from planung.queries.naechstes import naechster_schritt
from planung.views.seite import Sitzungsseite

JE_SEITE = 30


class Sitzungen(Arbeitsseite, TemplateView):
    """Meetings of my bodies: those ahead, the next first, and those that are over."""

    recht = "planung.sitzung_sehen"
    titel = gettext_lazy("Sitzungen")
    template_name = "planung/sitzungen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alle = sicht.sitzungen(self.benutzer)
        kommende = list(alle.kommend())
        vorbei = alle.exclude(pk__in=[eine.pk for eine in kommende]).order_by("-beginn")
        seite = Paginator(vorbei, JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            kommende=[(eine, abzeichen(eine)) for eine in kommende],
            vorbei=[(eine, abzeichen(eine)) for eine in seite],
            seite=seite,
            darf=self.benutzer.has_perm("planung.sitzung_bearbeiten"),
            darf_antworten=self.benutzer.has_perm("planung.antworten"),
            **kwargs,
        )


class EineSitzung(Sitzungsseite, TemplateView):
    """Where a meeting stands, what to do next, agenda, answers, letters."""

    template_name = "planung/sitzung.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return f"{self.sitzung}, {self.sitzung.gremium}"

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        inhalt = blatt(self.sitzung, self.benutzer)
        return super().get_context_data(
            sitzung=self.sitzung,
            blatt=inhalt,
            naechstes=naechster_schritt(inhalt),
            stand=abzeichen(self.sitzung),
            darf=self.benutzer.has_perm("planung.sitzung_bearbeiten", self.sitzung),
            darf_leiten=self.benutzer.has_perm("planung.sitzung_leiten", self.sitzung),
            darf_einladen=self.benutzer.has_perm("planung.einladen", self.sitzung),
            ist_offen=self.sitzung.stand in (Sitzung.Stand.GEPLANT, Sitzung.Stand.EINGELADEN),
            nimmt_antworten=self.sitzung.stand == Sitzung.Stand.EINGELADEN and not self.sitzung.hat_begonnen,
            **kwargs,
        )


class Kalenderdatei(Sitzungsseite, View):
    """Time and place of a meeting for the own calendar."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        kopf = {"Content-Disposition": 'attachment; filename="sitzung.ics"'}
        return HttpResponse(datei([self.sitzung]), content_type="text/calendar; charset=utf-8", headers=kopf)


class SitzungNeu(Formularseite):
    """A new meeting of a body in which the account may prepare meetings."""

    recht = "planung.sitzung_bearbeiten"
    titel = gettext_lazy("Sitzung anlegen")
    form_class = SitzungForm
    knopf = gettext_lazy("Sitzung anlegen")
    erfolg = gettext_lazy("Die Sitzung ist angelegt. Bitte prüfen Sie die Tagesordnung.")
    neu: Sitzung

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Sitzungen"), reverse("planung:sitzungen"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "gremien": self._gremien()}

    def _gremien(self) -> Any:
        if sicht.sieht_alles(self.benutzer):
            return Gremium.objects.order_by("name")
        dort = mitwirkung(self.benutzer)
        return Gremium.objects.filter(pk__in=dort.leitung | dort.niederschrift).order_by("name")

    def get_initial(self) -> dict[str, Any]:
        gremien = self._gremien()
        gefragt = self.request.GET.get("gremium", "")
        eines = gremien.filter(pk=gefragt).first() if gefragt.isdecimal() else None
        if eines is None and gremien.count() == 1:
            eines = gremien.get()
        return {"gremium": eines.pk if eines else None}

    def ausfuehren(self, form: SitzungForm) -> None:
        sitzung = form.fuelle(Sitzung(gremium=form.cleaned_data["gremium"]))
        self.neu = aktionen.sitzung_anlegen(
            sitzung=sitzung, person=self.benutzer, schluessel=form.formularschluessel
        )

    def get_success_url(self) -> str:
        return self.neu.get_absolute_url()


class _SitzungForm(Sitzungsseite, Formularseite):
    """A form about one meeting that leads back to it."""

    recht = "planung.sitzung_bearbeiten"

    def get_success_url(self) -> str:
        return self.zur_sitzung()


class SitzungAendern(_SitzungForm):
    """Change or move a meeting; who was invited is told at once."""

    titel = gettext_lazy("Sitzung ändern oder verlegen")
    template_name = "planung/sitzung_aendern.html"
    form_class = SitzungForm
    erfolg = gettext_lazy("Die Angaben sind gespeichert.")

    def get_initial(self) -> dict[str, Any]:
        return SitzungForm.anfang(self.sitzung)

    def ausfuehren(self, form: SitzungForm) -> None:
        # A copy: the frame of the page goes on showing what is stored while the form holds what was typed.
        eine = Sitzung.objects.mit_rahmen().get(pk=self.sitzung.pk)
        aktionen.sitzung_aendern(sitzung=form.fuelle(eine), person=self.benutzer)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ist_eingeladen = self.sitzung.stand == Sitzung.Stand.EINGELADEN
        return super().get_context_data(ist_eingeladen=ist_eingeladen, sitzung=self.sitzung, **kwargs)


class SitzungAbsagen(_SitzungForm):
    """Cancel a meeting with a reason."""

    titel = gettext_lazy("Sitzung absagen")
    form_class = AbsageForm
    knopf = gettext_lazy("Sitzung absagen")
    erfolg = gettext_lazy("Die Sitzung ist abgesagt.")

    def ausfuehren(self, form: AbsageForm) -> None:
        aktionen.sitzung_absagen(sitzung=self.sitzung, grund=form.cleaned_data["grund"], person=self.benutzer)


class Antworten(_SitzungForm):
    """The own answer to an invitation."""

    recht = "planung.antworten"
    titel = gettext_lazy("Kommen Sie zu dieser Sitzung?")
    form_class = AntwortForm
    knopf = gettext_lazy("Antwort speichern")
    erfolg = gettext_lazy("Ihre Antwort ist gespeichert.")

    @cached_property
    def mensch(self) -> Person:
        """Whose answer it is; 404 for somebody who is not invited."""
        gesucht = self.gesucht()
        alle = eingeladene(self.sitzung.gremium, tag_der(self.sitzung))
        gefunden = next((mensch for mensch in alle if mensch.pk == gesucht), None)
        if gefunden is None:
            raise Http404
        return gefunden

    def gesucht(self) -> int | None:
        return mitwirkung(self.benutzer).person

    def get_initial(self) -> dict[str, Any]:
        bisher = Teilnahme.objects.filter(
            sitzung=self.sitzung, person=self.mensch, generation=self.sitzung.generation
        ).first()
        return {"antwort": bisher.antwort, "bemerkung": bisher.bemerkung} if bisher else {}

    def ausfuehren(self, form: AntwortForm) -> None:
        antworten(sitzung=self.sitzung, mensch=self.mensch, person=self.benutzer, **form.cleaned_data)


class AntwortEintragen(Antworten):
    """The answer that somebody gave by phone or mail."""

    recht = "planung.einladen"
    erfolg = gettext_lazy("Die Antwort ist eingetragen.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Antwort von %(name)s") % {"name": self.mensch.anzeigename}

    def gesucht(self) -> int | None:
        return self.kwargs["person"]

    def get_rechtobjekt(self) -> object:
        sitzung = super().get_rechtobjekt()
        if self.benutzer.has_perm(self.recht, sitzung):
            self.mensch  # noqa: B018  # 404 for somebody who is not invited
        return sitzung
