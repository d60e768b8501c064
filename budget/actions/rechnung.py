"""An invoice comes in, is corrected, handed to somebody, or sent back."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import erstes_ergebnis, handelt, merke_ergebnis
from budget.actions.empfaenger import empfaenger_zu_namen
from budget.models import Beleg, Rechnung, Vorgang, Zahlungsempfaenger
from budget.models.rechnung import UEBERGAENGE
from budget.queries.befangenheit import befangen
from budget.queries.rechnung import gezahlt_je_rechnung, pruefsumme
from konferenz import uhr
from konferenz.formate import datum_kurz
from konferenz.models import Benutzer

Stand = Rechnung.Stand


@transaction.atomic
def rechnung_erfassen(
    *,
    rechnung: Rechnung,
    empfaenger_name: str = "",
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Rechnung:
    """Store a new invoice or fee note; the form sent twice stores one. `empfaenger_name` makes a payee of a seller who
    is not known yet, with the tax number of the e-invoice.

    Raises ValidationError for days to come, for amounts that do not add up, for a case that takes no invoices, and for
    a number that the payee has used before (S27).
    """
    with handelt(person):
        inhalt = [
            rechnung.vorgang_id,
            rechnung.empfaenger_id,
            empfaenger_name,
            rechnung.nummer,
            rechnung.brutto,
            rechnung.beleg_id,
        ]
        if erste := erstes_ergebnis(schluessel, "rechnung", *inhalt):
            return Rechnung.objects.get(pk=int(erste))
        _pruefe(rechnung)
        _pruefe_datei(rechnung)
        rechnung.erfasst_von = person
        rechnung.gelesen = rechnung.beleg.gelesen if rechnung.beleg else {}
        if empfaenger_name:
            nummer = rechnung.gelesen.get("umsatzsteuer_id") or rechnung.gelesen.get("steuernummer", "")
            rechnung.empfaenger = empfaenger_zu_namen(empfaenger_name, nummer)
        rechnung.format = rechnung.gelesen.get("format", Rechnung.Format.PAPIER)
        _sperre_empfaenger(rechnung.empfaenger_id)
        _pruefe_nummer(rechnung)
        rechnung.full_clean(exclude={"erfasst_von"})
        rechnung.save()
        merke_ergebnis(schluessel, rechnung)
    return rechnung


@transaction.atomic
def rechnung_aendern(
    *, rechnung: Rechnung, angaben: dict[str, Any], empfaenger_name: str = "", person: Benutzer | None
) -> Rechnung:
    """Correct an invoice. If what was signed changes, all signatures are void and it begins anew (S24).

    Raises ValidationError once something of it is paid, once it was sent back, and for the call of an instalment, which
    follows from the grant.
    """
    with handelt(person):
        neuer = empfaenger_zu_namen(empfaenger_name) if empfaenger_name else angaben.get("empfaenger")
        if neuer is not None:
            _sperre_empfaenger(neuer.pk)
            angaben = {**angaben, "empfaenger": neuer}
        gesperrt = gesperrte(rechnung)
        _pruefe_aenderbar(gesperrt)
        if gesperrt.art == Rechnung.Art.MITTELABRUF:
            raise ValidationError(_("Ein Mittelabruf folgt aus den Raten der Zuwendung."), code="abruf")
        vorher = pruefsumme(gesperrt)
        for name, wert in angaben.items():
            setattr(gesperrt, name, wert)
        _pruefe(gesperrt)
        _pruefe_nummer(gesperrt)
        gesperrt.full_clean(exclude={"erfasst_von"})
        if pruefsumme(gesperrt) != vorher:
            hebe_auf(gesperrt, str(_("Angaben der Rechnung geändert")))
        gesperrt.save()
    return gesperrt


@transaction.atomic
def datei_anhaengen(*, rechnung: Rechnung, beleg: Beleg, person: Benutzer | None) -> Rechnung:
    """Give an invoice that came on paper its file; it belongs to what is signed, so signatures are void.

    Raises ValidationError if it has a file, once something is paid, and for a file that is in use.
    """
    with handelt(person):
        gesperrt = gesperrte(rechnung)
        _pruefe_aenderbar(gesperrt)
        if gesperrt.beleg is not None:
            raise ValidationError(_("Die Rechnung hat schon eine Datei."), code="datei")
        gesperrt.beleg = beleg
        _pruefe_datei(gesperrt)
        gesperrt.gelesen = beleg.gelesen
        gesperrt.format = beleg.gelesen.get("format", Rechnung.Format.PAPIER)
        hebe_auf(gesperrt, str(_("Datei hinzugefügt")))
        gesperrt.save()
    return gesperrt


@transaction.atomic
def feststellung_zuweisen(*, rechnung: Rechnung, an: Benutzer | None, person: Benutzer | None) -> Rechnung:
    """Ask somebody to certify it. Raises ValidationError for a person whom it concerns (S25) or who lacks the right."""
    with handelt(person):
        gesperrt = gesperrte(rechnung)
        if an is not None:
            pruefe_unbefangen(gesperrt, an)
            if not an.has_perm("budget.feststellen", gesperrt):
                raise ValidationError(
                    {"an": _("Diese Person darf Rechnungen nicht feststellen.")}, code="recht"
                )
        gesperrt.feststellung_durch = an
        gesperrt.save(update_fields=["feststellung_durch"])
    return gesperrt


@transaction.atomic
def rechnung_zurueckweisen(*, rechnung: Rechnung, grund: str, person: Benutzer | None) -> Rechnung:
    """Send an invoice back, with the reason; its number may be used again. Raises ValidationError once it is paid."""
    if not grund.strip():
        raise ValidationError({"grund": _("Bitte nennen Sie den Grund.")})
    with handelt(person):
        gesperrt = gesperrte(rechnung)
        if gesperrt.stand == Stand.ABGELEHNT:
            return gesperrt
        _pruefe_aenderbar(gesperrt)
        hebe_auf(gesperrt, str(_("Rechnung zurückgewiesen")))
        setze_stand(gesperrt, Stand.ABGELEHNT)
        gesperrt.abgelehnt_grund = grund.strip()
        gesperrt.save()
    return gesperrt


def gesperrte(rechnung: Rechnung) -> Rechnung:
    """The invoice under its lock: its steps follow one after the other."""
    reihe = Rechnung.objects.select_for_update(no_key=True, of=("self",))
    return reihe.select_related("vorgang__bereitstellung__konferenz", "empfaenger", "beleg").get(
        pk=rechnung.pk
    )


def setze_stand(rechnung: Rechnung, stand: str) -> None:
    """Go on to a state that may follow; the caller saves. Raises ValidationError for any other."""
    if stand not in UEBERGAENGE[rechnung.stand]:
        raise ValidationError(
            _("Die Rechnung ist %(stand)s. Dieser Schritt ist jetzt nicht möglich."),
            code="stand",
            params={"stand": rechnung.get_stand_display()},
        )
    rechnung.stand = stand


def hebe_auf(rechnung: Rechnung, grund: str) -> None:
    """Void the signatures; their rows stay as record. The caller saves the invoice, which begins anew."""
    gueltige = rechnung.anweisungen.filter(aufgehoben_am=None)
    if gueltige.update(aufgehoben_am=uhr.jetzt(), aufgehoben_grund=grund) and rechnung.stand != Stand.ERFASST:
        setze_stand(rechnung, Stand.ERFASST)


def pruefe_unbefangen(rechnung: Rechnung, benutzer: Benutzer) -> None:
    """S25: nobody decides about money for himself or for his organisation."""
    if grund := befangen(rechnung.empfaenger, benutzer):
        raise ValidationError(
            _("%(wer)s darf über diese Rechnung nicht entscheiden: %(grund)s."),
            code="befangen",
            params={"wer": benutzer.name, "grund": grund},
        )


def _pruefe_aenderbar(rechnung: Rechnung) -> None:
    if not rechnung.ist_offen:
        raise ValidationError(
            _("Die Rechnung ist %(stand)s und bleibt, wie sie ist."),
            code="fertig",
            params={"stand": rechnung.get_stand_display()},
        )
    if gezahlt_je_rechnung([rechnung]):
        raise ValidationError(
            _("Ein Teil der Rechnung ist schon gezahlt. Bitte lassen Sie zuerst die Zahlung stornieren."),
            code="gezahlt",
        )


def _pruefe(rechnung: Rechnung) -> None:
    if rechnung.vorgang.art != Vorgang.Art.MITTEL:
        raise ValidationError({"vorgang": _("Zu einem Übertragsantrag gibt es keine Rechnung.")})
    heute = uhr.heute()
    for name in ("datum", "eingegangen_am"):
        if getattr(rechnung, name) > heute:
            raise ValidationError({name: _("Der Tag liegt in der Zukunft.")})
    if rechnung.eingegangen_am < rechnung.datum:
        raise ValidationError(
            {
                "eingegangen_am": ValidationError(
                    _("Die Rechnung ist vom %(tag)s und kann nicht davor eingegangen sein."),
                    params={"tag": datum_kurz(rechnung.datum)},
                )
            }
        )


def _sperre_empfaenger(empfaenger: int) -> None:
    """Invoices of one payee come in one after the other: of two with the same number the second is refused with a
    sentence. Before the lock of an invoice, as where a payee changes."""
    list(Zahlungsempfaenger.objects.select_for_update(no_key=True).filter(pk=empfaenger).values_list("pk"))


def _pruefe_nummer(rechnung: Rechnung) -> None:
    """S27: the same number of the same seller, also where he stands in the list twice; told by his tax number."""
    steuernummer = rechnung.empfaenger.umsatzsteuer_id if rechnung.empfaenger_id else ""
    if not steuernummer:
        return
    gleiche = Rechnung.objects.exclude(pk=rechnung.pk).exclude(stand=Stand.ABGELEHNT)
    gleiche = gleiche.filter(nummer__iexact=rechnung.nummer, empfaenger__umsatzsteuer_id=steuernummer)
    if andere := gleiche.exclude(empfaenger=rechnung.empfaenger_id).select_related("empfaenger").first():
        raise ValidationError(
            _("Diese Rechnungsnummer ist schon bei %(wer)s mit derselben Steuernummer erfasst."),
            code="doppelt",
            params={"wer": andere.empfaenger},
        )


def _pruefe_datei(rechnung: Rechnung) -> None:
    """One file, one invoice, of the same conference."""
    if rechnung.beleg is None:
        return
    if rechnung.beleg.bereitstellung_id != rechnung.vorgang.bereitstellung_id:
        raise ValidationError(_("Die Datei gehört zu einer anderen Konferenz."), code="fremd")
    if andere := rechnung.beleg.rechnungen.first():
        raise ValidationError(
            _("Diese Datei ist schon bei %(rechnung)s erfasst."),
            code="verwendet",
            params={"rechnung": andere},
        )
