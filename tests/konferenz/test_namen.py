"""Names of people: cleaned without rewriting, sorted as a German directory does."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konferenz.namen import bereinige, sortierschluessel


@pytest.mark.parametrize(
    ("eingabe", "sauber"),
    [
        ("  İpek   Gül-Şahin ", "İpek Gül-Şahin"),
        ("فاطمة\u202e الزهراء", "فاطمة الزهراء"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Anna\nBcc: x@y", "Anna Bcc: x@y"),
        ("Jo\x00hn", "John"),
        ("Jose\u0301", "José"),
        ("O’Brien", "O’Brien"),
    ],
)
def test_bereinige_nimmt_nur_unsichtbares_weg(eingabe: str, sauber: str) -> None:
    assert bereinige(eingabe) == sauber


def test_sortierung_nach_din_5007_2_andere_schriften_nach_latein() -> None:
    namen = [
        "Зоя",
        "فاطمة",
        "Muller",
        "Özdemir",
        "Müller",
        "Oezdem",
        "İnci",
        "Ina",
        "Łukasz",
        "Lukas",
        "ትግስት",
        "Ahmadi, Mariam",
    ]
    assert sorted(namen, key=sortierschluessel) == [
        "Ahmadi, Mariam", "Ina", "İnci", "Lukas", "Łukasz", "Müller", "Muller",
        "Oezdem", "Özdemir", "Зоя", "فاطمة", "ትግስት",
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_bereinigt_bleibt_bereinigt_und_der_schluessel_passt_in_die_spalte(text: str) -> None:
    sauber = bereinige(text)
    assert bereinige(sauber) == sauber
    assert unicodedata.is_normalized("NFC", sauber)
    assert len(sortierschluessel(sauber)) <= 400
    assert "\x00" not in sauber
