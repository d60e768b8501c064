"""Inviting: the notice period, versions of the agenda, one letter each."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz import uhr
from konferenz.models import Benutzer
from planung.actions import briefe
from planung.actions.sitzung import pruefe_uebergang, sperre
from planung.actions.tagesordnung import numeriere, punkt_hinzufuegen
from planung.fristen import tag_der, volle_tage
from planung.models import Einladung, Sitzung, Tagesordnungspunkt, Zustellung
from planung.queries.fassungen import Zeile, eingefroren, unterschiede, verdeckt
from planung.queries.mitglieder import eingeladene, lesende_personen
from planung.queries.tagesordnung import nummern

Stand = Sitzung.Stand


@transaction.atomic
def einladen(
    *, sitzung: Sitzung, anschreiben: str = "", begruendung: str = "", person: Benutzer | None
) -> Einladung:
    """Send the invitation: numbers are fixed, the agenda is frozen as version 1, reminders are armed.

    Fewer full days than the notice period need `begruendung`; an item that confirms it is added behind the opening
    (S35). Raises ValidationError for a meeting in the past, without members, or invited to already.
    """
    sitzung = sperre(sitzung)
    pruefe_uebergang(sitzung, Stand.EINGELADEN)
    if sitzung.beginn <= uhr.jetzt():
        raise ValidationError(_("Die Sitzung liegt in der Vergangenheit."), code="vorbei")
    verkuerzt = ist_verkuerzt(sitzung)
    if verkuerzt:
        _bestaetigung_vorsehen(sitzung, begruendung, person)
    punkte = numeriere(sitzung)
    sitzung.stand, sitzung.scharf_seit = Stand.EINGELADEN, uhr.jetzt()
    sitzung.full_clean()
    sitzung.save()
    einladung = Einladung(
        sitzung=sitzung, version=1, versandt_von=person, anschreiben=anschreiben.strip(),
        ist_verkuerzt=verkuerzt, begruendung=begruendung.strip() if verkuerzt else "",
        inhalt=eingefroren(punkte),
    )  # fmt: skip
    return _verschicke(einladung, "einladung")


def ist_verkuerzt(sitzung: Sitzung) -> bool:
    """Whether an invitation sent today leaves fewer full days than the body asks for."""
    return volle_tage(uhr.heute(), tag_der(sitzung)) < sitzung.gremium.ladungsfrist_tage


def entwurf(sitzung: Sitzung, anschreiben: str = "", begruendung: str = "") -> str:
    """The letter that a member who reads everything would get now; nothing is stored or sent."""
    punkte = list(sitzung.punkte.in_ordnung())
    for punkt, nummer in zip(punkte, nummern(punkte), strict=True):
        punkt.nummer = nummer
    einladung = Einladung(
        sitzung=sitzung,
        version=1,
        anschreiben=anschreiben,
        begruendung=begruendung,
        ist_verkuerzt=bool(begruendung),
    )
    mensch = Person(anzeigename=str(_("Vorname Name")), email="name@example.org")
    zeilen = [Zeile(**zeile) for zeile in eingefroren(punkte)]
    return briefe.entwurf(sitzung, mensch, "einladung", einladung=einladung, punkte=zeilen)


def _bestaetigung_vorsehen(sitzung: Sitzung, begruendung: str, person: Benutzer | None) -> None:
    if not begruendung.strip():
        raise ValidationError(
            {
                "begruendung": ValidationError(
                    _(
                        "Die Ladungsfrist von %(tage)s Tagen ist verkürzt. Bitte begründen Sie, warum es eilt."
                    ),
                    code="verkuerzt",
                    params={"tage": sitzung.gremium.ladungsfrist_tage},
                )
            }
        )
    erster = sitzung.punkte.filter(uebergeordnet=None).order_by("position").first()
    art = Tagesordnungspunkt.Art.LADUNGSFRIST
    punkt = Tagesordnungspunkt(sitzung=sitzung, art=art, titel=str(art.label), minuten=5)
    punkt_hinzufuegen(punkt=punkt, nach=erster, person=person)


@transaction.atomic
def nachtrag_senden(*, sitzung: Sitzung, anschreiben: str = "", person: Benutzer | None) -> Einladung:
    """Send the changed agenda as the next version ("Nachtrag 1"). Raises ValidationError if nothing has changed."""
    sitzung = sperre(sitzung)
    if sitzung.stand != Stand.EINGELADEN:
        raise ValidationError(_("Ein Nachtrag ergänzt eine versandte Einladung."), code="stand")
    letzte = sitzung.einladungen.latest("version")
    inhalt = eingefroren(list(sitzung.punkte.in_ordnung()))
    if not unterschiede(letzte.inhalt, inhalt):
        raise ValidationError(_("Die Tagesordnung hat sich nicht geändert."), code="gleich")
    einladung = Einladung(
        sitzung=sitzung, version=letzte.version + 1, versandt_von=person, anschreiben=anschreiben.strip(),
        inhalt=inhalt,
    )  # fmt: skip
    return _verschicke(einladung, "nachtrag", letzte.inhalt)


def _verschicke(einladung: Einladung, anlass: str, vorher: list[dict[str, Any]] | None = None) -> Einladung:
    """Store the version and queue one letter for each person who belongs to the body on the day of the meeting."""
    einladung.full_clean(exclude={"inhalt"})
    einladung.save()
    sitzung = einladung.sitzung
    empfaenger = eingeladene(sitzung.gremium, tag_der(sitzung))
    if not empfaenger:
        raise ValidationError(_("Dieses Gremium hat am Tag der Sitzung keine Mitglieder."), code="niemand")
    lesende = lesende_personen(sitzung.gremium, tag_der(sitzung))
    for mensch in empfaenger:
        lesbar = _lesbar_fuer(mensch.pk in lesende, einladung.inhalt, vorher)
        nachricht = briefe.schreibe(
            sitzung, mensch, anlass, zusatz=einladung.version, einladung=einladung, **lesbar
        )
        if nachricht is not None:
            Zustellung.objects.create(einladung=einladung, person=mensch, nachricht=nachricht)
    return einladung


def _lesbar_fuer(
    liest_alles: bool, inhalt: list[dict[str, Any]], vorher: list[dict[str, Any]] | None
) -> dict[str, Any]:
    """Agenda and differences as the recipient may read them: guests get no non-public title (S42)."""
    neu = inhalt if liest_alles else verdeckt(inhalt)
    daten: dict[str, Any] = {"punkte": [Zeile(**zeile) for zeile in neu]}
    if vorher is not None:
        daten["unterschiede"] = unterschiede(vorher if liest_alles else verdeckt(vorher), neu)
    return daten
