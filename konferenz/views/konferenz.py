"""The conference as staff see it: one page with everything, and one form for each part."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import ListView, TemplateView

from konferenz import queries
from konferenz.actions import einstellungen
from konferenz.actions import konferenz as aktionen
from konferenz.actions.formularschluessel import einloesen
from konferenz.forms.einstellungen import AngebotForm, AnmeldezeitForm, KonferenztexteForm, TerminForm
from konferenz.models import Angebot, Konferenz
from konferenz.naechstes import fehlende_sprachen
from konferenz.sprachen import SPRACHEN
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite, uebertrage_fehler


class Konferenzen(Arbeitsseite, ListView):
    """All conferences of the district, the next one first."""

    recht = "konferenz.konferenz_sehen"
    titel = gettext_lazy("Konferenzen")
    template_name = "konferenz/konferenz_liste.html"
    context_object_name = "konferenzen"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Konferenz]:
        return Konferenz.objects.mit_rahmen().order_by(F("beginn").desc(nulls_first=True), "-kennung")


class _EinerKonferenz(Arbeitsseite):
    """Pages of the conference of the address."""

    recht = "konferenz.konferenz_bearbeiten"

    @cached_property
    def konferenz(self) -> Konferenz:
        return queries.konferenz_der_arbeit(self.request, self.kwargs["kennung"])  # type: ignore[attr-defined]

    def get_rechtobjekt(self) -> object:
        return self.konferenz

    def weg(self) -> list[tuple[str, str]]:
        return [
            (gettext("Konferenzen"), reverse("arbeit:konferenzen")),
            (self.konferenz.kennung, self.ziel()),
        ]

    def ziel(self) -> str:
        return reverse("arbeit:konferenz", args=[self.konferenz.kennung])

    get_success_url = ziel


class KonferenzSeite(_EinerKonferenz, TemplateView):
    """Everything about one conference: date, registration, texts, offers, and where to change it."""

    recht = "konferenz.konferenz_sehen"
    template_name = "konferenz/konferenz_detail.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Konferenz %(kennung)s") % {"kennung": self.konferenz.kennung}

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        konferenz = self.konferenz
        return super().get_context_data(
            angebote=konferenz.angebote.all(),
            dolmetschsprachen=[SPRACHEN[code].name_deutsch for code in konferenz.dolmetschsprachen],
            fehlende_sprachen=fehlende_sprachen(konferenz),
            ist_im_beschluss=aktionen.ist_im_beschluss(konferenz),
            **kwargs,
        )


class TerminSetzen(_EinerKonferenz, Formularseite):
    """Day, times and place; outside the resolution it saves with a warning (S5)."""

    form_class = TerminForm
    template_name = "konferenz/konferenz_termin.html"
    erfolg = gettext_lazy("Termin und Ort sind gespeichert.")
    titel = gettext_lazy("Termin und Ort")

    def get_initial(self) -> dict[str, Any]:
        return TerminForm.von(self.konferenz)

    def form_valid(self, form: TerminForm) -> HttpResponse:
        """First what it brings about, then the act. What was shown counts for the very same entries only."""
        try:
            folgen = aktionen.termin_folgen(self.konferenz, **form.angaben())
        except ValidationError as fehler:
            uebertrage_fehler(form, fehler)
            return self.form_invalid(form)
        if folgen and form.cleaned_data["gesehen"] != self._marke(form):
            daten = {**cast(QueryDict, form.data).dict(), "gesehen": self._marke(form)}
            return self.render_to_response(self.get_context_data(form=TerminForm(daten), folgen=folgen))
        return super().form_valid(form)

    def _marke(self, form: TerminForm) -> str:
        return "|".join(str(wert) for wert in form.angaben().values())

    def ausfuehren(self, form: TerminForm) -> None:
        konferenz = aktionen.termin_setzen(konferenz=self.konferenz, person=self.benutzer, **form.angaben())
        if konferenz.beginn and konferenz.anmeldung_bis and konferenz.anmeldung_bis > konferenz.beginn:
            messages.warning(
                self.request,
                gettext("Die Anmeldung endet jetzt erst nach dem Beginn. Bitte passen Sie den Zeitraum an."),
            )
        if not aktionen.ist_im_beschluss(konferenz):
            messages.warning(
                self.request,
                gettext(
                    "Der Termin liegt außerhalb des Beschlusses. Der Punkt ist jetzt „abweichend“, "
                    "ein Sachstand für die Bezirksversammlung ist entworfen."
                ),
            )


class AnmeldezeitSetzen(_EinerKonferenz, Formularseite):
    """Window of registration, last day for needs, interpreted languages."""

    form_class = AnmeldezeitForm
    erfolg = gettext_lazy("Die Angaben zur Anmeldung sind gespeichert.")
    titel = gettext_lazy("Anmeldung und Bedarfe")

    def get_initial(self) -> dict[str, Any]:
        return AnmeldezeitForm.von(self.konferenz)

    def ausfuehren(self, form: AnmeldezeitForm) -> None:
        aktionen.anmeldezeit_setzen(konferenz=self.konferenz, **form.angaben())


class TexteBearbeiten(_EinerKonferenz, Formularseite):
    """Title and texts in all offered languages."""

    recht = "konferenz.texte_bearbeiten"
    form_class = KonferenztexteForm
    erfolg = gettext_lazy("Die Texte sind gespeichert.")
    titel = gettext_lazy("Texte")

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy: the frame of the page goes on showing what is stored while the form holds what was typed.
        return {**super().get_form_kwargs(), "instance": Konferenz.objects.get(pk=self.konferenz.pk)}

    def ausfuehren(self, form: KonferenztexteForm) -> None:
        aktionen.texte_speichern(konferenz=form.instance)


class Veroeffentlichen(_EinerKonferenz, Aktionsknopf):
    erfolg = gettext_lazy("Die Konferenz ist jetzt öffentlich.")

    def ausfuehren(self) -> None:
        aktionen.veroeffentlichen(konferenz=self.konferenz)


class Verbergen(_EinerKonferenz, Aktionsknopf):
    erfolg = gettext_lazy("Die Konferenz ist nicht mehr öffentlich. Anmeldungen bleiben erhalten.")

    def ausfuehren(self) -> None:
        aktionen.verbergen(konferenz=self.konferenz)


class AngebotAnlegen(_EinerKonferenz, Formularseite):
    """A new offer."""

    titel = gettext_lazy("Angebot anlegen")
    form_class = AngebotForm
    erfolg = gettext_lazy("Das Angebot ist gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Angebot(konferenz=self.konferenz)}

    @transaction.atomic
    def ausfuehren(self, form: AngebotForm) -> None:
        if einloesen(form.formularschluessel, form.angaben()) is None:
            einstellungen.angebot_speichern(angebot=form.instance)


class _EinesAngebots(_EinerKonferenz):
    @cached_property
    def angebot(self) -> Angebot:
        return get_object_or_404(self.konferenz.angebote, pk=self.kwargs["pk"])  # type: ignore[attr-defined]

    def get_rechtobjekt(self) -> object:
        return self.angebot


class AngebotBearbeiten(_EinesAngebots, AngebotAnlegen):
    """Change an offer, also by those who write texts."""

    recht = "konferenz.texte_bearbeiten"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Angebot: %(titel)s") % {"titel": self.angebot}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.konferenz.angebote.get(pk=self.angebot.pk)}


class AngebotLoeschen(_EinesAngebots, Aktionsknopf):
    erfolg = gettext_lazy("Das Angebot ist gelöscht.")

    def ausfuehren(self) -> None:
        einstellungen.angebot_loeschen(angebot=self.angebot)


class AngebotVorziehen(_EinesAngebots, Aktionsknopf):
    erfolg = gettext_lazy("Das Angebot steht jetzt weiter vorn.")

    def ausfuehren(self) -> None:
        einstellungen.angebot_vorziehen(angebot=self.angebot)
