"""The control of a resolution: how its points stand, judging them, reporting."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView, View

from konferenz import beschlusskontrolle, queries, sachstandsbericht
from konferenz.actions import beschluss as aktionen
from konferenz.ausfuhr import Tabelle
from konferenz.forms.beschluss import (
    BerichtetForm,
    BerichtForm,
    BerichtNeuForm,
    BerichtSendenForm,
    BewertungForm,
    ZustaendigForm,
)
from konferenz.kontext import bezirk_zu
from konferenz.models import Drucksache, Konferenz, Petitumspunkt, Sachstandsbericht
from konferenz.views.datei import als_pdf, als_xlsx, vermerke
from konferenz.views.schutz import Geschuetzt
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite

SCHREIBEN = "konferenz.sachstand_schreiben"


class _DesBeschlusses(Geschuetzt):
    """Pages of the resolution of the conference of the address."""

    recht = "konferenz.drucksache_sehen"

    @cached_property
    def konferenz(self) -> Konferenz:
        return queries.konferenz_der_arbeit(self.request, self.kwargs["kennung"])  # type: ignore[attr-defined]

    @cached_property
    def drucksache(self) -> Drucksache:
        if self.konferenz.drucksache is None:
            raise Http404
        return self.konferenz.drucksache

    def get_rechtobjekt(self) -> object:
        return self.drucksache

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Beschlusskontrolle"), self.zur_kontrolle())]

    def zur_kontrolle(self) -> str:
        return reverse("arbeit:beschlusskontrolle", args=[self.konferenz.kennung])


class Beschlusskontrolle(_DesBeschlusses, Arbeitsseite, TemplateView):
    """What became of each point of the resolution, with the evidence, and what was reported."""

    titel = gettext_lazy("Beschlusskontrolle")
    template_name = "konferenz/beschlusskontrolle.html"

    def weg(self) -> list[tuple[str, str]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stand = beschlusskontrolle.kontrolle(self.konferenz, self.drucksache)
        belege = [beleg for lage in stand.punkte for _zeichen, beleg in lage.nachweise]
        darf = self.benutzer.has_perm(SCHREIBEN, self.drucksache)
        return super().get_context_data(
            stand=stand,
            schritt=beschlusskontrolle.naechster_schritt(stand) if darf else None,
            darf_schreiben=darf,
            rechte={beleg.recht for beleg in belege if self._darf(beleg.recht)},
            **kwargs,
        )

    def _darf(self, recht: str) -> bool:
        return bool(recht) and self.benutzer.has_perm(recht)


class VerlaufHerunterladen(_DesBeschlusses, View):
    """All points and what was reported about them as a spreadsheet."""

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        zeilen = sachstandsbericht.verlaufszeilen(self.drucksache)
        name = f"beschlusskontrolle-{self.drucksache.kennzeichen}.xlsx"
        vermerke(benutzer=self.benutzer, dateiname=name, anzahl=len(zeilen))
        return als_xlsx(
            Tabelle(gettext("Beschlusskontrolle"), sachstandsbericht.VERLAUFSSPALTEN, zeilen), name
        )


class _EinesPunktes(_DesBeschlusses, Formularseite):
    """Pages of the point with the number of the address."""

    recht = SCHREIBEN

    @cached_property
    def punkt(self) -> Petitumspunkt:
        reihe = self.drucksache.punkte.select_related("bewertet_von").prefetch_related("sachstaende__bericht")
        punkt = get_object_or_404(reihe, nummer=self.kwargs["nummer"])
        punkt.drucksache = self.drucksache
        return punkt

    def get_rechtobjekt(self) -> object:
        return self.punkt and self.drucksache

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Punkt %(nummer)s") % {"nummer": self.punkt.nummer}

    def get_success_url(self) -> str:
        return self.zur_kontrolle()


class PunktBewerten(_EinesPunktes):
    """The state of a point: confirm what the data say, or set another one with a reason; below it what was reported."""

    form_class = BewertungForm
    template_name = "konferenz/petitumspunkt.html"
    knopf = gettext_lazy("Bewertung speichern")
    erfolg = gettext_lazy("Die Bewertung ist gespeichert.")

    @cached_property
    def lage(self) -> beschlusskontrolle.Punktlage:
        return beschlusskontrolle.punktlage(self.punkt, self.konferenz)

    def get_initial(self) -> dict[str, Any]:
        gilt = self.punkt.bewertet_am and not self.lage.ist_zu_bestaetigen
        stand = self.punkt.stand if gilt else (self.lage.vorschlag or self.punkt.stand)
        return {"stand": stand, "grund": self.punkt.bewertung_grund if gilt else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lage=self.lage, punkt=self.punkt, **kwargs)

    def ausfuehren(self, form: BewertungForm) -> None:
        aktionen.punkt_bewerten(
            punkt=self.punkt, konferenz=self.konferenz, person=self.benutzer, **form.cleaned_data
        )


class PunktZuweisen(_EinesPunktes):
    """Who is responsible for a point, until when."""

    form_class = ZustaendigForm
    erfolg = gettext_lazy("Zuständigkeit und Frist sind gespeichert.")

    def get_initial(self) -> dict[str, Any]:
        return {"zustaendig": self.punkt.zustaendig, "frist": self.punkt.frist}

    def ausfuehren(self, form: ZustaendigForm) -> None:
        aktionen.punkt_zuweisen(punkt=self.punkt, **form.cleaned_data)


class BerichtNeu(_DesBeschlusses, Formularseite):
    """Begin a report: its texts are written from the data."""

    recht = SCHREIBEN
    titel = gettext_lazy("Bericht entwerfen")
    template_name = "konferenz/bericht_neu.html"
    form_class = BerichtNeuForm
    knopf = gettext_lazy("Entwurf anlegen")

    def get_initial(self) -> dict[str, Any]:
        entscheidung = queries.beschluss_zu(self.konferenz)
        return {"an": (entscheidung and entscheidung.gremium) or gettext("Bezirksversammlung")}

    def ausfuehren(self, form: BerichtNeuForm) -> None:
        self.bericht = aktionen.bericht_entwerfen(
            konferenz=self.konferenz, an=form.cleaned_data["an"], person=self.benutzer
        )

    def get_success_url(self) -> str:
        return self.bericht.get_absolute_url()


class _EinesBerichts(Geschuetzt):
    """Pages of one report; the frame is that of the conference whose paper it is about."""

    recht = SCHREIBEN

    @cached_property
    def bericht(self) -> Sachstandsbericht:
        reihe = Sachstandsbericht.objects.select_related("drucksache", "verfasst_von")
        bericht = get_object_or_404(reihe, pk=self.kwargs["pk"])  # type: ignore[attr-defined]
        self.konferenz = (
            Konferenz.objects.mit_rahmen().filter(drucksache__nummer=bericht.drucksache.nummer).first()
        )
        if self.konferenz:
            self.request.konferenz = self.konferenz  # type: ignore[attr-defined]
        return bericht

    def get_rechtobjekt(self) -> object:
        return self.bericht.drucksache

    def weg(self) -> list[tuple[str, str]]:
        kontrolle = [(gettext("Beschlusskontrolle"), self.zur_kontrolle())]
        return [*kontrolle, (gettext("Bericht"), self.bericht.get_absolute_url())]

    def zur_kontrolle(self) -> str:
        if self.konferenz is None:
            return self.bericht.drucksache.get_absolute_url()
        return reverse("arbeit:beschlusskontrolle", args=[self.konferenz.kennung])

    def ziel(self) -> str:
        return self.bericht.get_absolute_url()

    get_success_url = ziel


class BerichtSeite(_EinesBerichts, Arbeitsseite, TemplateView):
    """One report as the body reads it, with what can be done with it."""

    recht = "konferenz.drucksache_sehen"
    template_name = "konferenz/sachstandsbericht.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Sachstand zum Beschluss %(drucksache)s") % {"drucksache": self.bericht.drucksache}

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            eintrag=self.bericht,
            bericht=sachstandsbericht.als_bericht(self.bericht),
            ohne_text=self.bericht.sachstaende.filter(text="").exists(),
            darf_schreiben=self.benutzer.has_perm(SCHREIBEN, self.bericht.drucksache),
            **kwargs,
        )


class BerichtAlsPdf(_EinesBerichts, View):
    """The report as a tagged PDF."""

    recht = "konferenz.drucksache_sehen"
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        inhalt = sachstandsbericht.als_bericht(self.bericht).als_pdf(bezirk_zu(request))
        return als_pdf(inhalt, sachstandsbericht.dateiname(self.bericht))


class BerichtSchreiben(_EinesBerichts, Formularseite):
    """Addressee, summary, and the text of each point."""

    titel = gettext_lazy("Bericht bearbeiten")
    form_class = BerichtForm
    erfolg = gettext_lazy("Der Bericht ist gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bericht": self.bericht}

    def ausfuehren(self, form: BerichtForm) -> None:
        daten = form.cleaned_data
        aktionen.bericht_schreiben(
            bericht=self.bericht, an=daten["an"], einleitung=daten["einleitung"], punkte=form.punkte()
        )


class BerichtSenden(_EinesBerichts, Formularseite):
    """Mail the report to the office of the body."""

    titel = gettext_lazy("Bericht senden")
    form_class = BerichtSendenForm
    knopf = gettext_lazy("Senden")
    erfolg = gettext_lazy("Der Bericht ist unterwegs. Er steht im Postausgang.")

    def get_initial(self) -> dict[str, Any]:
        letzter = self.bericht.drucksache.berichte.exclude(versandt_an="").order_by("-versandt_am").first()
        return {"an": letzter.versandt_an if letzter else ""}

    def ausfuehren(self, form: BerichtSendenForm) -> None:
        aktionen.bericht_senden(bericht=self.bericht, an=form.cleaned_data["an"])


class BerichtEintragen(_EinesBerichts, Formularseite):
    """Record that the body has the report."""

    titel = gettext_lazy("Als berichtet eintragen")
    form_class = BerichtetForm
    template_name = "konferenz/bericht_eintragen.html"
    knopf = gettext_lazy("Eintragen")
    erfolg = gettext_lazy("Eingetragen. Der Bericht lässt sich jetzt nicht mehr ändern.")

    def ausfuehren(self, form: BerichtetForm) -> None:
        aktionen.als_berichtet_eintragen(bericht=self.bericht, **form.cleaned_data)


class BerichtVerwerfen(_EinesBerichts, Aktionsknopf):
    erfolg = gettext_lazy("Der Entwurf ist verworfen.")

    def ausfuehren(self) -> None:
        aktionen.bericht_verwerfen(bericht=self.bericht)

    def ziel(self) -> str:
        return self.zur_kontrolle()
