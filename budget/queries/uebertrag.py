"""What can be carried over and what was applied for (F8, F11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Sum

from budget.models import Buchung, Deckungsquelle, Ermaechtigungsuebertrag, Uebertragsposten
from budget.queries.stand import NULL, offen_je_festlegung

Art = Buchung.Art
Stand = Ermaechtigungsuebertrag.Stand


@dataclass(frozen=True)
class Kandidat:
    """An amount (EUR) of one commitment that an application can ask for: open, or released after the cut-off."""

    festlegung: Buchung
    hoechstens: Decimal
    ist_freigegeben: bool

    @property
    def schluessel(self) -> str:
        """Name of its field in a form."""
        return teilname(self.festlegung, self.ist_freigegeben)


def teilname(festlegung: Buchung, ist_freigegeben: bool) -> str:
    """Short name of the open or the released part of a commitment."""
    return f"{'frei' if ist_freigegeben else 'offen'}-{festlegung.pk}"


def kandidaten(quelle: Deckungsquelle) -> list[Kandidat]:
    """Everything of a source that can still be applied for, by number of the commitment; six statements."""
    festlegungen = list(
        quelle.buchungen.ohne_storno().filter(art=Art.FESTLEGUNG).select_related("vorgang").order_by("lfd")
    )
    offen = offen_je_festlegung(festlegungen)
    beantragt = beantragt_je_festlegung(festlegungen)
    frei = freigegeben_je_festlegung(quelle, festlegungen)
    alle = []
    for eine in festlegungen:
        rest = offen[eine.pk] - beantragt.get(eine.pk, NULL)
        alle += [Kandidat(eine, rest, False), Kandidat(eine, frei.get(eine.pk, NULL), True)]
    return [einer for einer in alle if einer.hoechstens > NULL]


def spaetestes_jahr(quelle: Deckungsquelle) -> int:
    """The second following year (§ 47 Absatz 2 LHO)."""
    return quelle.herkunftsjahr + 2


def beantragt_je_festlegung(festlegungen: Iterable[Buchung]) -> dict[int, Decimal]:
    """How much of the open part of each commitment stands in an undecided application (EUR)."""
    posten = Uebertragsposten.objects.filter(
        festlegung__in=list(festlegungen), ist_freigegeben=False, uebertrag__stand=Stand.BEANTRAGT
    )
    return _summe_je(posten, "festlegung")


def freigegeben_je_festlegung(quelle: Deckungsquelle, festlegungen: Iterable[Buchung]) -> dict[int, Decimal]:
    """What was released of each commitment after the cut-off of its source, was not covered anew, and stands in no
    application that is undecided or granted (EUR).
    """
    liste = list(festlegungen)
    freigaben = Buchung.objects.ohne_storno().filter(
        bezug__in=liste, art=Art.FREIGABE, wertstellung__gt=quelle.bindung_bis
    )
    freigegeben = _summe_je(freigaben, "bezug")
    umgedeckt = _summe_je(
        Buchung.objects.ohne_storno().filter(bezug__in=freigaben, art=Art.FESTLEGUNG), "bezug__bezug"
    )
    posten = Uebertragsposten.objects.filter(
        festlegung__in=liste, ist_freigegeben=True, uebertrag__stand__in=[Stand.BEANTRAGT, Stand.BEWILLIGT]
    )
    beantragt = _summe_je(posten, "festlegung")
    return {
        pk: summe - umgedeckt.get(pk, NULL) - beantragt.get(pk, NULL) for pk, summe in freigegeben.items()
    }


def _summe_je(reihe: object, feld: str) -> dict[int, Decimal]:
    return dict(
        reihe.values_list(feld).order_by().annotate(summe=Sum(F("betrag")))  # type: ignore[attr-defined]
    )
