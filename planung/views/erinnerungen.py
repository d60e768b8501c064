"""Reminders of a meeting: what went out and will, to whom; lead times and texts; reminding who has not answered."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.generic import TemplateView

from konferenz.views.seite import Aktionsknopf, Formularseite
from planung.actions import erinnern as aktionen
from planung.forms.erinnerung import ErinnerungForm
from planung.models import Erinnerung, Sitzung
from planung.queries.erinnerungen import erinnerungspost
from planung.views.seite import Sitzungsseite


class _DerErinnerungen(Sitzungsseite):
    recht = "planung.einladen"

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Erinnerungen"), self.ziel())]

    def ziel(self) -> str:
        return self.adresse("erinnerungen")


class Erinnerungen(_DerErinnerungen, TemplateView):
    """All reminders of a meeting in the order in which they go out."""

    titel = gettext_lazy("Erinnerungen")
    template_name = "planung/erinnerungen.html"

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offen = self.sitzung.stand in (Sitzung.Stand.GEPLANT, Sitzung.Stand.EINGELADEN)
        return super().get_context_data(
            sitzung=self.sitzung,
            post=erinnerungspost(self.sitzung),
            ist_offen=offen and not self.sitzung.hat_begonnen,
            **kwargs,
        )


class _Formular(_DerErinnerungen, Formularseite):
    form_class = ErinnerungForm
    template_name = "planung/erinnerung.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sitzung=self.sitzung, erinnerung=self.erinnerung, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.erinnerung}

    @cached_property
    def erinnerung(self) -> Erinnerung:
        return Erinnerung(sitzung=self.sitzung)

    def ausfuehren(self, form: ErinnerungForm) -> None:
        aktionen.erinnerung_speichern(erinnerung=form.instance, person=self.benutzer)

    def get_success_url(self) -> str:
        return self.ziel()


class ErinnerungNeu(_Formular):
    """One more reminder."""

    titel = gettext_lazy("Erinnerung hinzufügen")
    knopf = gettext_lazy("Erinnerung hinzufügen")
    erfolg = gettext_lazy("Die Erinnerung ist vorgesehen.")


class _Einer(_DerErinnerungen):
    """About one reminder; 404 for one of another meeting."""

    @cached_property
    def erinnerung(self) -> Erinnerung:
        gefunden = get_object_or_404(self.sitzung.erinnerungen, pk=self.kwargs["erinnerung"])
        gefunden.sitzung = self.sitzung
        return gefunden

    def get_rechtobjekt(self) -> object:
        sitzung = super().get_rechtobjekt()
        if self.benutzer.has_perm(self.recht, sitzung):
            self.erinnerung  # noqa: B018  # 404 for a reminder that is not there
        return sitzung


class ErinnerungAendern(_Einer, _Formular):
    """Another lead time or text."""

    titel = gettext_lazy("Erinnerung ändern")
    erfolg = gettext_lazy("Die Erinnerung ist geändert.")


class ErinnerungEntfernen(_Einer, Aktionsknopf):
    """Leave a reminder out."""

    erfolg = gettext_lazy("Die Erinnerung ist gestrichen.")

    def ausfuehren(self) -> None:
        aktionen.erinnerung_entfernen(erinnerung=self.erinnerung, person=self.benutzer)


class JetztErinnern(Sitzungsseite, Aktionsknopf):
    """Write now to who has not answered."""

    recht = "planung.einladen"
    zahl = 0

    def ausfuehren(self) -> None:
        self.zahl = aktionen.offene_erinnern(sitzung=self.sitzung, person=self.benutzer)

    @property
    def erfolg(self) -> str:  # type: ignore[override]
        if not self.zahl:
            return gettext("Heute sind schon alle erinnert, die noch nicht geantwortet haben.")
        return ngettext("%(zahl)s Person wird erinnert.", "%(zahl)s Personen werden erinnert.", self.zahl) % {
            "zahl": self.zahl
        }

    def ziel(self) -> str:
        return self.zur_sitzung()
