"""Inviting: the notice period, versions of the agenda, one letter each."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.models import Benutzer
from planung.actions import briefe
from planung.actions.sitzung import pruefe_uebergang, sperre
from planung.actions.tagesordnung import numeriere, punkt_hinzufuegen
from planung.fristen import tag_der, volle_tage
from planung.models import Einladung, Sitzung, Tagesordnungspunkt, Zustellung
from planung.queries.mitglieder import eingeladene, lesende_personen
from planung.queries.tagesordnung import ist_oeffentlich

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


def offene_aenderungen(sitzung: Sitzung) -> list["Unterschied"]:
    """What has changed in the agenda since it was sent last; nothing before the invitation."""
    letzte = sitzung.einladungen.order_by("version").last()
    if letzte is None:
        return []
    return unterschiede(letzte.inhalt, eingefroren(list(sitzung.punkte.in_ordnung())))


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


def verdeckt(inhalt: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The agenda without the titles of non-public items."""
    return [
        zeile if zeile["ist_oeffentlich"] else {**zeile, "titel": str(_("nichtöffentlich"))}
        for zeile in inhalt
    ]


@dataclass(frozen=True)
class Zeile:
    """One item as it was sent."""

    id: int
    nummer: str
    titel: str
    ist_oeffentlich: bool
    ist_abgesetzt: bool
    minuten: int

    @property
    def ist_unterpunkt(self) -> bool:
        return "." in self.nummer


def eingefroren(punkte: list[Tagesordnungspunkt]) -> list[dict[str, Any]]:
    """The agenda as it is sent, as plain values."""
    return [
        {
            "id": punkt.pk,
            "nummer": punkt.nummer,
            "titel": punkt.titel,
            "ist_oeffentlich": ist_oeffentlich(punkt),
            "ist_abgesetzt": punkt.stand == Tagesordnungspunkt.Stand.ABGESETZT,
            "minuten": punkt.minuten,
        }
        for punkt in punkte
    ]


@dataclass(frozen=True)
class Unterschied:
    """What became of one item between two versions: `art` is neu, abgesetzt or geaendert."""

    art: str
    nummer: str
    titel: str
    vorher: str = ""


def unterschiede(alt: list[dict[str, Any]], neu: list[dict[str, Any]]) -> list[Unterschied]:
    """New, changed and withdrawn items in the order of the new version."""
    frueher = {zeile["id"]: zeile for zeile in alt}
    return [
        unterschied
        for zeile in neu
        if (unterschied := _unterschied(frueher.get(zeile["id"]), zeile)) is not None
    ]


def _unterschied(alt: dict[str, Any] | None, neu: dict[str, Any]) -> Unterschied | None:
    if alt is None:
        return Unterschied("neu", neu["nummer"], neu["titel"])
    if neu["ist_abgesetzt"] and not alt["ist_abgesetzt"]:
        return Unterschied("abgesetzt", neu["nummer"], neu["titel"])
    if alt["titel"] != neu["titel"] or alt["ist_oeffentlich"] != neu["ist_oeffentlich"]:
        return Unterschied("geaendert", neu["nummer"], neu["titel"], alt["titel"])
    return None
