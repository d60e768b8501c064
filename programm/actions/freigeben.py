"""Releasing a version of the programme."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from konferenz import beitraege
from konferenz.models import Benutzer, Konferenz
from programm.models import Programmfassung
from programm.queries.fassung import entwurf, letzte_fassung, vergleiche


@transaction.atomic
def freigeben(*, konferenz: Konferenz, person: Benutzer) -> Programmfassung:
    """Make the present draft the version that everybody sees; apps above tell those concerned.

    Raises ValidationError if nothing is planned or nothing changed since the last version.
    """
    konferenz = Konferenz.objects.select_for_update(of=("self",), no_key=True).get(pk=konferenz.pk)
    inhalt, letzte = entwurf(konferenz), letzte_fassung(konferenz)
    if not inhalt:
        raise ValidationError(_("Noch hat kein Programmpunkt eine Zeit."), code="leer")
    aenderungen = vergleiche(letzte.inhalt if letzte else [], inhalt)
    if letzte and not aenderungen:
        raise ValidationError(
            _("Seit der Fassung %(nummer)s hat sich nichts geändert."),
            code="gleich",
            params={"nummer": letzte.nummer},
        )
    fassung = Programmfassung.objects.create(
        konferenz=konferenz,
        nummer=letzte.nummer + 1 if letzte else 1,
        inhalt=inhalt,
        freigegeben_von=person,
    )
    list(beitraege.rufe("programm_freigegeben", fassung, aenderungen))
    return fassung
