"""Amounts as people write them: read by German rules, or refused with a sentence that says what is expected."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from konferenz.forms.betrag import Betragsfeld, betrag_aus

SO = "Schreiben Sie den Betrag so: 20.000,00 – Tausender mit Punkt, Cent mit Komma."
GROSS = "Der Betrag ist zu groß. Höchstens 9.999.999.999,99 Euro sind möglich."
NULL = "Der Betrag muss größer als null sein."


@pytest.mark.parametrize(
    ("text", "betrag"),
    [
        ("20000", "20000"),
        ("20.000", "20000"),
        ("1.234", "1234"),
        ("1.234,56", "1234.56"),
        ("20.000,00 €", "20000"),
        ("EUR 1.234,5", "1234.50"),
        ("1 234 567,89", "1234567.89"),
        ("1\u202f234,56", "1234.56"),
        ("1'234,56", "1234.56"),
        ("5.000,-", "5000"),
        ("5.000,– €", "5000"),
        ("0,05", "0.05"),
        ("9.999.999.999,99", "9999999999.99"),
        ("٢٠٠٠", "2000"),
        ("١٢٬٥٠٠٫٥٠", "12500.50"),
        ("१२.५००,००", "12500"),
    ],
)
def test_deutsche_betraege_werden_richtig_gelesen(text: str, betrag: str) -> None:
    """Issue 3: also Arabic-Indic and other digits; a dot always parts thousands."""
    assert betrag_aus(text) == Decimal(betrag)
    assert Betragsfeld().clean(text) == Decimal(betrag)


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        ("1234.56", SO),
        ("1,234.56", SO),
        ("1,234", SO),
        ("20,000", SO),
        ("12.50", SO),
        ("0.123", SO),
        ("01.234", SO),
        ("1.2345", SO),
        ("1.234.56", SO),
        ("1.000 000", SO),
        ("1,234,567", SO),
        ("5,", SO),
        (",50", SO),
        ("1e5", SO),
        ("10^12", SO),
        ("NaN", SO),
        ("½", SO),
        ("abc", SO),
        ("€", SO),
        ("--5", SO),
        ("12,345", SO),
        ("-5", NULL),
        ("−1.234,56 €", NULL),
        ("0", NULL),
        ("0,00", NULL),
        ("1.000.000.000.000", GROSS),
        ("1000000000000", GROSS),
        ("10.000.000.000", GROSS),
    ],
)
def test_anderes_wird_mit_einem_satz_verweigert(text: str, satz: str) -> None:
    """Issue 3, bad input: nothing is guessed; the sentence says what is expected."""
    with pytest.raises(ValidationError) as fehler:
        Betragsfeld().clean(text)
    assert fehler.value.messages == [satz]


def test_null_ist_eine_antwort_wo_danach_gefragt_wird() -> None:
    feld = Betragsfeld(min_value=Decimal(0))
    assert feld.clean("0,00") == Decimal(0)
    with pytest.raises(ValidationError, match="kann nicht kleiner als null sein"):
        feld.clean("-0,01")
    assert not feld.has_changed(Decimal("0.00"), "0,00")
    assert feld.has_changed(Decimal("0.00"), "keine")


def test_leer_ist_keine_null() -> None:
    assert Betragsfeld(required=False, min_value=Decimal(0)).clean("  ") is None
    with pytest.raises(ValidationError, match="füllen Sie dieses Feld aus"):
        Betragsfeld().clean("")


def test_ein_betrag_wird_deutsch_gezeigt() -> None:
    assert Betragsfeld().prepare_value(Decimal(12500)) == "12.500,00"
    assert Betragsfeld().prepare_value("12,5x") == "12,5x"
