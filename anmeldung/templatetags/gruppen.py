"""Words about working groups."""

from django import template

from anmeldung.gruppenlage import AUSGANG_IN_WORTEN
from anmeldung.models import Gruppenwunsch

register = template.Library()


@register.filter
def ausgang(wunsch: Gruppenwunsch) -> str:
    """What became of a wish, in the active language; empty before the allocation."""
    return str(AUSGANG_IN_WORTEN.get(wunsch.ausgang, ""))
