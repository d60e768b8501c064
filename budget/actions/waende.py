"""What no row of the ledger may break, whoever writes it: the kind of money, the year, the row it builds on."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budget.models import Buchung, Deckungsquelle, Haushaltsjahr, Vorgang
from budget.queries.stand import NULL
from budget.queries.uebertrag import beantragt_je_festlegung, freigegeben_je_festlegung
from konferenz import uhr

Art = Buchung.Art


def haushaltsjahr(art: str, quelle: Deckungsquelle | None, tag: date, bezug: Buchung | None) -> int:
    """Year of the source; of the receipt for a refund that came too late and for its re-use (F13); a Storno belongs to
    what it takes back.
    """
    if art == Art.STORNO and bezug:
        return bezug.haushaltsjahr
    eingang = bezug.wertstellung if art == Art.WIEDERVERWENDUNG and bezug else tag
    ist_rueckfluss = art in (Art.RUECKFLUSS, Art.WIEDERVERWENDUNG)
    if quelle is None or (ist_rueckfluss and eingang > quelle.bindung_bis):
        return eingang.year
    return quelle.haushaltsjahr_id


def offenes_jahr(jahr: int) -> int:
    """The year itself, or this one where its books are closed (F20, I07)."""
    ist_zu = Haushaltsjahr.objects.filter(jahr=jahr, buchungsschluss__lt=uhr.heute()).exists()
    return uhr.heute().year if ist_zu else jahr


def pruefe_getrennt(vorgang: Vorgang, quelle: Deckungsquelle | None) -> None:
    """F14: a case is paid from money of the resolution or from other income; they are never mixed, also not one after
    the other.
    """
    ist_sonstige = quelle is not None and quelle.art == Deckungsquelle.Art.SONSTIGE
    if vorgang.ist_sonstige != ist_sonstige:
        raise _nicht_getrennt()


def pruefe_bleibt_getrennt(vorgang: Vorgang) -> None:
    """The rows that a case has already say what it is paid from."""
    andere = vorgang.buchungen.im_rahmen() if vorgang.ist_sonstige else vorgang.buchungen.aus_einnahmen()
    if andere.exists():
        raise _nicht_getrennt()


def _nicht_getrennt() -> ValidationError:
    satz = _("Mittel des Beschlusses und sonstige Einnahmen können einander nicht ersetzen.")
    return ValidationError({"quelle": ValidationError(satz, code="getrennt")})


def pruefe_lebt(buchung: Buchung, art: str) -> None:
    """The row is of this kind and was not taken back; asked under the lock."""
    if buchung.art == Art.STORNO or buchung.art != art:
        raise ValidationError(_("Diese Buchung lässt das nicht zu."), code="art")
    if not Buchung.objects.ohne_storno().filter(pk=buchung.pk).exists():
        raise ValidationError(_("Diese Buchung wurde schon storniert."), code="storniert")


def pruefe_nicht_beantragt(buchung: Buchung) -> None:
    """No application for a carry-over asks for this commitment, or for what this row released of one: it lapses or is
    carried over, never both (I07). Asked under the lock.
    """
    if buchung.art == Art.FESTLEGUNG and beantragt_je_festlegung([buchung]):
        raise _beantragt()
    quelle, festlegung = buchung.quelle, buchung.bezug
    if (
        buchung.art != Art.FREIGABE
        or not (quelle and festlegung)
        or buchung.wertstellung <= quelle.bindung_bis
    ):
        return
    if freigegeben_je_festlegung(quelle, [festlegung]).get(festlegung.pk, NULL) < buchung.betrag:
        raise _beantragt()


def _beantragt() -> ValidationError:
    satz = _("Für diesen Betrag ist ein Übertrag beantragt oder bewilligt. Kürzen Sie zuerst den Antrag.")
    return ValidationError(satz, code="beantragt")
