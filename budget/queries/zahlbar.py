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
        gilt_weiter = bool(quelle.topf and quelle.topf.bescheid_statt_leistung)
        return bescheid_gilt(festlegung, quelle, schluss) and (ist_offen or gilt_weiter)
    ende = festlegung.vorgang.leistung_bis or festlegung.vorgang.leistung_von
    return ist_offen and ende is not None and ende.year <= quelle.letztes_jahr


def bescheid_gilt(festlegung: Buchung, quelle: Deckungsquelle, schluss: date) -> bool:
    """Whether the notice takes the place of the service: dated by the last day of binding, and both it and the
    commitment entered before the books closed. A notice typed in later with an old day changes nothing.
    """
    vorgang = festlegung.vorgang
    if vorgang.bescheid_am is None or vorgang.bescheid_erfasst_am is None:
        return False
    erfasst = max(vorgang.bescheid_erfasst_am, festlegung.erfasst_am)
    return vorgang.bescheid_am <= quelle.bindung_bis and timezone.localdate(erfasst) <= schluss
