"""Minutes: reading, writing an item, agreed, sent, objections, approved, as PDF."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView, View

from konferenz.formate import uhrzeit
from konferenz.kontext import bezirk_zu
from konferenz.views.datei import als_pdf
from konferenz.views.schutz import Geschuetzt
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.actions import protokoll as aktionen
from planung.forms.protokoll import AbschnittForm, EinwandEntscheidungForm, EinwandForm, GenehmigungForm
from planung.models import Protokoll, Protokollabschnitt, Protokolleinwand, Protokollfassung, Sitzung
from planung.niederschrift import als_bericht, angaben_zu
from planung.queries import protokollstand, sicht
from planung.queries.niederschrift import inhalt_von, sichtbarer_teil

IN_ARBEIT = (Protokoll.Stand.ENTWURF, Protokoll.Stand.ABGESTIMMT)


class Niederschriften(Arbeitsseite, TemplateView):
    """All minutes of my bodies, the latest first."""

    recht = "planung.sitzung_sehen"
    titel = gettext_lazy("Niederschriften")
    template_name = "planung/protokolle.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reihe = sicht.protokolle(self.benutzer)
        zeilen = [(eines, protokollstand.stand_der(eines)) for eines in reihe]
        return super().get_context_data(zeilen=zeilen, **kwargs)


class _EineNiederschrift(Geschuetzt):
    """Of one meeting; 404 where the person may not read it."""

    recht = "planung.sitzung_sehen"
    kwargs: dict[str, Any]

    @cached_property
    def protokoll(self) -> Protokoll:
        return get_object_or_404(sicht.protokolle(self.benutzer), sitzung=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.protokoll

    @property
    def liest_alles(self) -> bool:
        """Whether the person may read what is not public (S42)."""
        return self.benutzer.has_perm("planung.nichtoeffentlich_sehen", self.protokoll)

    def inhalt(self) -> dict[str, Any]:
        """The part the person may read: of a draft as it stands, later of the frozen version."""
        fassung = None if self.protokoll.stand in IN_ARBEIT else self.protokoll.fassungen.last()
        inhalt = fassung.inhalt if fassung else inhalt_von(self.protokoll)
        return sichtbarer_teil(inhalt, self.liest_alles)

    def zum_protokoll(self) -> str:
        return self.protokoll.get_absolute_url()


class _Seite(_EineNiederschrift, Arbeitsseite):
    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Niederschriften"), reverse("planung:protokolle"))]


class Niederschrift(_Seite, TemplateView):
    """The minutes with their state, the next step, objections and versions."""

    template_name = "planung/protokoll.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Niederschrift der %(sitzung)s") % {"sitzung": self.protokoll.sitzung}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        protokoll, inhalt = self.protokoll, self.inhalt()
        abschnitte = protokollstand.abschnitte_der(protokoll)
        schreibt = self.benutzer.has_perm("planung.protokoll_schreiben", protokoll)
        return super().get_context_data(
            protokoll=protokoll,
            inhalt=inhalt,
            angaben=angaben_zu(inhalt),
            schritte=protokollstand.schritte(protokoll, abschnitte),
            tat=protokollstand.naechste_tat(protokoll, abschnitte, self.benutzer),
            bearbeitbar={eins.punkt_id: eins for eins in abschnitte}
            if self._ist_entwurf and schreibt
            else {},
            kann_zurueck=protokoll.stand == Protokoll.Stand.ABGESTIMMT and schreibt,
            kann_einwenden=protokoll.stand == Protokoll.Stand.VERSANDT
            and self.benutzer.has_perm("planung.protokoll_einwenden", protokoll),
            kann_entscheiden=protokoll.stand == Protokoll.Stand.VERSANDT and schreibt,
            einwaende=self._einwaende(),
            fassungen=protokoll.fassungen.all(),
            vorige=self._vorige(),
            **kwargs,
        )

    @property
    def _ist_entwurf(self) -> bool:
        return self.protokoll.stand == Protokoll.Stand.ENTWURF

    def _einwaende(self) -> list[Protokolleinwand]:
        """Objections; to a non-public item only for whoever may read it, to no item only for members."""
        reihe = self.protokoll.einwaende.select_related("person", "punkt__uebergeordnet")
        return list(reihe) if self.liest_alles else []

    def _vorige(self) -> Protokoll | None:
        """The minutes of the meeting before."""
        eigene = self.protokoll.sitzung
        frueher = sicht.protokolle(self.benutzer).filter(
            sitzung__gremium=eigene.gremium_id, sitzung__beginn__lt=eigene.beginn
        )
        return frueher.first()


class Fassung(_Seite, TemplateView):
    """One frozen version with its checksum, as far as the person may read it (S41)."""

    template_name = "planung/protokoll_fassung.html"

    @cached_property
    def fassung(self) -> Protokollfassung:
        return get_object_or_404(self.protokoll.fassungen, nummer=self.kwargs["nummer"])

    def get_rechtobjekt(self) -> object:
        return self.fassung.protokoll

    @property
    def titel(self) -> str:  # type: ignore[override]
        return str(self.fassung)

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (str(self.protokoll), self.zum_protokoll())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        inhalt = sichtbarer_teil(self.fassung.inhalt, self.liest_alles)
        return super().get_context_data(
            fassung=self.fassung,
            inhalt=inhalt,
            angaben=angaben_zu(inhalt),
            protokoll=self.protokoll,
            **kwargs,
        )


class AlsPdf(_EineNiederschrift, View):
    """What the person may read, as a tagged PDF."""

    http_method_names = ["get", "head", "options"]
    dateiname = "niederschrift"

    def gelesen(self) -> dict[str, Any]:
        return self.inhalt()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        bericht = als_bericht(self.gelesen(), self.protokoll.pruefsumme)
        name = f"{self.dateiname}-{self.protokoll.sitzung.nummer}.pdf"
        return als_pdf(bericht.als_pdf(bezirk_zu(request)), name)


class OeffentlicherTeil(AlsPdf):
    """The public part alone, to hand out, whoever asks for it."""

    dateiname = "niederschrift-oeffentlich"

    def gelesen(self) -> dict[str, Any]:
        return sichtbarer_teil(self.inhalt(), mit_nichtoeffentlichem=False)


class Abschnitt(Formularseite):
    """Write about one item. Saves as well for the script that saves by itself; who saves an older text is told."""

    recht = "planung.protokoll_schreiben"
    form_class = AbschnittForm
    template_name = "planung/abschnitt.html"
    erfolg = gettext_lazy("Gespeichert.")
    konflikt: Protokollabschnitt | None = None
    kwargs: dict[str, Any]

    @cached_property
    def abschnitt(self) -> Protokollabschnitt:
        lesbar = sicht.protokolle(self.benutzer).values("pk")
        reihe = Protokollabschnitt.objects.select_related(
            "punkt", "protokoll__sitzung__gremium", "bearbeitet_von"
        )
        return get_object_or_404(reihe, punkt=self.kwargs["pk"], protokoll__in=lesbar)

    def get_rechtobjekt(self) -> object:
        return self.abschnitt.protokoll

    @property
    def titel(self) -> str:  # type: ignore[override]
        return f"{self.abschnitt.punkt}: {self.abschnitt.punkt.titel}"

    def weg(self) -> list[tuple[str, str]]:
        return [(str(self.abschnitt.protokoll), self.abschnitt.protokoll.get_absolute_url())]

    def get_initial(self) -> dict[str, Any]:
        felder = ("version", "ergebnis", "beschluss", "ist_fertig")
        return {name: getattr(self.abschnitt, name) for name in felder}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _will_json(request):
            return JsonResponse(_als_daten(self.abschnitt))
        return super().get(request, *args, **kwargs)

    def ausfuehren(self, form: AbschnittForm) -> None:
        version = form.cleaned_data["version"]
        try:
            self.abschnitt = aktionen.abschnitt_speichern(
                abschnitt=self.abschnitt, version=version, text=form.text(), person=self.benutzer
            )
        except aktionen.Konflikt as konflikt:
            self.konflikt = konflikt.stand
            raise

    def form_valid(self, form: AbschnittForm) -> HttpResponse:
        if not _will_json(self.request):
            return super().form_valid(form)
        try:
            self.ausfuehren(form)
        except aktionen.Konflikt as konflikt:
            return JsonResponse(_als_daten(konflikt.stand), status=409)
        except ValidationError as fehler:
            return JsonResponse({"fehler": fehler.messages}, status=400)
        return JsonResponse(_als_daten(self.abschnitt))

    def form_invalid(self, form: AbschnittForm) -> HttpResponse:
        """After a conflict both texts: the stored one to read, the typed one in the form, which now knows of it."""
        if self.konflikt is None:
            return super().form_invalid(form)
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = str(self.konflikt.version)  # type: ignore[index]
        return self.render_to_response(self.get_context_data(form=form, konflikt=self.konflikt), status=409)

    def get_success_url(self) -> str:
        protokoll = self.abschnitt.protokoll
        if protokoll.sitzung.stand == Sitzung.Stand.LAEUFT:
            return reverse("planung:sitzung-live", args=[protokoll.sitzung_id]) + "#jetzt"
        return protokoll.get_absolute_url() + f"#top-{self.abschnitt.punkt_id}"


def _will_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _als_daten(abschnitt: Protokollabschnitt) -> dict[str, Any]:
    """What the script that saves by itself needs to know."""
    return {
        "version": abschnitt.version,
        "ergebnis": abschnitt.ergebnis,
        "beschluss": abschnitt.beschluss,
        "ist_fertig": abschnitt.ist_fertig,
        "um": uhrzeit(abschnitt.bearbeitet_am),
        "wer": str(abschnitt.bearbeitet_von.name) if abschnitt.bearbeitet_von else "",
    }


class _Knopf(_EineNiederschrift, Aktionsknopf):
    recht = "planung.protokoll_schreiben"

    def ziel(self) -> str:
        return self.zum_protokoll()


class Abstimmen(_Knopf):
    """The chair agrees to the draft."""

    recht = "planung.protokoll_abstimmen"
    erfolg = gettext_lazy("Sie haben dem Entwurf zugestimmt. Jetzt kann die Niederschrift versandt werden.")

    def ausfuehren(self) -> None:
        aktionen.protokoll_abstimmen(protokoll=self.protokoll, person=self.benutzer)


class Zurueckgeben(_Knopf):
    """Back to the draft."""

    erfolg = gettext_lazy("Die Niederschrift ist wieder ein Entwurf.")

    def ausfuehren(self) -> None:
        aktionen.protokoll_zurueckgeben(protokoll=self.protokoll, person=self.benutzer)


class Versenden(_Knopf):
    """To everybody who belongs to the body."""

    erfolg = gettext_lazy("Die Niederschrift ist versandt.")

    def ausfuehren(self) -> None:
        aktionen.protokoll_versenden(protokoll=self.protokoll, person=self.benutzer)


class _Formular(_Seite, Formularseite):
    """A form of one minutes."""

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (str(self.protokoll), self.zum_protokoll())]

    def get_success_url(self) -> str:
        return self.zum_protokoll()


class EinwandNeu(_Formular):
    """A member objects."""

    recht = "planung.protokoll_einwenden"
    titel = gettext_lazy("Einwand erheben")
    knopf = gettext_lazy("Einwand erheben")
    erfolg = gettext_lazy("Ihr Einwand ist eingetragen. Darüber entscheidet die nächste Sitzung.")
    form_class = EinwandForm

    def get_form_kwargs(self) -> dict[str, Any]:
        sichtbar = sicht.punkte(self.benutzer).filter(sitzung=self.protokoll.sitzung).in_ordnung()  # type: ignore[attr-defined]
        punkte = [(punkt.pk, f"{punkt}: {punkt.titel}") for punkt in sichtbar]
        return {**super().get_form_kwargs(), "punkte": punkte}

    def ausfuehren(self, form: EinwandForm) -> None:
        einwand = Protokolleinwand(
            protokoll=self.protokoll,
            person=self.benutzer.person,
            punkt_id=int(form.cleaned_data["punkt"]) if form.cleaned_data["punkt"] else None,
            text=form.cleaned_data["text"],
        )
        aktionen.einwand_erheben(einwand=einwand, person=self.benutzer)


class EinwandEntscheiden(Formularseite):
    """What the body decided about an objection."""

    recht = "planung.protokoll_schreiben"
    titel = gettext_lazy("Über den Einwand entscheiden")
    erfolg = gettext_lazy("Die Entscheidung ist eingetragen.")
    form_class = EinwandEntscheidungForm
    template_name = "planung/einwand.html"
    kwargs: dict[str, Any]

    @cached_property
    def einwand(self) -> Protokolleinwand:
        lesbar = sicht.protokolle(self.benutzer).values("pk")
        reihe = Protokolleinwand.objects.select_related("protokoll__sitzung__gremium", "person", "punkt")
        return get_object_or_404(reihe, pk=self.kwargs["pk"], protokoll__in=lesbar)

    def get_rechtobjekt(self) -> object:
        return self.einwand.protokoll

    def weg(self) -> list[tuple[str, str]]:
        return [(str(self.einwand.protokoll), self.get_success_url())]

    def get_initial(self) -> dict[str, Any]:
        return {"entscheidung": self.einwand.entscheidung}

    def ausfuehren(self, form: EinwandEntscheidungForm) -> None:
        aktionen.einwand_entscheiden(einwand=self.einwand, person=self.benutzer, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.einwand.protokoll.get_absolute_url()


class Genehmigen(_Formular):
    """The body has approved them in a later meeting, with or without a change."""

    recht = "planung.protokoll_schreiben"
    titel = gettext_lazy("Genehmigung eintragen")
    knopf = gettext_lazy("Genehmigung eintragen")
    erfolg = gettext_lazy("Die Niederschrift ist genehmigt und eingefroren.")
    form_class = GenehmigungForm
    template_name = "planung/protokoll_genehmigen.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        texte = {
            eins.punkt_id: (str(eins.punkt), aktionen.Text(eins.ergebnis, eins.beschluss))
            for eins in protokollstand.abschnitte_der(self.protokoll)
        }
        return {
            **super().get_form_kwargs(),
            "protokoll": self.protokoll,
            "sitzungen": protokollstand.spaetere_sitzungen(self.protokoll),
            "texte": texte,
        }

    def ausfuehren(self, form: GenehmigungForm) -> None:
        aktionen.protokoll_genehmigen(protokoll=self.protokoll, person=self.benutzer, **form.angaben())
