"""What the Finanzbehörde decides on an application, and what is covered by the rest it granted (F11)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import (
    Hauptbuch,
    aufschlagen,
    handelt,
    jahr_oder_fehler,
    merke,
    pruefe_beschluss,
    pruefe_betrag,
    schon_gebucht,
)
from budget.actions.freigeben import decke_um
from budget.actions.quellen import mache_platz
from budget.actions.uebertragen import Postenangaben, Stand, beende_reservierung, oeffne_antrag
from budget.models import Buchung, Deckungsquelle, Ermaechtigungsuebertrag, Verfuegbarkeitsbestaetigung
from budget.queries.stand import NULL
from budget.queries.uebertrag import spaetestes_jahr
from konferenz import uhr
from konferenz.formate import datum_kurz, euro
from konferenz.models import Benutzer


@transaction.atomic
def uebertrag_ablehnen(
    *,
    uebertrag: Ermaechtigungsuebertrag,
    entschieden_am: date | None = None,
    aktenzeichen: str = "",
    person: Benutzer | None,
) -> Ermaechtigungsuebertrag:
    """The Finanzbehörde refused: the reservation ends; open commitments stay and have to be decided."""
    tag = entschieden_am or uhr.heute()
    with handelt(person):
        buch = oeffne_antrag(uebertrag, person)
        _pruefe_tag(uebertrag, tag)
        beende_reservierung(buch, uebertrag, str(_("Antrag abgelehnt")))
        uebertrag.stand, uebertrag.entschieden_am = Stand.ABGELEHNT, tag
        uebertrag.aktenzeichen = aktenzeichen.strip() or uebertrag.aktenzeichen
        uebertrag.full_clean(exclude={"person"})
        uebertrag.save(update_fields=["stand", "entschieden_am", "aktenzeichen"])
        buch.schliessen()
    return uebertrag


def _pruefe_tag(uebertrag: Ermaechtigungsuebertrag, tag: date) -> None:
    if not uebertrag.beantragt_am <= tag <= uhr.heute():
        raise ValidationError(
            {
                "entschieden_am": ValidationError(
                    _("Die Entscheidung liegt zwischen dem Antrag vom %(antrag)s und heute."),
                    code="tag",
                    params={"antrag": datum_kurz(uebertrag.beantragt_am)},
                )
            }
        )


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
    more than was applied for, a validity beyond the second following year, or a day outside application and today.
    """
    pruefe_betrag(bewilligt)
    tag = entschieden_am or uhr.heute()
    with handelt(person):
        buch = oeffne_antrag(uebertrag, person)
        _pruefe_tag(uebertrag, tag)
        _pruefe_bewilligung(uebertrag, bewilligt)
        beende_reservierung(buch, uebertrag, str(_("Antrag bewilligt")))
        uebertrag.neue_quelle = _neue_quelle(buch, uebertrag.quelle, gueltig_bis_jahr, tag)
        uebertrag.stand = Stand.BEWILLIGT
        uebertrag.bewilligt, uebertrag.gueltig_bis_jahr = bewilligt, gueltig_bis_jahr
        uebertrag.entschieden_am, uebertrag.aktenzeichen = tag, aktenzeichen.strip()
        uebertrag.full_clean(exclude={"person"})
        uebertrag.save()
        _bewilligung_als_bestaetigung(buch, uebertrag, tag, person)
        buch.schliessen()
    return uebertrag


def _pruefe_bewilligung(uebertrag: Ermaechtigungsuebertrag, bewilligt: Decimal) -> None:
    beantragt = sum(uebertrag.posten.values_list("betrag", flat=True), NULL)
    if bewilligt > beantragt:
        raise ValidationError(
            {
                "bewilligt": ValidationError(
                    _("Beantragt sind nur %(betrag)s."), params={"betrag": euro(beantragt)}
                )
            }
        )


def _neue_quelle(buch: Hauptbuch, alte: Deckungsquelle, bis_jahr: int, tag: date) -> Deckungsquelle:
    """The rest as a source: of the year after, at the earliest; good until the end of `bis_jahr`."""
    alte.refresh_from_db()
    jahr = jahr_oder_fehler(max(tag.year, alte.letztes_jahr + 1))
    bis = spaetestes_jahr(alte)
    if not jahr.jahr <= bis_jahr <= bis:
        raise ValidationError(
            {
                "gueltig_bis_jahr": ValidationError(
                    _(
                        "Ein Rest aus %(jahr)d gilt von %(ab)d bis längstens Ende %(bis)d (§ 47 Absatz 2 LHO)."
                    ),
                    code="gueltig",
                    params={"jahr": alte.herkunftsjahr, "ab": jahr.jahr, "bis": bis},
                )
            }
        )
    jahr_oder_fehler(bis_jahr)
    mache_platz(buch.bereitstellung, alte.rang + 1)
    quelle = Deckungsquelle(
        bereitstellung=buch.bereitstellung,
        art=Deckungsquelle.Art.UEBERTRAG,
        topf=alte.topf,
        haushaltsjahr=jahr,
        herkunftsjahr=alte.herkunftsjahr,
        rang=alte.rang + 1,
        bindung_ab=max(tag, date(jahr.jahr, 1, 1)),
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
    *,
    uebertrag: Ermaechtigungsuebertrag,
    posten: list[Postenangaben],
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> list[Buchung]:
    """Move chosen open amounts onto the carried-over source, all or none; with a partial approval somebody selects
    which (F11). Released parts need no move: a new commitment finds the source by its rank.

    Raises ValidationError before the approval is countersigned, for what the application did not name, and beyond what
    is open or was granted.
    """
    if erste := schon_gebucht(schluessel, "auf_uebertrag", uebertrag, posten):
        return erste
    if not posten:
        raise ValidationError(_("Wählen Sie mindestens einen Betrag."), code="ohne_posten")
    with handelt(person):
        buch = aufschlagen(uebertrag.quelle.bereitstellung, person)
        uebertrag.refresh_from_db()
        pruefe_beschluss(buch.lage, uhr.heute())
        _pruefe_uebertrag(buch, uebertrag)
        grund = str(_("Übertrag bewilligt, %(az)s") % {"az": uebertrag.aktenzeichen})
        buchungen: list[Buchung] = []
        for einer in posten:
            _pruefe_im_antrag(uebertrag, einer)
            buchungen += decke_um(buch, einer.festlegung, einer.betrag, uebertrag.neue_quelle, grund)
        buch.schliessen()
    merke(schluessel, buchungen)
    return buchungen


def _pruefe_uebertrag(buch: Hauptbuch, uebertrag: Ermaechtigungsuebertrag) -> None:
    if uebertrag.stand != Stand.BEWILLIGT or uebertrag.neue_quelle is None:
        raise ValidationError(_("Der Übertrag ist nicht bewilligt."), code="nicht_bewilligt")
    if buch.lage.zu(uebertrag.neue_quelle).bestaetigung is None:
        raise ValidationError(
            _("Die Bewilligung ist noch nicht gegengezeichnet. Vorher kann nicht umgedeckt werden."),
            code="nicht_gegengezeichnet",
        )


def _pruefe_im_antrag(uebertrag: Ermaechtigungsuebertrag, posten: Postenangaben) -> None:
    pruefe_betrag(posten.betrag)
    beantragt = uebertrag.posten.filter(festlegung=posten.festlegung, ist_freigegeben=False).first()
    if beantragt is None or posten.betrag > beantragt.betrag:
        raise ValidationError(
            _("Für den Vorgang „%(vorgang)s“ sind %(betrag)s beantragt."),
            code="nicht_beantragt",
            params={
                "vorgang": posten.festlegung.vorgang.zweck,
                "betrag": euro(beantragt.betrag if beantragt else NULL),
            },
        )
