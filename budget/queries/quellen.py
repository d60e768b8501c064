"""Each source as a clerk reads it: what it gives, in words, and who must act next."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from budget.models import Bereitstellung, Verfuegbarkeitsbestaetigung
from budget.queries.stand import Lage, Quellenstand
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz, euro
from konferenz.models import Benutzer


@dataclass(frozen=True)
class Quellenlage:
    """A source with what was last said about it."""

    stand: Quellenstand
    letzte: Verfuegbarkeitsbestaetigung | None
    gilt_tage: int

    @property
    def offene(self) -> Verfuegbarkeitsbestaetigung | None:
        """The newest statement, if it waits for its second person."""
        return self.letzte if self.letzte and self.letzte.ist_offen else None

    @property
    def abgelehnte(self) -> Verfuegbarkeitsbestaetigung | None:
        """The newest statement, if the second person did not sign it."""
        return self.letzte if self.letzte and self.letzte.abgelehnt_von else None

    @property
    def ist_vorbei(self) -> bool:
        return self.stand.quelle.bindung_bis < uhr.heute()

    @property
    def verfuegbar(self) -> str:
        """What can be committed today; unknown is not zero."""
        if self.stand.bestaetigung is None:
            return _("unbekannt")
        return euro(self.stand.verfuegbar(uhr.heute()))

    @property
    def ist_veraltet(self) -> bool:
        return self.stand.bestaetigung is not None and not self.stand.ist_frisch(uhr.heute(), self.gilt_tage)

    @property
    def abzeichen(self) -> Stand:
        quelle = self.stand.quelle
        moegliche = [
            (quelle.ist_gesperrt, "danger", _("gesperrt")),
            (
                self.ist_vorbei,
                "neutral",
                _("Bindung endete am %(tag)s") % {"tag": datum_kurz(quelle.bindung_bis)},
            ),
            (bool(self.stand.ueberbucht), "danger", _("überbucht")),
            (self.offene is not None, "warning", _("wartet auf Gegenzeichnung")),
            (self.abgelehnte is not None, "warning", _("nicht gezeichnet")),
            (self.stand.bestaetigung is None, "warning", _("unbekannt")),
            (
                quelle.bindung_ab > uhr.heute(),
                "neutral",
                _("ab %(tag)s") % {"tag": datum_kurz(quelle.bindung_ab)},
            ),
            (self.ist_veraltet, "warning", _("neu bestätigen lassen")),
            (self.stand.rest == Decimal(0), "neutral", _("aufgebraucht")),
        ]
        return next(
            (Stand(art, wort) for gilt, art, wort in moegliche if gilt), Stand("success", _("bestätigt"))
        )


@dataclass(frozen=True)
class Aufgabe:
    """What has to be done on a source, why, and who may: `name` and `pk` of the page, `recht` it needs."""

    titel: str
    grund: str
    tat: str
    name: str
    pk: int
    recht: str
    wer: str
    nicht: int | None = None

    def ist_fuer(self, benutzer: Benutzer) -> bool:
        return benutzer.has_perm(self.recht) and benutzer.pk != self.nicht


def quellenlagen(bereitstellung: Bereitstellung, lage: Lage) -> list[Quellenlage]:
    """Every source by rank; one statement more than the state."""
    letzte = {
        eine.quelle_id: eine
        for eine in Verfuegbarkeitsbestaetigung.objects.letzte()
        .filter(quelle__bereitstellung=bereitstellung)
        .select_related("bestaetigt_von", "abgelehnt_von")
    }
    return [
        Quellenlage(stand, letzte.get(stand.quelle.pk), bereitstellung.bestaetigung_gilt_tage)
        for stand in lage.quellen
    ]


def aufgaben(quellen: list[Quellenlage]) -> list[Aufgabe]:
    """What is to be done about the sources, the most urgent first: countersign, say again what
    was not signed, confirm, confirm anew."""
    zeichnen = [_gegenzeichnen(eine, eine.offene) for eine in quellen if eine.offene]
    offen = [
        eine for eine in quellen if not (eine.ist_vorbei or eine.stand.quelle.ist_gesperrt or eine.offene)
    ]
    zurueck = [_noch_einmal(eine, eine.abgelehnte) for eine in offen if eine.abgelehnte]
    ungesagt = [eine for eine in offen if not eine.abgelehnte]
    unbekannt = [_bestaetigen(eine) for eine in ungesagt if eine.stand.bestaetigung is None]
    veraltet = [_erneuern(eine, uhr.heute()) for eine in ungesagt if eine.ist_veraltet]
    return [*zeichnen, *zurueck, *unbekannt, *veraltet]


def _gegenzeichnen(eine: Quellenlage, offene: Verfuegbarkeitsbestaetigung) -> Aufgabe:
    werte = {
        "quelle": eine.stand.quelle,
        "wer": offene.bestaetigt_von.name,
        "betrag": euro(offene.betrag),
        "tag": datum_kurz(offene.stichtag),
    }
    return Aufgabe(
        _("Gegenzeichnen: %(quelle)s") % werte,
        _("%(wer)s sagt: Am %(tag)s waren %(betrag)s verfügbar. Es gilt, sobald eine zweite Person zeichnet.")
        % werte,
        _("Prüfen und zeichnen"),
        "gegenzeichnen",
        offene.pk,
        "budget.gegenzeichnen",
        _("Rolle Anordnung, nicht %(wer)s") % werte,
        offene.bestaetigt_von_id,
    )


def _noch_einmal(eine: Quellenlage, abgelehnte: Verfuegbarkeitsbestaetigung) -> Aufgabe:
    grund = _("%(wer)s hat nicht gezeichnet: %(grund)s") % {
        "wer": abgelehnte.abgelehnt_von.name if abgelehnte.abgelehnt_von else "",
        "grund": abgelehnte.ablehnungsgrund,
    }
    return _zu_bestaetigen(eine, _("Verfügbarkeit neu bestätigen: %(quelle)s"), grund)


def _bestaetigen(eine: Quellenlage) -> Aufgabe:
    return _zu_bestaetigen(
        eine,
        _("Verfügbarkeit bestätigen: %(quelle)s"),
        _("Noch hat niemand gesagt, was diese Quelle hergibt. Unbekannt heißt nicht aufgebraucht."),
    )


def _erneuern(eine: Quellenlage, heute: date) -> Aufgabe:
    bestaetigung = eine.stand.bestaetigung
    grund = _(
        "Die Bestätigung ist %(tage)d Tage alt. Vor der nächsten Festlegung soll sie erneuert werden."
    ) % {"tage": bestaetigung.alter(heute) if bestaetigung else 0}
    return _zu_bestaetigen(eine, _("Verfügbarkeit neu bestätigen: %(quelle)s"), grund)


def _zu_bestaetigen(eine: Quellenlage, titel: str, grund: str) -> Aufgabe:
    quelle = eine.stand.quelle
    return Aufgabe(
        titel % {"quelle": quelle},
        grund,
        _("Verfügbarkeit bestätigen"),
        "bestaetigen",
        quelle.pk,
        "budget.bestaetigen",
        _("Rolle Haushalt"),
    )
