"""Filters of the pages of meetings (`{% load planung %}`)."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def zu(werte: Mapping[Any, Any], schluessel: object) -> Any:
    """The value of a key that is itself a value of the page; None if there is none."""
    return werte.get(schluessel) if werte else None
