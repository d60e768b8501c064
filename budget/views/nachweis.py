"""The proof of use: preview, Sachbericht, handing in, downloads."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from budget.actions.nachweis import (
    einreichung_zuruecknehmen,
    nachweis_einreichen,
    sachbericht_speichern,
    stand_von,
)
from budget.berichte.nachweis import nachweisbericht
from budget.forms.berichte import EinreichenForm, SachberichtForm
from budget.models import Verwendungsnachweis
from budget.queries.beleg import zurueckgenommene_nachweise
from budget.queries.berichte import (
    faellig_am,
    fehlt_zum_nachweis,
    hinweise_zum_nachweis,
    nachweisstand,
)
from budget.queries.nachweis import Nachweiszahlen, nachweiszahlen
from budget.views.berichte import Berichtsseite, Datei
from konferenz.bericht import Bericht
from konferenz.kontext import bezirk_zu
from konferenz.views import datei
from konferenz.views.seite import Aktionsknopf, Formularseite


class _MitZahlen(Berichtsseite):
    @cached_property
    def zahlen(self) -> Nachweiszahlen:
        return nachweiszahlen(self.bereitstellung, self.nachweis)

    def bericht(self) -> Bericht:
        return nachweisbericht(self.bereitstellung, self.nachweis, self.zahlen)


class Nachweis(_MitZahlen, TemplateView):
    """The whole proof as it would be printed, and what to do next."""

    titel = gettext_lazy("Verwendungsnachweis")
    template_name = "budget/nachweis.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eingereicht = bool(self.nachweis and self.nachweis.eingereicht_am)
        fehlt = [] if eingereicht else fehlt_zum_nachweis(self.nachweis, self.zahlen)
        frist = faellig_am(self.bereitstellung, self.nachweis)
        return super().get_context_data(
            konferenz=self.konferenz,
            bereitstellung=self.bereitstellung,
            nachweis=self.nachweis,
            eingereicht=eingereicht,
            seither=self.bereitstellung.naechste_lfd - 1 - self.zahlen.lfd,
            fehlt=fehlt,
            hinweise=[] if eingereicht else hinweise_zum_nachweis(self.bereitstellung),
            faellig=frist,
            stand=nachweisstand(frist, self.nachweis, fehlt),
            bericht=self.bericht(),
            zurueckgenommene=zurueckgenommene_nachweise(self.bereitstellung, self.nachweis),
            **kwargs,
        )


class _Formular(_MitZahlen, Formularseite):
    recht = "budget.bericht_schreiben"

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (str(Nachweis.titel), self.adresse("nachweis"))]

    def get_success_url(self) -> str:
        return self.adresse("nachweis")


class Bearbeiten(_Formular):
    """Write the Sachbericht."""

    titel = gettext_lazy("Sachbericht schreiben")
    erfolg = gettext_lazy("Der Sachbericht ist gespeichert.")
    form_class = SachberichtForm
    template_name = "budget/nachweis_bearbeiten.html"

    def get_initial(self) -> dict[str, Any]:
        nachweis = self.nachweis
        return {
            "stand": stand_von(nachweis),
            "sachbericht": nachweis.sachbericht if nachweis else "",
            "faellig_am": nachweis.faellig_am if nachweis else None,
        }

    def ausfuehren(self, form: SachberichtForm) -> None:
        try:
            sachbericht_speichern(
                bereitstellung=self.bereitstellung, person=self.benutzer, **form.cleaned_data
            )
        except ValidationError as fehler:
            if getattr(fehler, "code", "") == "veraltet":
                self.anderer = Verwendungsnachweis.objects.get(bereitstellung=self.bereitstellung)
                form.mit_stand(stand_von(self.anderer))
            raise

    anderer: Verwendungsnachweis | None = None
    """What somebody else has stored meanwhile."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(anderer=self.anderer, **kwargs)


class Einreichen(_Formular):
    """Hand the proof in: from then on its figures and its text stay."""

    titel = gettext_lazy("Verwendungsnachweis einreichen")
    knopf = gettext_lazy("Einreichen")
    erfolg = gettext_lazy("Der Verwendungsnachweis ist eingereicht. Das PDF ist abgelegt.")
    form_class = EinreichenForm
    template_name = "budget/nachweis_einreichen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            zahlen=self.zahlen,
            fehlt=fehlt_zum_nachweis(self.nachweis, self.zahlen),
            hinweise=hinweise_zum_nachweis(self.bereitstellung),
            **kwargs,
        )

    def ausfuehren(self, form: EinreichenForm) -> None:
        nachweis_einreichen(bereitstellung=self.bereitstellung, person=self.benutzer, **form.cleaned_data)


class Zuruecknehmen(Berichtsseite, Aktionsknopf):
    """Open the proof again."""

    recht = "budget.bericht_schreiben"
    erfolg = gettext_lazy("Die Einreichung ist zurückgenommen. Der Nachweis zeigt wieder den heutigen Stand.")

    def ausfuehren(self) -> None:
        einreichung_zuruecknehmen(bereitstellung=self.bereitstellung, person=self.benutzer)

    def ziel(self) -> str:
        return self.adresse("nachweis")


class _NachweisDatei(Datei, _MitZahlen):
    endung = ""

    @property
    def dateiname(self) -> str:  # type: ignore[override]
        return f"verwendungsnachweis-{self.konferenz.kennung}.{self.endung}"

    def seite(self) -> str:
        return self.adresse("nachweis")

    @property
    def anzahl(self) -> int:
        return len(self.zahlen.zeilen) + len(self.zahlen.sonstige)


class AlsPdf(_NachweisDatei):
    """The tagged PDF; of a proof that is handed in the very file that went out."""

    endung = "pdf"

    def inhalt(self) -> tuple[HttpResponseBase, int]:
        beleg = self.nachweis.beleg if self.nachweis else None
        if beleg is not None:
            with beleg.datei.open() as abgelegt:
                return datei.als_pdf(abgelegt.read(), self.dateiname), self.anzahl
        return datei.als_pdf(self.bericht().als_pdf(bezirk_zu(self.request)), self.dateiname), self.anzahl


class AlsXlsx(_NachweisDatei):
    """One sheet for each table."""

    endung = "xlsx"

    def inhalt(self) -> tuple[HttpResponseBase, int]:
        erste, *weitere = (tabelle.als_datei() for tabelle in self.bericht().tabellen())
        return datei.als_xlsx(erste, self.dateiname, *weitere), self.anzahl
