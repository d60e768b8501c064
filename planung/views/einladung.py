"""Inviting: what will go out, to whom, whether it keeps the notice period; the supplement."""

from typing import Any

from django.utils.translation import gettext_lazy

from beirat.queries import fehlende_stellen
from konferenz.views.seite import Formularseite
from planung.actions import einladen as aktionen
from planung.forms.sitzung import EinladungForm
from planung.fristen import letzter_versandtag, tag_der
from planung.models import Sitzung
from planung.queries.fassungen import offene_aenderungen
from planung.queries.mitglieder import eingeladene
from planung.queries.tagesordnung import tagesordnung
from planung.views.seite import Sitzungsseite


class _Versand(Sitzungsseite, Formularseite):
    """What is sent is shown before it goes out."""

    recht = "planung.einladen"
    form_class = EinladungForm

    def get_success_url(self) -> str:
        return self.zur_sitzung()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        empfaenger = eingeladene(self.sitzung.gremium, tag_der(self.sitzung))
        return super().get_context_data(
            sitzung=self.sitzung,
            zeilen=tagesordnung(self.sitzung, self.benutzer),
            empfaenger=empfaenger,
            auf_papier=[mensch for mensch in empfaenger if not mensch.email],
            **kwargs,
        )


class Einladung(_Versand):
    """Check the invitation and send it."""

    titel = gettext_lazy("Einladung prüfen und versenden")
    template_name = "planung/einladung.html"
    knopf = gettext_lazy("Jetzt einladen")
    erfolg = gettext_lazy("Die Einladung ist im Postausgang.")

    @property
    def ist_verkuerzt(self) -> bool:
        return aktionen.ist_verkuerzt(self.sitzung)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "ist_verkuerzt": self.ist_verkuerzt}

    def ausfuehren(self, form: EinladungForm) -> None:
        aktionen.einladen(sitzung=self.sitzung, person=self.benutzer, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            ist_verkuerzt=self.ist_verkuerzt,
            letzter_tag=letzter_versandtag(self.sitzung),
            fehlende=fehlende_stellen(self.sitzung.gremium, tag_der(self.sitzung)),
            entwurf=self._entwurf(),
            ist_geplant=self.sitzung.stand == Sitzung.Stand.GEPLANT,
            **kwargs,
        )

    def _entwurf(self) -> str:
        """The letter with what was typed so far."""
        getippt = {name: self.request.POST.get(name, "").strip() for name in ("anschreiben", "begruendung")}
        return aktionen.entwurf(self.sitzung, **getippt)


class Nachtrag(_Versand):
    """Send the changed agenda with its differences."""

    titel = gettext_lazy("Nachtrag zur Tagesordnung")
    template_name = "planung/nachtrag.html"
    knopf = gettext_lazy("Nachtrag versenden")
    erfolg = gettext_lazy("Der Nachtrag ist im Postausgang.")

    def ausfuehren(self, form: EinladungForm) -> None:
        aktionen.nachtrag_senden(sitzung=self.sitzung, person=self.benutzer, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letzte = self.sitzung.einladungen.order_by("version").last()
        aenderungen = offene_aenderungen(letzte, list(self.sitzung.punkte.in_ordnung()))
        return super().get_context_data(unterschiede=aenderungen, **kwargs)
