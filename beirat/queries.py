"""What the floors below ask about bodies and memberships."""

from django.db.models import Count

from beirat.models import Mitgliedschaft
from konferenz import uhr
from konferenz.beitraege import Entsendung
from konferenz.models import Konferenz


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
