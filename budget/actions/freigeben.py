"""Set bound money free, and cover it anew from other money (F4, F7, F8)."""

from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import (
    Hauptbuch,
    aufschlagen,
    handelt,
    merke,
    pruefe_beschluss,
    pruefe_betrag,
    schon_gebucht,
)
from budget.actions.festlegen import Regel, pruefe_leistungsjahr, schreibe_festlegung
from budget.actions.waende import pruefe_getrennt
from budget.models import Buchung, Deckungsquelle
from budget.queries.deckung import Deckung, Deckungsteil, auffuellen
from budget.queries.stand import NULL, lage, offen_je_festlegung
from budget.queries.uebertrag import beantragt_je_festlegung
from konferenz import uhr
from konferenz.formate import euro
from konferenz.models import Benutzer

Art = Buchung.Art


@transaction.atomic
def freigeben(
    *,
    festlegung: Buchung,
    betrag: Decimal,
    grund: str,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Buchung:
    """Set the open part of a commitment free, in full or in part. Before the source's cut-off its usable amount grows
    again, afterwards only the headroom (F7, F8). Raises ValidationError beyond the open part.
    """
    if erste := schon_gebucht(schluessel, "freigeben", festlegung, betrag, grund):
        return erste[0]
    pruefe_betrag(betrag)
    with handelt(person):
        buch = aufschlagen(festlegung.bereitstellung, person)
        freigabe = schreibe_freigabe(buch, festlegung, betrag, grund)
        buch.schliessen()
    merke(schluessel, [freigabe])
    return freigabe


def schreibe_freigabe(buch: Hauptbuch, festlegung: Buchung, betrag: Decimal, grund: str) -> Buchung:
    """Check the open part under the lock and write the row; the caller closes the book."""
    pruefe_offen(festlegung, betrag)
    return buch.buche(
        Art.FREIGABE,
        vorgang=festlegung.vorgang,
        betrag=betrag,
        quelle=festlegung.quelle,
        bezug=festlegung,
        grund=grund,
    )


def pruefe_offen(festlegung: Buchung, betrag: Decimal) -> None:
    """The commitment was not taken back, at least `betrag` of it is open, and no application asks for it: an open
    commitment lapses or is carried over, never both (I07).
    """
    if (
        festlegung.art != Art.FESTLEGUNG
        or not Buchung.objects.ohne_storno().filter(pk=festlegung.pk).exists()
    ):
        raise ValidationError(_("Diese Festlegung wurde storniert."), code="storniert")
    offen = offen_je_festlegung([festlegung])[festlegung.pk]
    beantragt = beantragt_je_festlegung([festlegung]).get(festlegung.pk, NULL)
    if betrag <= offen - beantragt:
        return
    satz = _("Offen sind nur noch %(offen)s.")
    if beantragt:
        satz = _(
            "Offen sind %(offen)s, davon sind für %(beantragt)s Überträge beantragt. "
            "Kürzen Sie zuerst den Antrag."
        )
    werte = {"offen": euro(offen), "beantragt": euro(beantragt)}
    raise ValidationError({"betrag": ValidationError(satz, code="offen", params=werte)})


@transaction.atomic
def umdecken(
    *,
    festlegung: Buchung,
    betrag: Decimal,
    quelle: Deckungsquelle | None = None,
    begruendung: str,
    leistungsjahr_vermerk: str = "",
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> list[Buchung]:
    """Move the open part of a commitment to other money: release and new commitment in one transaction (F4).

    Without `quelle` the order of ranks decides anew, the old source included; if it gives all again, nothing is booked
    and a ValidationError says so. Headroom and usable amounts are checked
    after both, and the year of the service against the new source; `leistungsjahr_vermerk` is the note that F6 asks
    for. Returns the release and the new rows.
    """
    inhalt = (festlegung, betrag, quelle, begruendung, leistungsjahr_vermerk)
    if erste := schon_gebucht(schluessel, "umdecken", *inhalt):
        return erste
    pruefe_betrag(betrag)
    if not begruendung.strip():
        raise ValidationError({"begruendung": _("Bitte nennen Sie den Grund der Umdeckung.")})
    with handelt(person):
        buch = aufschlagen(festlegung.bereitstellung, person)
        pruefe_beschluss(buch.lage, uhr.heute())
        if leistungsjahr_vermerk.strip():
            festlegung.vorgang.leistungsjahr_vermerk = leistungsjahr_vermerk.strip()
            festlegung.vorgang.save(update_fields=["leistungsjahr_vermerk"])
        buchungen = decke_um(buch, festlegung, betrag, quelle, begruendung.strip())
        buch.schliessen()
    merke(schluessel, buchungen)
    return buchungen


def decke_um(
    buch: Hauptbuch, festlegung: Buchung, betrag: Decimal, quelle: Deckungsquelle | None, begruendung: str
) -> list[Buchung]:
    """Release and commit anew inside an open book; the caller closes it."""
    freigabe = schreibe_freigabe(buch, festlegung, betrag, begruendung)
    neu = Hauptbuch(buch.bereitstellung, lage(buch.bereitstellung), buch.person)  # the release counts already
    if quelle is not None and quelle.pk == festlegung.quelle_id:
        raise ValidationError({"quelle": _("Die Festlegung ist schon aus dieser Quelle gedeckt.")})
    pruefe_getrennt(festlegung.vorgang, quelle)
    deckung = _ziel(neu, quelle, betrag)
    if deckung.quellen == [festlegung.quelle]:
        raise ValidationError(
            _("Der Reihe nach bliebe alles bei dieser Quelle. Bitte wählen Sie eine andere."), code="bleibt"
        )
    pruefe_leistungsjahr(festlegung.vorgang, deckung.quellen)
    rest = schreibe_festlegung(
        buch, festlegung.vorgang, deckung, uhr.heute(), begruendung=begruendung, bezug=freigabe
    )
    return [freigabe, *rest]


def _ziel(buch: Hauptbuch, quelle: Deckungsquelle | None, betrag: Decimal) -> Deckung:
    """A chosen source must suffice alone; it is asked for by name, so nothing is passed over in silence."""
    tag = uhr.heute()
    if quelle is None:
        deckung = auffuellen(buch.lage, betrag, tag)
        if deckung.fehler:
            raise deckung.fehler
        return deckung
    stand = buch.lage.zu(quelle)
    verfuegbar = stand.verfuegbar(tag)
    if verfuegbar < betrag:
        raise ValidationError(
            {
                "quelle": ValidationError(
                    _("%(quelle)s gibt heute nur %(verfuegbar)s her."),
                    code="reicht_nicht",
                    params={"quelle": quelle, "verfuegbar": euro(verfuegbar)},
                )
            }
        )
    return Deckung(Regel.GANZ_SPAETER, [Deckungsteil(stand, verfuegbar, betrag)])
