"""The agenda of a meeting at work: add, change, order, withdraw."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView, View

from konferenz.kontext import bezirk_zu
from konferenz.views.datei import als_pdf
from konferenz.views.seite import Aktionsknopf, Formularseite
from planung.actions import tagesordnung as aktionen
from planung.einladungsblatt import als_bericht
from planung.forms.tagesordnung import PunktForm, VerschiebenForm
from planung.models import Sitzung, Tagesordnungspunkt
from planung.queries.tagesordnung import tagesordnung
from planung.views.seite import Sitzungsseite


class _DerTagesordnung(Sitzungsseite):
    recht = "planung.sitzung_bearbeiten"

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Tagesordnung"), self.adresse("tagesordnung"))]

    def zur_tagesordnung(self) -> str:
        return self.adresse("tagesordnung")


class Tagesordnung(_DerTagesordnung, TemplateView):
    """All items with buttons to order them; after dispatch only additions and withdrawals."""

    titel = gettext_lazy("Tagesordnung bearbeiten")
    template_name = "planung/tagesordnung.html"

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zeilen = tagesordnung(self.sitzung, self.benutzer)
        gezaehlt = [zeile for zeile in zeilen if not (zeile.ist_unterpunkt or zeile.ist_abgesetzt)]
        return super().get_context_data(
            sitzung=self.sitzung,
            zeilen=zeilen,
            dauer=int((self.sitzung.ende - self.sitzung.beginn).total_seconds() // 60),
            minuten=sum(zeile.punkt.minuten for zeile in gezaehlt),
            ist_geplant=self.sitzung.stand == Sitzung.Stand.GEPLANT,
            ist_eingeladen=self.sitzung.stand == Sitzung.Stand.EINGELADEN,
            **kwargs,
        )


class AlsPdf(Sitzungsseite, View):
    """The agenda as this account may read it, as a tagged PDF."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        letzte = self.sitzung.einladungen.order_by("version").last()
        bericht = als_bericht(self.sitzung, tagesordnung(self.sitzung, self.benutzer), letzte)
        return als_pdf(bericht.als_pdf(bezirk_zu(request)), f"tagesordnung-{self.sitzung.nummer}.pdf")


class _PunktForm(_DerTagesordnung, Formularseite):
    form_class = PunktForm
    ist_neu = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "sitzung": self.sitzung, "ist_neu": self.ist_neu}

    def get_success_url(self) -> str:
        return self.zur_tagesordnung()


class PunktNeu(_PunktForm):
    """One more item: at the end, before the closing item."""

    titel = gettext_lazy("Punkt hinzufügen")
    knopf = gettext_lazy("Punkt hinzufügen")
    erfolg = gettext_lazy("Der Punkt steht auf der Tagesordnung.")

    def ausfuehren(self, form: PunktForm) -> None:
        punkt = form.fuelle(Tagesordnungspunkt(sitzung=self.sitzung))
        aktionen.punkt_hinzufuegen(
            punkt=punkt, nach=self._davor(punkt), person=self.benutzer, schluessel=form.formularschluessel
        )

    def _davor(self, punkt: Tagesordnungspunkt) -> Tagesordnungspunkt | None:
        """The item before "Verschiedenes", which stays the last one; None puts it at the end."""
        if punkt.uebergeordnet is not None:
            return None
        reihe = list(self.sitzung.punkte.filter(uebergeordnet=None).order_by("position"))
        schluss = Tagesordnungspunkt.Art.VERSCHIEDENES
        if len(reihe) < 2 or reihe[-1].art != schluss or punkt.art == schluss:
            return None
        return reihe[-2]


class EinesPunktes(_DerTagesordnung):
    """About one item; 404 for one of another meeting."""

    @cached_property
    def punkt(self) -> Tagesordnungspunkt:
        reihe = self.sitzung.punkte.select_related("uebergeordnet")
        gefunden = get_object_or_404(reihe, pk=self.kwargs["punkt"])
        gefunden.sitzung = self.sitzung
        return gefunden

    def get_rechtobjekt(self) -> object:
        sitzung = super().get_rechtobjekt()
        if self.benutzer.has_perm(self.recht, sitzung):
            self.punkt  # noqa: B018  # 404 for an item that is not there
        return sitzung


class PunktAendern(EinesPunktes, _PunktForm):
    """Change an item."""

    titel = gettext_lazy("Punkt ändern")
    erfolg = gettext_lazy("Der Punkt ist geändert.")
    ist_neu = False

    def get_initial(self) -> dict[str, Any]:
        return PunktForm.anfang(self.punkt)

    def ausfuehren(self, form: PunktForm) -> None:
        aktionen.punkt_aendern(punkt=form.fuelle(self.punkt), person=self.benutzer)


class PunktVerschieben(EinesPunktes, Aktionsknopf):
    """So many places up (negative) or down, by button or by dragging."""

    erfolg = gettext_lazy("Der Punkt ist verschoben.")

    def ausfuehren(self) -> None:
        form = VerschiebenForm(self.request.POST)
        if not form.is_valid():
            raise ValidationError(gettext("Es fehlt, wohin der Punkt soll."))
        schritte = form.cleaned_data["schritte"]
        aktionen.punkt_verschieben(punkt=self.punkt, schritte=schritte, person=self.benutzer)

    def ziel(self) -> str:
        return f"{self.zur_tagesordnung()}#punkt-{self.punkt.pk}"


class PunktEntfernen(EinesPunktes, Aktionsknopf):
    """Delete an item; after dispatch it stays as "von der Tagesordnung genommen"."""

    erfolg = gettext_lazy("Der Punkt ist von der Tagesordnung genommen.")

    def ausfuehren(self) -> None:
        aktionen.punkt_entfernen(punkt=self.punkt, person=self.benutzer)

    def ziel(self) -> str:
        return self.zur_tagesordnung()
