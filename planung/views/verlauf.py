"""The meeting while it runs, on the minute-taker's screen: one page that shows where one is, and small forms."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from beirat.models import Mitgliedschaft, Person
from konferenz import uhr
from konferenz.views.seite import Aktionsknopf, Arbeitsseite, Formularseite
from planung.actions import abstimmung as abstimmungen
from planung.actions import verlauf as aktionen
from planung.forms.protokoll import AbschnittForm
from planung.forms.verlauf import (
    AbstimmungForm,
    AnwesenheitForm,
    BefangenheitForm,
    Platz,
    UhrzeitForm,
    am_tag,
)
from planung.fristen import tag_der, zeit_der
from planung.models import Abstimmung, Anwesenheit, Befangenheit, Sitzung, Tagesordnungspunkt
from planung.queries import sicht
from planung.queries.beschlussfaehigkeit import Saal
from planung.queries.mitglieder import mitgliedschaften
from planung.queries.mitschrift import lage_der


class _EineSitzung(Arbeitsseite):
    """A page of one meeting; 404 for one the person does not see."""

    recht = "planung.sitzung_leiten"
    kwargs: dict[str, Any]

    @cached_property
    def sitzung(self) -> Sitzung:
        return get_object_or_404(sicht.sitzungen(self.benutzer), pk=self.kwargs["pk"])

    def get_rechtobjekt(self) -> object:
        return self.sitzung

    def weg(self) -> list[tuple[str, str]]:
        sitzungen = (gettext("Sitzungen"), reverse("planung:sitzungen"))
        return [sitzungen, (str(self.sitzung), self.sitzung.get_absolute_url())]

    def zur_mitschrift(self) -> str:
        return reverse("planung:sitzung-live", args=[self.sitzung.pk])


class Mitschrift(_EineSitzung, TemplateView):
    """Where the meeting stands: quorum now, items, the one that is taken with its text, votes, what is next."""

    template_name = "planung/mitschrift.html"

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Mitschrift der %(sitzung)s") % {"sitzung": self.sitzung}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.sitzung.stand in (Sitzung.Stand.GEPLANT, Sitzung.Stand.EINGELADEN):
            return redirect("planung:sitzung-eroeffnen", pk=self.sitzung.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lage = lage_der(self.sitzung)
        abschnitt = lage.abschnitt
        felder = ("version", "ergebnis", "beschluss", "ist_fertig")
        initial = {name: getattr(abschnitt, name) for name in felder} if abschnitt else {}
        return super().get_context_data(
            sitzung=self.sitzung,
            lage=lage,
            form=AbschnittForm(initial=initial) if abschnitt else None,
            **kwargs,
        )


class _Formular(_EineSitzung, Formularseite):
    """A form of one meeting; afterwards back to the notes."""

    def weg(self) -> list[tuple[str, str]]:
        if self.sitzung.stand in (Sitzung.Stand.GEPLANT, Sitzung.Stand.EINGELADEN):
            return super().weg()
        return [*super().weg(), (gettext("Mitschrift"), self.zur_mitschrift())]

    def get_success_url(self) -> str:
        return self.zur_mitschrift()


class Eroeffnen(_Formular):
    """The meeting begins."""

    form_class = UhrzeitForm
    knopf = gettext_lazy("Sitzung eröffnen")
    erfolg = gettext_lazy("Die Sitzung ist eröffnet. Tragen Sie jetzt ein, wer da ist.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("%(sitzung)s eröffnen") % {"sitzung": self.sitzung}

    def get_initial(self) -> dict[str, Any]:
        heute = uhr.heute() == tag_der(self.sitzung)
        return {"um": timezone.localtime(uhr.jetzt() if heute else self.sitzung.beginn).time()}

    def ausfuehren(self, form: UhrzeitForm) -> None:
        um = am_tag(self.sitzung, form.cleaned_data["um"])
        aktionen.sitzung_eroeffnen(sitzung=self.sitzung, um=um, person=self.benutzer)

    def get_success_url(self) -> str:
        return reverse("planung:anwesenheit", args=[self.sitzung.pk])


class Schliessen(_Formular):
    """The meeting ends."""

    titel = gettext_lazy("Sitzung schließen")
    form_class = UhrzeitForm
    knopf = gettext_lazy("Sitzung schließen")
    erfolg = gettext_lazy("Die Sitzung ist geschlossen. Punkte, die nicht aufgerufen wurden, sind vertagt.")

    def get_initial(self) -> dict[str, Any]:
        heute = uhr.heute() == tag_der(self.sitzung)
        return {"um": timezone.localtime(uhr.jetzt() if heute else self.sitzung.ende).time()}

    def ausfuehren(self, form: UhrzeitForm) -> None:
        um = am_tag(self.sitzung, form.cleaned_data["um"])
        aktionen.sitzung_schliessen(sitzung=self.sitzung, um=um, person=self.benutzer)

    def get_success_url(self) -> str:
        return reverse("planung:protokoll", args=[self.sitzung.pk])


class WerIstDa(_Formular):
    """Attendance: everybody of the body, and guests."""

    titel = gettext_lazy("Anwesenheit")
    form_class = AnwesenheitForm
    erfolg = gettext_lazy("Die Anwesenheit ist gespeichert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        vorhanden = list(self.sitzung.anwesenheiten.order_by("id"))
        return {
            **super().get_form_kwargs(),
            "sitzung": self.sitzung,
            "plaetze": self._plaetze(),
            "vorhanden": vorhanden,
        }

    def _plaetze(self) -> list[Platz]:
        """Everybody of the day once, a guest of the body among the others; a deputy with the member she stands for."""
        reihe = mitgliedschaften(self.sitzung.gremium, tag_der(self.sitzung)).select_related(
            "vertritt__person"
        )
        eigene = [eine for eine in reihe if eine.funktion != Mitgliedschaft.Funktion.GAST]
        return list({eine.person_id: _platz(eine) for eine in eigene}.values())

    def ausfuehren(self, form: AnwesenheitForm) -> None:
        aktionen.anwesenheit_eintragen(
            sitzung=self.sitzung, anwesenheiten=form.anwesenheiten(), person=self.benutzer
        )


def _platz(eine: Mitgliedschaft) -> Platz:
    if eine.vertritt is not None:
        rolle = gettext("vertritt %(mitglied)s") % {"mitglied": eine.vertritt.person}
        return Platz(eine.person, rolle, eine.vertritt.person)
    rolle = str(eine.get_funktion_display()) if eine.funktion != Mitgliedschaft.Funktion.MITGLIED else ""
    return Platz(eine.person, rolle or eine.sitz.bereich or gettext("Mitglied"))


class _EinPunkt(_EineSitzung):
    """Something with one item."""

    @cached_property
    def punkt(self) -> Tagesordnungspunkt:
        reihe = sicht.punkte(self.benutzer).select_related("sitzung__gremium__konferenz", "uebergeordnet")
        return get_object_or_404(reihe, pk=self.kwargs["pk"])

    @cached_property
    def sitzung(self) -> Sitzung:
        return self.punkt.sitzung

    def ziel(self) -> str:
        return self.zur_mitschrift() + "#jetzt"


class Aufrufen(_EinPunkt, Aktionsknopf):
    erfolg = gettext_lazy("Der Punkt ist aufgerufen.")

    def ausfuehren(self) -> None:
        aktionen.punkt_aufrufen(punkt=self.punkt, person=self.benutzer)


class Abschliessen(_EinPunkt, Aktionsknopf):
    erfolg = gettext_lazy("Der Punkt ist behandelt.")

    def ausfuehren(self) -> None:
        aktionen.punkt_abschliessen(punkt=self.punkt, person=self.benutzer)


class Vertagen(_EinPunkt, Aktionsknopf):
    erfolg = gettext_lazy("Der Punkt ist vertagt.")

    def ausfuehren(self) -> None:
        aktionen.punkt_vertagen(punkt=self.punkt, person=self.benutzer)


class _PunktFormular(_EinPunkt, _Formular):
    def get_success_url(self) -> str:
        return self.ziel()


class AbstimmungNeu(_PunktFormular):
    """Count the votes; above the form stands who may vote now and whether the body can decide."""

    form_class = AbstimmungForm
    template_name = "planung/abstimmung.html"
    knopf = gettext_lazy("Abstimmung eintragen")
    erfolg = gettext_lazy("Die Abstimmung ist eingetragen.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Abstimmung zu %(punkt)s") % {"punkt": self.punkt}

    def get_initial(self) -> dict[str, Any]:
        abschnitt = getattr(self.punkt, "abschnitt", None)
        return {"gegenstand": (abschnitt and abschnitt.beschluss) or self.punkt.titel, "enthaltung": 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        quorum = Saal.von(self.sitzung).beschlussfaehigkeit(self.punkt, zeit_der(self.sitzung))
        return super().get_context_data(quorum=quorum, punkt=self.punkt, **kwargs)

    def ausfuehren(self, form: AbstimmungForm) -> None:
        abstimmung = form.abstimmung()
        abstimmung.punkt = self.punkt
        bild = form.cleaned_data["ist_stimmungsbild"]
        abstimmungen.abstimmen(abstimmung=abstimmung, ist_stimmungsbild=bild, person=self.benutzer)


class BefangenheitNeu(_PunktFormular):
    """Somebody who is there takes no part in the item."""

    form_class = BefangenheitForm
    erfolg = gettext_lazy("Eingetragen. Die Person zählt bei diesem Punkt nicht mit.")

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Ohne Mitwirkung bei %(punkt)s") % {"punkt": self.punkt}

    def get_form_kwargs(self) -> dict[str, Any]:
        da = self.sitzung.anwesenheiten.filter(status=Anwesenheit.Status.ANWESEND)
        menschen = Person.objects.filter(pk__in=da.values("person")).exclude(
            pk__in=self.punkt.befangene.values("person")
        )
        return {**super().get_form_kwargs(), "menschen": list(menschen.order_by("anzeigename"))}

    def ausfuehren(self, form: BefangenheitForm) -> None:
        aktionen.befangen_melden(punkt=self.punkt, person=self.benutzer, **form.angaben())


class AbstimmungEntfernen(_EinPunkt, Aktionsknopf):
    """A vote was written down by mistake."""

    erfolg = gettext_lazy("Die Abstimmung ist zurückgenommen.")

    @cached_property
    def abstimmung(self) -> Abstimmung:
        sichtbar = sicht.punkte(self.benutzer).values("pk")
        reihe = Abstimmung.objects.select_related("punkt__sitzung__gremium")
        return get_object_or_404(reihe, pk=self.kwargs["pk"], punkt__in=sichtbar)

    @cached_property
    def punkt(self) -> Tagesordnungspunkt:
        return self.abstimmung.punkt

    def ausfuehren(self) -> None:
        abstimmungen.abstimmung_zuruecknehmen(abstimmung=self.abstimmung, person=self.benutzer)


class BefangenheitEntfernen(_EinPunkt, Aktionsknopf):
    """It was a mistake."""

    erfolg = gettext_lazy("Die Person nimmt wieder teil.")

    @cached_property
    def befangenheit(self) -> Befangenheit:
        sichtbar = sicht.punkte(self.benutzer).values("pk")
        reihe = Befangenheit.objects.select_related("punkt__sitzung__gremium")
        return get_object_or_404(reihe, pk=self.kwargs["pk"], punkt__in=sichtbar)

    @cached_property
    def punkt(self) -> Tagesordnungspunkt:
        return self.befangenheit.punkt

    def ausfuehren(self) -> None:
        aktionen.befangenheit_streichen(befangenheit=self.befangenheit, person=self.benutzer)
