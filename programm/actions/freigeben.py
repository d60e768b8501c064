"""Releasing a version of the programme."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from konferenz import beitraege
from konferenz.models import Benutzer, Konferenz
from programm.actions.briefe import schreibe
from programm.models import Programmfassung
from programm.namen import spaeter_in_worten
from programm.queries.betroffene import betroffene_mitwirkende
from programm.queries.fassung import entwurf, letzte_fassung, vergleiche


@transaction.atomic
def freigeben(*, konferenz: Konferenz, person: Benutzer, nummer: int | None = None) -> Programmfassung:
    """Make the present draft the version that everybody sees. Who contributes to what changed gets one letter; apps
    above tell the others concerned.

    `nummer` is the version that the person means to release. Raises ValidationError if somebody was faster, if
    nothing is planned, or nothing changed since the last version.
    """
    konferenz = Konferenz.objects.select_for_update(of=("self",), no_key=True).get(pk=konferenz.pk)
    inhalt, letzte = entwurf(konferenz), letzte_fassung(konferenz)
    naechste = letzte.nummer + 1 if letzte else 1
    if nummer not in (None, naechste):
        raise ValidationError(
            _(
                "Inzwischen ist schon die Fassung %(nummer)s freigegeben. Bitte sehen Sie nach, was sich noch ändert."
            ),
            code="ueberholt",
            params={"nummer": naechste - 1},
        )
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
        nummer=naechste,
        inhalt=inhalt,
        freigegeben_von=person,
    )
    for mensch, seine in betroffene_mitwirkende(konferenz, aenderungen).items():
        zeilen = [spaeter_in_worten(eine) for eine in seine]
        schreibe(mensch, "geaendert", fassung.pk, konferenz, zeilen=zeilen)
    list(beitraege.rufe("programm_freigegeben", fassung, aenderungen))
    return fassung
