"""Whether a commitment may still be paid from its source (F9)."""

from datetime import date

from django.utils import timezone

from budget.models import Buchung, Deckungsquelle, Vorgang
from konferenz import uhr


def ist_zahlbar(festlegung: Buchung, gezahlt_am: date, schluss: date) -> bool:
    """In the years of the source always. Afterwards until `schluss`, its closing of the books, if the service was
    rendered by the end of the year; for a grant its notice takes the place of the service, for a pot that says so also
    later. Without a statement for a commitment that was read with case, source, pot and year.
    """
    quelle = festlegung.quelle
    if quelle is None or gezahlt_am.year <= quelle.letztes_jahr:
        return True
    ist_offen = schluss >= uhr.heute()
    if festlegung.vorgang.form == Vorgang.Form.ZUWENDUNG:
        return ist_offen or _bescheid_gilt(festlegung, quelle, schluss)
    ende = festlegung.vorgang.leistung_bis or festlegung.vorgang.leistung_von
    return ist_offen and ende is not None and ende.year <= quelle.letztes_jahr


def _bescheid_gilt(festlegung: Buchung, quelle: Deckungsquelle, schluss: date) -> bool:
    """The notice was dated and recorded in time, and the pot lets it count for the service."""
    rechtzeitig = (
        festlegung.wertstellung <= quelle.bindung_bis and timezone.localdate(festlegung.erfasst_am) <= schluss
    )
    return bool(quelle.topf and quelle.topf.bescheid_statt_leistung and rechtzeitig)
