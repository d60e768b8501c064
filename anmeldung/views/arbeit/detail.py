"""One registration: its data, what happened to it, the letters to this person; and what staff can do for her."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anmeldung import actions, zeitstrahl
from anmeldung.actions.arbeit import fuer_jemanden_absagen, link_zusenden
from anmeldung.forms.arbeit import Absageform, Aenderungsform
from anmeldung.models import Bedarf, Einwilligung
from anmeldung.views.arbeit.seite import Anmeldungsseite, Vorgang
from konferenz.kontext import bezirk_zu
from konferenz.models import Nachricht


class Detail(Anmeldungsseite):
    """The registration; of needs only whether there are any."""

    recht = "anmeldung.liste_sehen"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        anmeldung = self.anmeldung
        platz = anmeldung.plaetze.der_konferenz().first()
        wartet = anmeldung.warteplaetze.der_konferenz().first()
        bedarf = Bedarf.objects.filter(anmeldung=anmeldung).defer("verschluesselt").first()
        briefe = list(Nachricht.objects.filter(bezug=str(anmeldung.pk)).defer("teile"))
        return self.zeige(
            "detail",
            anmeldung=anmeldung,
            platz=platz,
            warteplatz=wartet,
            bedarf=bedarf,
            einwilligungen=list(anmeldung.einwilligungen.all()),
            briefe=briefe,
            ereignisse=zeitstrahl.ereignisse(anmeldung, platz, wartet, briefe),
        )

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.anmeldung.name

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:-1]


class Aendern(Anmeldungsseite):
    """Correct the data of a registration; needs can be replaced but are not shown."""

    recht = "anmeldung.aendern"
    titel = gettext_lazy("Angaben ändern")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._formularseite(self._formular())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        formular = self._formular(request.POST)
        if not formular.is_valid():
            return self._formularseite(formular)
        try:
            actions.angaben_aendern(anmeldung=self.anmeldung, angaben=formular.anmeldeangaben)
        except ValidationError as fehler:
            formular.add_error(None, fehler)
            return self._formularseite(formular)
        messages.success(request, _("Die Änderung ist gespeichert."))
        return self.zum_detail()

    def _formular(self, *daten: Any) -> Aenderungsform:
        gueltige = self.anmeldung.einwilligungen.filter(widerrufen_am=None).values_list("zweck", flat=True)
        folgepost = Einwilligung.Zweck.FOLGEPOST in gueltige
        bezirk = bezirk_zu(self.request)
        return Aenderungsform(*daten, anmeldung=self.anmeldung, folgepost=folgepost, bezirk=bezirk)

    def _formularseite(self, formular: Aenderungsform) -> HttpResponse:
        hat_bedarf = Bedarf.objects.filter(anmeldung=self.anmeldung).exists()
        return self.zeige("aendern", form=formular, anmeldung=self.anmeldung, hat_bedarf=hat_bedarf)


class Absagen(Anmeldungsseite):
    """Cancel for somebody: GET says what will happen, POST does it."""

    recht = "anmeldung.aendern"
    titel = gettext_lazy("Absagen")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._formularseite(Absageform())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        formular = Absageform(request.POST)
        if not formular.is_valid():
            return self._formularseite(formular)
        try:
            fuer_jemanden_absagen(anmeldung=self.anmeldung, grund=formular.cleaned_data["grund"])
        except ValidationError as fehler:
            messages.error(request, " ".join(fehler.messages))
            return self.zum_detail()
        messages.success(request, _("Abgesagt. Ein frei gewordener Platz geht an die Warteliste."))
        return self.zum_detail()

    def _formularseite(self, formular: Absageform) -> HttpResponse:
        return self.zeige("absagen", form=formular, anmeldung=self.anmeldung)


class Bestaetigen(Vorgang):
    """Confirm for somebody who called."""

    erfolg = gettext_lazy("Bestätigt.")

    def ausfuehren(self) -> None:
        actions.bestaetigen(anmeldung=self.anmeldung)


class AngebotAnnehmen(Vorgang):
    """Somebody said yes to the offered seat."""

    erfolg = gettext_lazy("Der Platz ist angenommen.")

    def ausfuehren(self) -> None:
        actions.angebot_annehmen(anmeldung=self.anmeldung)


class AngebotAblehnen(Vorgang):
    """Somebody said no to the offered seat."""

    erfolg = gettext_lazy("Abgelehnt. Der Platz geht an die nächste Person der Warteliste.")

    def ausfuehren(self) -> None:
        if actions.angebot_ablehnen(anmeldung=self.anmeldung).ist_aktiv:
            raise ValidationError(_("Es gibt kein offenes Angebot mehr. Es wurde nichts geändert."))


class LinkSenden(Vorgang):
    """Send the personal link again."""

    erfolg = gettext_lazy("Der Link liegt im Postausgang und geht gleich hinaus.")

    def ausfuehren(self) -> None:
        link_zusenden(anmeldung=self.anmeldung)


class BedarfeLoeschen(Vorgang):
    """Somebody withdrew the consent to her needs: they are deleted at once."""

    erfolg = gettext_lazy("Die Einwilligung ist widerrufen, die Bedarfe sind gelöscht.")

    def ausfuehren(self) -> None:
        actions.einwilligung_widerrufen(anmeldung=self.anmeldung, zweck=Einwilligung.Zweck.BEDARF)
