"""What the ground floor knows about the points of a resolution: whether the conference is when the paper wants it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from konferenz import uhr
from konferenz.beitraege import Nachweis
from konferenz.formate import datum_kurz, datum_mit_tag
from konferenz.models import Drucksache, Konferenz, Petitumspunkt

SEHEN = "konferenz.konferenz_sehen"


def nachweise(punkt: Petitumspunkt, konferenz: Konferenz) -> list[Nachweis]:
    """Contribution `petitum_nachweis` for the point about the date."""
    if punkt.art != Petitumspunkt.Art.TERMIN:
        return []
    return [_termin(konferenz, punkt.drucksache), _ort(konferenz), _durchfuehrung(konferenz)]


def zeitraum(drucksache: Drucksache) -> tuple[date, date] | None:
    """First and last day on which the conference may be; None if the paper leaves it open."""
    jahr, halbjahr = drucksache.halbjahr_jahr, drucksache.halbjahr
    if not jahr:
        return None
    return date(jahr, 7 if halbjahr == 2 else 1, 1), date(jahr, 6, 30) if halbjahr == 1 else date(
        jahr, 12, 31
    )


def _termin(konferenz: Konferenz, drucksache: Drucksache) -> Nachweis:
    seite = reverse("arbeit:konferenz", args=[konferenz.kennung])
    if konferenz.tag is None:
        return Nachweis("offen", _("Ein Termin ist noch nicht festgelegt."), seite, SEHEN)
    rahmen = zeitraum(drucksache)
    tag = datum_mit_tag(konferenz.tag)
    if rahmen is None:
        satz = _("Termin: %(tag)s. Der Beschluss nennt keinen Zeitraum.") % {"tag": tag}
        return Nachweis("erfuellt", satz, seite, SEHEN)
    passt = drucksache.im_halbjahr(konferenz.tag)
    satz = (
        _("Der Termin am %(tag)s liegt zwischen dem %(von)s und dem %(bis)s.")
        if passt
        else _("Der Termin am %(tag)s liegt nicht zwischen dem %(von)s und dem %(bis)s.")
    )
    worte = {"tag": tag, "von": datum_kurz(rahmen[0]), "bis": datum_kurz(rahmen[1])}
    return Nachweis("erfuellt" if passt else "abweichend", satz % worte, seite, SEHEN)


def _ort(konferenz: Konferenz) -> Nachweis:
    if konferenz.ort is None:
        return Nachweis("offen", _("Ein Ort ist noch nicht festgelegt."))
    return Nachweis("erfuellt", _("Der Ort steht fest: %(ort)s.") % {"ort": konferenz.ort})


def _durchfuehrung(konferenz: Konferenz) -> Nachweis:
    if konferenz.tag is None:
        return Nachweis("offen", _("Die Konferenz hat noch nicht stattgefunden."))
    if konferenz.ist_vorbei:
        return Nachweis("erfuellt", _("Die Konferenz hat stattgefunden."))
    tage = (konferenz.tag - uhr.heute()).days
    if tage <= 0:
        return Nachweis("offen", _("Die Konferenz ist heute."))
    satz = _("Die Konferenz ist in %(tage)s Tagen.") if tage > 1 else _("Die Konferenz ist morgen.")
    return Nachweis("offen", satz % {"tage": tage})
