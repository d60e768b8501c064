"""Telling registered people that a public conference has moved."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anmeldung.actions import briefe
from anmeldung.models import Anmeldung
from konferenz.formate import datum
from konferenz.models import Konferenz

Stand = Anmeldung.Stand


def _betroffene(konferenz: Konferenz) -> QuerySet[Anmeldung]:
    """Who means to come: with a seat, on the waiting list, with an offer."""
    staende = (Stand.BESTAETIGT, Stand.WARTELISTE, Stand.ANGEBOTEN)
    return Anmeldung.objects.filter(konferenz=konferenz, stand__in=staende)


def schreibe_angemeldeten(konferenz: Konferenz, vorher: datetime | None) -> None:
    """Contribution `termin_geaendert`: one letter each in their language, with the calendar file and the link to stay
    or cancel. Nothing before the conference is public, and nothing about one that is over."""
    if not konferenz.ist_veroeffentlicht or vorher is None or konferenz.ist_vorbei:
        return
    for anmeldung in _betroffene(konferenz).order_by("pk"):
        anmeldung.konferenz = konferenz
        briefe.schreibe(anmeldung, "verlegt", konferenz.terminfolge, vorher=vorher)


def folgen(konferenz: Konferenz) -> list[str]:
    """Contribution `termin_folgen`: who gets a letter and by which way, and when data will be deleted."""
    zahl = _betroffene(konferenz).count()
    if not zahl:
        return []
    ohne_mail = _betroffene(konferenz).filter(email="").count()
    satz = ngettext(
        "%(zahl)d angemeldete Person bekommt einen Brief in ihrer Sprache, mit Kalenderdatei und Link zum Absagen.",
        "%(zahl)d angemeldete Personen bekommen Briefe in ihrer Sprache, mit Kalenderdatei und Link zum Absagen.",
        zahl,
    )
    saetze = [satz % {"zahl": zahl}]
    if ohne_mail:
        saetze.append(
            ngettext(
                "%(zahl)d davon hat keine E-Mail-Adresse: Der Brief liegt dann im Postausgang.",
                "%(zahl)d davon haben keine E-Mail-Adresse: Die Briefe liegen dann im Postausgang.",
                ohne_mail,
            )
            % {"zahl": ohne_mail}
        )
    if konferenz.ende:
        tag = datum(konferenz.ende + briefe.LINK_BLEIBT)
        saetze.append(_("Die Anmeldungen werden jetzt am %(tag)s gelöscht.") % {"tag": tag})
    return saetze
