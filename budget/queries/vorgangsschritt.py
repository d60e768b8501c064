"""What comes next in one case: the step, the page it is done on, and who may (the strip "Als Nächstes" of its page)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.models import Buchung, Vorgang
from budget.queries.rechnung import Rechnungslage
from budget.queries.rechnungsaufgaben import TATEN, aufgabe
from budget.queries.vergabe import Vergabelage
from budget.queries.vorgang import Vorgangsblatt
from budget.queries.zuwendung import Zuwendungslage, Zuwendungsschritt
from konferenz import uhr
from konferenz.formate import datum_kurz, euro
from konferenz.models import Benutzer

ARBEIT = gettext_lazy("Sachbearbeitung oder Haushalt")
HAUSHALT = gettext_lazy("Haushalt")
ZUWENDUNG = {
    Zuwendungsschritt.BESCHEID: (
        gettext_lazy("Bescheid eintragen"),
        gettext_lazy("Erst der Bescheid verpflichtet zur Zahlung. Vorher darf die Maßnahme nicht beginnen."),
    ),
    Zuwendungsschritt.RATEN: (
        gettext_lazy("Raten planen"),
        gettext_lazy("Wann ruft der Träger wie viel ab?"),
    ),
    Zuwendungsschritt.ABRUF: (
        gettext_lazy("Auf den Abruf der nächsten Rate warten"),
        gettext_lazy("Tragen Sie ihn ein, sobald der Träger abruft."),
    ),
    Zuwendungsschritt.NACHWEIS: (
        gettext_lazy("Verwendungsnachweis eintragen"),
        gettext_lazy("Alle Raten sind abgerufen. Der Träger weist nach, wofür er das Geld ausgegeben hat."),
    ),
    Zuwendungsschritt.PRUEFUNG: (
        gettext_lazy("Verwendungsnachweis prüfen"),
        gettext_lazy("Prüfen muss eine andere Person als die, die ihn eingetragen hat."),
    ),
}  # fmt: skip
"""Title and reason of each step of a grant."""


@dataclass(frozen=True)
class Vorgangsschritt:
    """One step: `seite` and `teile` name its page below the money of the conference, `recht` and `rolle` who may.

    `darf` narrows the right where the step depends on the person.
    """

    titel: str
    grund: str
    tat: str
    seite: str
    teile: dict[str, object]
    recht: str
    rolle: str
    frist: date | None = None
    frage: str = ""
    darf: bool = True

    @property
    def ist_ueberfaellig(self) -> bool:
        return self.frist is not None and self.frist < uhr.heute()

    def ist_fuer(self, benutzer: Benutzer, vorgang: Vorgang) -> bool:
        return self.darf and benutzer.has_perm(self.recht, vorgang)


def naechster_schritt(
    blatt: Vorgangsblatt,
    benutzer: Benutzer,
    *,
    vergabe: Vergabelage | None = None,
    zuwendung: Zuwendungslage | None = None,
    rechnungen: list[Rechnungslage] | None = None,
) -> Vorgangsschritt | None:
    """The most urgent step; None if nothing is left to do."""
    moegliche = [
        _antrag(blatt),
        _rueckfluss(blatt),
        _rechnung(rechnungen or [], benutzer),
        _jahresende(blatt),
        _vermerk(vergabe, blatt),
        _zuwendung(zuwendung),
        _reservierung(blatt),
        _erste_rechnung(blatt),
    ]
    return next((schritt for eine in moegliche for schritt in eine), None)


def _antrag(blatt: Vorgangsblatt) -> Iterator[Vorgangsschritt]:
    """F8: what an application holds is decided there."""
    if blatt.vorgang.art == Vorgang.Art.UEBERTRAGSANTRAG and blatt.summen.reserviert:
        yield Vorgangsschritt(
            _("Über den Übertragsantrag entscheiden"),
            _("Das Geld bleibt reserviert, bis der Antrag bewilligt, gekürzt oder abgelehnt ist."),
            _("Zum Übertragsantrag"),
            "uebertrag",
            {"pk": blatt.vorgang.uebertrag.pk},
            "budget.uebertragen",
            str(HAUSHALT),
        )


def _rueckfluss(blatt: Vorgangsblatt) -> Iterator[Vorgangsschritt]:
    """F13: money that came back raises nothing until somebody decides."""
    for zeile in blatt.offene_rueckfluesse:
        yield Vorgangsschritt(
            _("Über den Rückfluss entscheiden: %(betrag)s") % {"betrag": euro(zeile.buchung.betrag)},
            _("Das Geld ist zurück, aber noch nicht wieder frei. Darf es wieder verwendet werden?"),
            _("Wieder verwenden"),
            "wiederverwenden",
            {"nummer": blatt.vorgang.nummer, "lfd": zeile.buchung.lfd},
            "budget.rueckfluss_erfassen",
            str(HAUSHALT),
        )


def _rechnung(rechnungen: list[Rechnungslage], benutzer: Benutzer) -> Iterator[Vorgangsschritt]:
    """The first invoice that waits for somebody."""
    for lage in rechnungen:
        naechste = aufgabe(lage)
        if lage.schritt and naechste:
            tat = TATEN[lage.schritt]
            werte = {"tat": tat.titel, "rechnung": lage.rechnung}
            yield Vorgangsschritt(
                _("%(tat)s: %(rechnung)s") % werte,
                str(tat.grund),
                _("Zur Rechnung"),
                "rechnung",
                {"pk": lage.rechnung.pk},
                tat.recht,
                ", ".join(naechste.namen),
                lage.rechnung.faellig_am,
                darf=naechste.darf(benutzer),
            )
            return


def _jahresende(blatt: Vorgangsblatt) -> Iterator[Vorgangsschritt]:
    """F10: what is open of a year that is over moves only by a decision; what an application asks for waits for it."""
    jahre = [
        zeile.buchung.quelle.letztes_jahr
        for zeile in blatt.zeilen
        if zeile.buchung.art == Buchung.Art.FESTLEGUNG and zeile.buchung.quelle and zeile.frei
    ]
    jahre = [jahr for jahr in jahre if jahr < uhr.heute().year]
    if jahre:
        yield Vorgangsschritt(
            _("Entscheiden, was mit dem Offenen aus %(jahr)d geschieht") % {"jahr": min(jahre)},
            _("Das Haushaltsjahr ist vorbei: zahlen, freigeben, Übertrag beantragen oder neu decken."),
            _("Zum Jahresende"),
            "jahresende",
            {},
            "budget.freigeben",
            str(ARBEIT),
        )


def _vermerk(vergabe: Vergabelage | None, blatt: Vorgangsblatt) -> Iterator[Vorgangsschritt]:
    if vergabe and vergabe.fehlt_vermerk and blatt.summen.offen:
        yield Vorgangsschritt(
            _("Vergabevermerk schreiben"),
            vergabe.grund,
            _("Zur Vergabe"),
            "vergabe",
            {"nummer": blatt.vorgang.nummer},
            "budget.vergabe_bearbeiten",
            str(ARBEIT),
        )


def _zuwendung(zuwendung: Zuwendungslage | None) -> Iterator[Vorgangsschritt]:
    if zuwendung and zuwendung.schritt and zuwendung.summen.gebunden:
        titel, grund = ZUWENDUNG[zuwendung.schritt]
        rate = zuwendung.naechste_rate if zuwendung.schritt == Zuwendungsschritt.ABRUF else None
        yield Vorgangsschritt(
            str(titel),
            str(grund),
            _("Zur Zuwendung"),
            "zuwendung",
            {"nummer": zuwendung.vorgang.nummer},
            "budget.zuwendung_bearbeiten",
            str(ARBEIT),
            rate.faellig_am if rate else None,
        )


def _reservierung(blatt: Vorgangsblatt) -> Iterator[Vorgangsschritt]:
    """F19: a reservation is redeemed by a commitment, or ends."""
    zeile = blatt.reservierung
    if zeile and blatt.vorgang.art == Vorgang.Art.MITTEL:
        satz = _(
            "Reserviert sind %(betrag)s. Sobald der Auftrag erteilt oder der Bescheid erlassen wird, legen Sie fest."
        )
        yield Vorgangsschritt(
            _("Mittel festlegen"),
            satz % {"betrag": euro(zeile.buchung.betrag)},
            _("Festlegen"),
            "vorgang-festlegen",
            {"nummer": blatt.vorgang.nummer},
            "budget.festlegen",
            str(ARBEIT),
            zeile.buchung.endet_am,
            frage=f"?reservierung={zeile.buchung.pk}",
        )


def _erste_rechnung(blatt: Vorgangsblatt) -> Iterator[Vorgangsschritt]:
    """An order waits for its invoice."""
    if blatt.summen.offen and blatt.vorgang.form == Vorgang.Form.EIGEN:
        ende = blatt.vorgang.leistung_bis or blatt.vorgang.leistung_von
        grund = _("Offen sind %(betrag)s. Erfassen Sie die Rechnung, sobald sie da ist.")
        if ende and ende > uhr.heute():
            grund = _("Offen sind %(betrag)s. Die Leistung ist am %(tag)s; danach kommt die Rechnung.")
        yield Vorgangsschritt(
            _("Auf die Rechnung warten"),
            grund % {"betrag": euro(blatt.summen.offen), "tag": datum_kurz(ende)},
            _("Rechnung erfassen"),
            "rechnung-neu",
            {},
            "budget.rechnung_erfassen",
            str(ARBEIT),
            frage=f"?vorgang={blatt.vorgang.nummer}",
        )
