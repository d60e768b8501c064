"""The four ways out for a commitment that is open after the end of its year: pay, release, apply for a carry-over,
cover anew (F9, F10, S15). Each says what it will do, or why it is closed.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from budget.models import Vorgang
from budget.queries.deckung import Deckung, auffuellen
from budget.queries.jahresende import OffeneBindung
from budget.queries.stand import Lage
from budget.queries.uebertrag import teilname
from konferenz import uhr
from konferenz.formate import datum_kurz, euro
from konferenz.models import Benutzer


@dataclass(frozen=True)
class Ausweg:
    """One way: its name, its words, what it will do, the page it is taken on and the words of its button. `hindernis`
    says why it is closed, empty if it is open; `recht` is the right it needs, `rolle` who has it.
    """

    name: str
    titel: str
    folge: str
    knopf: str
    seite: str
    teile: dict[str, object]
    recht: str
    rolle: str
    hindernis: str = ""
    frage: str = ""

    def ist_fuer(self, benutzer: Benutzer) -> bool:
        return not self.hindernis and benutzer.has_perm(self.recht)


def auswege(bindung: OffeneBindung, lage: Lage) -> list[Ausweg]:
    """All four, always in this order."""
    return [_zahlen(bindung), _freigeben(bindung), _uebertragen(bindung), _umdecken(bindung, lage)]


def _zahlen(bindung: OffeneBindung) -> Ausweg:
    folge = _(
        "Gebucht wird noch auf %(quelle)s, sobald die Rechnung oder der Abruf geprüft und angeordnet ist."
    )
    knopf, seite, teile, frage = _zahlweg(bindung)
    return Ausweg(
        "zahlen",
        _("Zahlen"),
        folge % {"quelle": bindung.quelle},
        knopf,
        seite,
        teile,
        "budget.rechnung_erfassen",
        _("Sachbearbeitung oder Haushalt"),
        "" if bindung.ist_zahlbar else _nicht_zahlbar(bindung),
        frage,
    )


def _zahlweg(bindung: OffeneBindung) -> tuple[str, str, dict[str, object], str]:
    """By the invoice that is there already, by the call of the Träger, else by a new invoice."""
    vorgang = bindung.festlegung.vorgang
    if bindung.rechnung:
        return _("Zur Rechnung"), "rechnung", {"pk": bindung.rechnung}, ""
    if vorgang.form == Vorgang.Form.ZUWENDUNG:
        return _("Zur Zuwendung"), "zuwendung", {"nummer": vorgang.nummer}, ""
    return _("Rechnung erfassen"), "rechnung-neu", {}, f"?vorgang={vorgang.nummer}"


def _zur_festlegung(bindung: OffeneBindung) -> dict[str, object]:
    return {"nummer": bindung.festlegung.vorgang.nummer, "lfd": bindung.festlegung.lfd}


def _nicht_zahlbar(bindung: OffeneBindung) -> str:
    """Why no payment can be booked on the old year any more (F9)."""
    vorgang = bindung.festlegung.vorgang
    if bindung.schluss < uhr.heute():
        return _("Der Buchungsschluss war am %(tag)s.") % {"tag": datum_kurz(bindung.schluss)}
    if vorgang.form == Vorgang.Form.ZUWENDUNG:
        return _("Im Vorgang steht kein Bescheid, der bis zum %(tag)s ergangen ist.") % {
            "tag": datum_kurz(bindung.quelle.bindung_bis)
        }
    if vorgang.form == Vorgang.Form.EIGEN and not (vorgang.leistung_bis or vorgang.leistung_von):
        return _(
            "Im Vorgang steht nicht, wann die Leistung war. Gezahlt wird nur, was bis Jahresende geleistet ist."
        )
    return _("Die Leistung liegt nach dem 31.12.%(jahr)d.") % {"jahr": bindung.quelle.letztes_jahr}


def _beantragt(bindung: OffeneBindung) -> str:
    """Closed while an application asks for all of it: it lapses or is carried over, never both (I07)."""
    return "" if bindung.frei else _("Alles ist für einen Übertrag beantragt. Kürzen Sie zuerst den Antrag.")


def _freigeben(bindung: OffeneBindung) -> Ausweg:
    folge = _(
        "Macht bis zu %(betrag)s wieder frei. Neu festlegen lassen sie sich nur aus einer späteren Quelle."
    )
    return Ausweg(
        "freigeben",
        _("Freigeben"),
        folge % {"betrag": euro(bindung.frei)},
        _("Freigeben"),
        "jahresende-freigeben",
        _zur_festlegung(bindung),
        "budget.freigeben",
        _("Sachbearbeitung oder Haushalt"),
        _beantragt(bindung),
    )


def _uebertragen(bindung: OffeneBindung) -> Ausweg:
    topf = bindung.quelle.topf
    hindernis = ""
    if topf is None or not topf.ist_uebertragbar:
        hindernis = _("Reste dieser Quelle sind nicht übertragbar.")
    elif not bindung.frei:
        hindernis = _("Der Übertrag ist schon beantragt.")
    folge = _(
        "Fragt die Finanzbehörde, ob bis zu %(betrag)s mitgenommen werden dürfen. Bis dahin bleibt alles, wie es ist."
    )
    return Ausweg(
        "uebertragen",
        _("Übertrag beantragen"),
        folge % {"betrag": euro(bindung.frei)},
        _("Übertrag beantragen"),
        "uebertrag-beantragen",
        {"pk": bindung.quelle.pk},
        "budget.uebertragen",
        _("Haushalt"),
        hindernis,
        f"?teil={teilname(bindung.festlegung, ist_freigegeben=False)}",
    )


def _umdecken(bindung: OffeneBindung, lage: Lage) -> Ausweg:
    deckung = auffuellen(lage, bindung.frei, uhr.heute())
    hindernis = _beantragt(bindung)
    if not hindernis and deckung.fehler:
        hindernis = " ".join(deckung.fehler.messages)
    titel = _umdecken_titel(deckung)
    return Ausweg(
        "umdecken",
        titel,
        _umdecken_folge(deckung),
        titel,
        "jahresende-umdecken",
        _zur_festlegung(bindung),
        "budget.umdecken",
        _("Haushalt"),
        hindernis,
    )


def _umdecken_titel(deckung: Deckung) -> str:
    jahre = sorted({teil.quelle.haushaltsjahr_id for teil in deckung.belegte})
    if not jahre or deckung.fehler:
        return _("Aus einem späteren Jahr neu decken")
    return _("Aus %(jahre)s neu decken") % {"jahre": _(" und ").join(map(str, jahre))}


def _umdecken_folge(deckung: Deckung) -> str:
    teile = ", ".join(
        _("%(betrag)s aus %(quelle)s") % {"betrag": euro(teil.betrag), "quelle": teil.quelle}
        for teil in deckung.belegte
    )
    return _("Gibt den Rest frei und legt ihn im selben Augenblick neu fest: %(teile)s.") % {"teile": teile}
