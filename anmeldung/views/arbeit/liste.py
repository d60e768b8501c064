"""The list of registrations with search, filter and paging; what it shows is what the file holds."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy

from anmeldung.forms.arbeit import REIHENFOLGEN, Anmeldungsfilter
from anmeldung.models import Anmeldung, Bedarf
from anmeldung.models.anmeldung import AnmeldungQuerySet
from anmeldung.queries import zahlen
from anmeldung.views.arbeit.seite import Konferenzseite
from konferenz.models import Konferenz

JE_SEITE = 25


def gefiltert(konferenz: Konferenz, anfrage: QueryDict) -> tuple[Anmeldungsfilter, AnmeldungQuerySet]:
    """The filter of an address and the registrations it leaves, in the order asked for."""
    formular = Anmeldungsfilter(anfrage)
    return formular, formular.auf(Anmeldung.objects.filter(konferenz=konferenz))


class Liste(Konferenzseite):
    """All registrations of the conference."""

    recht = "anmeldung.liste_sehen"
    titel = gettext_lazy("Anmeldungen")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        formular, anmeldungen = gefiltert(self.konferenz, request.GET)
        zeilen = anmeldungen.annotate(hat_bedarf=Exists(Bedarf.objects.filter(anmeldung=OuterRef("pk"))))
        stand = self.konferenz.anmeldezahlen = zahlen(self.konferenz)  # type: ignore[attr-defined]
        seiten = Paginator(zeilen, JE_SEITE)
        if not formular.gewaehlt():
            seiten.count = stand.alle  # saves the statement that would count the same rows again
        return self.zeige(
            "liste",
            formular=formular,
            marken=formular.marken(),
            seite=seiten.get_page(request.GET.get("page")),
            reihenfolge=formular.reihenfolge(),
            reihenfolge_in_worten=REIHENFOLGEN[formular.reihenfolge()][1],
            zahlen=stand,
        )

    def weg(self) -> list[tuple[str, str]]:
        return []
