"""How values are written: amounts, dates, times. One place, so that a letter and a page say the same."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import pgettext

GESCHUETZT = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Stand:
    """A state as a badge shows it: `art` is one of success, info, warning, danger, neutral; `wort` says it."""

    art: str
    wort: str


def euro(betrag: Decimal | int | None) -> str:
    """Amount in EUR with two places, "12.500,00 €" in German; empty for no amount."""
    if betrag is None:
        return ""
    return number_format(betrag, decimal_pos=2, force_grouping=True) + GESCHUETZT + "€"


def betrag(wert: Decimal | int | None) -> str:
    """Amount in EUR for columns whose caption names the unit, "12.500,00" in German; empty for no amount."""
    return "" if wert is None else number_format(wert, decimal_pos=2, force_grouping=True)


def _tag(wert: date | datetime) -> date:
    if isinstance(wert, datetime):
        return timezone.localtime(wert).date() if timezone.is_aware(wert) else wert.date()
    return wert


def datum(wert: date | datetime | None) -> str:
    """Day in words, "16. November 2024"; of a moment the local day."""
    if wert is None:
        return ""
    return date_format(_tag(wert), pgettext("Datum in Worten", "j. F Y"))


def datum_mit_tag(wert: date | datetime | None) -> str:
    """Day in words with the day of the week, "Samstag, 16. November 2024"."""
    if wert is None:
        return ""
    return date_format(_tag(wert), pgettext("Datum mit Wochentag", "l, j. F Y"))


def datum_kurz(wert: date | datetime | None) -> str:
    """Day for tables, "16.11.2024"."""
    if wert is None:
        return ""
    return date_format(_tag(wert), pgettext("Datum in Tabellen", "d.m.Y"))


def uhrzeit(wert: datetime | time | None) -> str:
    """Local time of day with Western digits, "9:15"."""
    if wert is None:
        return ""
    if isinstance(wert, datetime) and timezone.is_aware(wert):
        wert = timezone.localtime(wert)
    return f"{wert.hour}:{wert.minute:02d}"


def waehlbar(telefon: str) -> str:
    """Phone number as a `tel:` address needs it: digits and a leading plus; "(0)" is not dialled abroad."""
    nummer = telefon.replace("(0)", "") if telefon.strip().startswith("+") else telefon
    ziffern = "".join(zeichen for zeichen in nummer if zeichen.isascii() and zeichen.isdigit())
    return ("+" if telefon.strip().startswith("+") else "") + ziffern
