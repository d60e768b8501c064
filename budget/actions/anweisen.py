"""The way of an invoice to the payment: certified, ordered by another person, paid, the rest released
(Vier-Augen-Prinzip, VV zu § 70 LHO).

Locks: the ledger first where something is booked, then the invoice.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import (
    aufschlagen,
    erstes_ergebnis,
    handelt,
    merke,
    merke_ergebnis,
    schon_gebucht,
)
from budget.actions.freigeben import freigeben
from budget.actions.rechnung import gesperrte, hebe_auf, pruefe_unbefangen, setze_stand
from budget.actions.zahlen import offene_festlegungen, zahlung_buchen
from budget.models import Buchung, Rechnung, Zahlungsanweisung
from budget.queries.rechnung import ansprueche, gezahlt_je_rechnung, pruefsumme, reste_je_vorgang
from budget.queries.stand import NULL
from konferenz import uhr
from konferenz.formate import datum_kurz, euro
from konferenz.models import Benutzer

Stand = Rechnung.Stand


@transaction.atomic
def feststellen(
    *, rechnung: Rechnung, sachlich: bool, rechnerisch: bool, gesehen: str, person: Benutzer
) -> Zahlungsanweisung:
    """Certify an invoice sachlich richtig, rechnerisch richtig, or both.

    `gesehen` is the hash of what the person saw (`queries.rechnung.pruefsumme`). The same twice is once (I17). Raises
    ValidationError if it changed since, if the person is concerned (S25), and for no certificate at all.
    """
    if not (sachlich or rechnerisch):
        raise ValidationError(_("Bitte kreuzen Sie an, was Sie feststellen."), code="nichts")
    with handelt(person):
        gesperrt = gesperrte(rechnung)
        _pruefe_gesehen(gesperrt, gesehen)
        pruefe_unbefangen(gesperrt, person)
        anweisung = _begonnene(gesperrt, gesehen)
        if _hat_festgestellt(anweisung, person, sachlich=sachlich, rechnerisch=rechnerisch):
            return anweisung
        if gesperrt.stand != Stand.ERFASST:
            setze_stand(gesperrt, Stand.FESTGESTELLT)  # refuses, with the state in words
        _unterschreibe(anweisung, person, sachlich=sachlich, rechnerisch=rechnerisch)
        anweisung.validate_constraints()
        anweisung.save()
        if anweisung.sachlich_von_id and anweisung.rechnerisch_von_id:
            setze_stand(gesperrt, Stand.FESTGESTELLT)
            gesperrt.save(update_fields=["stand"])
    return anweisung


def _begonnene(rechnung: Rechnung, gesehen: str) -> Zahlungsanweisung:
    """The signatures so far, or new ones; what was signed before a change past the application is void."""
    anweisung: Zahlungsanweisung | None = rechnung.anweisungen.filter(aufgehoben_am=None).first()
    if anweisung and anweisung.pruefsumme != gesehen:
        hebe_auf(rechnung, str(_("Angaben der Rechnung geändert")))
        rechnung.save(update_fields=["stand"])
        anweisung = None
    return anweisung or Zahlungsanweisung(rechnung=rechnung, pruefsumme=gesehen)


def _hat_festgestellt(
    anweisung: Zahlungsanweisung, person: Benutzer, *, sachlich: bool, rechnerisch: bool
) -> bool:
    """Whether a button was pressed twice."""
    verlangt = [(sachlich, anweisung.sachlich_von_id), (rechnerisch, anweisung.rechnerisch_von_id)]
    return all(wer == person.pk for will, wer in verlangt if will)


def _unterschreibe(
    anweisung: Zahlungsanweisung, person: Benutzer, *, sachlich: bool, rechnerisch: bool
) -> None:
    """A certificate that is there already stays with whoever gave it."""
    if sachlich and anweisung.sachlich_von_id is None:
        anweisung.sachlich_von, anweisung.sachlich_am = person, uhr.jetzt()
    if rechnerisch and anweisung.rechnerisch_von_id is None:
        anweisung.rechnerisch_von, anweisung.rechnerisch_am = person, uhr.jetzt()


@transaction.atomic
def anordnen(*, rechnung: Rechnung, gesehen: str, person: Benutzer) -> Zahlungsanweisung:
    """Order the payment of a certified invoice; who certified it does not order it (S24).

    The same person twice is once (I17). Raises ValidationError if it changed since the person saw it, if she is
    concerned (S25), and while less is committed than is to be paid (F12).
    """
    with handelt(person):
        gesperrt = gesperrte(rechnung)
        _pruefe_gesehen(gesperrt, gesehen)
        pruefe_unbefangen(gesperrt, person)
        anweisung: Zahlungsanweisung = _begonnene(gesperrt, gesehen)
        if gesperrt.stand == Stand.ANGEORDNET and anweisung.angeordnet_von_id == person.pk:
            return anweisung
        setze_stand(gesperrt, Stand.ANGEORDNET)
        _pruefe_andere_person(anweisung, person)
        _pruefe_gedeckt(gesperrt)
        anweisung.angeordnet_von, anweisung.angeordnet_am = person, uhr.jetzt()
        anweisung.validate_constraints()
        anweisung.save()
        gesperrt.save(update_fields=["stand"])
    return anweisung


def _pruefe_andere_person(anweisung: Zahlungsanweisung, person: Benutzer) -> None:
    if person.pk in (anweisung.sachlich_von_id, anweisung.rechnerisch_von_id):
        raise ValidationError(
            _("Sie haben diese Rechnung festgestellt. Anordnen muss eine andere Person."), code="vier_augen"
        )


def _pruefe_gedeckt(rechnung: Rechnung) -> None:
    """F12: more than is committed is blocked; other orders of the case that wait for their payment count."""
    offen = sum((rest for _eine, rest in offene_festlegungen(rechnung.vorgang)), NULL)
    andere = rechnung.vorgang.rechnungen.filter(stand=Stand.ANGEORDNET).exclude(pk=rechnung.pk)
    frei = offen - ansprueche(andere).get(rechnung.vorgang_id, NULL)
    if rechnung.zahlbetrag > frei:
        raise ValidationError(
            _("Festgelegt und offen sind nur %(offen)s. Für %(fehlt)s mehr braucht es eine Nachfestlegung."),
            code="nachfestlegung",
            params={"offen": euro(max(frei, NULL)), "fehlt": euro(rechnung.zahlbetrag - max(frei, NULL))},
        )


def _pruefe_gesehen(rechnung: Rechnung, gesehen: str) -> None:
    """Nobody signs what he has not seen."""
    if pruefsumme(rechnung) != gesehen:
        raise ValidationError(
            _("Die Rechnung wurde inzwischen geändert. Bitte sehen Sie sie noch einmal an."), code="veraltet"
        )


@transaction.atomic
def anordnung_zuruecknehmen(*, rechnung: Rechnung, grund: str, person: Benutzer) -> Rechnung:
    """Void all signatures before the payment: something was overlooked. Raises ValidationError without a reason."""
    if not grund.strip():
        raise ValidationError({"grund": _("Bitte nennen Sie den Grund.")})
    with handelt(person):
        gesperrt = gesperrte(rechnung)
        if gesperrt.stand not in (Stand.ERFASST, Stand.FESTGESTELLT, Stand.ANGEORDNET):
            setze_stand(gesperrt, Stand.ERFASST)
        if gezahlt_je_rechnung([gesperrt]):
            raise ValidationError(_("Ein Teil der Rechnung ist schon gezahlt."), code="gezahlt")
        hebe_auf(gesperrt, grund.strip()[:200])
        gesperrt.save(update_fields=["stand"])
    return gesperrt


@transaction.atomic
def zahlung_eintragen(
    *, rechnung: Rechnung, gezahlt_am: date, person: Benutzer | None, schluessel: UUID | None = None
) -> Rechnung:
    """The ordered payment was made: book what is still to be paid on the commitments of the case.

    Raises ValidationError for a day to come or before the order, more than is open (F12), money of a closed year (F9).
    """
    with handelt(person):
        erste = erstes_ergebnis(schluessel, "rechnung_zahlen", rechnung.pk, gezahlt_am)
        if erste:
            return Rechnung.objects.get(pk=int(erste))
        aufschlagen(rechnung.vorgang.bereitstellung, person)
        gesperrt = gesperrte(rechnung)
        setze_stand(gesperrt, Stand.BEZAHLT)
        _pruefe_nach_anordnung(_gueltige(gesperrt), gezahlt_am)
        rest = gesperrt.zahlbetrag - gezahlt_je_rechnung([gesperrt]).get(gesperrt.pk, NULL)
        zahlung_buchen(
            vorgang=gesperrt.vorgang, betrag=rest, gezahlt_am=gezahlt_am, rechnung=gesperrt, person=person
        )
        gesperrt.save(update_fields=["stand"])
        merke_ergebnis(schluessel, gesperrt)
    return gesperrt


def _gueltige(rechnung: Rechnung) -> Zahlungsanweisung:
    """The signed order. What is paid is what was signed, also if somebody changed a row past the application."""
    anweisung = rechnung.anweisungen.filter(aufgehoben_am=None, angeordnet_von__isnull=False).first()
    if anweisung is None or anweisung.pruefsumme != pruefsumme(rechnung):
        raise ValidationError(
            _(
                "Die Rechnung ist nicht mehr so, wie sie angeordnet wurde. Bitte lassen Sie sie neu feststellen."
            ),
            code="unterschrift",
        )
    return anweisung


def _pruefe_nach_anordnung(anweisung: Zahlungsanweisung, gezahlt_am: date) -> None:
    angeordnet = timezone.localdate(anweisung.angeordnet_am)
    if gezahlt_am < angeordnet:
        satz = _("Angeordnet wurde am %(tag)s. Vorher kann nicht gezahlt worden sein.")
        raise ValidationError(
            {
                "gezahlt_am": ValidationError(
                    satz, code="vor_anordnung", params={"tag": datum_kurz(angeordnet)}
                )
            }
        )


@transaction.atomic
def rest_freigeben(
    *, rechnung: Rechnung, betrag: Decimal, person: Benutzer | None, schluessel: UUID | None = None
) -> list[Buchung]:
    """The final invoice was lower than the commitment: release the rest that was proposed (F12, S21).

    From the latest source on. Raises ValidationError if the rest is no longer what the person saw.
    """
    if erste := schon_gebucht(schluessel, "rest_freigeben", rechnung.vorgang, rechnung.pk, betrag):
        return erste
    with handelt(person):
        aufschlagen(rechnung.vorgang.bereitstellung, person)
        gesperrt = gesperrte(rechnung)
        rest = reste_je_vorgang([gesperrt.vorgang_id]).get(gesperrt.vorgang_id, NULL)
        if gesperrt.stand != Stand.BEZAHLT or not rest or rest != betrag:
            raise ValidationError(
                _("Der Rest beträgt jetzt %(rest)s. Bitte sehen Sie die Seite noch einmal an."),
                code="veraltet",
                params={"rest": euro(rest)},
            )
        freigaben, noch = [], rest
        grund = str(_("Rest nach Schlussrechnung %(nummer)s") % {"nummer": gesperrt.nummer})
        for festlegung, offen in reversed(offene_festlegungen(gesperrt.vorgang)):
            if teil := min(offen, noch):
                freigaben.append(freigeben(festlegung=festlegung, betrag=teil, grund=grund, person=person))
                noch -= teil
        merke(schluessel, freigaben)
    return freigaben


@transaction.atomic
def rest_behalten(*, rechnung: Rechnung, person: Benutzer | None) -> Rechnung:
    """Another invoice is still to come: it was no final one, nothing is proposed for release."""
    with handelt(person):
        gesperrt = gesperrte(rechnung)
        gesperrt.ist_schluss = False
        gesperrt.save(update_fields=["ist_schluss"])
    return gesperrt
