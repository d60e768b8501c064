"""What the floors below ask about bodies and memberships."""

from datetime import date

from django.db.models import Count

from beirat.models import Gremium, Mitgliedschaft
from konferenz import uhr
from konferenz.beitraege import Entsendung
from konferenz.models import Benutzer, Konferenz, Rolle

_ROLLE_JE_FUNKTION = {
    Mitgliedschaft.Funktion.VORSITZ: Rolle.GRUPPENVORSITZ,
    Mitgliedschaft.Funktion.SCHRIFTFUEHRUNG: Rolle.SCHRIFTFUEHRUNG,
}


def _rollen(art: str, funktion: str) -> set[str]:
    if art == Gremium.Art.BEIRAT:
        return {Rolle.BEIRAT}
    if art == Gremium.Art.VORBEREITUNGSGRUPPE:
        return {Rolle.GRUPPE, _ROLLE_JE_FUNKTION.get(Mitgliedschaft.Funktion(funktion), Rolle.GRUPPE)}
    return set()


def rollen_von(benutzer: Benutzer, tag: date) -> list[str]:
    """Roles that follow from memberships valid on `tag`."""
    gueltig = Mitgliedschaft.objects.gueltig(tag).filter(person__benutzer=benutzer)
    paare = gueltig.values_list("sitz__gremium__art", "funktion")
    return sorted({rolle for art, funktion in paare for rolle in _rollen(art, funktion)})


def vorbereitung(konferenz: Konferenz) -> list[Entsendung]:
    """How many members each sending body has in the preparation group today, the body with the most first; deputies
    do not count."""
    gueltig = Mitgliedschaft.objects.gueltig(uhr.heute()).filter(
        sitz__gremium__konferenz=konferenz, entsendet_durch__isnull=False, vertritt__isnull=True
    )
    zahlen = (
        gueltig.values_list("entsendet_durch__name")
        .annotate(zahl=Count("id"))
        .order_by("-zahl", "entsendet_durch__name")
    )
    return [Entsendung(stelle, zahl) for stelle, zahl in zahlen]
