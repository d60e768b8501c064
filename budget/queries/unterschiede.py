"""What does not fit about an invoice: to its own file, to the case, to what the city demands. Nothing here forbids."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from budget.einlesen.erechnung import Erechnung
from budget.models import Bereitstellung, Rechnung, Vorgang, Zahlungsempfaenger
from budget.queries.rechnung import saldo
from budget.queries.stand import NULL
from konferenz import uhr
from konferenz.formate import datum_kurz, euro


@dataclass(frozen=True)
class Unterschied:
    """One sentence; `art` is "warning" where somebody has to look, "info" for what is only good to know."""

    art: str
    satz: str


def unterschiede(rechnung: Rechnung) -> list[Unterschied]:
    """Everything that does not fit, the file first. Needs case, payee and file of the invoice."""
    gelesen = Erechnung.aus_json(rechnung.gelesen)
    saetze: list[Unterschied] = []
    if gelesen is not None:
        saetze += [*_zur_datei(rechnung, gelesen), *in_sich(gelesen), *_skontofrist(rechnung, gelesen)]
    elif rechnung.beleg and rechnung.beleg.hinweis:
        saetze.append(Unterschied("warning", _unlesbar(rechnung.beleg.hinweis)))
    bereitstellung = rechnung.vorgang.bereitstellung
    saetze += [*_zur_festlegung(rechnung), *_gleiche_datei(rechnung)]
    saetze += _leitweg(rechnung, bereitstellung)
    saetze += zur_leistung(rechnung.leistung_von, rechnung.leistung_bis, rechnung.vorgang)
    saetze += _form(rechnung, bereitstellung)
    saetze += _zum_empfaenger(rechnung.empfaenger, rechnung.vorgang)
    return saetze


def _zur_festlegung(rechnung: Rechnung) -> list[Unterschied]:
    """F12: less is committed than this and the other open invoices of the case ask for, or more than the last needs."""
    if not rechnung.ist_offen:
        return []
    rest = saldo(rechnung.vorgang)
    if rest < NULL:
        satz = _(
            "Die offenen Rechnungen fordern %(fehlt)s mehr, als für den Vorgang festgelegt ist. "
            "Vor der Anordnung braucht es eine Nachfestlegung."
        )
        return [Unterschied("warning", satz % {"fehlt": euro(-rest)})]
    if not rest or not rechnung.ist_schluss:
        return []
    satz = _(
        "Nach dieser Schlussrechnung bleiben %(rest)s festgelegt. Nach der Zahlung können Sie sie freigeben."
    )
    return [Unterschied("info", satz % {"rest": euro(rest)})]


def _gleiche_datei(rechnung: Rechnung) -> list[Unterschied]:
    """The very same file came before: perhaps it is the same invoice under another number."""
    if rechnung.beleg is None:
        return []
    gleiche = Rechnung.objects.filter(
        beleg__sha256=rechnung.beleg.sha256, beleg__bereitstellung=rechnung.beleg.bereitstellung_id
    ).exclude(pk=rechnung.pk)
    satz = _("Dieselbe Datei liegt auch bei %(andere)s (%(stand)s).")
    return [
        Unterschied("warning", satz % {"andere": eine, "stand": eine.get_stand_display()}) for eine in gleiche
    ]


def _unlesbar(hinweis: str) -> str:
    return _("Im PDF steckt eine E-Rechnung, die sich nicht lesen lässt: %(grund)s") % {"grund": hinweis}


def _zur_datei(rechnung: Rechnung, gelesen: Erechnung) -> list[Unterschied]:
    """Entered and read values that differ; what the file leaves open says nothing."""
    paare = (
        (_("Rechnungsnummer"), rechnung.nummer, gelesen.nummer),
        (_("Rechnungsdatum"), datum_kurz(rechnung.datum), datum_kurz(gelesen.datum)),
        (_("Netto"), euro(rechnung.netto), euro(gelesen.netto)),
        (_("Umsatzsteuer"), euro(rechnung.steuer), euro(gelesen.steuer)),
        (_("Brutto"), euro(rechnung.brutto), euro(gelesen.brutto)),
    )
    satz = _("%(feld)s: Eingetragen ist %(hier)s, in der E-Rechnung steht %(dort)s.")
    return [
        Unterschied("warning", satz % {"feld": feld, "hier": hier, "dort": dort})
        for feld, hier, dort in paare
        if dort and hier != dort
    ] + _steuernummern(rechnung.empfaenger, gelesen)


def _steuernummern(empfaenger: Zahlungsempfaenger, gelesen: Erechnung) -> list[Unterschied]:
    """Another seller than the payee, told by the tax number, else by the name."""
    nummern = {_eng(nummer) for nummer in (gelesen.umsatzsteuer_id, gelesen.steuernummer) if nummer}
    eigene = _eng(empfaenger.umsatzsteuer_id)
    if eigene and nummern:
        passt = eigene in nummern
    else:
        passt = not gelesen.verkaeufer or _eng(gelesen.verkaeufer) == _eng(empfaenger.name)
    if passt:
        return []
    satz = _("Die E-Rechnung ist von %(dort)s, eingetragen ist %(hier)s.")
    return [Unterschied("warning", satz % {"dort": gelesen.verkaeufer or "?", "hier": empfaenger.name})]


def _eng(text: str) -> str:
    """Letters and digits alone, in small letters."""
    return "".join(zeichen for zeichen in text.casefold() if zeichen.isalnum())


def in_sich(gelesen: Erechnung) -> list[Unterschied]:
    """An e-invoice whose own sums do not add up, that is not in euro, or that was paid in part."""
    saetze = []
    if gelesen.waehrung not in ("", "EUR"):
        saetze.append(_("Die E-Rechnung lautet auf %(w)s, nicht auf Euro.") % {"w": gelesen.waehrung})
    if gelesen.summe is not None and gelesen.brutto is not None and gelesen.summe != gelesen.brutto:
        satz = _(
            "Die Positionen und die Umsatzsteuer der E-Rechnung ergeben %(summe)s, als Brutto nennt sie %(brutto)s."
        )
        saetze.append(satz % {"summe": euro(gelesen.summe), "brutto": euro(gelesen.brutto)})
    if gelesen.bezahlt:
        satz = _("Laut E-Rechnung sind %(bezahlt)s schon bezahlt, fällig sind %(zahlbar)s.")
        saetze.append(satz % {"bezahlt": euro(gelesen.bezahlt), "zahlbar": euro(gelesen.zahlbar)})
    hinweise = [Unterschied("warning", satz) for satz in saetze]
    if gelesen.skonto:
        satz = _("Skonto bis %(tag)s möglich: %(betrag)s.")
        hinweise.append(
            Unterschied(
                "info", satz % {"tag": datum_kurz(gelesen.skonto_bis), "betrag": euro(gelesen.skonto)}
            )
        )
    return hinweise


def _skontofrist(rechnung: Rechnung, gelesen: Erechnung) -> list[Unterschied]:
    """The discount is taken although its last day is over."""
    letzter = gelesen.skonto_bis
    if not (rechnung.skonto and rechnung.ist_offen and letzter and letzter < uhr.heute()):
        return []
    satz = _("Das Skonto galt bis %(tag)s. Fragen Sie nach, oder zahlen Sie den vollen Betrag.")
    return [Unterschied("warning", satz % {"tag": datum_kurz(letzter)})]


def _leitweg(rechnung: Rechnung, bereitstellung: Bereitstellung) -> list[Unterschied]:
    """An e-invoice must name the Leitweg-ID of this conference."""
    richtig = bereitstellung.leitweg_id
    if rechnung.format == Rechnung.Format.PAPIER or not richtig or rechnung.leitweg_id == richtig:
        return []
    if not rechnung.leitweg_id:
        return [Unterschied("warning", _("Die Leitweg-ID fehlt. Richtig ist %(id)s.") % {"id": richtig})]
    satz = _("Die Leitweg-ID %(falsch)s ist falsch. Richtig ist %(id)s.")
    return [Unterschied("warning", satz % {"falsch": rechnung.leitweg_id, "id": richtig})]


def zur_leistung(von: date | None, bis: date | None, vorgang: Vorgang) -> list[Unterschied]:
    """A service outside the days of the case."""
    fall_von, fall_bis = vorgang.leistung_von, vorgang.leistung_bis or vorgang.leistung_von
    von, bis = von or bis, bis or von
    if not (von and bis and fall_von and fall_bis) or fall_von <= von <= bis <= fall_bis:
        return []
    satz = _("Die Leistung der Rechnung (%(hier)s) liegt nicht in der des Vorgangs (%(dort)s).")
    werte = {"hier": _zeitraum(von, bis), "dort": _zeitraum(fall_von, fall_bis)}
    return [Unterschied("warning", satz % werte)]


def _zeitraum(von: date, bis: date) -> str:
    return datum_kurz(von) if von == bis else f"{datum_kurz(von)} – {datum_kurz(bis)}"


def _form(rechnung: Rechnung, bereitstellung: Bereitstellung) -> list[Unterschied]:
    """Above the limit an invoice to the city has to be an XRechnung (HmbERechVO)."""
    ist_einfach = rechnung.art == Rechnung.Art.RECHNUNG and rechnung.format == Rechnung.Format.PAPIER
    if not ist_einfach or rechnung.netto <= bereitstellung.erechnung_ab_netto:
        return []
    satz = _(
        "Über %(grenze)s netto verlangt die Stadt eine XRechnung. Ein einfaches PDF oder Papier genügt dann nicht."
    )
    return [Unterschied("warning", satz % {"grenze": euro(bereitstellung.erechnung_ab_netto)})]


def _zum_empfaenger(empfaenger: Zahlungsempfaenger, vorgang: Vorgang) -> list[Unterschied]:
    saetze = []
    if vorgang.empfaenger_id not in (None, empfaenger.pk):
        satz = _("Der Vorgang ist für %(dort)s, die Rechnung ist von %(hier)s.")
        saetze.append(Unterschied("warning", satz % {"dort": vorgang.empfaenger, "hier": empfaenger}))
    if empfaenger.ksk_pflichtig:
        satz = _("Auf dieses Honorar fällt Künstlersozialabgabe an. Sie wird gesondert gemeldet.")
        saetze.append(Unterschied("info", satz))
    if empfaenger.steuer == Zahlungsempfaenger.Steuer.UMKEHR:
        satz = _("Bei diesem Empfänger schuldet die Stadt die Umsatzsteuer (§ 13b UStG).")
        saetze.append(Unterschied("info", satz))
    return saetze
