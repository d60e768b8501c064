"""Money moves: payments on commitments, refunds and their re-use, and taking a row back."""

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
    pruefe_betrag,
    schon_gebucht,
)
from budget.actions.rechnung import gesperrte, setze_stand
from budget.actions.reservieren import pruefe_kein_antrag
from budget.actions.waende import pruefe_lebt, pruefe_nicht_beantragt
from budget.models import Buchung, Deckungsquelle, Haushaltsjahr, Rechnung, Vorgang
from budget.queries.stand import NULL, offen_je_festlegung
from budget.queries.zahlbar import ist_zahlbar
from konferenz import uhr
from konferenz.formate import datum_kurz, euro
from konferenz.models import Benutzer

Art = Buchung.Art


def offene_festlegungen(vorgang: Vorgang) -> list[tuple[Buchung, Decimal]]:
    """The commitments of a case with their open part, the oldest source first."""
    festlegungen = (
        vorgang.buchungen.ohne_storno()
        .filter(art=Art.FESTLEGUNG)
        .select_related("quelle__haushaltsjahr", "quelle__topf", "vorgang")
        .order_by("quelle__rang", "lfd")
    )
    offen = offen_je_festlegung(festlegungen)
    return [(eine, offen[eine.pk]) for eine in festlegungen if offen[eine.pk]]


def hindernis(festlegung: Buchung, gezahlt_am: date) -> ValidationError | None:
    """Why a payment cannot be booked on this commitment (F9); None if it can."""
    quelle = festlegung.quelle
    if quelle is None:
        return None
    schluss = abschluss(quelle).buchungsschluss
    if ist_zahlbar(festlegung, gezahlt_am, schluss):
        return None
    return ValidationError(
        _(
            "%(quelle)s ist für diese Zahlung nicht mehr offen (Buchungsschluss %(schluss)s). "
            "Ohne bewilligten Übertrag müssen %(betrag)s umgedeckt werden."
        ),
        code="umdeckung",
        params={
            "quelle": str(quelle),
            "schluss": datum_kurz(schluss),
            "betrag": euro(offen_je_festlegung([festlegung])[festlegung.pk]),
        },
    )


def abschluss(quelle: Deckungsquelle) -> Haushaltsjahr:
    """The fiscal year whose closing ends a source: its own, of a carried-over rest the last one it is good for."""
    if quelle.letztes_jahr == quelle.haushaltsjahr_id:
        return quelle.haushaltsjahr
    return jahr_oder_fehler(quelle.letztes_jahr)


@transaction.atomic
def zahlung_buchen(
    *,
    vorgang: Vorgang,
    betrag: Decimal,
    gezahlt_am: date,
    rechnung: Rechnung | None = None,
    festlegung: Buchung | None = None,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> list[Buchung]:
    """Book a payment (EUR gross) on the open commitments of a case, the oldest source first, all or nothing.

    `festlegung` pays from that one only. Goes on whatever became of the resolution (F16). Raises ValidationError for a
    day to come, more than is open (F12) and money of a closed year (F9).
    """
    inhalt = (vorgang, betrag, gezahlt_am, rechnung, festlegung)
    if erste := schon_gebucht(schluessel, "zahlen", *inhalt):
        return erste
    pruefe_betrag(betrag)
    if gezahlt_am > uhr.heute():
        raise ValidationError({"gezahlt_am": _("Der Tag der Zahlung liegt in der Zukunft.")})
    with handelt(person):
        buch = aufschlagen(vorgang.bereitstellung, person)
        teile = _teile(vorgang, festlegung, betrag, gezahlt_am)
        buchungen = [
            buch.buche(
                Art.ZAHLUNG,
                vorgang=vorgang,
                betrag=teil,
                quelle=eine.quelle,
                wertstellung=gezahlt_am,
                bezug=eine,
                rechnung=rechnung,
            )
            for eine, teil in teile
        ]
        buch.schliessen()
    merke(schluessel, buchungen)
    return buchungen


def _teile(
    vorgang: Vorgang, festlegung: Buchung | None, betrag: Decimal, gezahlt_am: date
) -> list[tuple[Buchung, Decimal]]:
    """Which commitment pays how much; what is blocked is skipped only if the others suffice."""
    offene = [
        (eine, offen)
        for eine, offen in offene_festlegungen(vorgang)
        if festlegung is None or eine.pk == festlegung.pk
    ]
    gesamt = sum((offen for _eine, offen in offene), NULL)
    if betrag > gesamt:
        raise _zu_viel(betrag, gesamt)
    rest, teile, gesperrt = betrag, [], None
    for eine, offen in offene:
        if fehler := hindernis(eine, gezahlt_am):
            gesperrt = gesperrt or fehler
            continue
        if nimmt := min(offen, rest):
            _pruefe_nach_festlegung(eine, gezahlt_am)
            teile.append((eine, nimmt))
            rest -= nimmt
    if rest and gesperrt:
        raise gesperrt
    return teile


def _zu_viel(betrag: Decimal, gesamt: Decimal) -> ValidationError:
    return ValidationError(
        _("Festgelegt und offen sind nur %(offen)s. Für %(fehlt)s mehr braucht es eine Nachfestlegung."),
        code="nachfestlegung",
        params={"offen": euro(gesamt), "fehlt": euro(betrag - gesamt)},
    )


def _pruefe_nach_festlegung(festlegung: Buchung, gezahlt_am: date) -> None:
    if gezahlt_am < festlegung.wertstellung:
        raise ValidationError(
            {
                "gezahlt_am": ValidationError(
                    _("Festgelegt wurde am %(tag)s. Vorher kann nicht gezahlt worden sein."),
                    code="vor_festlegung",
                    params={"tag": datum_kurz(festlegung.wertstellung)},
                )
            }
        )


@transaction.atomic
def rueckfluss_erfassen(
    *,
    zahlung: Buchung,
    betrag: Decimal,
    eingegangen_am: date,
    grund: str,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Buchung:
    """Money came back (EUR). It raises nothing until somebody accepts its re-use (F13)."""
    if erste := schon_gebucht(schluessel, "rueckfluss", zahlung, betrag, eingegangen_am, grund):
        return erste[0]
    pruefe_betrag(betrag)
    if not zahlung.wertstellung <= eingegangen_am <= uhr.heute():
        raise ValidationError(
            {"eingegangen_am": _("Der Eingang liegt zwischen dem Tag der Zahlung und heute.")}
        )
    with handelt(person):
        buch = aufschlagen(zahlung.bereitstellung, person)
        pruefe_lebt(zahlung, Art.ZAHLUNG)
        schon = sum(
            zahlung.folgende.filter(art=Art.RUECKFLUSS).ohne_storno().values_list("betrag", flat=True), NULL
        )
        if betrag > zahlung.betrag - schon:
            rest = euro(zahlung.betrag - schon)
            raise ValidationError(
                {
                    "betrag": ValidationError(
                        _("Von dieser Zahlung können noch %(rest)s zurückkommen."), params={"rest": rest}
                    )
                }
            )
        rueckfluss = buch.buche(
            Art.RUECKFLUSS,
            vorgang=zahlung.vorgang,
            betrag=betrag,
            quelle=zahlung.quelle,
            wertstellung=eingegangen_am,
            bezug=zahlung,
            grund=grund,
        )
        buch.schliessen()
    merke(schluessel, [rueckfluss])
    return rueckfluss


@transaction.atomic
def wiederverwendung_annehmen(
    *,
    rueckfluss: Buchung,
    grund: str,
    quelle: Deckungsquelle | None = None,
    person: Benutzer | None,
    schluessel: UUID | None = None,
) -> Buchung:
    """Let a refund be used again: the headroom grows; the source too if the money came before its cut-off (F13).

    A refund that came later needs the confirmation of the Ressourcensteuerung in `grund` and may name the `quelle` of
    the year of receipt. Raises ValidationError for another source, and while an acceptance stands.
    """
    if erste := schon_gebucht(schluessel, "wiederverwendung", rueckfluss, grund, quelle):
        return erste[0]
    with handelt(person):
        buch = aufschlagen(rueckfluss.bereitstellung, person)
        pruefe_lebt(rueckfluss, Art.RUECKFLUSS)
        if rueckfluss.folgende.ohne_storno().filter(art=Art.WIEDERVERWENDUNG).exists():
            raise ValidationError(_("Die Wiederverwendung ist schon gebucht."), code="doppelt")
        ziel = _ziel(buch, rueckfluss, quelle, grund)
        buchung = buch.buche(
            Art.WIEDERVERWENDUNG,
            vorgang=rueckfluss.vorgang,
            betrag=rueckfluss.betrag,
            quelle=ziel,
            bezug=rueckfluss,
            grund=grund.strip(),
        )
        buch.schliessen()
    merke(schluessel, [buchung])
    return buchung


def _ziel(buch: Hauptbuch, rueckfluss: Buchung, quelle: Deckungsquelle | None, grund: str) -> Deckungsquelle:
    """F13: in time the money goes back where it came from; later only to the year of receipt, and confirmed."""
    quellen = {stand.quelle.pk: stand.quelle for stand in buch.lage.quellen}
    eigene = quellen[rueckfluss.quelle_id]  # type: ignore[index]
    ziel = quellen.get(quelle.pk) if quelle else eigene
    kam_zu_spaet = rueckfluss.wertstellung > eigene.bindung_bis
    if kam_zu_spaet and not grund.strip():
        satz = _("Bitte nennen Sie die Bestätigung der Ressourcensteuerung (Datum, Aktenzeichen).")
        raise ValidationError({"grund": satz})
    jahr = rueckfluss.wertstellung.year
    if ziel == eigene or (ziel and kam_zu_spaet and ziel.haushaltsjahr_id <= jahr <= ziel.letztes_jahr):
        return ziel
    satz = _(
        "Dieser Rückfluss ging rechtzeitig ein. Er kann nur seiner eigenen Quelle gutgeschrieben werden."
    )
    if kam_zu_spaet:
        satz = _("Dieser Rückfluss gehört in das Jahr %(jahr)d. Bitte wählen Sie eine Quelle dieses Jahres.")
    raise ValidationError({"quelle": ValidationError(satz, code="quelle", params={"jahr": jahr})})


@transaction.atomic
def stornieren(
    *, buchung: Buchung, grund: str, person: Benutzer | None, schluessel: UUID | None = None
) -> Buchung:
    """Take back one whole row by a counter-row, once. Rows that others build on must go first.

    Raises ValidationError without a reason, for a Storno, a row that was taken back or that an application for a
    carry-over asks for, or where the books would no longer fit the ceiling or a source.
    """
    if erste := schon_gebucht(schluessel, "stornieren", buchung, grund):
        return erste[0]
    if not grund.strip():
        raise ValidationError({"grund": _("Bitte nennen Sie den Grund.")})
    pruefe_kein_antrag(buchung.vorgang)
    with handelt(person):
        buch = aufschlagen(buchung.bereitstellung, person)
        pruefe_lebt(buchung, buchung.art)
        if buchung.folgende.ohne_storno().exists():
            raise ValidationError(
                _("Auf dieser Buchung bauen andere auf. Bitte stornieren Sie zuerst diese."), code="folgende"
            )
        pruefe_nicht_beantragt(buchung)
        storno = _schreibe_storno(buch, buchung, grund.strip())
        _oeffne_rechnung(buchung)
        buch.schliessen()
    merke(schluessel, [storno])
    return storno


def _oeffne_rechnung(buchung: Buchung) -> None:
    """An invoice whose payment was taken back is ordered, but no longer paid."""
    if buchung.art == Art.ZAHLUNG and buchung.rechnung:
        rechnung = gesperrte(buchung.rechnung)
        if rechnung.stand == Rechnung.Stand.BEZAHLT:
            setze_stand(rechnung, Rechnung.Stand.ANGEORDNET)
            rechnung.save(update_fields=["stand"])


def _schreibe_storno(buch: Hauptbuch, buchung: Buchung, grund: str) -> Buchung:
    return buch.buche(
        Art.STORNO,
        vorgang=buchung.vorgang,
        betrag=buchung.betrag,
        quelle=buchung.quelle,
        bezug=buchung,
        rechnung=buchung.rechnung,
        grund=grund,
    )
