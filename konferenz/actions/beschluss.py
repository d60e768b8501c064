"""The resolution under control: who judges its points, and the reports to the body that decided."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.actions.nachricht import nachricht_schreiben
from konferenz.beschlusskontrolle import (
    BERICHT,
    ERINNERUNG,
    MIT_GRUND,
    Punktlage,
    faellig_am,
    hat_offenes,
    punktlage,
)
from konferenz.formate import datum
from konferenz.models import (
    Benutzer,
    Drucksache,
    Konferenz,
    Nachricht,
    Petitumspunkt,
    Rollenzuweisung,
    Sachstand,
    Sachstandsbericht,
)
from konferenz.rules import ROLLEN_BESCHLUSS

MORGENS = time(7, 0)


@transaction.atomic
def punkt_bewerten(
    *, punkt: Petitumspunkt, konferenz: Konferenz, stand: str, grund: str = "", person: Benutzer | None
) -> Petitumspunkt:
    """Confirm the state that follows from the data, or set another one with a reason.

    Raises ValidationError for a paper that is not adopted, and without a reason where the state is not the one of the
    data or says that the point will not be done as decided.
    """
    punkt = (
        Petitumspunkt.objects.select_for_update(of=("self",)).select_related("drucksache").get(pk=punkt.pk)
    )
    if not punkt.drucksache.ist_wirksam:
        raise ValidationError(
            _("Die Drucksache ist nicht beschlossen. Ihre Punkte werden noch nicht bewertet.")
        )
    lage = punktlage(punkt, konferenz)
    grund = grund.strip()
    if not grund and (stand in MIT_GRUND or stand != (lage.vorschlag or stand)):
        raise ValidationError({"grund": _("Bitte begründen Sie diese Bewertung.")})
    punkt.stand, punkt.bewertung_grund = stand, grund
    punkt.bewertet_am, punkt.bewertet_von = uhr.heute(), person
    punkt.full_clean(exclude={"drucksache"})
    punkt.save()
    return punkt


@transaction.atomic
def punkt_zuweisen(*, punkt: Petitumspunkt, frist: date | None, zustaendig: str) -> Petitumspunkt:
    """Say who is responsible for a point and until when."""
    punkt = Petitumspunkt.objects.select_for_update().get(pk=punkt.pk)
    punkt.frist, punkt.zustaendig = frist, zustaendig.strip()
    punkt.full_clean()
    punkt.save(update_fields=["frist", "zustaendig"])
    return punkt


@transaction.atomic
def bericht_entwerfen(*, konferenz: Konferenz, an: str, person: Benutzer | None) -> Sachstandsbericht:
    """The draft of a report on all points, written from the data; a report in work is returned as it is.

    Raises ValidationError if the paper of the conference is not adopted.
    """
    drucksache = _gesperrt(konferenz)
    if offener := drucksache.berichte.exclude(stand=Sachstandsbericht.Stand.BERICHTET).first():
        return offener
    bericht = Sachstandsbericht(drucksache=drucksache, an=an.strip(), verfasst_von=person)
    bericht.full_clean(exclude={"drucksache", "verfasst_von"})
    bericht.save()
    for punkt in drucksache.punkte.prefetch_related("sachstaende__bericht"):
        punkt.drucksache = drucksache
        _entwurf_des_punktes(punktlage(punkt, konferenz), bericht, person)
    return bericht


def _gesperrt(konferenz: Konferenz) -> Drucksache:
    drucksache = Drucksache.objects.select_for_update(no_key=True).filter(konferenzen=konferenz).first()
    if drucksache is None or not drucksache.ist_wirksam:
        raise ValidationError(_("Zu dieser Konferenz gibt es keinen Beschluss, der gilt."))
    return drucksache


def _entwurf_des_punktes(lage: Punktlage, bericht: Sachstandsbericht, person: Benutzer | None) -> None:
    """What is to be said of a point: the draft that exists (a changed date wrote one), else its evidence."""
    punkt = lage.punkt
    entwurf = next((eins for eins in punkt.sachstaende.all() if eins.ist_entwurf), None)
    if entwurf is None:
        stand = punkt.stand if punkt.bewertet_am else lage.vorschlag or punkt.stand
        entwurf = Sachstand(petitumspunkt=punkt, stand=stand, text=_aus_den_daten(lage), verfasst_von=person)
    entwurf.bericht, entwurf.stand_am = bericht, uhr.heute()
    entwurf.save()


def _aus_den_daten(lage: Punktlage) -> str:
    saetze = [beleg.satz for _zeichen, beleg in lage.nachweise]
    if lage.punkt.bewertung_grund:
        saetze.append(lage.punkt.bewertung_grund)
    return " ".join(saetze)


@transaction.atomic
def bericht_schreiben(
    *, bericht: Sachstandsbericht, an: str, einleitung: str, punkte: Mapping[int, tuple[str, str]]
) -> Sachstandsbericht:
    """Store a report: `punkte` has state and text for the number of each point. Raises ValidationError once it was
    reported, and for a point without a text."""
    bericht = _offener(bericht)
    bericht.an, bericht.einleitung = an.strip(), einleitung.strip()
    bericht.full_clean(exclude={"drucksache", "verfasst_von"})
    bericht.save()
    for sachstand in bericht.sachstaende.select_related("petitumspunkt"):
        stand, text = punkte[sachstand.petitumspunkt.nummer]
        sachstand.stand, sachstand.text = stand, text.strip()
        sachstand.full_clean(exclude={"petitumspunkt", "bericht", "verfasst_von"})
        sachstand.save()
    return bericht


@transaction.atomic
def bericht_verwerfen(*, bericht: Sachstandsbericht) -> None:
    """Throw a report in work away, with its texts. Raises ValidationError once it was reported."""
    bericht = _offener(bericht)
    bericht.sachstaende.all().delete()
    bericht.delete()


@transaction.atomic
def bericht_senden(*, bericht: Sachstandsbericht, an: str) -> Sachstandsbericht:
    """Mail the report with its PDF to the office of the body. Raises ValidationError once it was reported, or while a
    point has no text."""
    bericht = _offener(bericht)
    _pruefe_texte(bericht)
    bericht.stand, bericht.versandt_am, bericht.versandt_an = bericht.Stand.VERSANDT, uhr.jetzt(), an.strip()
    bericht.full_clean(exclude={"drucksache", "verfasst_von"})
    bericht.save()
    nachricht_schreiben(
        schluessel=f"{BERICHT}:{bericht.pk}:{uhr.jetzt():%Y%m%d%H%M%S}",
        anlass=BERICHT,
        vorlage="konferenz/post/sachstandsbericht",
        daten={"bericht": bericht, "drucksache": bericht.drucksache},
        an=bericht.versandt_an,
        an_name=bericht.an,
        bezug=str(bericht.pk),
        konferenz=Konferenz.objects.filter(drucksache=bericht.drucksache_id).first(),
    )
    return bericht


@transaction.atomic
def als_berichtet_eintragen(
    *, bericht: Sachstandsbericht, am: date, fundstelle: str = ""
) -> Sachstandsbericht:
    """Record that the body has the report; from then on nothing in it changes.

    Raises ValidationError for a day in the future or before the decision or the report before it, and while a point
    has no text.
    """
    bericht = _offener(bericht)
    _pruefe_texte(bericht)
    _pruefe_tag(bericht, am)
    bericht.sachstaende.update(ist_entwurf=False, stand_am=am)
    bericht.stand, bericht.berichtet_am, bericht.fundstelle = bericht.Stand.BERICHTET, am, fundstelle.strip()
    bericht.full_clean(exclude={"drucksache", "verfasst_von"})
    bericht.save()
    return bericht


def _offener(bericht: Sachstandsbericht) -> Sachstandsbericht:
    reihe = Sachstandsbericht.objects.select_for_update(of=("self",), no_key=True).select_related(
        "drucksache"
    )
    bericht = reihe.filter(pk=bericht.pk).first() or bericht
    if bericht.pk is None or not bericht.ist_offen:
        raise ValidationError(_("Dieser Bericht ist schon berichtet. Er lässt sich nicht mehr ändern."))
    return bericht


def _pruefe_texte(bericht: Sachstandsbericht) -> None:
    ohne = bericht.sachstaende.filter(text="").order_by("petitumspunkt__nummer")
    nummern = [str(nummer) for nummer in ohne.values_list("petitumspunkt__nummer", flat=True)]
    if nummern:
        raise ValidationError(
            _("Es fehlt noch der Text zu Punkt %(nummern)s.") % {"nummern": ", ".join(nummern)}
        )


def _pruefe_tag(bericht: Sachstandsbericht, am: date) -> None:
    if am > uhr.heute():
        raise ValidationError({"am": _("Der Tag liegt in der Zukunft.")})
    beschluss = (
        bericht.drucksache.entscheidungen.filter(stand=Drucksache.Stand.BESCHLOSSEN).order_by("am").first()
    )
    letzter = (
        bericht.drucksache.berichte.filter(stand=bericht.Stand.BERICHTET).order_by("berichtet_am").last()
    )
    fruehestens = letzter.berichtet_am if letzter else beschluss and beschluss.am
    if fruehestens and am < fruehestens:
        raise ValidationError({"am": _("Der Tag liegt vor dem %(tag)s.") % {"tag": datum(fruehestens)}})


def an_berichte_erinnern() -> int:
    """Write to those who report, once for each report that is due; may run as often as one likes. Returns how many
    letters were written."""
    konferenzen = Konferenz.objects.filter(drucksache__stand=Drucksache.Stand.BESCHLOSSEN).select_related(
        "drucksache"
    )
    return sum(_erinnere(konferenz) for konferenz in konferenzen.order_by("pk"))


@transaction.atomic
def _erinnere(konferenz: Konferenz) -> int:
    drucksache = Drucksache.objects.get(konferenzen=konferenz)
    faellig = faellig_am(drucksache)
    if faellig is None or faellig > uhr.heute() or not hat_offenes(drucksache):
        return 0
    zuweisungen = Rollenzuweisung.objects.gueltig(uhr.heute()).filter(rolle__in=ROLLEN_BESCHLUSS)
    leute = Benutzer.objects.filter(is_active=True, pk__in=zuweisungen.values("benutzer")).order_by("pk")
    return sum(_schreibe(konferenz, drucksache, faellig, benutzer) for benutzer in leute)


def _schreibe(konferenz: Konferenz, drucksache: Drucksache, faellig: date, benutzer: Benutzer) -> int:
    seite = reverse("arbeit:beschlusskontrolle", args=[konferenz.kennung])
    brief = nachricht_schreiben(
        schluessel=f"{ERINNERUNG}:{drucksache.pk}:{faellig}:{benutzer.pk}",
        anlass=ERINNERUNG,
        vorlage="konferenz/post/bericht_faellig",
        daten={
            "benutzer": benutzer,
            "drucksache": drucksache,
            "faellig": faellig,
            "ziel": settings.BASIS_URL + seite,
        },
        an=benutzer.email,
        an_name=benutzer.name,
        spur=Nachricht.Spur.ERINNERUNG,
        bezug=f"{drucksache.pk}:{faellig}",
        konferenz=konferenz,
        faellig_am=max(uhr.jetzt(), timezone.make_aware(datetime.combine(uhr.heute(), MORGENS))),
    )
    return 1 if brief else 0
