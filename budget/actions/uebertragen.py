"""Carry a rest over into the next year: apply, reduce, refuse, grant in full or part (§ 47 Absatz 2 LHO, F8, F11)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import (
    Hauptbuch,
    aufschlagen,
    erstes_ergebnis,
    handelt,
    merke_ergebnis,
    pruefe_beschluss,
    pruefe_betrag,
    pruefe_obergrenze,
)
from budget.actions.freigeben import pruefe_offen
from budget.models import Buchung, Deckungsquelle, Ermaechtigungsuebertrag, Uebertragsposten, Vorgang
from budget.queries.stand import NULL
from budget.queries.uebertrag import freigegeben_je_festlegung, teilname
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

    @property
    def schluessel(self) -> str:
        """Name of its field in a form; a refusal stands there."""
        return teilname(self.festlegung, self.ist_freigegeben)


@transaction.atomic
def uebertrag_beantragen(
    *,
    quelle: Deckungsquelle,
    posten: list[Postenangaben],
    beantragt_am: date | None = None,
    aktenzeichen: str = "",
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Ermaechtigungsuebertrag:
    """Apply for the carry-over of a source's rest. What was released is reserved until the decision, so that the same
    euro is not used twice; what is still committed reserves nothing (F8).

    Raises ValidationError for a pot whose rests are not transferable, more than is open or was released, a day to come
    or before the source, and for a released part without headroom or an unlost resolution (F16).
    """
    tag = beantragt_am or uhr.heute()
    _pruefe_antrag(quelle, posten, tag)
    if erste := erstes_ergebnis(schluessel, "uebertrag", quelle.pk, posten, tag, aktenzeichen.strip()):
        return Ermaechtigungsuebertrag.objects.get(pk=erste)
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
    merke_ergebnis(schluessel, uebertrag)
    return uebertrag


def _pruefe_antrag(quelle: Deckungsquelle, posten: list[Postenangaben], tag: date) -> None:
    """What can be said without the ledger."""
    if quelle.topf is None or not quelle.topf.ist_uebertragbar:
        raise ValidationError(_("Reste dieser Quelle sind nicht übertragbar."), code="nicht_uebertragbar")
    if not posten:
        raise ValidationError(_("Wählen Sie mindestens einen Betrag."), code="ohne_posten")
    if len({(einer.festlegung.pk, einer.ist_freigegeben) for einer in posten}) < len(posten):
        raise ValidationError(_("Eine Festlegung steht doppelt im Antrag."), code="doppelt")
    if not quelle.bindung_ab <= tag <= uhr.heute():
        raise ValidationError(
            {
                "beantragt_am": ValidationError(
                    _("Der Tag des Antrags liegt zwischen dem %(ab)s und heute."),
                    code="tag",
                    params={"ab": datum_kurz(quelle.bindung_ab)},
                )
            }
        )


def _pruefe_posten(quelle: Deckungsquelle, posten: Postenangaben) -> None:
    pruefe_betrag(posten.betrag)
    if posten.festlegung.quelle_id != quelle.pk:
        raise ValidationError(_("Die Festlegung gehört zu einer anderen Quelle."), code="andere_quelle")
    if not posten.ist_freigegeben:
        try:
            pruefe_offen(posten.festlegung, posten.betrag)
        except ValidationError as fehler:
            raise ValidationError({posten.schluessel: fehler.messages}) from fehler
        return
    hoechstens = freigegeben_je_festlegung(quelle, [posten.festlegung]).get(posten.festlegung.pk, NULL)
    if posten.betrag > hoechstens:
        zu_viel = ValidationError(
            _("Freigegeben und noch nicht beantragt sind nur %(betrag)s."),
            code="nicht_freigegeben",
            params={"betrag": euro(hoechstens)},
        )
        raise ValidationError({posten.schluessel: zu_viel})


def _reserviere(
    buch: Hauptbuch, quelle: Deckungsquelle, tag: date, posten: list[Postenangaben]
) -> Vorgang | None:
    """The reservation of the released part; it has no end date (F19). None if nothing was released."""
    betrag = sum((einer.betrag for einer in posten if einer.ist_freigegeben), NULL)
    if not betrag:
        return None
    pruefe_beschluss(buch.lage, uhr.heute(), nur_reservierung=True)
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
    with handelt(person):
        buch = oeffne_antrag(uebertrag, person)
        _kuerze(uebertrag, posten, betrag)
        _reserviere_neu(buch, uebertrag)
        if not uebertrag.posten.exists():
            uebertrag.stand = Stand.ZURUECKGENOMMEN
            uebertrag.entschieden_am = uhr.heute()
            uebertrag.save(update_fields=["stand", "entschieden_am"])
        buch.schliessen()
    return uebertrag


def _kuerze(uebertrag: Ermaechtigungsuebertrag, posten: Uebertragsposten, betrag: Decimal) -> None:
    """Under the lock, where somebody else may have reduced it meanwhile."""
    jetzt = uebertrag.posten.filter(pk=posten.pk).first()
    if jetzt is None:
        raise ValidationError(_("Dieser Posten steht nicht mehr im Antrag."), code="kein_posten")
    if betrag < 0 or betrag >= jetzt.betrag:
        raise ValidationError(
            {
                "betrag": ValidationError(
                    _("Gekürzt wird auf weniger als %(betrag)s."),
                    code="keine_kuerzung",
                    params={"betrag": euro(jetzt.betrag)},
                )
            }
        )
    if not betrag:
        jetzt.delete()
        return
    pruefe_betrag(betrag)
    jetzt.betrag = betrag
    jetzt.save(update_fields=["betrag"])


def oeffne_antrag(uebertrag: Ermaechtigungsuebertrag, person: Benutzer | None) -> Hauptbuch:
    """The open ledger, and the application as it stands under its lock; raises if it is decided."""
    buch = aufschlagen(uebertrag.quelle.bereitstellung, person)
    uebertrag.refresh_from_db()
    if uebertrag.stand != Stand.BEANTRAGT:
        raise ValidationError(
            _("Über diesen Antrag ist schon entschieden: %(stand)s."),
            code="entschieden",
            params={"stand": uebertrag.get_stand_display()},
        )
    return buch


def _reserviere_neu(buch: Hauptbuch, uebertrag: Ermaechtigungsuebertrag) -> None:
    """End the reservation of an application and reserve what is left of its released parts; nothing if that is the
    same.
    """
    rest = sum(uebertrag.posten.filter(ist_freigegeben=True).values_list("betrag", flat=True), NULL)
    laufende = sum((eine.betrag for eine in _laufende(uebertrag)), NULL)
    if uebertrag.antrag is None or rest == laufende:
        return
    beende_reservierung(buch, uebertrag, str(_("Antrag gekürzt")))
    if rest:
        buch.buche(Art.RESERVIERUNG, vorgang=uebertrag.antrag, betrag=rest, quelle=uebertrag.quelle)


def _laufende(uebertrag: Ermaechtigungsuebertrag) -> list[Buchung]:
    if uebertrag.antrag is None:
        return []
    return list(
        uebertrag.antrag.buchungen.filter(art=Art.RESERVIERUNG)
        .exclude(folgende__art=Art.RESERVIERUNGSENDE)
        .select_related("quelle")
    )


def beende_reservierung(buch: Hauptbuch, uebertrag: Ermaechtigungsuebertrag, grund: str) -> None:
    """What an application holds is free again."""
    for reservierung in _laufende(uebertrag):
        buch.buche(
            Art.RESERVIERUNGSENDE,
            vorgang=reservierung.vorgang,
            betrag=reservierung.betrag,
            quelle=reservierung.quelle,
            bezug=reservierung,
            grund=grund,
        )
