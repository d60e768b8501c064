"""Deviations that the assembly is told about: commitments that did not come from the first source alone (F2, F3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from budget.models import (
    Bereitstellung,
    Buchung,
    Deckungsentscheidung,
    Deckungsquelle,
    Ermaechtigungsuebertrag,
    Uebertragsposten,
    Verfuegbarkeitsbestaetigung,
    Vorgang,
)
from budget.queries.stand import NULL
from konferenz.formate import datum_kurz, euro

Art = Buchung.Art


def oeffentlicher_zweck(vorgang: Vorgang) -> str:
    """What the money is for, as people outside may read it: the words of the case, but for a natural person only the
    cost position, since the purpose may name her."""
    empfaenger = vorgang.empfaenger
    if empfaenger is None or empfaenger.oeffentlicher_name == empfaenger.name:
        return vorgang.zweck
    return vorgang.position.bezeichnung if vorgang.position else str(vorgang.get_form_display())


@dataclass(frozen=True)
class Abweichung:
    """One decision on the cover: parts by source, the rule, the reason in words, who decided when."""

    entscheidung: Deckungsentscheidung
    festlegungen: list[Buchung]
    grund: str

    @property
    def vorgang(self) -> Vorgang:
        return self.festlegungen[0].vorgang

    @property
    def tag(self) -> date:
        return self.festlegungen[0].wertstellung

    @property
    def betrag(self) -> Decimal:
        return sum((eine.betrag for eine in self.festlegungen), NULL)

    @property
    def deckung(self) -> str:
        """The parts in words."""
        return "; ".join(f"{eine.quelle}: {euro(eine.betrag)}" for eine in self.festlegungen)


def abweichungen(bereitstellung: Bereitstellung) -> list[Abweichung]:
    """Every commitment that was split or left out an earlier source, with the choice, the person, the time and the
    reason (F3); those that were taken back are left out. Three statements."""
    festlegungen = (
        Buchung.objects.ohne_storno()
        .filter(bereitstellung=bereitstellung, art=Art.FESTLEGUNG, entscheidung__isnull=False)
        .im_rahmen()
        .select_related(
            "quelle__topf", "vorgang__empfaenger", "vorgang__position", "entscheidung__person", "bezug"
        )
        .order_by("entscheidung__am", "entscheidung", "quelle__rang")
    )
    je: dict[int, list[Buchung]] = {}
    for eine in festlegungen:
        je.setdefault(eine.entscheidung_id, []).append(eine)  # type: ignore[arg-type]
    quellen = list(bereitstellung.quellen.des_beschlusses().mit_topf().order_by("rang"))
    bestaetigungen = _bestaetigungen(bereitstellung)
    gefunden = []
    for teile in je.values():
        fruehere = [quelle for quelle in quellen if quelle.rang < teile[-1].quelle.rang]  # type: ignore[union-attr]
        if fruehere:
            grund = _grund(teile, fruehere, bestaetigungen)
            gefunden.append(Abweichung(teile[0].entscheidung, teile, grund))  # type: ignore[arg-type]
    return gefunden


def _bestaetigungen(bereitstellung: Bereitstellung) -> list[Verfuegbarkeitsbestaetigung]:
    reihe = Verfuegbarkeitsbestaetigung.objects.filter(
        quelle__bereitstellung=bereitstellung, gegengezeichnet_am__isnull=False
    )
    return list(
        reihe.select_related("bestaetigt_von", "gegengezeichnet_von").order_by("gegengezeichnet_am", "id")
    )


def _grund(
    teile: list[Buchung], fruehere: list[Deckungsquelle], bestaetigungen: list[Verfuegbarkeitsbestaetigung]
) -> str:
    """Why not everything came from the first source, from the rule and from what was confirmed at that moment."""
    entscheidung: Deckungsentscheidung = teile[0].entscheidung  # type: ignore[assignment]
    saetze = [_umdeckung(teile[0].bezug)] if teile[0].bezug else []
    if entscheidung.regel == Bereitstellung.Regel.GANZ_SPAETER:
        satz = _("Grund: %(grund)s") if saetze else _("Ganz aus einem späteren Jahr. Grund: %(grund)s")
        return " ".join([*saetze, satz % {"grund": entscheidung.begruendung}])
    belegt = {eine.quelle_id for eine in teile}
    for quelle in fruehere:
        satz = _zu_quelle(quelle, teile, bestaetigungen, quelle.pk in belegt)
        saetze += [satz] if satz else []
    saetze += [entscheidung.begruendung] if entscheidung.begruendung else []
    return " ".join(saetze)


def _umdeckung(freigabe: Buchung | None) -> str:
    return _("Umdeckung: %(betrag)s waren am %(tag)s frei geworden.") % {
        "betrag": euro(freigabe.betrag if freigabe else None),
        "tag": datum_kurz(freigabe.wertstellung if freigabe else None),
    }


def _zu_quelle(
    quelle: Deckungsquelle,
    teile: list[Buchung],
    bestaetigungen: list[Verfuegbarkeitsbestaetigung],
    ist_belegt: bool,
) -> str:
    """What is to be said of one earlier source: cut-off over, filled up (F3) or used up (F2)."""
    if teile[0].wertstellung > quelle.bindung_bis:
        return _("%(quelle)s konnte nur bis zum %(tag)s gebunden werden.") % {
            "quelle": quelle,
            "tag": datum_kurz(quelle.bindung_bis),
        }
    if quelle.ist_gesperrt:
        return _("%(quelle)s ist gesperrt: %(grund)s.") % {"quelle": quelle, "grund": quelle.sperrgrund}
    wann = teile[0].erfasst_am
    damals = [b for b in bestaetigungen if b.quelle_id == quelle.pk and b.gegengezeichnet_am <= wann]  # type: ignore[operator]
    if not damals:
        return ""
    muster = (
        _("%(quelle)s reichte nicht aus (%(beleg)s).")
        if ist_belegt
        else _("%(quelle)s war aufgebraucht (%(beleg)s).")
    )
    return muster % {"quelle": quelle, "beleg": _beleg(damals[-1])}


def _beleg(bestaetigung: Verfuegbarkeitsbestaetigung) -> str:
    """The confirmation with its day, file reference and both names (F1, F2)."""
    return _("bestätigt %(betrag)s zum %(tag)s, Az. %(az)s, %(eins)s, gegengezeichnet %(zwei)s") % {
        "betrag": euro(bestaetigung.betrag),
        "tag": datum_kurz(bestaetigung.stichtag),
        "az": bestaetigung.aktenzeichen,
        "eins": bestaetigung.bestaetigt_von.name,
        "zwei": bestaetigung.gegengezeichnet_von.name if bestaetigung.gegengezeichnet_von else "",
    }


@dataclass(frozen=True)
class Antrag:
    """An application for a carry-over and what came of it (EUR)."""

    uebertrag: Ermaechtigungsuebertrag
    beantragt: Decimal


def antraege(bereitstellung: Bereitstellung) -> list[Antrag]:
    """Every application that was not taken back, in its order; two statements."""
    reihe = (
        Ermaechtigungsuebertrag.objects.filter(quelle__bereitstellung=bereitstellung)
        .exclude(stand=Ermaechtigungsuebertrag.Stand.ZURUECKGENOMMEN)
        .select_related("quelle__topf")
        .order_by("beantragt_am", "id")
    )
    return _mit_betrag(
        list(reihe), Uebertragsposten.objects.filter(uebertrag__quelle__bereitstellung=bereitstellung)
    )


def _mit_betrag(reihe: list[Ermaechtigungsuebertrag], posten: Iterable[Uebertragsposten]) -> list[Antrag]:
    je: dict[int, Decimal] = {}
    for einer in posten:
        je[einer.uebertrag_id] = je.get(einer.uebertrag_id, NULL) + einer.betrag
    return [Antrag(uebertrag, je.get(uebertrag.pk, NULL)) for uebertrag in reihe]
