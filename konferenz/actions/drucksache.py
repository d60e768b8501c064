"""Papers of the council: take one in with its conference, and record what was decided on it."""

import dataclasses
import re
from datetime import date
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Min
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from konferenz import beitraege, uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.drucksachenlauf import letzter_tag_der_beanstandung
from konferenz.einlesen import Beratungsvorschlag, Punktvorschlag, Vorschlag
from konferenz.formate import datum
from konferenz.models import Benutzer, Beratung, Drucksache, Entscheidung, Konferenz, Petitumspunkt
from konferenz.models.drucksache import UEBERGAENGE

Stand = Drucksache.Stand

_ARTEN = {
    "mitteilung": Drucksache.Art.MITTEILUNG,
    "antrag": Drucksache.Art.ANTRAG,
    "anfrage": Drucksache.Art.ANFRAGE,
    "vorlage": Drucksache.Art.VORLAGE,
}


class DrucksacheVorhanden(ValidationError):
    """The number is taken; `drucksache` is the paper that has it."""

    def __init__(self, drucksache: Drucksache) -> None:
        super().__init__(
            _("Die Drucksache %(nummer)s gibt es schon."), "vorhanden", {"nummer": drucksache.kennzeichen}
        )
        self.drucksache = drucksache


def art_zu(wort: str) -> str:
    """Kind of paper for the printed word ("Änderungsantrag" is an Antrag); empty if it fits none."""
    return next((str(art) for teil, art in _ARTEN.items() if teil in wort.casefold()), "")


def name_der_konferenz(titel: str) -> str:
    """The title of a motion up to its theme: what stands before a dash, a colon or a quotation."""
    name = re.split(r'\s[-–—]\s|:\s|\s?[„“"»]', titel, maxsplit=1)[0].strip(" -–—,")
    return name or titel


@transaction.atomic
def drucksache_anlegen(
    *,
    vorschlag: Vorschlag,
    person: Benutzer | None = None,
    schluessel: UUID | None = None,
    konferenztitel: str = "",
    url: str = "",
) -> Drucksache:
    """Store a confirmed paper with consultations and points, and the conference it asks for.

    A paper whose number has a conference already (another version of it) gets no second one. `konferenztitel`
    is the German name of the conference, taken from the title if empty; `schluessel` the key of the form:
    sent twice, the first paper is returned. Raises DrucksacheVorhanden if number and version are taken, else
    ValidationError for what cannot be stored.
    """
    inhalt = {**dataclasses.asdict(vorschlag), "konferenztitel": konferenztitel, "url": url}
    erste = einloesen(schluessel, inhalt) if schluessel else None
    if erste is not None:
        return Drucksache.objects.get(pk=erste.ergebnis)
    with _handelt(person):
        drucksache = _drucksache_ablegen(vorschlag, url)
        _teile_ablegen(drucksache, vorschlag)
        _konferenz_anlegen(drucksache, vorschlag, konferenztitel)
    if schluessel:
        ergebnis_merken(schluessel, str(drucksache.pk))
    return drucksache


@transaction.atomic
def entscheidung_erfassen(
    *,
    drucksache: Drucksache,
    stand: str,
    am: date,
    gremium: str = "",
    ist_geaendert: bool = False,
    bemerkung: str = "",
    person: Benutzer | None = None,
    schluessel: UUID | None = None,
) -> Entscheidung:
    """Record what was decided on a paper on a day; `stand` is the state the paper is in from then on.

    From "beanstandet" back to "beschlossen" means that the objection was lifted. The adopted paper of the highest
    version becomes the one its conference is measured by. Raises ValidationError, by field, for a decision that does
    not follow on the state, lies before consultation or last decision or in the future, objects too late
    (§ 22 BezVG), or changes a text without saying how.
    """
    inhalt = [drucksache.pk, stand, am, gremium, ist_geaendert, bemerkung]
    erste = einloesen(schluessel, {"entscheidung": inhalt}) if schluessel else None
    if erste is not None:
        return Entscheidung.objects.get(pk=erste.ergebnis)
    drucksache = Drucksache.objects.select_for_update(no_key=True).get(pk=drucksache.pk)
    _pruefe_uebergang(drucksache, stand)
    _pruefe_tag(drucksache, stand, am)
    _pruefe_aenderung(drucksache, stand, ist_geaendert, bemerkung)
    entscheidung = Entscheidung(
        drucksache=drucksache,
        stand=stand,
        am=am,
        gremium=gremium.strip(),
        ist_geaendert=ist_geaendert,
        bemerkung=bemerkung.strip(),
        erfasst_von=person,
    )
    entscheidung.clean_fields(exclude={"erfasst_von"})
    with _handelt(person):
        entscheidung.save()
        drucksache.stand = stand
        drucksache.save(update_fields=["stand"])
        _massgebliche_festlegen(drucksache.nummer)
    if schluessel:
        ergebnis_merken(schluessel, str(entscheidung.pk))
    return entscheidung


def _handelt(person: Benutzer | None) -> pghistory.context:
    """Context of the audit trail; a page has told it the person already, a command or a story has not."""
    return pghistory.context(**({"person": person.pk} if person else {}))


# --- taking a paper in ---------------------------------------------------------------------------------------------


def _drucksache_ablegen(vorschlag: Vorschlag, url: str) -> Drucksache:
    """Insert the row; of two who store the same number at once the second gets DrucksacheVorhanden."""
    jahr, halbjahr = vorschlag.halbjahr or (vorschlag.konferenzjahr, None)
    drucksache = Drucksache(
        nummer=vorschlag.nummer,
        fassung=vorschlag.fassung,
        titel=vorschlag.titel.strip(),
        leitthema=vorschlag.leitthema.strip(),
        art=art_zu(vorschlag.art),
        antragsteller=list(vorschlag.antragsteller),
        sachverhalt=vorschlag.sachverhalt,
        betrag=vorschlag.betrag,
        haushaltsjahre=list(vorschlag.haushaltsjahre),
        halbjahr_jahr=jahr,
        halbjahr=halbjahr,
        url=url.strip(),
    )
    drucksache.clean_fields()
    _pruefe_neu(drucksache)
    # Without the number: what another one stores meanwhile has to reach the insert, which tells whose it is.
    drucksache.validate_constraints(exclude={"nummer", "fassung"})
    try:
        with transaction.atomic():
            drucksache.save(force_insert=True)
    except IntegrityError:
        _pruefe_neu(drucksache)
        raise
    return drucksache


def _pruefe_neu(drucksache: Drucksache) -> None:
    vorhanden = Drucksache.objects.mit_nummer(drucksache.nummer, drucksache.fassung).first()
    if vorhanden:
        raise DrucksacheVorhanden(vorhanden)


def _teile_ablegen(drucksache: Drucksache, vorschlag: Vorschlag) -> None:
    if not vorschlag.punkte:
        raise ValidationError(_("Es fehlt der Beschlusstext (Petitum) mit mindestens einem Punkt."))
    punkte = [_punkt(drucksache, punkt) for punkt in vorschlag.punkte]
    beratungen = [_beratung(drucksache, beratung) for beratung in vorschlag.beratungen]
    for teil in (*punkte, *beratungen):
        teil.clean_fields()
    Petitumspunkt.objects.bulk_create(punkte)
    Beratung.objects.bulk_create(beratungen)


def _punkt(drucksache: Drucksache, punkt: Punktvorschlag) -> Petitumspunkt:
    return Petitumspunkt(
        drucksache=drucksache,
        nummer=punkt.nummer,
        text=punkt.text.strip(),
        art=punkt.art.lower(),
        frist=punkt.frist,
    )


def _beratung(drucksache: Drucksache, beratung: Beratungsvorschlag) -> Beratung:
    return Beratung(drucksache=drucksache, gremium=beratung.gremium, am=beratung.datum, top=beratung.top)


def _konferenz_anlegen(drucksache: Drucksache, vorschlag: Vorschlag, titel: str) -> None:
    """Make the conference of a number that has none yet."""
    _sperre_konferenzen()
    if Konferenz.objects.filter(drucksache__nummer=drucksache.nummer).exists():
        return
    konferenz = Konferenz(
        kennung=_freie_kennung(_jahr(drucksache, vorschlag)),
        titel=LazyI18nString({"de": titel.strip() or name_der_konferenz(drucksache.titel)}),
        leitthema=drucksache.leitthema,
        drucksache=drucksache,
    )
    konferenz.clean_fields()
    konferenz.save(force_insert=True)
    list(beitraege.rufe("konferenz_angelegt", konferenz))


def _sperre_konferenzen() -> None:
    """Lock the table against other writers (not against readers or foreign keys) until the end of the transaction.

    So two papers taken in at once neither want the same address nor make two conferences of two versions.
    """
    with connection.cursor() as zeiger:
        zeiger.execute("LOCK TABLE konferenz_konferenz IN SHARE ROW EXCLUSIVE MODE")


def _jahr(drucksache: Drucksache, vorschlag: Vorschlag) -> int:
    """Year in the address of the conference: as asked for, else of the last consultation, else this year."""
    tage = [beratung.datum for beratung in vorschlag.beratungen if beratung.datum]
    return drucksache.halbjahr_jahr or max(tage, default=uhr.heute()).year


def _freie_kennung(jahr: int) -> str:
    """`2024`, and `2024-2`, `2024-3` … where a year has several conferences."""
    vergeben = set(
        Konferenz.objects.filter(kennung__startswith=f"{jahr:04d}").values_list("kennung", flat=True)
    )
    kennung, nummer = f"{jahr:04d}", 1
    while kennung in vergeben:
        nummer += 1
        kennung = f"{jahr:04d}-{nummer}"
    return kennung


# --- recording a decision ------------------------------------------------------------------------------------------


def _pruefe_uebergang(drucksache: Drucksache, stand: str) -> None:
    if stand in UEBERGAENGE[drucksache.stand]:
        return
    namen: dict[str, Any] = dict(Stand.choices)
    raise ValidationError(
        {
            "stand": ValidationError(
                _("Die Drucksache ist %(ist)s. Sie kann jetzt nicht „%(soll)s“ werden."),
                code="uebergang",
                params={"ist": drucksache.get_stand_display(), "soll": namen.get(stand, stand)},
            )
        }
    )


def _pruefe_tag(drucksache: Drucksache, stand: str, am: date) -> None:
    if am > uhr.heute():
        raise _tagesfehler(
            _("Der Tag liegt in der Zukunft. Tragen Sie die Entscheidung ein, wenn sie gefallen ist.")
        )
    beraten_am = drucksache.beratungen.aggregate(erste=Min("am"))["erste"]
    if beraten_am and am < beraten_am:
        raise _tagesfehler(_("Beraten wurde die Drucksache frühestens am %(tag)s."), beraten_am)
    letzte = drucksache.entscheidungen.order_by("am", "id").last()
    if letzte and am < letzte.am:
        raise _tagesfehler(
            _("Die letzte Entscheidung ist vom %(tag)s. Diese kann nicht davor liegen."), letzte.am
        )
    schluss = letzter_tag_der_beanstandung(drucksache)
    if stand == Stand.BEANSTANDET and schluss and am > schluss:
        raise _tagesfehler(
            _("Beanstanden war bis zum %(tag)s möglich, zwei Wochen nach dem Beschluss (§ 22 BezVG)."),
            schluss,
        )


def _tagesfehler(satz: Any, tag: date | None = None) -> ValidationError:
    return ValidationError({"am": ValidationError(satz, code="tag", params={"tag": datum(tag)})})


def _pruefe_aenderung(drucksache: Drucksache, stand: str, ist_geaendert: bool, bemerkung: str) -> None:
    if not ist_geaendert:
        return
    if stand != Stand.BESCHLOSSEN or drucksache.stand == Stand.BEANSTANDET:
        raise ValidationError({"ist_geaendert": _("„Mit Änderungen“ passt nur zu einem Beschluss.")})
    if not bemerkung.strip():
        raise ValidationError({"bemerkung": _("Tragen Sie den Wortlaut der Änderung ein.")})


def _massgebliche_festlegen(nummer: str) -> None:
    """Tie the conference to the adopted paper of the highest version; if none is adopted, leave it as it is."""
    wirksam = Drucksache.objects.filter(nummer=nummer, stand=Stand.BESCHLOSSEN).order_by("-fassung").first()
    if wirksam:
        Konferenz.objects.filter(drucksache__nummer=nummer).exclude(drucksache=wirksam).update(
            drucksache=wirksam
        )
