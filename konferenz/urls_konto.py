"""Addresses of login, password and second factor: those of allauth without the ones this house has closed."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path


@login_not_required
def gibt_es_nicht(request: HttpRequest, **teile: str) -> HttpResponse:
    """The address of an account is set by its invitation, and new passwords go by personal links of ours."""
    raise Http404


urlpatterns = [
    re_path(r"^(?:email|confirm-email|password/reset/key)/", gibt_es_nicht),
    path("", include("allauth.urls")),
]
