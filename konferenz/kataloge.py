"""Translation catalogues, compiled without the gettext tools.

Needs no settings: the start and the tests use it before Django is there.
"""

import os
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

import polib

FREMDTEXTE = "konferenz/fremdtexte.py"
"""The catalogue of German holds only what stands there: it says in our words what libraries say."""

OEFFENTLICH = (
    "anmeldung/actions/*",
    "anmeldung/auskunft.py",
    "anmeldung/bescheinigung.py",
    "anmeldung/bedarfe.py",
    "anmeldung/forms/*",
    "anmeldung/kalender.py",
    "anmeldung/gruppenlage.py",
    "anmeldung/models/anmeldung.py",
    "anmeldung/models/rueckmeldung.py",
    "anmeldung/navigation.py",
    "anmeldung/queries.py",
    "anmeldung/views/gruppen.py",
    "anmeldung/views/meine*.py",
    "anmeldung/views/oeffentlich.py",
    "anmeldung/views/rueckmeldung.py",
    "konferenz/actions/formularschluessel.py",
    "konferenz/formate.py",
    "konferenz/forms/gegen_automaten.py",
    "konferenz/forms/schluessel.py",
    "konferenz/kontext.py",
    "konferenz/models/betrieb.py",
    "konferenz/models/nachricht.py",
    "konferenz/navigation.py",
    "konferenz/pdf.py",
    "konferenz/templatetags/*",
    "konferenz/views/fehler.py",
    "konferenz/views/oeffentlich.py",
    "konferenz/views/zugang.py",
    "planung/actions/antworten.py",
    "planung/actions/terminumfrage.py",
    "planung/forms/antwort.py",
    "planung/forms/terminantwort.py",
    "planung/forms/themenvorschlag.py",
    "planung/kalender.py",
    "planung/namen.py",
    "planung/oeffentlich.py",
    "planung/queries/fassungen.py",
    "planung/views/antwort.py",
    "planung/views/terminantwort.py",
    "planung/views/themenvorschlag.py",
    "programm/forms/filter.py",
    "programm/namen.py",
    "programm/oeffentlich.py",
    "programm/programmblatt.py",
    "programm/queries/oeffentlich.py",
    "programm/views/oeffentlich.py",
    "templates/_rahmen/grund.html",
    "templates/_rahmen/oeffentlich.html",
    "templates/_rahmen/schlicht.html",
    "templates/_teile/blaettern.html",
    "templates/_teile/filterleiste.html",
    "templates/_teile/fuss*.html",
    "templates/_teile/hilfe.html",
    "templates/_teile/koeder.html",
    "templates/_teile/meldungen.html",
    "templates/_teile/mosaik.html",
    "templates/_teile/schritte.html",
    "templates/_teile/sprach*.html",
    "templates/_teile/uhrband.html",
    "templates/anmeldung/*",
    "templates/fehler/*",
    "templates/kern/*",
    "templates/konferenz/oeffentlich/*",
    "templates/konferenz/post/_termin.txt",
    "templates/konferenz/post/fuss.txt",
    "templates/konferenz/zugang_unbekannt.html",
    "templates/planung/oeffentlich/*",
    "templates/programm/oeffentlich/*",
    "templates/programm/post/*",
    "templates/planung/post/*",
)
"""Where texts stand that a member of the public can see. Only these are translated: staff pages stay German."""

NUR_DEUTSCH = (
    "anmeldung/actions/arbeit.py",
    "anmeldung/actions/bestellen.py",
    "anmeldung/actions/einlass.py",
    "anmeldung/actions/nachziehen.py",
    "anmeldung/actions/plaetze.py",
    "anmeldung/forms/arbeit.py",
    "anmeldung/forms/bestellen.py",
    "anmeldung/forms/einlass.py",
    "anmeldung/forms/gruppenwahl.py",
    "templates/anmeldung/_einlass_*",
    "templates/anmeldung/arbeit_*",
    "templates/konferenz/oeffentlich/leichte_sprache.html",
    "templates/konferenz/oeffentlich/vorfuehrung.html",
)
"""What the patterns above catch and nobody reads in another language: staff, and a page written in Leichte Sprache."""


def po_dateien(wurzel: Path) -> list[Path]:
    """All text catalogues below a locale folder."""
    return sorted(wurzel.glob("*/LC_MESSAGES/*.po"))


def hat_texte(po: Path) -> bool:
    """Whether a catalogue holds texts; one without only lets Django accept the language."""
    return len(polib.pofile(str(po))) > 0


def ist_veraltet(po: Path) -> bool:
    """Whether the compiled file is missing or older than its source."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def kompiliere(wurzel: Path) -> list[Path]:
    """Compile what is out of date; returns the sources that were compiled. A reader never sees half a file."""
    veraltet = [po for po in po_dateien(wurzel) if ist_veraltet(po)]
    for po in veraltet:
        neu = po.with_suffix(f".{os.getpid()}.neu")
        polib.pofile(str(po)).save_as_mofile(str(neu))
        neu.replace(po.with_suffix(".mo"))
    return veraltet


def ohne_vermutungen(po: Path) -> int:
    """Empty the translations that gettext only guessed from similar texts ("fuzzy"); returns how many."""
    katalog = polib.pofile(str(po), wrapwidth=0)
    vermutet = [eintrag for eintrag in katalog if "fuzzy" in eintrag.flags]
    for eintrag in vermutet:
        eintrag.flags.remove("fuzzy")
        eintrag.msgstr = ""
        eintrag.msgstr_plural = dict.fromkeys(eintrag.msgstr_plural, "")
        eintrag.previous_msgid = eintrag.previous_msgid_plural = None
    if vermutet:
        katalog.save()
    return len(vermutet)


def ist_oeffentlich(datei: str) -> bool:
    """Whether the texts of a source (path from the project's folder) are for the public."""
    return any(fnmatchcase(datei, muster) for muster in OEFFENTLICH) and not any(
        fnmatchcase(datei, muster) for muster in NUR_DEUTSCH
    )


def gehoert_hinein(sprache: str, dateien: Iterable[str]) -> bool:
    """Whether a text that stands in these sources belongs into the catalogue of a language (name of its folder)."""
    if sprache == "de":
        return FREMDTEXTE in dateien
    return any(ist_oeffentlich(datei) for datei in dateien)


def nur_noetiges(po: Path) -> int:
    """Drop the texts that nobody reads in this language, like those of the staff's pages; returns how many.

    Also drops the moment of the collection from the header: it would be the only change each time.
    """
    katalog = polib.pofile(str(po), wrapwidth=0)
    sprache = po.parent.parent.name
    unnoetig = [e for e in katalog if not gehoert_hinein(sprache, [datei for datei, _zeile in e.occurrences])]
    for eintrag in unnoetig:
        katalog.remove(eintrag)
    for zeile in ("POT-Creation-Date", "Report-Msgid-Bugs-To"):
        katalog.metadata.pop(zeile, None)
    katalog.save()
    return len(unnoetig)
