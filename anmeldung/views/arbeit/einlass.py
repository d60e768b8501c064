"""The desk on the day: on a phone, without a script, several at once.

What somebody types travels in the body, never in an address: names stand in no log.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anmeldung import einlasslage, namensschilder
from anmeldung.actions import einlass as aktionen
from anmeldung.einlassliste import als_bericht
from anmeldung.forms.einlass import NachtragenForm, OhneAnmeldungForm, Suchform, TischForm, TischzahlForm
from anmeldung.models import Anmeldung
from anmeldung.views.arbeit.seite import Anmeldungsseite, Konferenzseite
from konferenz.kontext import bezirk_zu
from konferenz.views.datei import als_pdf, vermerke
from konferenz.views.seite import Formularseite
from programm import raumschilder

TISCH, ZULETZT = "einlass_tisch", "einlass_zuletzt"
"""In the session: the desk of this device, and whom it let in last."""


class _AmEinlass(Konferenzseite):
    recht = "anmeldung.einlassen"

    @property
    def tisch(self) -> str:
        return str(self.request.session.get(TISCH, ""))

    def zum_einlass(self) -> str:
        return reverse("einlass:einlass", args=[self.konferenz.kennung])

    def weg(self) -> list[tuple[str, str]]:
        return [(_("Einlass"), self.zum_einlass())]

    def lasse_ein(self, anmeldung: Anmeldung, *, trotzdem: bool = False) -> None:
        """Act, and keep for the next page whom it was about and what came of it."""
        anmeldung.konferenz = self.konferenz
        try:
            ergebnis = aktionen.einlassen(
                anmeldung=anmeldung, person=self.benutzer, tisch=self.tisch, trotzdem=trotzdem
            )
        except ValidationError as fehler:
            self.merke(anmeldung, "nicht", " ".join(fehler.messages))
        else:
            self.merke(anmeldung, "schon_da" if ergebnis.war_schon_da else "da")

    def merke(self, anmeldung: Anmeldung, was: str, satz: str = "") -> None:
        self.request.session[ZULETZT] = {"wer": str(anmeldung.pk), "was": was, "satz": satz}


class Einlass(_AmEinlass):
    """One field for number, name or code; the answer above it, the numbers of the house below."""

    titel = gettext_lazy("Einlass")

    def weg(self) -> list[tuple[str, str]]:
        return []

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.seite()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        formular = Suchform(request.POST)
        request.session.pop(ZULETZT, None)
        if not formular.is_valid():
            return self.seite(formular)
        eingabe = formular.cleaned_data["wer"]
        if gefunden := einlasslage.genau(self.konferenz, eingabe):
            self.lasse_ein(gefunden)
            return redirect(self.zum_einlass())
        return self.seite(formular, einlasslage.treffer(self.konferenz, eingabe))

    def seite(self, form: Suchform | None = None, treffer: list[Anmeldung] | None = None) -> HttpResponse:
        """The page of the desk; `treffer` None means that nobody was looked for."""
        return self.zeige(
            "einlass",
            konferenz=self.konferenz,
            form=form or Suchform(),
            treffer=treffer,
            tischform=TischForm(initial={"tisch": self.tisch}),
            zahlform=TischzahlForm(),
            tisch=self.tisch,
            letzte=self._letzte(),
            haus=einlasslage.im_haus(self.konferenz),
            zuletzt=einlasslage.zuletzt(self.konferenz),
        )

    def _letzte(self) -> dict[str, Any] | None:
        """Whom this device dealt with last, as the row is now."""
        merk = self.request.session.get(ZULETZT)
        if not merk:
            return None
        reihe = einlasslage.mit_gruppen(Anmeldung.objects.filter(konferenz=self.konferenz, pk=merk["wer"]))
        anmeldung = reihe.first()
        return {**merk, "anmeldung": anmeldung} if anmeldung else None


class Tisch(_AmEinlass):
    """Which desk this device stands at."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        formular = TischForm(request.POST)
        if formular.is_valid():
            request.session[TISCH] = formular.cleaned_data["tisch"].strip()
        return redirect(self.zum_einlass())


class _Tat(_AmEinlass, Anmeldungsseite):
    """One act on one registration, POST only."""

    http_method_names = ["post", "options"]

    def weg(self) -> list[tuple[str, str]]:
        return []


class Einlassen(_Tat):
    """The button behind a name; with `trotzdem` also for who has no seat yet."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.lasse_ein(self.anmeldung, trotzdem=request.POST.get("trotzdem") == "1")
        return redirect(self.zum_einlass())


class Zurueck(_Tat):
    """The wrong one."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        aktionen.einlass_zuruecknehmen(anmeldung=self.anmeldung, person=self.benutzer)
        request.session.pop(ZULETZT, None)
        messages.success(request, _("Der Einlass ist zurückgenommen."))
        return redirect(self.zum_einlass())


class OhneAnmeldung(_AmEinlass, Formularseite):
    """Somebody who came without registration."""

    titel = gettext_lazy("Ohne Anmeldung einlassen")
    knopf = gettext_lazy("Einlassen")
    form_class = OhneAnmeldungForm

    def get_success_url(self) -> str:
        return self.zum_einlass()

    def ausfuehren(self, form: OhneAnmeldungForm) -> None:
        daten = form.cleaned_data
        ergebnis = aktionen.ohne_anmeldung_einlassen(
            konferenz=self.konferenz,
            name=daten["name"],
            sprache=daten["sprache"],
            person=self.benutzer,
            schluessel=form.formularschluessel,
            tisch=self.tisch,
        )
        self.merke(ergebnis.anwesenheit.anmeldung, "da")


class Nachtragen(_AmEinlass, Formularseite):
    """What was ticked on paper."""

    titel = gettext_lazy("Papierliste nachtragen")
    knopf = gettext_lazy("Nachtragen")
    form_class = NachtragenForm

    def get_success_url(self) -> str:
        return self.zum_einlass()

    def ausfuehren(self, form: NachtragenForm) -> None:
        ergebnisse = aktionen.nachtragen(
            konferenz=self.konferenz, nummern=form.liste(), person=self.benutzer, tisch=self.tisch
        )
        neue = sum(not eines.war_schon_da for eines in ergebnisse)
        satz = _("Neu eingetragen: %(neue)d. Schon eingetragen: %(alte)d.")
        messages.success(self.request, satz % {"neue": neue, "alte": len(ergebnisse) - neue})


class Papierliste(_AmEinlass):
    """The list to print, for one desk each: names, numbers, working groups, no needs."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        formular = TischzahlForm(request.POST)
        bericht, anzahl = als_bericht(self.konferenz, formular.tische())
        name = f"einlass-{self.konferenz.kennung}.pdf"
        vermerke(benutzer=self.benutzer, dateiname=name, anzahl=anzahl)
        return als_pdf(bericht.als_pdf(bezirk_zu(request)), name)


class Namensschilder(_AmEinlass):
    """Badges of everybody, to print."""

    http_method_names = ["post", "options"]

    def nur(self) -> Anmeldung | None:
        """The one whose badge is printed again, or nobody in particular."""
        return None

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        nur = self.nur()
        datei, anzahl = namensschilder.als_pdf(self.konferenz, bezirk_zu(request), nur=nur)
        name = f"namensschilder-{nur.nummer if nur else self.konferenz.kennung}.pdf"
        vermerke(benutzer=self.benutzer, dateiname=name, anzahl=anzahl)
        return als_pdf(datei, name)


class Namensschild(_Tat, Namensschilder):
    """One badge again."""

    def nur(self) -> Anmeldung | None:
        return self.anmeldung


class Raumschilder(_AmEinlass):
    """Signs for the doors."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        datei = raumschilder.als_pdf(self.konferenz, bezirk_zu(request))
        return als_pdf(datei, f"raumschilder-{self.konferenz.kennung}.pdf")
