"""`manage.py drucksache_einlesen DATEI`: the same way as the pages, on the command line."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from konferenz.actions.drucksache import art_zu, drucksache_anlegen, name_der_konferenz
from konferenz.einlesen import Vorschlag, dekodiere, lies
from konferenz.einlesen.dekodieren import HOECHSTENS
from konferenz.formate import datum_kurz, euro
from konferenz.models import Drucksache, Konferenz, Petitumspunkt

ABGELEHNT = 3
"""Exit code where the person said no. 0: stored or only shown; 1: refused."""


class Command(BaseCommand):
    """Reads the text of a motion, prints the proposal, asks, stores paper and conference."""

    help = "Liest den Text einer Drucksache, zeigt den Vorschlag und speichert ihn nach Rückfrage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("datei", help="Textdatei, oder - für die Standardeingabe")
        parser.add_argument(
            "--entwurf", action="store_true", help="nur den Vorschlag zeigen, nichts speichern"
        )
        parser.add_argument("--ja", action="store_true", help="ohne Rückfrage speichern")

    def handle(self, *args: Any, **wahl: Any) -> None:
        with translation.override("de"), pghistory.context(aktion="drucksache_einlesen"):
            vorschlag = self._lies(wahl["datei"])
            for zeile in zeilen(vorschlag):
                self.stdout.write(zeile)
            if not wahl["entwurf"]:
                self._speichere(vorschlag, ohne_rueckfrage=wahl["ja"])

    def _lies(self, datei: str) -> Vorschlag:
        try:
            vorschlag = lies(dekodiere(_daten(datei)))
        except OSError as fehler:
            grund = fehler.strerror or fehler
            raise CommandError(
                _("Die Datei %(datei)s lässt sich nicht lesen: %(grund)s") % {"datei": datei, "grund": grund}
            ) from None
        except ValidationError as fehler:
            raise CommandError("\n".join(fehler.messages)) from None
        vorhanden = Drucksache.objects.mit_nummer(vorschlag.nummer, vorschlag.fassung).first()
        if vorhanden:
            raise CommandError(
                _("Die Drucksache %(nummer)s gibt es schon.") % {"nummer": vorhanden.kennzeichen}
            )
        return vorschlag

    def _speichere(self, vorschlag: Vorschlag, *, ohne_rueckfrage: bool) -> None:
        if not ohne_rueckfrage and not self._ist_bestaetigt():
            self.stdout.write(_("Es wurde nichts gespeichert."))
            sys.exit(ABGELEHNT)
        try:
            drucksache = drucksache_anlegen(vorschlag=vorschlag)
        except ValidationError as fehler:
            raise CommandError("\n".join(fehler.messages)) from None
        konferenz = Konferenz.objects.get(drucksache__nummer=drucksache.nummer)
        satz = _("Gespeichert: Drucksache %(nummer)s, Konferenz %(kennung)s.")
        self.stdout.write(satz % {"nummer": drucksache.kennzeichen, "kennung": konferenz.kennung})

    def _ist_bestaetigt(self) -> bool:
        self.stdout.write(_("Speichern? [j/N]") + " ", ending="")
        self.stdout.flush()
        return sys.stdin.readline().strip().lower() in ("j", "ja", "y", "yes")


def _daten(datei: str) -> bytes:
    """The bytes, at most one more than a motion may have."""
    if datei == "-":
        return sys.stdin.buffer.read(HOECHSTENS + 1)
    with Path(datei).open("rb") as offen:
        return offen.read(HOECHSTENS + 1)


def zeilen(vorschlag: Vorschlag) -> list[str]:
    """The proposal as text: one line for each field, then the points, then what the text did not say."""
    nummer = f"{vorschlag.nummer}.{vorschlag.fassung}" if vorschlag.fassung else vorschlag.nummer
    angaben = [
        (_("Nummer"), nummer),
        (_("Titel"), vorschlag.titel),
        (_("Leitthema"), vorschlag.leitthema),
        (_("Art"), dict(Drucksache.Art.choices).get(art_zu(vorschlag.art))),
        (_("Antragstellende"), ", ".join(vorschlag.antragsteller)),
        (
            _("Beratungen"),
            "; ".join(
                ", ".join(filter(None, [datum_kurz(b.datum), b.gremium, b.top])) for b in vorschlag.beratungen
            ),
        ),
        (_("Betrag"), euro(vorschlag.betrag)),
        (_("Haushaltsjahre"), ", ".join(map(str, vorschlag.haushaltsjahre))),
        (_("Zeitraum der Konferenz"), _zeitraum(vorschlag)),
        (_("Name der Konferenz"), name_der_konferenz(vorschlag.titel)),
    ]
    arten = dict(Petitumspunkt.Art.choices)
    return [
        *(f"{name}: {wert or '–'}" for name, wert in angaben),
        *(f"{punkt.nummer}. [{arten[punkt.art.lower()]}] {punkt.text}" for punkt in vorschlag.punkte),
        *([_("Steht nicht im Text:") + " " + ", ".join(vorschlag.fehlend)] if vorschlag.fehlend else []),
    ]


def _zeitraum(vorschlag: Vorschlag) -> str:
    if vorschlag.halbjahr:
        jahr, halbjahr = vorschlag.halbjahr
        return _("%(halbjahr)s. Halbjahr %(jahr)s") % {"halbjahr": halbjahr, "jahr": jahr}
    return str(vorschlag.konferenzjahr or "")
