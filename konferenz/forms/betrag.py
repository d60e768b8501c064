"""Amounts of money as people in Germany write them."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

_WAEHRUNG = re.compile(r"(?:€|EUR|Euro)\.?$|^(?:€|EUR|Euro)", re.IGNORECASE)
_OHNE_CENT = re.compile(r",(?:-{1,2}|[–—])$")
_BETRAG = re.compile(
    r"(?P<vorn>[1-9][0-9]{0,2}(?P<gruppe>[. '’])[0-9]{3}(?:(?P=gruppe)[0-9]{3})*|[0-9]+)"
    r"(?:,(?P<cent>[0-9]{1,2}))?"
)
_LEERRAUM = re.compile(r"\s+")
_ARABISCH = str.maketrans({"٫": ",", "٬": "."})
_MINUS = ("-", "−", "–")


def _aufgeraeumt(text: str) -> str:
    """Western digits and separators, one kind of space, without the currency."""
    text = "".join(str(unicodedata.decimal(z)) if z.isdecimal() else z for z in text).translate(_ARABISCH)
    text = _WAEHRUNG.sub("", _LEERRAUM.sub(" ", text).strip()).strip()
    return _OHNE_CENT.sub("", text)


def betrag_aus(text: str) -> Decimal | None:
    """Amount in EUR of a German notation ("1.234,56", "20000", "20.000,- €"); None for any other notation.

    "12.50", "0.123" and "20,000" are refused: a dot parts thousands, two figures at most follow a comma.
    """
    fund = _BETRAG.fullmatch(_aufgeraeumt(text))
    if fund is None:
        return None
    ganze = re.sub(r"[^0-9]", "", fund["vorn"])
    return Decimal(f"{ganze}.{(fund['cent'] or '0'):0<2}")


def _ist_negativ(text: str) -> bool:
    """Whether it is an amount but for a minus sign in front of it."""
    rest = _aufgeraeumt(text)
    return rest.startswith(_MINUS) and betrag_aus(rest[1:]) is not None


class Betragsfeld(forms.DecimalField):
    """An amount in EUR above zero with two places, typed and shown in German notation.

    Where nothing is an answer too, hand over `min_value=Decimal(0)`.
    """

    default_error_messages = {
        "invalid": _("Schreiben Sie den Betrag so: 20.000,00 – Tausender mit Punkt, Cent mit Komma."),
        "min_value": _("Der Betrag muss größer als null sein."),
        "negativ": _("Der Betrag kann nicht kleiner als null sein."),
        "max_digits": _("Der Betrag ist zu groß. Höchstens 9.999.999.999,99 Euro sind möglich."),
        "max_whole_digits": _("Der Betrag ist zu groß. Höchstens 9.999.999.999,99 Euro sind möglich."),
    }
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"})

    def __init__(self, **angaben: Any) -> None:
        super().__init__(**{"max_digits": 12, "decimal_places": 2, "min_value": Decimal("0.01"), **angaben})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, Decimal):
            return value
        if value in self.empty_values or not str(value).strip():
            return None
        betrag = betrag_aus(str(value))
        if betrag is None:
            code = self._fehlercode(str(value))
            raise ValidationError(self.error_messages[code], code=code)
        return betrag

    def _fehlercode(self, text: str) -> str:
        if not _ist_negativ(text):
            return "invalid"
        return "negativ" if self.min_value == 0 else "min_value"

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return number_format(value, decimal_pos=2, force_grouping=True)
        return value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
