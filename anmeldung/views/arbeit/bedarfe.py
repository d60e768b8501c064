"""Needs: counts for who plans the day, single ones for the role Bedarfe, each reading logged."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy

from anmeldung import actions
from anmeldung import bedarfe as katalog
from anmeldung.actions.bestellen import bestellung_reservieren
from anmeldung.bestellung import Bestellung, bestellungen
from anmeldung.forms.bestellen import BestellungForm
from anmeldung.models import Anmeldung, Bedarf
from anmeldung.queries import KLEINSTE_ZAHL, bedarf_summen
from anmeldung.uebersicht import nach_frist
from anmeldung.views.arbeit.liste import JE_SEITE
from anmeldung.views.arbeit.seite import Anmeldungsseite, Konferenzseite, Vorgang
from budget.queries.stand import lage
from konferenz.formate import euro
from konferenz.models import Benutzer, Konferenz
from konferenz.views.seite import Formularseite


def _mit_bedarf(konferenz: Konferenz) -> Any:
    """Active registrations with needs; never the needs themselves."""
    aktive = Anmeldung.objects.filter(konferenz=konferenz).aktiv()
    return aktive.filter(bedarf__isnull=False).order_by("sortiername", "id")


def _zeigt_summen(konferenz: Konferenz, benutzer: Benutzer) -> bool:
    """Counts of so few people that who (list) and what (count) together name somebody are for the role only."""
    if benutzer.has_perm("anmeldung.bedarfe_lesen", konferenz):
        return True
    kommt = [Anmeldung.Stand.BESTAETIGT, Anmeldung.Stand.ANGEBOTEN]
    return _mit_bedarf(konferenz).filter(stand__in=kommt).count() >= KLEINSTE_ZAHL


class Bedarfe(Konferenzseite):
    """Counts of needs; for the role Bedarfe also the people who named some, to be opened one by one."""

    recht = "anmeldung.bedarfe_zaehlen"
    titel = gettext_lazy("Bedarfe")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        darf_lesen = self.benutzer.has_perm("anmeldung.bedarfe_lesen", self.konferenz)
        mit_bedarf = _mit_bedarf(self.konferenz)
        seite = Paginator(mit_bedarf, JE_SEITE).get_page(request.GET.get("page"))
        zeigt_summen = _zeigt_summen(self.konferenz, self.benutzer)
        return self.zeige(
            "bedarfe",
            summen=bedarf_summen(self.konferenz, self.benutzer) if zeigt_summen else [],
            zahl=seite.paginator.count,
            zu_spaet=nach_frist(self.konferenz),
            **self._mittel(zeigt_summen),
            seite=seite if darf_lesen else None,
            kleinste=KLEINSTE_ZAHL,
        )

    def _mittel(self, zeigt_summen: bool) -> dict[str, Any]:
        """What has to be ordered and the money for it, for those who may see money."""
        if not self.benutzer.has_perm("budget.sehen", self.konferenz):
            return {}
        darf = self.benutzer.has_perm("anmeldung.bedarf_reservieren", self.konferenz)
        return {
            "bestellungen": bestellungen(self.konferenz, self.benutzer, mit_zahlen=zeigt_summen),
            "darf_reservieren": darf and hasattr(self.konferenz, "bereitstellung"),
        }


class BedarfReservieren(Konferenzseite, Formularseite):
    """Take the order of one kind of need over as a reservation: only what it is and how much it may cost."""

    recht = "anmeldung.bedarf_reservieren"
    template_name = "anmeldung/arbeit_bedarf_reservieren.html"
    form_class = BestellungForm
    knopf = gettext_lazy("Als Reservierung übernehmen")

    @cached_property
    def bestellung(self) -> Bestellung:
        """The order of the address; 404 for what nobody needs and without money for the conference."""
        mit_zahlen = _zeigt_summen(self.konferenz, self.benutzer)
        gefunden = (
            eine
            for eine in bestellungen(self.konferenz, self.benutzer, mit_zahlen=mit_zahlen)
            if eine.art.schluessel == self.kwargs["bestellung"]
        )
        if (eine := next(gefunden, None)) is None or not hasattr(self.konferenz, "bereitstellung"):
            raise Http404
        return eine

    def get_rechtobjekt(self) -> object:
        super().get_rechtobjekt()
        return self.bestellung and self.konferenz

    @property
    def titel(self) -> str:  # type: ignore[override]
        return gettext("Mittel für %(was)s reservieren") % {"was": self.bestellung.art.name}

    def weg(self) -> list[tuple[str, str]]:
        return [(str(Bedarfe.titel), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("anmeldungen:bedarfe", kwargs={"kennung": self.konferenz.kennung})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            bestellung=self.bestellung, frei=lage(self.konferenz.bereitstellung).frei, **kwargs
        )

    def ausfuehren(self, form: BestellungForm) -> None:
        reservierung = bestellung_reservieren(
            konferenz=self.konferenz,
            art=self.bestellung.art,
            betrag=form.cleaned_data["betrag"],
            endet_am=form.cleaned_data["endet_am"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
        )
        satz = gettext("%(betrag)s sind für %(was)s reserviert (Vorgang %(nummer)d).") % {
            "betrag": euro(form.cleaned_data["betrag"]),
            "was": self.bestellung.art.name,
            "nummer": reservierung.vorgang.nummer,
        }
        messages.success(self.request, satz)


class BedarfeLesen(Anmeldungsseite):
    """The needs of one person: shown once in the answer to a POST and logged; GET shows nothing."""

    recht = "anmeldung.bedarfe_lesen"
    titel = gettext_lazy("Bedarfe")

    def weg(self) -> list[tuple[str, str]]:
        if self.sieht_liste:
            return super().weg()
        return [
            (str(Bedarfe.titel), reverse("anmeldungen:bedarfe", kwargs={"kennung": self.konferenz.kennung}))
        ]

    @property
    def kruemel(self) -> list[tuple[str, str]]:
        return [*super().kruemel[:-1], (self.anmeldung.name, "")] if not self.sieht_liste else super().kruemel

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("anmeldungen:bedarfe", kennung=self.konferenz.kennung)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gelesen = actions.bedarfe_lesen(anmeldung=self.anmeldung, person=self.benutzer)
        zu_spaet = Bedarf.objects.filter(anmeldung=self.anmeldung, ist_nach_frist=True).exists()
        return self.zeige(
            "bedarfe_gelesen",
            anmeldung=self.anmeldung,
            zeilen=katalog.in_worten(gelesen),
            nach_frist=zu_spaet,
        )


class NachFrist(Konferenzseite):
    """People who asked for interpreting after the deadline: call them, tell them honestly, tick them off (S56)."""

    recht = "anmeldung.bedarfe_nach_frist_sehen"
    titel = gettext_lazy("Dolmetschen nach der Frist")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        zu_spaet = _mit_bedarf(self.konferenz).filter(bedarf__ist_nach_frist=True)
        reihe = zu_spaet.select_related("bedarf__geklaert_von").defer("bedarf__verschluesselt")
        # who waits for an answer stands first, the longest wait on top
        reihe = reihe.order_by(F("bedarf__geklaert_am").desc(nulls_first=True), "bedarf__angegeben_am", "id")
        seite = Paginator(reihe, JE_SEITE).get_page(request.GET.get("page"))
        return self.zeige("nach_frist", seite=seite, offen=nach_frist(self.konferenz))


class _Antwort(Vorgang):
    """What staff notes about one late wish; leads back to the list of them."""

    recht = "anmeldung.bedarf_klaeren"

    def ziel(self) -> str:
        return reverse("anmeldungen:nach-frist", kwargs={"kennung": self.konferenz.kennung})


class BedarfGeklaert(_Antwort):
    """The person has an answer."""

    erfolg = gettext_lazy("Abgehakt: Die Person hat eine Antwort.")

    def ausfuehren(self) -> None:
        actions.bedarf_klaeren(anmeldung=self.anmeldung, person=self.benutzer)


class BedarfOffen(_Antwort):
    """It was ticked off by mistake, or the answer has changed."""

    erfolg = gettext_lazy("Wieder offen.")

    def ausfuehren(self) -> None:
        actions.bedarf_wieder_oeffnen(anmeldung=self.anmeldung)
