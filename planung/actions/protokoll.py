"""Minutes: writing without losing text, agreed by the chair, sent, approved; frozen from then on."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz import uhr
from konferenz.models import Benutzer
from planung.actions import briefe
from planung.actions.sitzung import sperre
from planung.models import (
    Protokoll,
    Protokollabschnitt,
    Protokolleinwand,
    Protokollfassung,
    Sitzung,
    Tagesordnungspunkt,
)
from planung.queries.mitglieder import eingeladene
from planung.queries.niederschrift import inhalt_von
from planung.queries.protokollstand import unfertige

Stand = Protokoll.Stand


@transaction.atomic
def protokoll_anlegen(*, sitzung: Sitzung, person: Benutzer | None) -> Protokoll:
    """The minutes of a meeting with one section for each item; what is there already stays."""
    mensch = Person.objects.filter(benutzer=person).first() if person else None
    protokoll, _neu = Protokoll.objects.get_or_create(sitzung=sitzung, defaults={"geschrieben_von": mensch})
    abschnitte_ergaenzen(protokoll)
    return protokoll


def abschnitte_ergaenzen(protokoll: Protokoll) -> None:
    """A section for each item that has none yet, such as one added in the meeting."""
    ohne = Tagesordnungspunkt.objects.filter(sitzung=protokoll.sitzung_id, abschnitt=None)
    Protokollabschnitt.objects.bulk_create(
        [Protokollabschnitt(protokoll=protokoll, punkt=punkt) for punkt in ohne], ignore_conflicts=True
    )


@dataclass(frozen=True)
class Text:
    """What somebody wrote into a section."""

    ergebnis: str
    beschluss: str
    ist_fertig: bool = False


class Konflikt(ValidationError):
    """Somebody else has saved the section meanwhile; `stand` is what is stored now, nothing was overwritten."""

    def __init__(self, stand: Protokollabschnitt) -> None:
        super().__init__(
            _(
                "Dieser Abschnitt wurde inzwischen geändert. Ihr Text ist noch hier; bitte führen Sie beide zusammen."
            ),
            code="konflikt",
        )
        self.stand = stand


@transaction.atomic
def abschnitt_speichern(
    *, abschnitt: Protokollabschnitt, version: int, text: Text, person: Benutzer | None
) -> Protokollabschnitt:
    """Store the text of a section that was read as `version`.

    Raises Konflikt if another text was stored since, ValidationError once the minutes are no draft any more. The same
    text again changes nothing, so that a repeated request is harmless.
    """
    abschnitt = Protokollabschnitt.objects.select_for_update(of=("self",)).get(pk=abschnitt.pk)
    protokoll = Protokoll.objects.select_for_update(no_key=True).get(pk=abschnitt.protokoll_id)
    if protokoll.stand != Stand.ENTWURF:
        raise _falscher_stand(protokoll)
    neu = Text(_zeilen(text.ergebnis), _zeilen(text.beschluss), text.ist_fertig)
    if neu == Text(abschnitt.ergebnis, abschnitt.beschluss, abschnitt.ist_fertig):
        return abschnitt
    if version != abschnitt.version:
        raise Konflikt(abschnitt)
    abschnitt.ergebnis, abschnitt.beschluss, abschnitt.ist_fertig = (
        neu.ergebnis,
        neu.beschluss,
        neu.ist_fertig,
    )
    abschnitt.version += 1
    abschnitt.bearbeitet_am, abschnitt.bearbeitet_von = uhr.jetzt(), person
    abschnitt.save()
    return abschnitt


def _zeilen(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _sperre(protokoll: Protokoll, erwartet: str) -> Protokoll:
    """The stored minutes under the lock of their meeting, in the state that is asked for."""
    sperre(protokoll.sitzung)
    reihe = Protokoll.objects.select_for_update(of=("self",), no_key=True)
    gesperrt = reihe.select_related("sitzung__gremium__konferenz", "sitzung__ort").get(pk=protokoll.pk)
    if gesperrt.stand != erwartet:
        raise _falscher_stand(gesperrt)
    return gesperrt


def _falscher_stand(protokoll: Protokoll) -> ValidationError:
    return ValidationError(
        _("Das geht nicht: Stand der Niederschrift ist „%(stand)s“."),
        code="stand",
        params={"stand": protokoll.get_stand_display()},
    )


@transaction.atomic
def protokoll_abstimmen(*, protokoll: Protokoll, person: Benutzer | None) -> Protokoll:
    """The chair agrees to the draft. Raises ValidationError while the meeting runs or a section is not finished."""
    protokoll = _sperre(protokoll, Stand.ENTWURF)
    if protokoll.sitzung.stand != Sitzung.Stand.BEENDET:
        raise ValidationError(_("Schließen Sie zuerst die Sitzung."), code="laeuft")
    abschnitte_ergaenzen(protokoll)
    offen = unfertige(protokoll)
    if offen:
        raise ValidationError(
            _("Noch nicht fertig: %(punkte)s."),
            code="unfertig",
            params={"punkte": ", ".join(str(eins.punkt) for eins in offen)},
        )
    protokoll.stand, protokoll.abgestimmt_am, protokoll.abgestimmt_von = Stand.ABGESTIMMT, uhr.jetzt(), person
    protokoll.save()
    return protokoll


@transaction.atomic
def protokoll_zurueckgeben(*, protokoll: Protokoll, person: Benutzer | None) -> Protokoll:
    """Back to the draft, as long as it was not sent."""
    protokoll = _sperre(protokoll, Stand.ABGESTIMMT)
    protokoll.stand, protokoll.abgestimmt_am, protokoll.abgestimmt_von = Stand.ENTWURF, None, None
    protokoll.save()
    return protokoll


@transaction.atomic
def protokoll_versenden(*, protokoll: Protokoll, person: Benutzer | None) -> Protokoll:
    """Freeze the text as a version and send it to everybody who belongs to the body today; guests get the public
    part."""
    protokoll = _sperre(protokoll, Stand.ABGESTIMMT)
    protokoll.stand, protokoll.versandt_am = Stand.VERSANDT, uhr.jetzt()
    fassung = _friere_ein(protokoll)
    protokoll.pruefsumme = fassung.pruefsumme
    protokoll.save()
    for mensch in eingeladene(protokoll.sitzung.gremium, uhr.heute()):
        briefe.schreibe(
            protokoll.sitzung, mensch, "niederschrift", zusatz=fassung.nummer, protokoll=protokoll
        )
    return protokoll


def _friere_ein(protokoll: Protokoll) -> Protokollfassung:
    """The present text as the next version with its checksum."""
    inhalt = inhalt_von(protokoll)
    nummer = protokoll.fassungen.count() + 1
    return Protokollfassung.objects.create(
        protokoll=protokoll, nummer=nummer, stand=protokoll.stand, inhalt=inhalt, pruefsumme=pruefsumme(inhalt),
        am=uhr.jetzt(),
    )  # fmt: skip


def pruefsumme(inhalt: dict[str, Any]) -> str:
    """SHA-256 of the content in one fixed writing: sorted keys, no blanks, UTF-8."""
    kanonisch = json.dumps(inhalt, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(kanonisch.encode()).hexdigest()


@transaction.atomic
def einwand_erheben(*, einwand: Protokolleinwand, person: Benutzer | None) -> Protokolleinwand:
    """A member objects to minutes that were sent and are not approved yet."""
    _sperre(einwand.protokoll, Stand.VERSANDT)
    einwand.text = einwand.text.strip()
    einwand.full_clean()
    einwand.save()
    return einwand


@transaction.atomic
def einwand_entscheiden(
    *, einwand: Protokolleinwand, entscheidung: str, person: Benutzer | None
) -> Protokolleinwand:
    """Note what the body decided about an objection, before the approval."""
    _sperre(einwand.protokoll, Stand.VERSANDT)
    if not entscheidung.strip():
        raise ValidationError({"entscheidung": _("Schreiben Sie, wie entschieden wurde.")}, code="leer")
    einwand.entscheidung, einwand.entschieden_am = entscheidung.strip(), uhr.jetzt()
    einwand.save(update_fields=["entscheidung", "entschieden_am"])
    return einwand


@transaction.atomic
def protokoll_genehmigen(
    *,
    protokoll: Protokoll,
    in_sitzung: Sitzung,
    aenderung: str = "",
    texte: dict[int, Text] | None = None,
    person: Benutzer | None,
) -> Protokoll:
    """The body approves its minutes in a later meeting, with a change if `aenderung` says one (S41).

    `texte` are the changed sections by the number of their item; what was sent stays readable as its own version. The
    approved text is frozen with its checksum. Raises ValidationError for another body's or an earlier meeting, for an
    undecided objection, for changed sections without words.
    """
    protokoll = _sperre(protokoll, Stand.VERSANDT)
    _pruefe_genehmigung(protokoll, in_sitzung)
    geaendert = _aendere_abschnitte(protokoll, texte or {}, person)
    if geaendert and not aenderung.strip():
        raise ValidationError({"aenderung": _("Schreiben Sie, was geändert wird.")}, code="aenderung")
    protokoll.aenderung = aenderung.strip()
    protokoll.genehmigt_am, protokoll.genehmigt_in = uhr.jetzt(), in_sitzung
    protokoll.stand = Stand.GEAENDERT if protokoll.aenderung else Stand.GENEHMIGT
    protokoll.pruefsumme = _friere_ein(protokoll).pruefsumme
    protokoll.full_clean()
    protokoll.save()
    return protokoll


def _pruefe_genehmigung(protokoll: Protokoll, in_sitzung: Sitzung) -> None:
    eigene = protokoll.sitzung
    ist_spaeter = in_sitzung.gremium_id == eigene.gremium_id and in_sitzung.beginn > eigene.beginn
    if not ist_spaeter or in_sitzung.stand not in (Sitzung.Stand.LAEUFT, Sitzung.Stand.BEENDET):
        raise ValidationError(
            {
                "in_sitzung": _(
                    "Genehmigt wird in einer späteren Sitzung desselben Gremiums, die eröffnet ist."
                )
            },
            code="sitzung",
        )
    if protokoll.einwaende.filter(entschieden_am=None).exists():
        raise ValidationError(_("Über einen Einwand ist noch nicht entschieden."), code="einwand")


def _aendere_abschnitte(protokoll: Protokoll, texte: dict[int, Text], person: Benutzer | None) -> bool:
    """Store changed texts; whether any differs from what was sent."""
    geaendert = False
    for abschnitt in protokoll.abschnitte.filter(punkt__in=texte):
        text = texte[abschnitt.punkt_id]
        neu = _zeilen(text.ergebnis), _zeilen(text.beschluss)
        if neu == (abschnitt.ergebnis, abschnitt.beschluss):
            continue
        abschnitt.ergebnis, abschnitt.beschluss = neu
        abschnitt.version += 1
        abschnitt.bearbeitet_am, abschnitt.bearbeitet_von = uhr.jetzt(), person
        abschnitt.save()
        geaendert = True
    return geaendert
