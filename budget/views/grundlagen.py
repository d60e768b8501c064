"""The provision of a conference: page, making it, ceiling, settings, sources."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from budget.actions.bereitstellen import bereitstellen, obergrenze_aendern, regeln_aendern
from budget.actions.quellen import (
    bindung_aendern,
    einnahme_hinzufuegen,
    quelle_entsperren,
    quelle_hinzufuegen,
    quelle_sperren,
)
from budget.forms.grundlagen import (
    BereitstellungForm,
    BindungForm,
    EinnahmeForm,
    ObergrenzeForm,
    QuelleForm,
    RegelnForm,
    SperreForm,
)
from budget.models import Bereitstellung, Deckungsquelle, Haushaltsjahr, Mitteltopf
from budget.queries.beschluss import beschlusslage
from budget.queries.quellen import aufgaben, quellenlagen
from budget.queries.stand import lage
from budget.views.seite import Bereitstellungsseite, Mittelseite
from konferenz.models import Petitumspunkt
from konferenz.views.seite import Aktionsknopf, Formularseite


class BereitstellungSeite(Mittelseite, TemplateView):
    """What the money rests on: resolution, ceiling, sources by rank, and who must act next."""

    titel = gettext_lazy("Bereitstellung")
    template_name = "budget/bereitstellung.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reihe = Bereitstellung.objects.select_related("punkt__drucksache")
        bereitstellung = reihe.filter(konferenz=self.konferenz).first()
        if bereitstellung is None:
            return super().get_context_data(konferenz=self.konferenz, **kwargs)
        bereitstellung.konferenz = self.konferenz
        stand = lage(bereitstellung)
        quellen = quellenlagen(bereitstellung, stand)
        naechste = aufgaben(quellen)
        eigene = [aufgabe for aufgabe in naechste if aufgabe.ist_fuer(self.benutzer)]
        return super().get_context_data(
            bereitstellung=bereitstellung,
            konferenz=self.konferenz,
            lage=stand,
            quellen=quellen,
            beschluss=beschlusslage(stand.obergrenze.punkt.drucksache),
            obergrenzen=bereitstellung.obergrenzen.select_related("punkt__drucksache"),
            eigene=eigene[0] if eigene else None,
            andere=[aufgabe for aufgabe in naechste if aufgabe not in eigene],
            **kwargs,
        )


class _Formular(Bereitstellungsseite, Formularseite):
    """A form that leads back to the page of the provision."""

    recht = "budget.grundlagen_pflegen"

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Bereitstellung"), self.adresse("bereitstellung"))]

    def get_success_url(self) -> str:
        return self.adresse("bereitstellung")


class Bereitstellen(Mittelseite, Formularseite):
    """From the paper that was read in: ceiling and years stand there already."""

    recht = "budget.bereitstellen"
    titel = gettext_lazy("Mittel bereitstellen")
    knopf = gettext_lazy("Mittel bereitstellen")
    erfolg = gettext_lazy("Die Mittel sind bereitgestellt. Lassen Sie jetzt bestätigen, was verfügbar ist.")
    form_class = BereitstellungForm
    template_name = "budget/bereitstellen.html"

    def weg(self) -> list[tuple[str, str]]:
        return [*super().weg(), (gettext("Bereitstellung"), self.adresse("bereitstellung"))]

    def get_success_url(self) -> str:
        return self.adresse("bereitstellung")

    @cached_property
    def jahre(self) -> list[int]:
        """The years of the paper in its order, else that of the conference."""
        drucksache = self.konferenz.drucksache
        return list(dict.fromkeys(drucksache.haushaltsjahre if drucksache else [])) or [
            int(self.konferenz.kennung[:4])
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        drucksache = self.konferenz.drucksache
        punkt = Petitumspunkt.objects.filter(drucksache=drucksache, art=Petitumspunkt.Art.MITTEL).first()
        return {
            **super().get_form_kwargs(),
            "drucksache": drucksache,
            "jahre": self.jahre,
            "initial": {"punkt": punkt, "obergrenze": drucksache.betrag if drucksache else None},
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.konferenz.drucksache is None:
            kwargs["form"] = None
        vorhanden = set(Haushaltsjahr.objects.filter(jahr__in=self.jahre).values_list("jahr", flat=True))
        return super().get_context_data(
            konferenz=self.konferenz,
            beschluss=beschlusslage(self.konferenz.drucksache) if self.konferenz.drucksache else None,
            fehlende_jahre=[jahr for jahr in self.jahre if jahr not in vorhanden],
            hat_topf=Mitteltopf.objects.exists(),
            **kwargs,
        )

    def ausfuehren(self, form: BereitstellungForm) -> None:
        bereitstellen(
            konferenz=self.konferenz,
            punkt=form.cleaned_data["punkt"],
            obergrenze=form.cleaned_data["obergrenze"],
            quellen=form.quellen(),
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class ObergrenzeAendern(_Formular):
    """A later resolution."""

    titel = gettext_lazy("Obergrenze ändern")
    erfolg = gettext_lazy("Die neue Obergrenze ist gespeichert.")
    form_class = ObergrenzeForm

    def ausfuehren(self, form: ObergrenzeForm) -> None:
        angaben: dict[str, Any] = form.angaben()
        obergrenze_aendern(
            bereitstellung=self.bereitstellung,
            person=self.benutzer,
            schluessel=form.formularschluessel,
            **angaben,
        )


class Regeln(_Formular):
    """Settings: usual cover, days of confirmations and reservations."""

    titel = gettext_lazy("Regeln und Fristen")
    erfolg = gettext_lazy("Die Regeln sind gespeichert.")
    form_class = RegelnForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "instance": Bereitstellung.objects.get(pk=self.bereitstellung.pk),
        }

    def ausfuehren(self, form: RegelnForm) -> None:
        regeln_aendern(bereitstellung=self.bereitstellung, person=self.benutzer, **form.cleaned_data)


class QuelleHinzufuegen(_Formular):
    """A further source of the resolution."""

    titel = gettext_lazy("Quelle hinzufügen")
    erfolg = gettext_lazy("Die Quelle steht jetzt am Ende der Reihe.")
    form_class = QuelleForm

    def ausfuehren(self, form: QuelleForm) -> None:
        quelle_hinzufuegen(
            bereitstellung=self.bereitstellung,
            angaben=form.quelle(),
            punkt=form.cleaned_data["punkt"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class EinnahmeHinzufuegen(_Formular):
    """Other income (F14)."""

    titel = gettext_lazy("Sonstige Einnahme hinzufügen")
    erfolg = gettext_lazy("Die Einnahme ist gespeichert. Sie steht außerhalb der Obergrenze.")
    form_class = EinnahmeForm

    def ausfuehren(self, form: EinnahmeForm) -> None:
        einnahme_hinzufuegen(
            bereitstellung=self.bereitstellung,
            geber=form.cleaned_data["geber"],
            jahr=form.cleaned_data["jahr"].jahr,
            bindung_bis=form.cleaned_data["bindung_bis"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )


class EinerQuelle(Bereitstellungsseite):
    """Pages of one source of the conference."""

    recht = "budget.grundlagen_pflegen"

    @cached_property
    def quelle(self) -> Deckungsquelle:
        reihe = self.bereitstellung.quellen.mit_topf()
        return get_object_or_404(reihe, pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.quelle


class QuelleSperren(EinerQuelle, _Formular):
    """Nothing more is committed from it; payments go on."""

    knopf = gettext_lazy("Quelle sperren")
    erfolg = gettext_lazy("Die Quelle ist gesperrt. Zahlungen gehen weiter.")
    form_class = SperreForm

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Sperren: %(quelle)s") % {"quelle": self.quelle}

    def ausfuehren(self, form: SperreForm) -> None:
        quelle_sperren(quelle=self.quelle, grund=form.cleaned_data["grund"], person=self.benutzer)


class QuelleEntsperren(EinerQuelle, Aktionsknopf):
    erfolg = gettext_lazy("Die Quelle ist wieder offen.")

    def ausfuehren(self) -> None:
        quelle_entsperren(quelle=self.quelle, person=self.benutzer)

    def ziel(self) -> str:
        return self.adresse("bereitstellung")


class BindungAendern(EinerQuelle, _Formular):
    """The autumn date of the Finanzbehörde, or a Verpflichtungsermächtigung."""

    erfolg = gettext_lazy("Die Tage der Bindung sind gespeichert.")
    form_class = BindungForm

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Tage der Bindung: %(quelle)s") % {"quelle": self.quelle}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.quelle}

    def ausfuehren(self, form: BindungForm) -> None:
        bindung_aendern(quelle=self.quelle, person=self.benutzer, **form.cleaned_data)
