"""Every rule of the budget, F1–F20, and every worked example is named by a test that proves it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BEISPIELE = (1, 2, 3, 5, 8, 11, 12)
"""Numbers of the worked examples in the budget rules."""


def genannt() -> Iterator[str]:
    """What the docstrings of the tests of money name."""
    for modul in sorted(Path(__file__).parent.glob("test_*.py")):
        for knoten in ast.walk(ast.parse(modul.read_text())):
            if isinstance(knoten, ast.FunctionDef) and knoten.name.startswith("test_"):
                text = ast.get_docstring(knoten) or ""
                yield from re.findall(r"\b[FSI]\d+\b|\bexample \d+\b", text)


@pytest.fixture(scope="module")
def bewiesen() -> set[str]:
    return set(genannt())


def test_jede_regel_hat_einen_beweis_der_sie_nennt(bewiesen: set[str]) -> None:
    assert {f"F{nummer}" for nummer in range(1, 21)} - bewiesen == set()


def test_jedes_beispiel_und_jede_invariante_auch(bewiesen: set[str]) -> None:
    erwartet = {f"example {nummer}" for nummer in BEISPIELE} | {"I06", "I07", "I08", "I17"}
    assert erwartet - bewiesen == set()
