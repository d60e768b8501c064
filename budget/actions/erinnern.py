"""What happens to money by itself, and the letters about it. Everything here may run as often as one likes, also in
parallel and after a pause of any length: the state says what is due, the key of a letter that it was written.
"""

from datetime import datetime, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from budget.actions.reservieren import reservierung_beenden
from budget.models import Bereitstellung, Buchung
from budget.queries.frist import Frist
from budget.queries.fristen import fristen
from budget.queries.jahresende import OffeneBindung, offene_bindungen
from budget.queries.post import FRIST, JAHRESENDE, frist_bezug, zustaendige
from budget.queries.stand import NULL, lage
from budget.rules import ROLLEN_ARBEIT
from konferenz import uhr
from konferenz.actions.nachricht import nachricht_schreiben
from konferenz.models import Benutzer, Konferenz, Nachricht

MORGENS = time(7, 0)
"""Nobody needs these letters at night; what is done until then is not sent."""


def reservierungen_beenden() -> int:
    """End every reservation whose last day is over; the row has the day of the run, nothing is back-dated (F19).

    Returns how many ended. What somebody redeems or ends at the same moment is no mistake.
    """
    abgelaufen = Buchung.objects.laufende_reservierungen().filter(endet_am__lt=uhr.heute())
    return sum(_beende(eine) for eine in abgelaufen.select_related("vorgang", "bereitstellung", "quelle"))


def _beende(reservierung: Buchung) -> int:
    with override("de"):
        grund = _("Frist abgelaufen")
    try:
        reservierung_beenden(reservierung=reservierung, grund=grund, person=None)
    except ValidationError:
        return 0
    return 1


def fristen_melden() -> int:
    """Write the reminders that are due: one for each person, deadline and lead time. Returns how many were written."""
    return sum(_melde_fristen(eine) for eine in _bereitstellungen())


def jahresende_melden() -> int:
    """Write the list of what is open of a year that is over: one letter for each person and year (F10). It changes no
    booking. Returns how many were written.
    """
    return sum(_melde_jahre(eine) for eine in _bereitstellungen())


def _bereitstellungen() -> list[Bereitstellung]:
    return list(Bereitstellung.objects.select_related("konferenz").order_by("pk"))


@transaction.atomic
def _melde_fristen(bereitstellung: Bereitstellung) -> int:
    heute = uhr.heute()
    faellige = [
        (frist, vorlauf)
        for frist in fristen(bereitstellung, lage(bereitstellung))
        if (vorlauf := frist.vorlauf(heute)) is not None
    ]
    briefe = [
        _frist_schreiben(bereitstellung.konferenz, frist, vorlauf, benutzer)
        for frist, vorlauf in faellige
        for benutzer in zustaendige(frist.rollen, heute)
    ]
    return len([brief for brief in briefe if brief])


def _frist_schreiben(
    konferenz: Konferenz, frist: Frist, vorlauf: int, benutzer: Benutzer
) -> Nachricht | None:
    bezug = frist_bezug(frist, vorlauf, benutzer)
    return _schreibe(konferenz, benutzer, FRIST, bezug, {"frist": frist, "ziel": _adresse(frist.url)})


@transaction.atomic
def _melde_jahre(bereitstellung: Bereitstellung) -> int:
    je_jahr: dict[int, list[OffeneBindung]] = {}
    for eine in offene_bindungen(bereitstellung):
        je_jahr.setdefault(eine.quelle.letztes_jahr, []).append(eine)
    briefe = [
        _jahr_schreiben(bereitstellung.konferenz, jahr, bindungen, benutzer)
        for jahr, bindungen in je_jahr.items()
        for benutzer in zustaendige(ROLLEN_ARBEIT, uhr.heute())
    ]
    return len([brief for brief in briefe if brief])


def _jahr_schreiben(
    konferenz: Konferenz, jahr: int, bindungen: list[OffeneBindung], benutzer: Benutzer
) -> Nachricht | None:
    seite = reverse("budget:jahresende", kwargs={"kennung": konferenz.kennung})
    daten = {
        "jahr": jahr,
        "bindungen": bindungen,
        "summe": sum((eine.offen for eine in bindungen), NULL),
        "ziel": _adresse(seite),
    }
    return _schreibe(konferenz, benutzer, JAHRESENDE, f"{jahr}:{benutzer.pk}", daten)


def _schreibe(
    konferenz: Konferenz, benutzer: Benutzer, anlass: str, bezug: str, daten: dict[str, object]
) -> Nachricht | None:
    """Queue a letter for the next morning or, after it, for now; None if it was written before."""
    vorlage = anlass.replace(".", "/post/")
    return nachricht_schreiben(
        schluessel=f"{anlass}:{konferenz.pk}:{bezug}",
        anlass=anlass,
        vorlage=vorlage,
        daten={"benutzer": benutzer, **daten},
        an=benutzer.email,
        an_name=benutzer.name,
        spur=Nachricht.Spur.ERINNERUNG,
        bezug=bezug,
        konferenz=konferenz,
        faellig_am=max(uhr.jetzt(), timezone.make_aware(datetime.combine(uhr.heute(), MORGENS))),
    )


def _adresse(pfad: str) -> str:
    return settings.BASIS_URL + pfad
