"""What the session knows of opened personal links: purpose -> number of the link, never the secret.

The link is asked again at each request: when it expires or is revoked, the open session ends with it.
"""

from django.http import HttpRequest

from konferenz.models import Zugangslink

SITZUNGSNAME = "zugang"


def merke(request: HttpRequest, link: Zugangslink) -> None:
    """Exchange a link for the session; its key changes so that nobody who knew the old one comes along."""
    request.session.cycle_key()
    vergiss(request, link.zweck)
    request.session[SITZUNGSNAME] = {**request.session[SITZUNGSNAME], link.zweck: link.pk}


def objekt_aus(request: HttpRequest, *zwecke: str) -> str | None:
    """The object of the link opened last for one of the purposes; None if none of them is valid any more."""
    link = _link(request, zwecke)
    return link.objekt if link else None


def vergiss(request: HttpRequest, *zwecke: str) -> None:
    """Close what links opened: the object is gone or the person leaves a shared computer."""
    offen = {
        zweck: link for zweck, link in request.session.get(SITZUNGSNAME, {}).items() if zweck not in zwecke
    }
    request.session[SITZUNGSNAME] = offen


def _link(request: HttpRequest, zwecke: tuple[str, ...]) -> Zugangslink | None:
    offen = request.session.get(SITZUNGSNAME, {})
    nummern = [nummer for zweck, nummer in offen.items() if zweck in zwecke]
    if not nummern:
        return None
    gueltige = Zugangslink.objects.gueltig().filter(zweck__in=zwecke).in_bulk(nummern)
    return next((gueltige[nummer] for nummer in reversed(nummern) if nummer in gueltige), None)
