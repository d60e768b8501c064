"""Names of languages for staff."""

from django import template

from konferenz.sprachen import sprache

register = template.Library()


@register.filter
def sprachname(code: str) -> str:
    """German name of a language, "Arabisch" for "ar": staff read German, not every script."""
    return sprache(code).name_deutsch
