"""Carry a rest over into the next year: apply, reduce, grant in full or part, refuse (§ 47 Absatz 2 LHO, F8, F11)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.bereitstellen import mache_platz
from budget.actions.buch import (
    Hauptbuch,
    aufschlagen,
    handelt,
    jahr_oder_fehler,
    pruefe_betrag,
    pruefe_obergrenze,
)
from budget.actions.freigeben import decke_um, pruefe_offen
from budget.models import (
    Buchung,
    Deckungsquelle,
    Ermaechtigungsuebertrag,
    Uebertragsposten,
    Verfuegbarkeitsbestaetigung,
    Vorgang,
)
from budget.queries.stand import NULL
from konferenz import uhr
from konferenz.formate import datum_kurz, euro
from konferenz.models import Benutzer

Art = Buchung.Art
Stand = Ermaechtigungsuebertrag.Stand


@dataclass(frozen=True)
class Postenangaben:
    """A part of an application (EUR): over the open part of a commitment, or over an amount of it that was released."""

    festlegung: Buchung
    betrag: Decimal
    ist_freigegeben: bool = False


@transaction.atomic
def uebertrag_beantragen(
    *,
    quelle: Deckungsquelle,
    posten: list[Postenangaben],
    beantragt_am: date | None = None,
    aktenzeichen: str = "",
    person: Benutzer | None,
) -> Ermaechtigungsuebertrag:
    """Apply for the carry-over of a source's rest. What was released is reserved until the decision, so that the same
    euro is not used twice; what is still committed reserves nothing (F8).

    Raises ValidationError for a pot whose rests are not transferable, more than is open or was released, or without
    headroom for the released part.
    """
    tag = beantragt_am or uhr.heute()
    if quelle.topf is None or not quelle.topf.ist_uebertragbar:
        raise ValidationError(_("Reste dieser Quelle sind nicht übertragbar."), code="nicht_uebertragbar")
    if not posten:
        raise ValidationError(_("Wählen Sie mindestens einen Betrag."), code="ohne_posten")
    with handelt(person):
        buch = aufschlagen(quelle.bereitstellung, person)
        for einer in posten:
            _pruefe_posten(quelle, einer)
        uebertrag = Ermaechtigungsuebertrag(
            quelle=quelle, beantragt_am=tag, aktenzeichen=aktenzeichen.strip(), person=person
        )
        uebertrag.antrag = _reserviere(buch, quelle, tag, posten)
        uebertrag.full_clean(exclude={"person"})
        uebertrag.save()
        Uebertragsposten.objects.bulk_create(
            Uebertragsposten(
                uebertrag=uebertrag,
                festlegung=einer.festlegung,
                betrag=einer.betrag,
                ist_freigegeben=einer.ist_freigegeben,
            )
            for einer in posten
        )
        buch.schliessen()
    return uebertrag


def _pruefe_posten(quelle: Deckungsquelle, posten: Postenangaben) -> None:
    pruefe_betrag(posten.betrag)
    if posten.festlegung.quelle_id != quelle.pk:
        raise ValidationError(_("Die Festlegung gehört zu einer anderen Quelle."), code="andere_quelle")
    if not posten.ist_freigegeben:
        pruefe_offen(posten.festlegung, posten.betrag)
        return
    hoechstens = freigegeben_und_frei(posten.festlegung)
    if posten.betrag > hoechstens:
        raise ValidationError(
            _("Freigegeben und noch nicht beantragt sind nur %(betrag)s."),
            code="nicht_freigegeben",
            params={"betrag": euro(hoechstens)},
        )


def freigegeben_und_frei(festlegung: Buchung) -> Decimal:
    """What was released of a commitment after its source's cut-off and stands in no application yet (EUR)."""
    freigaben = festlegung.folgende.filter(
        art=Art.FREIGABE,
        wertstellung__gt=festlegung.quelle.bindung_bis,  # type: ignore[union-attr]
    )
    freigegeben = sum(freigaben.ohne_storno().values_list("betrag", flat=True), NULL)
    umgedeckt = sum(
        Buchung.objects.ohne_storno().filter(bezug__in=freigaben).values_list("betrag", flat=True), NULL
    )
    beantragt = sum(
        festlegung.uebertragsposten.filter(
            ist_freigegeben=True, uebertrag__stand__in=[Stand.BEANTRAGT, Stand.BEWILLIGT]
        ).values_list("betrag", flat=True),
        NULL,
    )
    return freigegeben - umgedeckt - beantragt


def _reserviere(
    buch: Hauptbuch, quelle: Deckungsquelle, tag: date, posten: list[Postenangaben]
) -> Vorgang | None:
    """The reservation of the released part; it has no end date (F19). None if nothing was released."""
    betrag = sum((einer.betrag for einer in posten if einer.ist_freigegeben), NULL)
    if not betrag:
        return None
    pruefe_obergrenze(buch.lage, betrag)
    vorgang = buch.numeriere(
        Vorgang(
            bereitstellung=buch.bereitstellung,
            art=Vorgang.Art.UEBERTRAGSANTRAG,
            zweck=f"Übertragsantrag vom {datum_kurz(tag)}: {quelle}",
        )
    )
    buch.buche(Art.RESERVIERUNG, vorgang=vorgang, betrag=betrag, quelle=quelle)
    return vorgang


@transaction.atomic
def uebertrag_kuerzen(
    *, uebertrag: Ermaechtigungsuebertrag, posten: Uebertragsposten, betrag: Decimal, person: Benutzer | None
) -> Ermaechtigungsuebertrag:
    """Lower one part of an undecided application to `betrag` (EUR; zero takes it out); what was reserved for it is free
    again. An application without a part is taken back.
    """
    if betrag < 0 or betrag >= posten.betrag:
        raise ValidationError(
            {"betrag": ValidationError(_("Weniger als %(betrag)s."), params={"betrag": euro(posten.betrag)})}
        )
    with handelt(person):
        buch = _offener_antrag(uebertrag, person)
        posten.refresh_from_db()
        if betrag:
            posten.betrag = betrag
            posten.save(update_fields=["betrag"])
        else:
            posten.delete()
        _reserviere_neu(buch, uebertrag)
        if not uebertrag.posten.exists():
            uebertrag.stand = Stand.ZURUECKGENOMMEN
            uebertrag.entschieden_am = uhr.heute()
            uebertrag.save(update_fields=["stand", "entschieden_am"])
        buch.schliessen()
    return uebertrag


def _offener_antrag(uebertrag: Ermaechtigungsuebertrag, person: Benutzer | None) -> Hauptbuch:
    buch = aufschlagen(uebertrag.quelle.bereitstellung, person)
    uebertrag.refresh_from_db()
    if uebertrag.stand != Stand.BEANTRAGT:
        raise ValidationError(_("Über diesen Antrag ist schon entschieden."), code="entschieden")
    return buch


def _reserviere_neu(buch: Hauptbuch, uebertrag: Ermaechtigungsuebertrag) -> None:
    """End the reservation of an application and reserve what is left of its released parts."""
    _ende_der_reservierung(buch, uebertrag, str(_("Antrag gekürzt")))
    rest = sum(uebertrag.posten.filter(ist_freigegeben=True).values_list("betrag", flat=True), NULL)
    if rest and uebertrag.antrag:
        buch.buche(Art.RESERVIERUNG, vorgang=uebertrag.antrag, betrag=rest, quelle=uebertrag.quelle)


def _ende_der_reservierung(buch: Hauptbuch, uebertrag: Ermaechtigungsuebertrag, grund: str) -> None:
    if uebertrag.antrag is None:
        return
    laufende = uebertrag.antrag.buchungen.filter(art=Art.RESERVIERUNG).exclude(
        folgende__art=Art.RESERVIERUNGSENDE
    )
    for reservierung in laufende:
        buch.buche(
            Art.RESERVIERUNGSENDE,
            vorgang=uebertrag.antrag,
            betrag=reservierung.betrag,
            quelle=reservierung.quelle,
            bezug=reservierung,
            grund=grund,
        )


@transaction.atomic
def uebertrag_ablehnen(
    *, uebertrag: Ermaechtigungsuebertrag, entschieden_am: date | None = None, person: Benutzer | None
) -> Ermaechtigungsuebertrag:
    """The Finanzbehörde refused: the reservation ends; open commitments stay and have to be decided."""
    with handelt(person):
        buch = _offener_antrag(uebertrag, person)
        _ende_der_reservierung(buch, uebertrag, str(_("Antrag abgelehnt")))
        uebertrag.stand = Stand.ABGELEHNT
        uebertrag.entschieden_am = entschieden_am or uhr.heute()
        uebertrag.save(update_fields=["stand", "entschieden_am"])
        buch.schliessen()
    return uebertrag


@transaction.atomic
def uebertrag_bewilligen(
    *,
    uebertrag: Ermaechtigungsuebertrag,
    bewilligt: Decimal,
    gueltig_bis_jahr: int,
    aktenzeichen: str,
    entschieden_am: date | None = None,
    person: Benutzer,
) -> Ermaechtigungsuebertrag:
    """The Finanzbehörde granted the rest in full or part (EUR): a source of its own, ranked right behind the old one.

    The approval is the confirmation of the new source and does not age; like every confirmation it counts once a second
    person has countersigned it (F11). The reservation ends. It never raises the ceiling. Raises ValidationError for
    more than was applied for, or a validity beyond the second following year.
    """
    pruefe_betrag(bewilligt)
    with handelt(person):
        buch = _offener_antrag(uebertrag, person)
        _pruefe_bewilligung(uebertrag, bewilligt, gueltig_bis_jahr)
        tag = entschieden_am or uhr.heute()
        _ende_der_reservierung(buch, uebertrag, str(_("Antrag bewilligt")))
        uebertrag.neue_quelle = _neue_quelle(buch, uebertrag.quelle, gueltig_bis_jahr, tag)
        uebertrag.stand = Stand.BEWILLIGT
        uebertrag.bewilligt, uebertrag.gueltig_bis_jahr = bewilligt, gueltig_bis_jahr
        uebertrag.entschieden_am, uebertrag.aktenzeichen = tag, aktenzeichen.strip()
        uebertrag.full_clean(exclude={"person"})
        uebertrag.save()
        _bewilligung_als_bestaetigung(buch, uebertrag, tag, person)
        buch.schliessen()
    return uebertrag


def _pruefe_bewilligung(uebertrag: Ermaechtigungsuebertrag, bewilligt: Decimal, bis_jahr: int) -> None:
    beantragt = sum(uebertrag.posten.values_list("betrag", flat=True), NULL)
    if bewilligt > beantragt:
        raise ValidationError(
            {
                "bewilligt": ValidationError(
                    _("Beantragt sind nur %(betrag)s."), params={"betrag": euro(beantragt)}
                )
            }
        )
    herkunft = uebertrag.quelle.herkunftsjahr
    if not herkunft < bis_jahr <= herkunft + 2:
        raise ValidationError(
            {
                "gueltig_bis_jahr": ValidationError(
                    _("Ein Rest aus %(jahr)d gilt längstens bis Ende %(bis)d (§ 47 Absatz 2 LHO)."),
                    params={"jahr": herkunft, "bis": herkunft + 2},
                )
            }
        )


def _neue_quelle(buch: Hauptbuch, alte: Deckungsquelle, bis_jahr: int, tag: date) -> Deckungsquelle:
    alte.refresh_from_db()
    mache_platz(buch.bereitstellung, alte.rang + 1)
    jahr = jahr_oder_fehler(tag.year)
    jahr_oder_fehler(bis_jahr)
    quelle = Deckungsquelle(
        bereitstellung=buch.bereitstellung,
        art=Deckungsquelle.Art.UEBERTRAG,
        topf=alte.topf,
        haushaltsjahr=jahr,
        herkunftsjahr=alte.herkunftsjahr,
        rang=alte.rang + 1,
        bindung_ab=tag,
        bindung_bis=date(bis_jahr, 12, 31),
        punkt=alte.punkt,
    )
    quelle.full_clean()
    quelle.save()
    return quelle


def _bewilligung_als_bestaetigung(
    buch: Hauptbuch, uebertrag: Ermaechtigungsuebertrag, tag: date, person: Benutzer
) -> Verfuegbarkeitsbestaetigung:
    bestaetigung = Verfuegbarkeitsbestaetigung(
        quelle=uebertrag.neue_quelle,
        stichtag=tag,
        betrag=uebertrag.bewilligt,
        aktenzeichen=uebertrag.aktenzeichen,
        lfd=buch.bereitstellung.naechste_lfd - 1,
        altert=False,
        bestaetigt_von=person,
    )
    bestaetigung.full_clean()
    bestaetigung.save()
    return bestaetigung


@transaction.atomic
def auf_uebertrag_umdecken(
    *, uebertrag: Ermaechtigungsuebertrag, posten: list[Postenangaben], person: Benutzer | None
) -> list[Buchung]:
    """Move chosen open amounts onto the carried-over source, all or none; with a partial approval somebody selects
    which (F11).
    """
    if uebertrag.stand != Stand.BEWILLIGT:
        raise ValidationError(_("Der Übertrag ist nicht bewilligt."), code="nicht_bewilligt")
    grund = str(_("Übertrag bewilligt, %(az)s") % {"az": uebertrag.aktenzeichen})
    with handelt(person):
        buch = aufschlagen(uebertrag.quelle.bereitstellung, person)
        buchungen: list[Buchung] = []
        for einer in posten:
            pruefe_betrag(einer.betrag)
            buchungen += decke_um(buch, einer.festlegung, einer.betrag, uebertrag.neue_quelle, grund)
        buch.schliessen()
    return buchungen
