"""Telling registered people that a public conference has moved."""

from datetime import datetime

from anmeldung.actions import briefe
from anmeldung.models import Anmeldung
from konferenz.models import Konferenz


def schreibe_angemeldeten(konferenz: Konferenz, vorher: datetime | None) -> None:
    """Contribution `termin_geaendert`: one letter each in their language, with the calendar file and the link to stay
    or cancel. Nothing before the conference is public, and nothing about one that is over."""
    if not konferenz.ist_veroeffentlicht or vorher is None or konferenz.ist_vorbei:
        return
    for anmeldung in Anmeldung.objects.filter(konferenz=konferenz).kommend().order_by("pk"):
        anmeldung.konferenz = konferenz
        briefe.schreibe(anmeldung, "verlegt", konferenz.terminfolge, vorher=vorher)
