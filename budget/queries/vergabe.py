"""Procurement of each case: which procedure its net value asks for, whether a note is needed, split orders.

Thresholds are dated rows (`Wertgrenze`); those in force on the day of the order decide. They are net, the ceiling is
gross (F18): where no net value is known the gross amount stands for it, which can only ask for too much.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from budget.models import Angebot, Bereitstellung, Buchung, Vergabevermerk, Vorgang, Wertgrenze
from budget.queries.stand import NULL, Summen, summen_je
from konferenz import uhr
from konferenz.formate import Stand, datum_kurz, euro

Verfahren = Wertgrenze.Verfahren


@dataclass(frozen=True)
class Auftragswert:
    """The value of an order (EUR) and what it is taken from; `ist_netto` False: gross, so net at most this."""

    betrag: Decimal
    herkunft: str
    ist_netto: bool = True

    @property
    def in_worten(self) -> str:
        muster = (
            _("%(betrag)s (%(herkunft)s)") if self.ist_netto else _("höchstens %(betrag)s (%(herkunft)s)")
        )
        return muster % {"betrag": euro(self.betrag), "herkunft": self.herkunft}


@dataclass(frozen=True)
class Auftrag:
    """An order as the search for split orders sees it: case, day, value, and whether it has a note."""

    vorgang: Vorgang
    am: date
    wert: Auftragswert


@dataclass(frozen=True)
class Stueckelung:
    """Orders without a note that together exceed a threshold none of them exceeds alone."""

    bezug: str
    grenze: Wertgrenze
    auftraege: list[Auftrag]

    @property
    def summe(self) -> Decimal:
        return sum((auftrag.wert.betrag for auftrag in self.auftraege), NULL)

    @property
    def satz(self) -> str:
        nummern = ", ".join(str(auftrag.vorgang.nummer or _("dieser")) for auftrag in self.auftraege)
        return _(
            "Aufträge für %(bezug)s ergeben innerhalb von %(tage)d Tagen zusammen %(summe)s (Vorgänge %(nummern)s). "
            "Die Grenze für %(verfahren)s ist %(grenze)s netto. Bitte prüfen Sie, ob es ein Auftrag ist, "
            "und schreiben Sie einen Vergabevermerk."
        ) % {
            "bezug": self.bezug,
            "tage": self.grenze.zusammen_tage,
            "summe": euro(self.summe),
            "nummern": nummern,
            "verfahren": self.grenze.get_verfahren_display(),
            "grenze": euro(self.grenze.bis_netto),
        }


@dataclass(frozen=True)
class Vergabelage:
    """Procurement of one case: value, procedure, offers, note, and what does not fit."""

    vorgang: Vorgang
    tag: date
    festgelegt: Decimal
    wert: Auftragswert | None
    grenzen: list[Wertgrenze]
    angebote: list[Angebot]
    vermerk: Vergabevermerk | None
    stueckelungen: list[Stueckelung] = field(default_factory=list)

    @property
    def ist_vergabe(self) -> bool:
        return self.vorgang.form == Vorgang.Form.EIGEN

    @property
    def verfahren(self) -> Wertgrenze | None:
        """The lightest procedure its value allows; None beyond all of them."""
        return verfahren_fuer(self.grenzen, self.wert.betrag) if self.wert else None

    @property
    def braucht_vermerk(self) -> bool:
        """Beyond the direct order; what cannot be told without thresholds is not asked for but shown."""
        if not self.ist_vergabe or self.wert is None or not self.grenzen:
            return False
        return self.verfahren is None or self.verfahren.verfahren != Verfahren.DIREKT

    @property
    def fehlt_vermerk(self) -> bool:
        return self.braucht_vermerk and self.vermerk is None

    @property
    def stand(self) -> Stand:
        if not self.ist_vergabe:
            return Stand("neutral", _("keine Vergabe"))
        if self.vermerk:
            return Stand("success", _("Vermerk liegt vor"))
        if self.wert is None:
            return Stand("neutral", _("noch kein Betrag"))
        if not self.grenzen:
            return Stand("warning", _("Wertgrenzen fehlen"))
        if self.braucht_vermerk:
            return Stand("danger" if self.festgelegt else "warning", _("Vermerk fehlt"))
        if self.stueckelungen:
            return Stand("warning", _("Stückelung prüfen"))
        return Stand("success", _("Vermerk nicht nötig"))

    @property
    def grund(self) -> str:
        """Why a note is needed or not, in one sentence."""
        if not self.ist_vergabe:
            return _("Eine Zuwendung ist kein Auftrag. Für sie gilt der Bescheid.")
        if self.wert is None:
            return _("Es ist noch nichts reserviert oder festgelegt.")
        if not self.grenzen:
            return _("Für den %(tag)s sind keine Wertgrenzen eingetragen.") % {"tag": datum_kurz(self.tag)}
        return _grund(self.wert, self.grenzen, self.verfahren)

    @property
    def hinweise(self) -> list[str]:
        """What does not fit, and split orders."""
        eigene = _hinweise(self, self.vermerk) if self.vermerk else []
        return eigene + [stueckelung.satz for stueckelung in self.stueckelungen]


def _grund(wert: Auftragswert, grenzen: list[Wertgrenze], verfahren: Wertgrenze | None) -> str:
    direkt = next((grenze for grenze in grenzen if grenze.verfahren == Verfahren.DIREKT), None)
    satz = _("Der Auftragswert ist %(wert)s.") % {"wert": wert.in_worten}
    if direkt:
        moeglich = _("Bis %(grenze)s netto ist ein Direktauftrag möglich (gültig ab %(ab)s).")
        satz += " " + moeglich % {"grenze": euro(direkt.bis_netto), "ab": datum_kurz(direkt.gueltig_ab)}
    if verfahren and verfahren.verfahren == Verfahren.DIREKT:
        return satz
    name = verfahren.get_verfahren_display() if verfahren else Verfahren.AUSSCHREIBUNG.label
    satz += " " + _("Darüber: %(verfahren)s.") % {"verfahren": name}
    if verfahren and verfahren.angebote:
        satz += " " + _("Verlangte Angebote: %(zahl)d.") % {"zahl": verfahren.angebote}
    return satz


def _hinweise(lage: Vergabelage, vermerk: Vergabevermerk) -> list[str]:
    return [satz for satz in (
        _zu_leichtes_verfahren(lage, vermerk),
        _zu_wenige_angebote(lage, vermerk),
        _nicht_das_guenstigste(lage, vermerk),
        _mehr_als_das_angebot(lage, vermerk),
        _nachtraeglich(lage, vermerk),
    ) if satz]  # fmt: skip


def _zu_leichtes_verfahren(lage: Vergabelage, vermerk: Vergabevermerk) -> str:
    gewaehlt = next((grenze for grenze in lage.grenzen if grenze.verfahren == vermerk.verfahren), None)
    if gewaehlt is None or gewaehlt.bis_netto is None or vermerk.auftragswert_netto <= gewaehlt.bis_netto:
        return ""
    return _("%(verfahren)s ist nur bis %(grenze)s netto vorgesehen, der Auftragswert ist %(wert)s.") % {
        "verfahren": gewaehlt.get_verfahren_display(),
        "grenze": euro(gewaehlt.bis_netto),
        "wert": euro(vermerk.auftragswert_netto),
    }


def _zu_wenige_angebote(lage: Vergabelage, vermerk: Vergabevermerk) -> str:
    verlangt = next((g.angebote for g in lage.grenzen if g.verfahren == vermerk.verfahren), 0)
    if len(lage.angebote) >= verlangt:
        return ""
    return _(
        "Es liegen %(da)d von %(verlangt)d verlangten Angeboten vor. Der Grund gehört in den Vermerk."
    ) % {
        "da": len(lage.angebote),
        "verlangt": verlangt,
    }


def _nicht_das_guenstigste(lage: Vergabelage, vermerk: Vergabevermerk) -> str:
    guenstigstes = min((angebot.brutto for angebot in lage.angebote), default=None)
    if vermerk.gewaehlt is None or guenstigstes is None or vermerk.gewaehlt.brutto <= guenstigstes:
        return ""
    return _("Gewählt ist nicht das günstigste Angebot (%(betrag)s). Der Grund gehört in den Vermerk.") % {
        "betrag": euro(guenstigstes)
    }


def _mehr_als_das_angebot(lage: Vergabelage, vermerk: Vergabevermerk) -> str:
    if vermerk.gewaehlt is None or lage.festgelegt <= vermerk.gewaehlt.brutto:
        return ""
    return _("Festgelegt sind %(festgelegt)s, das gewählte Angebot beträgt %(angebot)s.") % {
        "festgelegt": euro(lage.festgelegt),
        "angebot": euro(vermerk.gewaehlt.brutto),
    }


def _nachtraeglich(lage: Vergabelage, vermerk: Vergabevermerk) -> str:
    if not lage.festgelegt or timezone.localdate(vermerk.am) <= lage.tag:
        return ""
    return _("Der Vermerk ist vom %(am)s, festgelegt wurde schon am %(tag)s.") % {
        "am": datum_kurz(vermerk.am),
        "tag": datum_kurz(lage.tag),
    }


def grenzen_am(alle: Iterable[Wertgrenze], tag: date) -> list[Wertgrenze]:
    """The row in force on a day for each procedure, the lightest first."""
    je_verfahren: dict[str, Wertgrenze] = {}
    for grenze in sorted(alle, key=lambda eine: eine.gueltig_ab):
        if grenze.gueltig_ab <= tag:
            je_verfahren[grenze.verfahren] = grenze
    return sorted(je_verfahren.values(), key=lambda eine: (eine.bis_netto is None, eine.bis_netto or NULL))


def verfahren_fuer(grenzen: Sequence[Wertgrenze], netto: Decimal) -> Wertgrenze | None:
    """The first procedure of the list (lightest first) that is allowed for this net value."""
    return next((g for g in grenzen if g.bis_netto is None or netto <= g.bis_netto), None)


def vergabelagen(bereitstellung: Bereitstellung) -> list[Vergabelage]:
    """Procurement of every case; the number of statements does not depend on the number of cases."""
    vorgaenge = _vorgaenge(bereitstellung)
    summen = summen_je(Buchung.objects.filter(bereitstellung=bereitstellung), "vorgang")
    tage = _erste_festlegung(bereitstellung)
    grenzen = list(Wertgrenze.objects.all())
    lagen = [
        _lage(vorgang, summen.get(vorgang.pk, Summen()), tage.get(vorgang.pk, uhr.heute()), grenzen)
        for vorgang in vorgaenge
    ]
    gefunden = stueckelungen(_auftraege(lagen), grenzen)
    for lage in lagen:
        lage.stueckelungen.extend(
            eine for eine in gefunden if any(a.vorgang.pk == lage.vorgang.pk for a in eine.auftraege)
        )
    return lagen


def vergabelage(vorgang: Vorgang) -> Vergabelage:
    """Procurement of one case; split orders are looked for among all cases of the conference."""
    return next(lage for lage in vergabelagen(vorgang.bereitstellung) if lage.vorgang.pk == vorgang.pk)


def warnungen(vorgang: Vorgang, betrag: Decimal, tag: date) -> list[str]:
    """What to say before `betrag` (gross) is committed for a case, stored or not: note missing, split orders."""
    if vorgang.form != Vorgang.Form.EIGEN:
        return []
    alle = vergabelagen(vorgang.bereitstellung)
    eigene = next((lage for lage in alle if lage.vorgang.pk == vorgang.pk), None)
    if eigene and eigene.vermerk:
        return []
    festgelegt = eigene.festgelegt if eigene else NULL
    grenzen = list(Wertgrenze.objects.all())
    wert = _wert(vorgang, eigene.angebote if eigene else [], None, festgelegt + betrag)
    neu = Vergabelage(vorgang, tag, festgelegt + betrag, wert, grenzen_am(grenzen, tag), [], None)
    saetze = [_("Ein Vergabevermerk fehlt. %(grund)s") % {"grund": neu.grund}] if neu.fehlt_vermerk else []
    auftraege = _auftraege([*(lage for lage in alle if lage is not eigene), neu])
    return saetze + [
        eine.satz
        for eine in stueckelungen(auftraege, grenzen)
        if any(auftrag.vorgang is vorgang for auftrag in eine.auftraege)
    ]


def _vorgaenge(bereitstellung: Bereitstellung) -> list[Vorgang]:
    reihe = bereitstellung.vorgaenge.filter(art=Vorgang.Art.MITTEL).select_related(
        "empfaenger", "position", "vergabevermerk__gewaehlt__anbieter", "vergabevermerk__person"
    )
    return list(reihe.prefetch_related("angebote__anbieter", "angebote__beleg"))


def _erste_festlegung(bereitstellung: Bereitstellung) -> dict[int, date]:
    """The day of the order: legal date of the first commitment of each case."""
    festlegungen = Buchung.objects.filter(bereitstellung=bereitstellung, art=Buchung.Art.FESTLEGUNG)
    return dict(festlegungen.ohne_storno().values_list("vorgang").order_by().annotate(am=Min("wertstellung")))


def _lage(vorgang: Vorgang, summen: Summen, tag: date, grenzen: list[Wertgrenze]) -> Vergabelage:
    angebote = list(vorgang.angebote.all())
    vermerk = getattr(vorgang, "vergabevermerk", None)
    wert = _wert(vorgang, angebote, vermerk, summen.gebunden or summen.reserviert)
    return Vergabelage(vorgang, tag, summen.gebunden, wert, grenzen_am(grenzen, tag), angebote, vermerk)


def _wert(
    vorgang: Vorgang, angebote: list[Angebot], vermerk: Vergabevermerk | None, brutto: Decimal
) -> Auftragswert | None:
    """The best known value: of the note, of the only offer if the amount is its own, else the gross amount."""
    if vermerk:
        return Auftragswert(vermerk.auftragswert_netto, _("netto, laut Vermerk"))
    if len(angebote) == 1 and brutto <= angebote[0].brutto:
        return Auftragswert(angebote[0].netto, _("netto, laut Angebot"))
    return Auftragswert(brutto, _("brutto"), ist_netto=False) if brutto else None


def _auftraege(lagen: Iterable[Vergabelage]) -> list[Auftrag]:
    """Orders without a note."""
    return [
        Auftrag(lage.vorgang, lage.tag, lage.wert)
        for lage in lagen
        if lage.ist_vergabe and lage.festgelegt and lage.wert and lage.vermerk is None
    ]


def stueckelungen(auftraege: list[Auftrag], grenzen: list[Wertgrenze]) -> list[Stueckelung]:
    """Split orders: of one payee, and of one cost position; the same orders are named once."""
    gefunden: dict[tuple[object, ...], Stueckelung] = {}
    for feld in ("empfaenger", "position"):
        bekannt = [auftrag for auftrag in auftraege if getattr(auftrag.vorgang, f"{feld}_id")]
        bekannt.sort(key=lambda auftrag: (getattr(auftrag.vorgang, f"{feld}_id"), auftrag.am))
        for _nummer, gruppe in groupby(bekannt, key=lambda auftrag: getattr(auftrag.vorgang, f"{feld}_id")):
            reihe = list(gruppe)
            bezug = getattr(reihe[0].vorgang, feld)
            for eine in _in_der_reihe(str(getattr(bezug, "bezeichnung", bezug)), reihe, grenzen):
                nummern = frozenset(auftrag.vorgang.nummer for auftrag in eine.auftraege)
                gefunden.setdefault((eine.grenze.pk, nummern), eine)
    return list(gefunden.values())


def _in_der_reihe(bezug: str, reihe: list[Auftrag], grenzen: list[Wertgrenze]) -> Iterable[Stueckelung]:
    """For each threshold the largest sum of orders that lie within its days; the last order's day decides which
    thresholds are in force."""
    groesste: dict[str, Stueckelung] = {}
    for letzter in reihe:
        for grenze in grenzen_am(grenzen, letzter.am):
            if grenze.bis_netto is None:
                continue
            ab = letzter.am - timedelta(days=grenze.zusammen_tage)
            fenster = [
                auftrag
                for auftrag in reihe
                if ab <= auftrag.am <= letzter.am and auftrag.wert.betrag <= grenze.bis_netto
            ]
            eine = Stueckelung(bezug, grenze, fenster)
            bisher = groesste.get(grenze.verfahren)
            if eine.summe > grenze.bis_netto and (bisher is None or eine.summe > bisher.summe):
                groesste[grenze.verfahren] = eine
    return groesste.values()
