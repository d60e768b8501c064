"""Tags for the templates of letters (`{% load post %}`)."""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from konferenz.actions.nachricht.marken import MARKEN, Marken, entschaerfe

register = template.Library()


def _marken(context: template.Context) -> Marken:
    marken = context.get(MARKEN)
    if marken is None:
        raise template.TemplateSyntaxError("personal links and codes belong into the text of a letter only")
    return marken


@register.simple_tag(takes_context=True)
def zugang(context: template.Context, zweck: str, objekt: object, gueltig: float | datetime) -> str:
    """Place of a personal link: `gueltig` is a number of days from the hand-over, or the moment it ends.

    The link itself is made when the letter is handed over.
    """
    bis = {"bis": gueltig.isoformat()} if isinstance(gueltig, datetime) else {"tage": float(gueltig)}
    return _marken(context).setze({"link": zweck, "objekt": str(objekt), **bis})


@register.simple_tag(takes_context=True)
def geheim(context: template.Context, wert: object) -> str:
    """Place of a code: stored encrypted until the hand-over, shown to nobody."""
    return _marken(context).setze({"geheim": str(wert)})


@register.simple_tag
def adresse(name: str, *args: Any, **kwargs: Any) -> str:
    """Absolute address of a page, from the configured base and never from a request."""
    return settings.BASIS_URL + reverse(name, args=args, kwargs=kwargs)


@register.filter
def ohne_verweis(wert: object) -> str:
    """What somebody typed, so that no mail program makes a link of it: names, organisations, titles of topics."""
    return entschaerfe(str(wert))
