"""Every day by which somebody has to do something about the money of a conference: one list for the page, the start
page and the letters. What is done is not in it.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from budget.models import Bereitstellung, Buchung, Haushaltsjahr, Rechnung, Vorgang
from budget.models.rechnung import OFFEN
from budget.queries.frist import Frist, Fristart
from budget.queries.jahresende import offene_bindungen
from budget.queries.stand import NULL, Lage, Quellenstand, offen_je_festlegung
from budget.queries.zuwendung import Zuwendungslage, ist_abgerufen, zuwendungslagen
from budget.rules import ROLLEN_ANORDNUNG, ROLLEN_ARBEIT
from konferenz import uhr
from konferenz.formate import datum_kurz, euro


def fristen(bereitstellung: Bereitstellung, lage: Lage) -> list[Frist]:
    """All open deadlines, the first one first; the number of statements does not depend on the number of bookings."""
    kennung = bereitstellung.konferenz.kennung
    alle = [
        *_reservierungen(bereitstellung, kennung),
        *_bindungen(lage, kennung),
        *_jahre(bereitstellung, lage, kennung),
        *_leistungen(bereitstellung, lage, kennung),
        *_rechnungen(bereitstellung, kennung),
        *(frist for eine in zuwendungslagen(bereitstellung) for frist in _zuwendung(eine, kennung)),
    ]
    return sorted(alle, key=lambda frist: (frist.bis, frist.titel))


def _reservierungen(bereitstellung: Bereitstellung, kennung: str) -> Iterator[Frist]:
    reihe = Buchung.objects.laufende_reservierungen().filter(
        bereitstellung=bereitstellung, endet_am__isnull=False
    )
    for eine in reihe.select_related("vorgang"):
        yield Frist(
            Fristart.RESERVIERUNG,
            eine.pk,
            _("Reservierung festlegen: %(zweck)s") % {"zweck": eine.vorgang.zweck},
            _("%(betrag)s, danach ist das Geld wieder frei") % {"betrag": euro(eine.betrag)},
            eine.endet_am or date.max,
            "vorgang",
            {"kennung": kennung, "nummer": eine.vorgang.nummer},
            seit=timezone.localdate(eine.erfasst_am),
        )


def _bindungen(lage: Lage, kennung: str) -> Iterator[Frist]:
    """Sources that still give something, as far as the ceiling lets it be used."""
    hoechstens = lage.frei + lage.summen.reserviert
    for stand in lage.des_beschlusses:
        nutzbar = min(stand.verfuegbar(uhr.heute()), hoechstens)
        if nutzbar > NULL:
            yield Frist(
                Fristart.BINDUNG,
                stand.quelle.pk,
                _("Letzter Tag der Mittelbindung: %(quelle)s") % {"quelle": stand.quelle},
                _("Was bis dahin nicht festgelegt ist, verfällt: heute noch nutzbar %(betrag)s")
                % {"betrag": euro(nutzbar)},
                stand.quelle.bindung_bis,
                "vorgaenge",
                {"kennung": kennung},
            )


def _jahre(bereitstellung: Bereitstellung, lage: Lage, kennung: str) -> Iterator[Frist]:
    """Committed and not paid, by the year whose closing ends the sources; of a closed one what somebody has to decide:
    what waits for the Finanzbehörde, or is paid on by the notice of a grant, is no task.
    """
    offen = _offen_je_jahr(lage.quellen)
    for jahr in Haushaltsjahr.objects.filter(pk__in=offen):
        betrag = offen[jahr.jahr]
        if jahr.ist_abgeschlossen:
            bindungen = offene_bindungen(bereitstellung, jahr.jahr)
            betrag = sum((eine.zu_entscheiden for eine in bindungen), NULL)
        if betrag:
            yield _offene_bindungen(jahr, betrag, kennung)


def _offen_je_jahr(quellen: list[Quellenstand]) -> dict[int, Decimal]:
    je_jahr: dict[int, Decimal] = {}
    for stand in quellen:
        if stand.summen.offen:
            jahr = stand.quelle.letztes_jahr
            je_jahr[jahr] = je_jahr.get(jahr, NULL) + stand.summen.offen
    return je_jahr


def _offene_bindungen(jahr: Haushaltsjahr, betrag: Decimal, kennung: str) -> Frist:
    """Pay before the books close, afterwards one of the other ways out."""
    art, seite = Fristart.BUCHUNGSSCHLUSS, "vorgaenge"
    titel, satz = _("Buchungsschluss %(jahr)s"), _("Festgelegt und noch nicht gezahlt: %(betrag)s")
    if jahr.letzter_tag < uhr.heute():
        seite = "jahresende"
    if jahr.ist_abgeschlossen:
        art, titel = Fristart.JAHRESENDE, _("Offene Festlegungen aus %(jahr)s klären")
        satz = _(
            "Zu entscheiden: %(betrag)s. Freigeben, Übertrag beantragen oder aus dem nächsten Jahr decken."
        )
    werte = {"jahr": jahr.jahr, "betrag": euro(betrag)}
    return Frist(
        art, jahr.jahr, titel % werte, satz % werte, jahr.buchungsschluss, seite, {"kennung": kennung}
    )


def _leistungen(bereitstellung: Bereitstellung, lage: Lage, kennung: str) -> Iterator[Frist]:
    """Own orders with a day of service and open money; in a later year than the source they need other cover first, if
    nobody has noted why not (F15).
    """
    festlegungen = (
        Buchung.objects.ohne_storno()
        .filter(
            bereitstellung=bereitstellung,
            art=Buchung.Art.FESTLEGUNG,
            vorgang__form=Vorgang.Form.EIGEN,
            vorgang__leistung_von__isnull=False,
        )
        .select_related("vorgang", "quelle__haushaltsjahr")
        .order_by("lfd")
    )
    offen = offen_je_festlegung(festlegungen)
    je_vorgang: dict[int, list[Buchung]] = {}
    for eine in festlegungen:
        if offen[eine.pk]:
            je_vorgang.setdefault(eine.vorgang_id, []).append(eine)
    for teile in je_vorgang.values():
        zu_alte = [
            teil
            for teil in teile
            if teil.quelle and _leistungsende(teil.vorgang).year > teil.quelle.letztes_jahr
        ]
        if zu_alte and not teile[0].vorgang.leistungsjahr_vermerk:
            yield _leistungsjahr_klaeren(
                zu_alte, sum((offen[teil.pk] for teil in zu_alte), NULL), lage, kennung
            )
        else:
            yield _leistung(teile[0].vorgang, sum((offen[teil.pk] for teil in teile), NULL), kennung)


def _leistungsende(vorgang: Vorgang) -> date:
    return vorgang.leistung_bis or vorgang.leistung_von or date.max


def _leistungsjahr_klaeren(teile: list[Buchung], offen: Decimal, lage: Lage, kennung: str) -> Frist:
    """The date slipped into a year that the money does not reach (F15)."""
    vorgang, ende = teile[0].vorgang, _leistungsende(teile[0].vorgang)
    letztes = min(teil.quelle.letztes_jahr for teil in teile if teil.quelle)
    satz = _(
        "Die Leistung am %(tag)s liegt nach dem Jahr des Geldes (%(jahr)s), offen %(betrag)s. "
        "Beantragen Sie einen Übertrag; ohne ihn braucht es einen neuen Beschluss."
    )
    if any(
        eine.quelle.haushaltsjahr_id <= ende.year <= eine.quelle.letztes_jahr for eine in lage.des_beschlusses
    ):
        satz = _(
            "Die Leistung am %(tag)s liegt nach dem Jahr des Geldes (%(jahr)s), offen %(betrag)s. "
            "Decken Sie neu aus einer späteren Quelle oder beantragen Sie einen Übertrag."
        )
    return Frist(
        Fristart.LEISTUNGSJAHR,
        vorgang.pk,
        _("Deckung klären: %(zweck)s") % {"zweck": vorgang.zweck},
        satz % {"tag": datum_kurz(ende), "jahr": letztes, "betrag": euro(offen)},
        date(letztes, 12, 31),
        "vorgang",
        {"kennung": kennung, "nummer": vorgang.nummer},
        seit=timezone.localdate(vorgang.angelegt_am),
    )


def _leistung(vorgang: Vorgang, offen: Decimal, kennung: str) -> Frist:
    bis = _leistungsende(vorgang)
    satz = _("Leistung am %(tag)s, offen %(betrag)s. Danach Rechnung anfordern, prüfen und zahlen.")
    return Frist(
        Fristart.LEISTUNG,
        vorgang.pk,
        _("Leistung abrechnen: %(zweck)s") % {"zweck": vorgang.zweck},
        satz % {"tag": datum_kurz(bis), "betrag": euro(offen)},
        bis,
        "vorgang",
        {"kennung": kennung, "nummer": vorgang.nummer},
        seit=timezone.localdate(vorgang.angelegt_am),
    )


def _rechnungen(bereitstellung: Bereitstellung, kennung: str) -> Iterator[Frist]:
    """Open invoices with a day on which they are due; whoever has to do the next step gets the letter."""
    reihe = Rechnung.objects.filter(
        vorgang__bereitstellung=bereitstellung, stand__in=OFFEN, faellig_am__isnull=False
    )
    for eine in reihe.select_related("empfaenger"):
        wartet_auf_anordnung = eine.stand == Rechnung.Stand.FESTGESTELLT
        yield Frist(
            Fristart.RECHNUNG,
            eine.pk,
            _("Rechnung zahlen: %(wer)s") % {"wer": eine.empfaenger},
            _("%(betrag)s, %(stand)s") % {"betrag": euro(eine.zahlbetrag), "stand": eine.get_stand_display()},
            eine.faellig_am or date.max,
            "rechnung",
            {"kennung": kennung, "pk": eine.pk},
            rollen=ROLLEN_ANORDNUNG if wartet_auf_anordnung else ROLLEN_ARBEIT,
            seit=eine.eingegangen_am,
        )


def _zuwendung(lage: Zuwendungslage, kennung: str) -> Iterator[Frist]:
    """Instalments that nobody has called, and the proof until it is in."""
    zuwendung, vorgang = lage.zuwendung, lage.vorgang
    if zuwendung is None or vorgang.bescheid_am is None or zuwendung.geprueft_am:
        return
    teile = {"kennung": kennung, "nummer": vorgang.nummer}
    werte = {"zweck": vorgang.zweck, "wer": vorgang.empfaenger or "–"}
    for rate in lage.raten:
        if not ist_abgerufen(rate):
            yield Frist(
                Fristart.RATE,
                rate.pk,
                _("Abruf eintragen: %(rate)s, %(zweck)s") % {**werte, "rate": rate},
                _("%(betrag)s an %(wer)s") % {**werte, "betrag": euro(rate.betrag)},
                rate.faellig_am,
                "zuwendung",
                teile,
                seit=vorgang.bescheid_am,
            )
    if zuwendung.nachweis_bis and not zuwendung.nachweis_eingegangen_am:
        yield Frist(
            Fristart.NACHWEIS,
            zuwendung.pk,
            _("Verwendungsnachweis: %(zweck)s") % werte,
            _("%(wer)s weist nach, wofür das Geld ausgegeben wurde") % werte,
            zuwendung.nachweis_bis,
            "zuwendung",
            teile,
            seit=vorgang.bescheid_am,
        )
