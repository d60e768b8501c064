"""All addresses, those of the demonstration too."""

from django.urls import include, path

from konferenz.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("vorfuehrung/", include("konferenz.urls_vorfuehrung")), *urlpatterns]
