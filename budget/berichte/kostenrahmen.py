"""The report on the cost frame: a short notice of the administration to the committee, in the form of a paper."""

from decimal import Decimal

from django.utils.translation import gettext as _

from budget.berichte.kopf import beschluss_in_worten, zweck_in_worten
from budget.models import Deckungsquelle
from budget.queries.kostenplan import Planlage
from budget.queries.kostenrahmen import Abweichung, Antrag, oeffentlicher_zweck
from budget.queries.stand import Lage, Quellenstand, Summen
from konferenz import uhr
from konferenz.ausfuhr import Zelle
from konferenz.bericht import Abschnitt, Angaben, Bericht, Spalte, Tabelle, Text
from konferenz.formate import datum, datum_kurz, euro


def kostenrahmenbericht(
    lage: Lage, plan: Planlage | None, abweichungen: list[Abweichung], antraege: list[Antrag]
) -> Bericht:
    """What was decided, what is bound, where it came from and why, what is carried over. Names no natural person that
    gets money."""
    bereitstellung = lage.bereitstellung
    drucksache = bereitstellung.punkt.drucksache
    return Bericht(
        titel=_("Kostenrahmen: %(konferenz)s") % {"konferenz": bereitstellung.konferenz},
        unterzeile=_("Mitteilung der Verwaltung zu %(drucksache)s") % {"drucksache": drucksache},
        angaben=[
            (_("Beschluss"), beschluss_in_worten(bereitstellung)),
            (_("Gegenstand"), zweck_in_worten(bereitstellung)),
            (_("Stand"), datum(uhr.heute())),
        ],
        abschnitte=[
            _beschluss(lage),
            Abschnitt(_("Was gebunden ist"), [quellen(lage), _rest(lage)]),
            *([Abschnitt(_("Wofür"), [positionen(plan)])] if plan else []),
            Abschnitt(_("Deckung und Abweichungen"), [deckung(abweichungen)]),
            Abschnitt(_("Übertrag in das nächste Jahr"), [uebertraege(antraege)]),
            *_sonstige(lage),
        ],
    )


def _beschluss(lage: Lage) -> Abschnitt:
    punkt = lage.obergrenze.punkt
    reihenfolge = ", ".join(str(stand.quelle) for stand in lage.des_beschlusses)
    return Abschnitt(
        _("Was beschlossen ist"),
        [
            Text(f"„{punkt.text}“"),
            Angaben(
                [
                    (
                        _("Obergrenze"),
                        _("%(betrag)s (brutto) über alle Jahre, nach %(drucksache)s ab %(tag)s")
                        % {
                            "betrag": euro(lage.obergrenze.betrag),
                            "drucksache": punkt.drucksache,
                            "tag": datum_kurz(lage.obergrenze.gilt_ab),
                        },
                    ),
                    (_("Reihenfolge der Deckung"), reihenfolge),
                ]
            ),
        ],
    )


def quellen(lage: Lage) -> Tabelle:
    """Each source by rank: confirmed, committed, paid, still open."""
    summen = sum((stand.summen for stand in lage.des_beschlusses), Summen())
    return Tabelle(
        _("Mittel nach Haushaltsjahr und Herkunft, in Euro (brutto)"),
        _("Mittel"),
        _quellenspalten(),
        [_quellenzeile(stand) for stand in lage.des_beschlusses],
        [[_("Summe"), "", *_geld(summen)]],
    )


def _quellenspalten() -> list[Spalte]:
    return [
        Spalte(_("Quelle"), 30),
        Spalte(_("zuletzt bestätigt"), 26),
        Spalte(_("gebunden"), ist_zahl=True),
        Spalte(_("davon gezahlt"), ist_zahl=True),
        Spalte(_("noch offen"), ist_zahl=True),
    ]


def _quellenzeile(stand: Quellenstand) -> list[Zelle]:
    bestaetigung = stand.bestaetigung
    satz = _("nicht bestätigt")
    if bestaetigung:
        satz = _("%(betrag)s zum %(tag)s") % {
            "betrag": euro(bestaetigung.betrag),
            "tag": datum_kurz(bestaetigung.stichtag),
        }
    return [str(stand.quelle), satz, *_geld(stand.summen)]


def _geld(summen: Summen) -> list[Decimal]:
    return [summen.gebunden - summen.wiederverwendung, summen.gezahlt, summen.offen]


def _rest(lage: Lage) -> Angaben:
    return Angaben(
        [
            (_("Obergrenze"), euro(lage.obergrenze.betrag)),
            (_("gebunden"), euro(lage.summen.gebunden - lage.summen.wiederverwendung)),
            (_("reserviert"), euro(lage.summen.reserviert)),
            (_("frei"), euro(lage.frei)),
        ]
    )


def positionen(plan: Planlage) -> Tabelle:
    """Planned, committed and paid for each cost position."""
    zeilen: list[list[Zelle]] = [
        [zeile.name, zeile.soll, zeile.summen.verbraucht, zeile.summen.gezahlt, zeile.frei]
        for zeile in plan.zeilen
    ]
    summe = plan.summen
    return Tabelle(
        _("Kostenplan, Fassung %(fassung)d, in Euro (brutto)") % {"fassung": plan.plan.fassung},
        _("Kostenplan"),
        [
            Spalte(_("Kostenposition"), 36),
            Spalte(_("geplant"), ist_zahl=True),
            Spalte(_("gebunden und reserviert"), ist_zahl=True),
            Spalte(_("davon gezahlt"), ist_zahl=True),
            Spalte(_("im Plan frei"), ist_zahl=True),
        ],
        zeilen,
        [[_("Summe"), plan.soll, summe.verbraucht, summe.gezahlt, plan.frei]],
    )


def deckung(abweichungen: list[Abweichung]) -> Tabelle:
    """Commitments that did not come from the first source alone, with reason, person and day (F2, F3)."""
    return Tabelle(
        _("Bindungen, die nicht allein aus der ersten Quelle gedeckt sind"),
        _("Deckung"),
        [
            Spalte(_("Zweck"), 24),
            Spalte(_("gebunden am"), 13),
            Spalte(_("Deckung"), 30),
            Spalte(_("Grund"), 44),
            Spalte(_("entschieden"), 20),
        ],
        [
            [
                oeffentlicher_zweck(eine.vorgang),
                eine.tag,
                eine.deckung,
                eine.grund,
                _entschieden(eine),
            ]
            for eine in abweichungen
        ],
        leer=_("Alles ist aus der ersten Quelle gedeckt."),
    )


def _entschieden(eine: Abweichung) -> str:
    person = eine.entscheidung.person
    return ", ".join(filter(None, [datum_kurz(eine.entscheidung.am), person.name if person else ""]))


def uebertraege(antraege: list[Antrag]) -> Tabelle:
    """Applications for a carry-over and what came of them (F11)."""
    return Tabelle(
        _("Anträge auf Ermächtigungsübertrag, in Euro"),
        _("Überträge"),
        [
            Spalte(_("aus"), 30),
            Spalte(_("beantragt am"), 13),
            Spalte(_("Stand"), 30),
            Spalte(_("beantragt"), ist_zahl=True),
            Spalte(_("bewilligt"), ist_zahl=True),
        ],
        [
            [
                str(einer.uebertrag.quelle),
                einer.uebertrag.beantragt_am,
                _ausgang(einer),
                einer.beantragt,
                einer.uebertrag.bewilligt,
            ]
            for einer in antraege
        ],
        leer=_("Es ist kein Übertrag beantragt."),
    )


def _ausgang(antrag: Antrag) -> str:
    uebertrag = antrag.uebertrag
    teile = [uebertrag.get_stand_display()]
    if uebertrag.entschieden_am:
        teile.append(_("am %(tag)s") % {"tag": datum_kurz(uebertrag.entschieden_am)})
    if uebertrag.gueltig_bis_jahr:
        teile.append(_("gültig bis Ende %(jahr)d") % {"jahr": uebertrag.gueltig_bis_jahr})
    return ", ".join(teile)


def _sonstige(lage: Lage) -> list[Abschnitt]:
    """Other income stands apart (F14)."""
    staende = [stand for stand in lage.sonstige if stand.quelle.art == Deckungsquelle.Art.SONSTIGE]
    if not staende:
        return []
    tabelle = Tabelle(
        _("Sonstige Einnahmen außerhalb der Obergrenze, in Euro (brutto)"),
        _("Sonstige Einnahmen"),
        _quellenspalten(),
        [_quellenzeile(stand) for stand in staende],
        [[_("Summe"), "", *_geld(sum((stand.summen for stand in staende), Summen()))]],
    )
    return [Abschnitt(_("Sonstige Einnahmen"), [tabelle])]
