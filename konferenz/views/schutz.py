"""Who may see a page: the one mixin of ours that every protected view carries."""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from konferenz.models import Benutzer

_ECHTE_FAKTOREN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def fehlt_zweiter_faktor(benutzer: Benutzer) -> bool:
    """Whether the roles of today demand a second factor that the account does not have yet."""
    if not settings.ZWEITER_FAKTOR_VERLANGT or not benutzer.braucht_zweiten_faktor:
        return False
    return not Authenticator.objects.filter(user=benutzer, type__in=_ECHTE_FAKTOREN).exists()


class Geschuetzt(AccessMixin):
    """Lets a request through if the person has `recht`, a name from a `rules.py`, for the object of the page.

    Logged out: to the login with a way back. Second factor demanded and missing: to the page that sets it up.
    Right missing: 403. Object invisible or missing: 404; to somebody without the right a missing object
    answers 403 like an existing one. No cache keeps a copy of the page.
    """

    recht: str
    request: HttpRequest

    @property
    def benutzer(self) -> Benutzer:
        """The person who is logged in; inside the page there always is one."""
        return cast(Benutzer, self.request.user)

    def get_rechtobjekt(self) -> object:
        """The object the right is asked for; raises Http404 if the person cannot see it. None: the right
        needs no object.
        """
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        benutzer = request.user
        if not isinstance(benutzer, Benutzer):
            return self.handle_no_permission()
        if fehlt_zweiter_faktor(benutzer):
            return self._zum_zweiten_faktor(request)
        self._pruefe_recht(benutzer)
        antwort: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        patch_cache_control(antwort, no_store=True, private=True)
        return antwort

    def _pruefe_recht(self, benutzer: Benutzer) -> None:
        try:
            objekt = self.get_rechtobjekt()
        except Http404:
            if not benutzer.has_perm(self.recht):
                raise PermissionDenied from None
            raise
        if not benutzer.has_perm(self.recht, objekt):
            raise PermissionDenied

    def _zum_zweiten_faktor(self, request: HttpRequest) -> HttpResponseRedirect:
        messages.info(
            request,
            _(
                "Ihre Rolle sieht Daten von Menschen oder Geld. "
                "Bitte richten Sie zuerst eine zweite Bestätigung beim Anmelden ein."
            ),
        )
        return redirect("mfa_activate_totp")
