"""Which reports there are, when they are due, and what is missing until one is complete."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budget.models import Bereitstellung, Buchung, Meldeart, Verwendungsnachweis, Vorgang
from budget.queries.meldungen import Jahresmeldung, jahresmeldungen
from budget.queries.nachweis import Nachweiszahlen
from budget.queries.stand import NULL
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz, euro

NACHWEIS_MONATE = 6
"""Months after the conference within which the proof is usually due, until somebody enters another day."""
BALD_TAGE = 30
"""Days before a date from which on it is called soon."""


@dataclass(frozen=True)
class Berichtslage:
    """One report: for whom, until when, its state, what is missing; `name` is its page."""

    titel: str
    fuer: str
    name: str
    stand: Stand
    frist: date | None = None
    fehlt: list[str] = field(default_factory=list)
    jahr: int | None = None


def faellig_am(bereitstellung: Bereitstellung, nachweis: Verwendungsnachweis | None) -> date | None:
    """The day that was entered, else six months after the conference; None while neither is known."""
    if nachweis and nachweis.faellig_am:
        return nachweis.faellig_am
    tag = bereitstellung.konferenz.tag
    return uhr.monate_spaeter(tag, NACHWEIS_MONATE) if tag else None


def fehlt_zum_nachweis(nachweis: Verwendungsnachweis | None, zahlen: Nachweiszahlen) -> list[str]:
    """What has to be done before the proof can be handed in; one sentence each, empty if it is complete."""
    saetze = []
    if not (nachweis and nachweis.sachbericht):
        saetze.append(_("Der Sachbericht ist noch nicht geschrieben."))
    if zahlen.plan is None or zahlen.plan.ist_entwurf:
        saetze.append(_("Es gibt keinen freigegebenen Kostenplan."))
    if zahlen.offen.offen > NULL:
        saetze.append(
            _("%(betrag)s sind gebunden und noch nicht gezahlt.") % {"betrag": euro(zahlen.offen.offen)}
        )
    if zahlen.offen.reserviert > NULL:
        saetze.append(_("%(betrag)s sind noch reserviert.") % {"betrag": euro(zahlen.offen.reserviert)})
    return [*saetze, *_ohne_position(zahlen)]


def hinweise_zum_nachweis(bereitstellung: Bereitstellung) -> list[str]:
    """What is unusual for a proof that is handed in and holds nothing up; one statement."""
    vor = [] if bereitstellung.konferenz.ist_vorbei else [_("Die Konferenz hat noch nicht stattgefunden.")]
    return [*vor, *_ungepruefte(bereitstellung)]


def _ohne_position(zahlen: Nachweiszahlen) -> list[str]:
    zahl = sum(1 for zeile in zahlen.zeilen if zeile.position is None)
    if not zahl:
        return []
    satz = ngettext(
        "%(zahl)d Beleg hat keine Kostenposition.", "%(zahl)d Belege haben keine Kostenposition.", zahl
    )
    return [satz % {"zahl": zahl}]


def _ungepruefte(bereitstellung: Bereitstellung) -> list[str]:
    """Grants that money was paid on and whose own proof nobody has checked yet."""
    reihe = (
        bereitstellung.vorgaenge.filter(
            form=Vorgang.Form.ZUWENDUNG,
            buchungen__art=Buchung.Art.ZAHLUNG,
            zuwendung__geprueft_am__isnull=True,
        )
        .distinct()
        .order_by("nummer")
    )
    muster = _("Der Nachweis des Trägers zu Vorgang %(nummer)d ist noch nicht geprüft.")
    return [muster % {"nummer": vorgang.nummer} for vorgang in reihe]


def nachweisstand(frist: date | None, nachweis: Verwendungsnachweis | None, fehlt: list[str]) -> Stand:
    """In words: handed in, overdue, complete, missing something."""
    if nachweis and nachweis.eingereicht_am:
        return Stand("success", _("eingereicht am %(tag)s") % {"tag": datum_kurz(nachweis.eingereicht_am)})
    if frist and frist < uhr.heute():
        return Stand("danger", _("überfällig seit %(tag)s") % {"tag": datum_kurz(frist)})
    if not fehlt:
        return Stand("warning", _("kann eingereicht werden"))
    if frist and (frist - uhr.heute()).days <= BALD_TAGE:
        return Stand("warning", _("fällig am %(tag)s") % {"tag": datum_kurz(frist)})
    return Stand("neutral", _("in Arbeit"))


def berichtslagen(
    bereitstellung: Bereitstellung,
    nachweis: Verwendungsnachweis | None,
    zahlen: Nachweiszahlen,
    zuwendungen: int,
) -> list[Berichtslage]:
    """Every report of a conference and of the year; what is missing is told for each."""
    fehlt = [] if nachweis and nachweis.eingereicht_am else fehlt_zum_nachweis(nachweis, zahlen)
    frist = faellig_am(bereitstellung, nachweis)
    return [
        Berichtslage(
            _("Verwendungsnachweis"),
            _("für die Finanzbehörde und die Rechnungsprüfung"),
            "nachweis",
            nachweisstand(frist, nachweis, fehlt),
            frist,
            fehlt,
        ),
        Berichtslage(
            _("Kostenrahmen"),
            _("für Ausschuss und Bezirksversammlung, so oft sie fragen"),
            "kostenrahmen",
            Stand("success", _("jederzeit bereit")),
        ),
        _transparenz(zuwendungen),
        *_meldelagen(),
    ]


def _transparenz(zuwendungen: int) -> Berichtslage:
    wort = ngettext("%(zahl)d Zuwendung", "%(zahl)d Zuwendungen", zuwendungen) % {"zahl": zuwendungen}
    return Berichtslage(
        _("Transparenzportal"),
        _("Zuwendungen mit Bescheid, ohne Anschriften und ohne Namen von Privatpersonen"),
        "transparenz",
        Stand("info", wort) if zuwendungen else Stand("neutral", _("nichts zu veröffentlichen")),
    )


def _meldelagen() -> list[Berichtslage]:
    """The lists of the year before and of this one, those with nothing in them and no note left out."""
    jahr = uhr.heute().year
    listen = [*jahresmeldungen(jahr - 1), *jahresmeldungen(jahr)]
    return [
        Berichtslage(
            f"{liste.art.label} {liste.jahr}",
            _adressat(liste),
            "meldungen",
            liste.stand,
            liste.frist if liste.zu_melden else None,
            liste.fehlt if liste.alle else [],
            liste.jahr,
        )
        for liste in listen
        if liste.alle or liste.meldung or liste.jahr == jahr
    ]


def _adressat(liste: Jahresmeldung) -> str:
    if liste.art == Meldeart.FINANZAMT:
        return _("Zahlungen an Menschen ohne Haupttätigkeit oder ohne Geschäftskonto")
    return _("Honorare für Kunst und Publizistik")
