"""Topics of a conference: the list, one with what may be done, proposals, moderation, fields of action."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from beirat.mitwirkung import mitwirkung
from konferenz.beitraege import sammle
from konferenz.models import Konferenz
from konferenz.queries import konferenz_der_arbeit
from konferenz.views.schutz import Geschuetzt
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.actions import thema as aktionen
from planung.forms.thema import (
    GrundForm,
    HandlungsfeldForm,
    KostenForm,
    OeffnenForm,
    ThemaForm,
    VereinenForm,
)
from planung.models import Handlungsfeld, Thema
from planung.queries import themen as abfragen
from planung.queries.meilensteine import gruppe_der

S = Thema.Stand


class DerThemen(Geschuetzt):
    """Of the conference of the address; rights are those in its preparation group."""

    kwargs: dict[str, Any]

    @cached_property
    def konferenz(self) -> Konferenz:
        return konferenz_der_arbeit(self.request, self.kwargs["kennung"])

    def get_rechtobjekt(self) -> object:
        """The preparation group; without one only the administration works here."""
        gruppe = gruppe_der(self.konferenz)
        if gruppe is None and "sachbearbeitung" not in self.benutzer.rollen:
            raise PermissionDenied
        return gruppe

    def adresse(self, name: str, **teile: object) -> str:
        """Address of another page of the topics of this conference."""
        return reverse(f"planung:{name}", kwargs={"kennung": self.konferenz.kennung, **teile})

    def weg(self) -> list[tuple[str, str]]:
        return [(gettext("Themen"), self.adresse("themen"))]

    def ziel(self) -> str:
        return self.adresse("themen")


class Themen(DerThemen, Arbeitsseite, TemplateView):
    """What people want to talk about, by field of action."""

    recht = "planung.sitzung_sehen"
    titel = gettext_lazy("Themen")
    template_name = "planung/themen.html"

    def get_rechtobjekt(self) -> object:
        """Every member of a body may read the topics; 404 for a missing conference."""
        self.konferenz  # noqa: B018
        return None

    def weg(self) -> list[tuple[str, str]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            konferenz=self.konferenz,
            gruppen=abfragen.nach_feldern(abfragen.sichtbare(self.benutzer, self.konferenz)),
            runde=abfragen.laufende_runde(self.benutzer, self.konferenz),
            runden=abfragen.runden(self.benutzer, self.konferenz).filter(stand="geschlossen"),
            darf_einbringen=self.benutzer.has_perm("planung.thema_einbringen", gruppe_der(self.konferenz)),
            darf=abfragen.darf_moderieren(self.benutzer, self.konferenz),
            **kwargs,
        )


class ThemaNeu(DerThemen, Formularseite):
    """A proposal."""

    recht = "planung.thema_einbringen"
    titel = gettext_lazy("Thema vorschlagen")
    knopf = gettext_lazy("Vorschlagen")
    erfolg = gettext_lazy("Danke. Das Thema steht in der Liste.")
    form_class = ThemaForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Thema(konferenz=self.konferenz)}

    def ausfuehren(self, form: ThemaForm) -> None:
        aktionen.thema_einbringen(
            thema=form.instance,
            mensch=getattr(self.benutzer, "person", None),
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )

    def get_success_url(self) -> str:
        return self.ziel()


class VorschlaegeOeffnen(DerThemen, Formularseite):
    """Let everybody propose until a moment, or no longer."""

    recht = "planung.thema_moderieren"
    titel = gettext_lazy("Alle vorschlagen lassen")
    form_class = OeffnenForm

    def get_initial(self) -> dict[str, Any]:
        bis = self.konferenz.themen_bis and timezone.localtime(self.konferenz.themen_bis)
        return {"tag": bis.date(), "zeit": bis.time()} if bis else {}

    def ausfuehren(self, form: OeffnenForm) -> None:
        bis = form.bis()
        aktionen.vorschlaege_oeffnen(konferenz=self.konferenz, bis=bis, person=self.benutzer)
        offen = gettext("Gespeichert. Den Link finden alle unten auf den öffentlichen Seiten.")
        self.erfolg = offen if bis else gettext("Gespeichert. Jetzt schlagen nur noch Mitglieder vor.")

    def get_success_url(self) -> str:
        return self.ziel()


class EinesThemas(DerThemen):
    """A page of one topic; who does not moderate finds only what everybody may read."""

    recht = "planung.thema_moderieren"

    @cached_property
    def thema(self) -> Thema:
        return get_object_or_404(abfragen.sichtbare(self.benutzer, self.konferenz), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        objekt = super().get_rechtobjekt()
        if not self.konferenz.themen.filter(pk=self.kwargs["pk"]).exists():
            raise Http404
        return objekt

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (self.thema.titel, self.ziel())]

    def ziel(self) -> str:
        return self.thema.get_absolute_url()

    def get_success_url(self) -> str:
        return self.ziel()


class EinThema(EinesThemas, Arbeitsseite, TemplateView):
    """What it is about, what was merged into it, what comes next."""

    recht = "planung.sitzung_sehen"
    template_name = "planung/thema.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.thema.titel

    def get_rechtobjekt(self) -> object:
        self.thema  # noqa: B018  # 404 for what the person does not see
        return None

    def weg(self) -> list[tuple[str, str]]:
        return super().weg()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eigenes = self.thema.eingebracht_von_id == mitwirkung(self.benutzer).person is not None
        darf = abfragen.darf_moderieren(self.benutzer, self.konferenz)
        return super().get_context_data(
            konferenz=self.konferenz,
            thema=self.thema,
            stand=abfragen.stand_des(self.thema),
            vereinte=self.thema.vereinte.select_related("eingebracht_von"),
            kosten=self.thema.kosten.select_related("vorgang__bereitstellung__konferenz"),
            taten=sammle("thema", self.benutzer, self.thema),
            darf=darf,
            darf_aendern=(darf or eigenes) and self.thema.stand != S.VEREINT,
            darf_reservieren=self.benutzer.has_perm("budget.reservieren") and self.thema.stand == S.GEWAEHLT,
            **kwargs,
        )


class ThemaAendern(EinesThemas, Formularseite):
    """Other words; also by whoever proposed it."""

    recht = "planung.sitzung_sehen"
    titel = gettext_lazy("Thema ändern")
    erfolg = gettext_lazy("Das Thema ist gespeichert.")
    form_class = ThemaForm

    def get_rechtobjekt(self) -> object:
        eigenes = self.thema.eingebracht_von_id == mitwirkung(self.benutzer).person is not None
        if not (eigenes or abfragen.darf_moderieren(self.benutzer, self.konferenz)):
            raise PermissionDenied
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.thema}

    def ausfuehren(self, form: ThemaForm) -> None:
        aktionen.thema_aendern(thema=form.instance, person=self.benutzer)


class ThemaAblehnen(EinesThemas, Formularseite):
    """Do not admit it, and say why."""

    titel = gettext_lazy("Thema nicht zulassen")
    knopf = gettext_lazy("Nicht zulassen")
    erfolg = gettext_lazy("Das Thema ist nicht zugelassen.")
    form_class = GrundForm

    def ausfuehren(self, form: GrundForm) -> None:
        aktionen.thema_ablehnen(thema=self.thema, grund=form.cleaned_data["grund"], person=self.benutzer)


class ThemaVereinen(EinesThemas, Formularseite):
    """Put it into another one."""

    titel = gettext_lazy("Themen vereinen")
    knopf = gettext_lazy("Vereinen")
    erfolg = gettext_lazy("Die Themen sind vereint. Wer sie vorgeschlagen hat, bekommt einen Brief.")
    form_class = VereinenForm

    def get_form_kwargs(self) -> dict[str, Any]:
        andere = self.konferenz.themen.zur_wahl().exclude(pk=self.thema.pk)
        return {**super().get_form_kwargs(), "andere": andere}

    def ausfuehren(self, form: VereinenForm) -> None:
        self.mit = aktionen.themen_vereinen(
            thema=self.thema, mit=form.cleaned_data["mit"], person=self.benutzer
        )

    def get_success_url(self) -> str:
        return self.mit.get_absolute_url()


class KostenReservieren(EinesThemas, Formularseite):
    """Keep money free for it."""

    recht = "budget.reservieren"
    titel = gettext_lazy("Mittel für das Thema reservieren")
    knopf = gettext_lazy("Reservieren")
    erfolg = gettext_lazy("Reserviert. Der Vorgang steht bei den Mitteln.")
    form_class = KostenForm

    def get_rechtobjekt(self) -> object:
        self.thema  # noqa: B018
        return None

    def ausfuehren(self, form: KostenForm) -> None:
        aktionen.kosten_reservieren(
            thema=self.thema,
            betrag=form.cleaned_data["betrag"],
            art=form.cleaned_data["art"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class _Knopf(EinesThemas, Aktionsknopf):
    """One act of moderation."""

    tat: Any

    def ausfuehren(self) -> None:
        type(self).tat(thema=self.thema, person=self.benutzer)


class ThemaZulassen(_Knopf):
    erfolg = gettext_lazy("Das Thema ist zugelassen.")
    tat = staticmethod(aktionen.thema_zulassen)


class ThemaTrennen(_Knopf):
    erfolg = gettext_lazy("Das Thema steht wieder für sich.")
    tat = staticmethod(aktionen.vereinigung_loesen)


class ThemaWaehlen(_Knopf):
    erfolg = gettext_lazy("Das Thema ist gewählt.")
    tat = staticmethod(aktionen.thema_waehlen)


class WahlZuruecknehmen(_Knopf):
    erfolg = gettext_lazy("Das Thema ist nicht mehr gewählt.")
    tat = staticmethod(aktionen.wahl_zuruecknehmen)


class Handlungsfelder(DerThemen, Arbeitsseite, TemplateView):
    """Under which headings topics stand."""

    recht = "planung.thema_moderieren"
    titel = gettext_lazy("Handlungsfelder")
    template_name = "planung/handlungsfelder.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        felder = self.konferenz.handlungsfelder.all()
        return super().get_context_data(konferenz=self.konferenz, felder=felder, **kwargs)


class _EinesFeldes(DerThemen):
    recht = "planung.thema_moderieren"

    @cached_property
    def feld(self) -> Handlungsfeld:
        """The one of the address, or a new one at the end."""
        if "pk" not in self.kwargs:
            return Handlungsfeld(
                konferenz=self.konferenz, position=self.konferenz.handlungsfelder.count() + 1
            )
        return get_object_or_404(self.konferenz.handlungsfelder, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        objekt = super().get_rechtobjekt()
        self.feld  # noqa: B018
        return objekt

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Handlungsfelder"), self.ziel())]

    def ziel(self) -> str:
        return self.adresse("handlungsfelder")


class FeldNeu(_EinesFeldes, Formularseite):
    titel = gettext_lazy("Handlungsfeld hinzufügen")
    form_class = HandlungsfeldForm
    erfolg = gettext_lazy("Gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.feld}

    def ausfuehren(self, form: HandlungsfeldForm) -> None:
        aktionen.handlungsfeld_speichern(feld=form.instance, person=self.benutzer)

    def get_success_url(self) -> str:
        return self.ziel()


class FeldAendern(FeldNeu):
    titel = gettext_lazy("Handlungsfeld ändern")


class FeldLoeschen(_EinesFeldes, Aktionsknopf):
    erfolg = gettext_lazy("Gelöscht.")

    def ausfuehren(self) -> None:
        aktionen.handlungsfeld_loeschen(feld=self.feld, person=self.benutzer)
