"""Letters shown on a page."""

from django import template
from i18nfield.strings import LazyI18nString

from konferenz.actions.nachricht.schreiben import TRENNLINIE

register = template.Library()


@register.filter
def fassungen(text: str, sprache: str) -> list[LazyI18nString]:
    """The text of a letter in `sprache` and the German one below it, each knowing its language."""
    oben, _linie, deutsch = text.partition(TRENNLINIE)
    teile = [LazyI18nString({sprache: oben})]
    return [*teile, LazyI18nString({"de": deutsch})] if deutsch else teile
