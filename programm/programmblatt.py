"""The released programme as a printed page, in the active language."""

from django.utils.translation import gettext as _

from konferenz.bericht import Abschnitt, Angaben, Bericht, Spalte, Tabelle, Text
from konferenz.formate import datum, datum_mit_tag, uhrzeit
from konferenz.models import Konferenz
from konferenz.sprachen import SPRACHEN
from programm.namen import besonderes, name_des_punkts
from programm.queries.oeffentlich import Gruppentreffen, Programm, Punkt


def als_bericht(konferenz: Konferenz, programm: Programm) -> Bericht:
    """When and where, the day as a table, then each working group; the foot says which version it is."""
    return Bericht(
        titel=_("Programm"),
        unterzeile=str(konferenz.titel),
        angaben=_eckdaten(konferenz),
        abschnitte=[
            Abschnitt("", [_tabelle(programm)]),
            *map(_gruppe, programm.gruppen),
        ],
        marke=_("Fassung %(nummer)d vom %(tag)s")
        % {"nummer": programm.fassung.nummer, "tag": datum(programm.fassung.freigegeben_am)},
    )


def _eckdaten(konferenz: Konferenz) -> list[tuple[str, str]]:
    ort = ", ".join(filter(None, [konferenz.ort.name, konferenz.ort.anschrift])) if konferenz.ort else ""
    paare = [(_("Wann"), datum_mit_tag(konferenz.beginn)), (_("Wo"), ort)]
    return [(name, wert) for name, wert in paare if wert]


def _tabelle(programm: Programm) -> Tabelle:
    spalten = (Spalte(_("Uhrzeit"), 14), Spalte(_("Was"), 50), Spalte(_("Raum"), 20))
    zeilen = [(_zeit(punkt), _was(punkt), punkt.raum.name if punkt.raum else "") for punkt in programm.punkte]
    return Tabelle(_("Der Tag"), "Programm", spalten, zeilen)


def _zeit(punkt: Punkt) -> str:
    return _("%(von)s bis %(bis)s Uhr") % {"von": uhrzeit(punkt.beginn), "bis": uhrzeit(punkt.ende)}


def _was(punkt: Punkt) -> str:
    namen = ", ".join(einer.name for einer in punkt.auftritte) if not punkt.gruppe else ""
    text = "" if punkt.gruppe else str(punkt.text).strip()
    return "\n".join(filter(None, [name_des_punkts(punkt), text, namen, besonderes(punkt)]))


def _gruppe(eine: Gruppentreffen) -> Abschnitt:
    punkt, gruppe = eine.treffen[0], eine.gruppe
    werte = {"nummer": gruppe.nummer, "titel": gruppe.titel}
    angaben = [
        (_("Für wen?"), str(gruppe.zielgruppe).strip()),
        (_("Gesprochen wird"), SPRACHEN[gruppe.sprache].name),
        (_("Mit dabei"), ", ".join(f"{einer.name} ({einer.aufgabe})" for einer in punkt.auftritte)),
    ]
    texte = [str(gruppe.ziele).strip(), str(gruppe.leitfragen).strip(), besonderes(punkt)]
    return Abschnitt(
        _("AG %(nummer)d: %(titel)s") % werte,
        [
            *(Text(text) for text in texte if text),
            Angaben([(name, wert) for name, wert in angaben if wert]),
        ],
    )
