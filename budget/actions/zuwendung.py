"""Grants to a Träger: the notice, instalments that are planned and called, the proof and its check (§ 46 LHO)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import aufschlagen, handelt
from budget.actions.freigeben import freigeben
from budget.actions.zahlen import offene_festlegungen
from budget.models import Buchung, Rate, Rechnung, Vorgang, Zuwendung
from budget.queries.stand import NULL
from budget.queries.zuwendung import Zuwendungslage, ist_abgerufen, zuwendungslage
from konferenz import uhr
from konferenz.formate import datum_kurz, euro
from konferenz.models import Benutzer


@dataclass(frozen=True)
class Ratenangabe:
    """What somebody plans for one instalment: amount (EUR) and day."""

    betrag: Decimal
    faellig_am: date


@transaction.atomic
def bescheid_eintragen(
    *,
    vorgang: Vorgang,
    bescheid_am: date,
    aktenzeichen: str,
    beginn_am: date,
    nachweis_bis: date,
    nachweis_einfach: bool = True,
    person: Benutzer | None,
) -> Zuwendung:
    """Record the notice of a grant, or correct it until the proof is checked.

    Raises ValidationError if the measure begins before the notice (concluding contracts is beginning), for a day to
    come, a proof due before the measure begins, or a payment that was made before the notice.
    """
    with handelt(person):
        zuwendung = _gesperrt(vorgang) or Zuwendung(vorgang=vorgang)
        _pruefe_offen(zuwendung)
        _pruefe_bescheid(vorgang, bescheid_am, beginn_am, nachweis_bis)
        vorgang.trage_bescheid_ein(bescheid_am)
        vorgang.save(update_fields=["bescheid_am", "bescheid_erfasst_am"])
        zuwendung.aktenzeichen, zuwendung.beginn_am = aktenzeichen.strip(), beginn_am
        zuwendung.nachweis_bis, zuwendung.nachweis_einfach = nachweis_bis, nachweis_einfach
        zuwendung.full_clean()
        zuwendung.save()
    return zuwendung


def _pruefe_bescheid(vorgang: Vorgang, bescheid_am: date, beginn_am: date, nachweis_bis: date) -> None:
    if vorgang.form != Vorgang.Form.ZUWENDUNG:
        raise ValidationError(_("Dieser Vorgang ist keine Zuwendung."), code="form")
    if bescheid_am > uhr.heute():
        raise ValidationError({"bescheid_am": _("Der Tag liegt in der Zukunft.")})
    if beginn_am < bescheid_am:
        raise ValidationError(
            {
                "beginn_am": _(
                    "Die Maßnahme darf nicht vor dem Bescheid beginnen. "
                    "Auch wer vorher Verträge schließt, hat begonnen."
                )
            }
        )
    if nachweis_bis <= beginn_am:
        raise ValidationError(
            {"nachweis_bis": _("Der Nachweis ist erst nach dem Beginn der Maßnahme fällig.")}
        )
    erste = vorgang.buchungen.ohne_storno().filter(art=Buchung.Art.ZAHLUNG).order_by("wertstellung").first()
    if erste and erste.wertstellung < bescheid_am:
        raise ValidationError(
            {
                "bescheid_am": ValidationError(
                    _("Am %(tag)s wurde schon gezahlt. Der Bescheid muss davor liegen."),
                    params={"tag": datum_kurz(erste.wertstellung)},
                )
            }
        )


@transaction.atomic
def raten_planen(*, vorgang: Vorgang, raten: Sequence[Ratenangabe], person: Benutzer | None) -> list[Rate]:
    """Plan the instalments anew; those that were called stay as they are and come first.

    Raises ValidationError without a notice, for a day before it, and beyond what is committed.
    """
    with handelt(person):
        lage = _lage_mit_bescheid(vorgang)
        abgerufen = [rate for rate in lage.raten if ist_abgerufen(rate)]
        _pruefe_raten(lage, abgerufen, raten)
        zuwendung: Zuwendung = lage.zuwendung  # type: ignore[assignment]
        zuwendung.raten.exclude(pk__in=[rate.pk for rate in abgerufen]).delete()
        naechste = max((rate.nummer for rate in abgerufen), default=0) + 1
        neue = [
            Rate(zuwendung=zuwendung, nummer=nummer, betrag=angabe.betrag, faellig_am=angabe.faellig_am)
            for nummer, angabe in enumerate(sorted(raten, key=lambda r: r.faellig_am), naechste)
        ]
        for rate in neue:
            rate.full_clean()
            rate.save()
    return [*abgerufen, *neue]


def _pruefe_raten(lage: Zuwendungslage, abgerufen: list[Rate], raten: Sequence[Ratenangabe]) -> None:
    betraege = [*(rate.betrag for rate in abgerufen), *(rate.betrag for rate in raten)]
    summe = sum(betraege, NULL)
    if summe > lage.bewilligt:
        raise ValidationError(
            _("Die Raten ergeben %(summe)s, festgelegt sind %(festgelegt)s. Es sind %(um)s zu viel."),
            code="zu_viel",
            params={
                "summe": euro(summe),
                "festgelegt": euro(lage.bewilligt),
                "um": euro(summe - lage.bewilligt),
            },
        )
    bescheid_am = lage.vorgang.bescheid_am
    if bescheid_am and any(rate.faellig_am < bescheid_am for rate in raten):
        raise ValidationError(
            _("Eine Rate liegt vor dem Bescheid vom %(tag)s."),
            code="vor_bescheid",
            params={"tag": datum_kurz(bescheid_am)},
        )


@transaction.atomic
def rate_abrufen(*, rate: Rate, eingegangen_am: date, person: Benutzer | None) -> Rechnung:
    """The Träger calls an instalment: it becomes something to certify, order and pay. A second time returns the same.

    Raises ValidationError without payee and for a day to come or before the notice.
    """
    with handelt(person):
        vorgang = rate.zuwendung.vorgang
        lage = _lage_mit_bescheid(vorgang)
        rate = Rate.objects.select_related("rechnung").get(pk=rate.pk)
        if rate.rechnung and ist_abgerufen(rate):
            return rate.rechnung
        _pruefe_abruf(lage.vorgang, eingegangen_am)
        rate.rechnung = Rechnung(**_abruf(lage.vorgang, rate, eingegangen_am), erfasst_von=person)
        rate.rechnung.full_clean()
        rate.rechnung.save()
        rate.save(update_fields=["rechnung"])
    return rate.rechnung


def _pruefe_abruf(vorgang: Vorgang, eingegangen_am: date) -> None:
    if vorgang.empfaenger is None:
        raise ValidationError(_("Beim Vorgang fehlt der Empfänger der Zuwendung."), code="empfaenger")
    if not (vorgang.bescheid_am or date.max) <= eingegangen_am <= uhr.heute():
        raise ValidationError(
            {"eingegangen_am": _("Der Abruf geht frühestens am Tag des Bescheids und spätestens heute ein.")}
        )


def _abruf(vorgang: Vorgang, rate: Rate, eingegangen_am: date) -> dict[str, Any]:
    """A call of an instalment in the shape of something to pay; its number is unique over all conferences."""
    kennung = vorgang.bereitstellung.konferenz.kennung
    return {
        "vorgang": vorgang,
        "empfaenger": vorgang.empfaenger,
        "art": Rechnung.Art.MITTELABRUF,
        "nummer": f"Abruf {kennung}-{vorgang.nummer}/{rate.nummer}",
        "datum": eingegangen_am,
        "eingegangen_am": eingegangen_am,
        "faellig_am": max(rate.faellig_am, eingegangen_am),
        "netto": rate.betrag,
        "brutto": rate.betrag,
        "ist_schluss": False,
    }


@transaction.atomic
def nachweis_eintragen(
    *, vorgang: Vorgang, eingegangen_am: date, betrag: Decimal, person: Benutzer
) -> Zuwendung:
    """The proof of the Träger has come in: day and proven expenses (EUR). Somebody else has to check it."""
    with handelt(person):
        lage = _lage_mit_bescheid(vorgang)
        zuwendung: Zuwendung = lage.zuwendung  # type: ignore[assignment]
        if not lage.vorgang.bescheid_am <= eingegangen_am <= uhr.heute():  # type: ignore[operator]
            raise ValidationError(
                {"eingegangen_am": _("Der Nachweis geht nach dem Bescheid und spätestens heute ein.")}
            )
        zuwendung.nachweis_eingegangen_am, zuwendung.nachweis_betrag = eingegangen_am, betrag
        zuwendung.nachweis_eingetragen_von = person
        zuwendung.full_clean()
        zuwendung.save()
    return zuwendung


@transaction.atomic
def nachweis_pruefen(*, vorgang: Vorgang, vermerk: str, person: Benutzer) -> Zuwendung:
    """Close the grant: its proof is checked by somebody other than who entered it, and what was never called is
    released (F9).

    Raises ValidationError without a proof, without a note, and for the person who entered it.
    """
    if not vermerk.strip():
        raise ValidationError({"vermerk": _("Bitte schreiben Sie, was die Prüfung ergeben hat.")})
    with handelt(person):
        aufschlagen(vorgang.bereitstellung, person)
        lage = _lage_mit_bescheid(vorgang)
        zuwendung: Zuwendung = lage.zuwendung  # type: ignore[assignment]
        _pruefe_zweite_person(zuwendung, person)
        zuwendung.geprueft_am, zuwendung.geprueft_von = uhr.heute(), person
        zuwendung.pruefvermerk = vermerk.strip()
        zuwendung.full_clean()
        zuwendung.save()
        _gib_frei(lage, person)
    return zuwendung


def _pruefe_zweite_person(zuwendung: Zuwendung, person: Benutzer) -> None:
    if zuwendung.nachweis_eingegangen_am is None:
        raise ValidationError(_("Zuerst muss der Nachweis eingegangen sein."), code="kein_nachweis")
    if zuwendung.nachweis_eingetragen_von_id == person.pk:
        raise ValidationError(
            _("Sie haben den Nachweis eingetragen. Prüfen muss ihn eine andere Person."), code="selbst"
        )


def _gib_frei(lage: Zuwendungslage, person: Benutzer) -> None:
    """What was not called, from the latest source on: calls that wait are paid from the oldest."""
    rest = lage.nicht_abgerufen
    for festlegung, offen in reversed(offene_festlegungen(lage.vorgang)):
        if betrag := min(offen, rest):
            grund = str(_("nicht abgerufen, Verwendungsnachweis geprüft"))
            freigeben(festlegung=festlegung, betrag=betrag, grund=grund, person=person)
            rest -= betrag


def _gesperrt(vorgang: Vorgang) -> Zuwendung | None:
    """The grant, locked: its instalments and its proof change one after the other."""
    return Zuwendung.objects.select_for_update(of=("self",)).filter(vorgang=vorgang).first()


def _lage_mit_bescheid(vorgang: Vorgang) -> Zuwendungslage:
    """The grant under its lock; raises ValidationError without a notice and once its proof was checked."""
    zuwendung = _gesperrt(vorgang)
    if zuwendung is None or zuwendung.vorgang.bescheid_am is None:
        raise ValidationError(_("Zuerst muss der Bescheid eingetragen sein."), code="kein_bescheid")
    _pruefe_offen(zuwendung)
    return zuwendungslage(zuwendung.vorgang)


def _pruefe_offen(zuwendung: Zuwendung) -> None:
    if zuwendung.geprueft_am:
        raise ValidationError(
            _("Der Nachweis ist seit dem %(tag)s geprüft, die Zuwendung ist abgeschlossen."),
            code="abgeschlossen",
            params={"tag": datum_kurz(zuwendung.geprueft_am)},
        )
