"""The head of a motion: number, version, title, kind, movers."""

import re
from dataclasses import dataclass, field

from .gliedern import einzeilig
from .namen import antragsteller_aus

ARTEN = (
    "Antrag", "Änderungsantrag", "Ergänzungsantrag", "Dringlichkeitsantrag", "Zusatzantrag",
    "Alternativantrag",
    "Anfrage", "Kleine Anfrage", "Große Anfrage", "Auskunftsersuchen", "Vorlage", "Beschlussvorlage",
    "Mitteilung", "Mitteilungsvorlage", "Beschlussempfehlung", "Empfehlung", "Bericht", "Eingabe",
    "Stellungnahme",
)  # fmt: skip
_ART = "|".join(ARTEN)
_ART_NAME = {art.casefold(): art for art in ARTEN}
_NUMMER = re.compile(
    r"(?:(?:Drucksachen?|Drs\.?|Vorlagen?|Anträge|Antrag|Anfrage|Mitteilung)\s?)?-?\s?(?:(?:Nr\.?|Nummer)\s?)?[:\s-]*"
    r"(?<![0-9])([0-9]{2}\s?[-–]\s?[0-9]{4})(?![0-9])(?:\.([0-9]{1,2})(?![0-9.]))?(.*)",
    re.IGNORECASE,
)
_ART_ZEILE = re.compile(
    rf"(?:Art|Status|Typ|Vorlagenart)?\s?:?\s?(?:(?:dringliche[rs]?|interfraktionelle[rs]?|gemeinsame[rs]?)\s)?(?P<art>{_ART})?"
    r"(?:\s?gem(?:äß|\.)\s§.{1,40}?)?(?:\s?[-–,|/(]?\s?(?P<nicht>nicht[- ]?)?(?P<oeff>öffentlich)\)?)?",
    re.IGNORECASE,
)
# After a dash only motions and questions: "… - Bericht der Verwaltung" belongs to the title.
_SUFFIX = re.compile(
    rf"(?:\(\s?(?:\w+\s)?(?P<art>{_ART})|\s[-–]\s(?:\w+\s)?(?P<art2>\w*(?:antrag|anfrage)))"
    r"\s(?:der|des|von|durch)\s(?P<wer>[^()]*(?:\([^()]*\)[^()]*)*)\)?\s*$",
    re.IGNORECASE,
)
_SUFFIX_ZEILE = re.compile(
    r"\(?(?:\w+\s)?(?P<art>\w*(?:antrag|anfrage))\s(?:der|des|von|durch)\s"
    r"(?P<wer>.*(?:fraktion|gruppe|abgeordnet|mitglied|beirat).*?)\)?",
    re.IGNORECASE,
)
_MOVER_ZEILE = re.compile(
    r"(?:Antragsteller(?:/?-?in(?:nen)?|\*innen|:innen)?|Antragstellende"
    r"|Einbringer(?:in)?|Eingebracht von|Verfasser(?:in)?)\s*:\s*(.+)",
    re.IGNORECASE,
)
_TITEL_ZEILE = re.compile(r"(?:Betreff|Betr\.|Titel|Thema)\s?:\s*(.+)", re.IGNORECASE)
_ANGABE = re.compile(
    r"[\w.()/ -]{1,40}:$|(?:Bezug|Datum|Az\.?|Aktenzeichen|Federführung|Bearbeitung|Telefon|Ort)\s?:|\W*$"
    r"|(?:\w+, )?(?:den )?[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?[0-9]{4}\W*$"
)
_BRIEFKOPF = re.compile(
    r"(?:Freie und Hansestadt|Bezirksversammlung\b[\w -]*$|Bezirksamt\b[\w -]*$|Drucksache$)", re.IGNORECASE
)
_LAENGSTER_TITEL = 500
_LAENGSTER_KOPF = 200


@dataclass
class Kopf:
    """What the lines above the first heading say."""

    nummer: str = ""
    fassung: int = 0
    titel: str = ""
    art: str = ""
    antragsteller: tuple[str, ...] = ()
    oeffentlich: bool | None = None
    fliesstext: list[str] = field(default_factory=list)


def lies_kopf(zeilen: list[str]) -> Kopf:
    """Read the head; what is not there stays empty."""
    kopf = Kopf()
    zeilen = zeilen[:_LAENGSTER_KOPF]
    stelle = _lies_nummer(kopf, zeilen)
    davor = [zeile for zeile in zeilen[:stelle] if not _BRIEFKOPF.match(zeile)]
    danach = _lies_angaben(kopf, [_ohne_nummer(kopf, zeile) for zeile in zeilen[stelle:]])
    titel, rest = _titel(danach)
    _lies_titel(kopf, titel or _titel(_lies_angaben(kopf, davor))[0])
    kopf.fliesstext = _fliesstext(rest)
    return kopf


def _lies_nummer(kopf: Kopf, zeilen: list[str]) -> int:
    """Take the number from the first line that begins with one, and return where that line stands."""
    for stelle, zeile in enumerate(zeilen):
        if fund := _NUMMER.match(zeile):
            kopf.nummer = re.sub(r"\s?[-–]\s?", "-", fund[1])
            kopf.fassung = int(fund[2] or 0)
            return stelle
    return 0


def _ohne_nummer(kopf: Kopf, zeile: str) -> str:
    """Return what a line says besides the number of this motion."""
    fund = _NUMMER.match(zeile)
    if not fund or re.sub(r"\s?[-–]\s?", "-", fund[1]) != kopf.nummer:
        return zeile
    vor_der_nummer = zeile[: fund.start(1)].strip(" -–:")
    rest = fund[3].strip(" -–:|,")
    art = _ART_NAME.get(vor_der_nummer.casefold())
    return f"{art} {rest}" if art and _ART_ZEILE.fullmatch(rest) else rest


def _lies_angaben(kopf: Kopf, zeilen: list[str]) -> list[str]:
    """Take kind, publicity and movers from their own lines; return the lines, a blank for each taken."""
    return ["" if _lies_art(kopf, zeile) or _lies_antragsteller(kopf, zeile) else zeile for zeile in zeilen]


def _lies_art(kopf: Kopf, zeile: str) -> bool:
    fund = _ART_ZEILE.fullmatch(zeile)
    if not fund or not (fund["art"] or fund["oeff"]):
        return False
    if fund["art"] and not kopf.art:
        kopf.art = _ART_NAME[fund["art"].casefold()]
    if fund["oeff"] and kopf.oeffentlich is None:
        kopf.oeffentlich = not fund["nicht"]
    return True


def _lies_antragsteller(kopf: Kopf, zeile: str) -> bool:
    if fund := _MOVER_ZEILE.fullmatch(zeile):
        kopf.antragsteller = kopf.antragsteller or antragsteller_aus(fund[1])
        return True
    fund = _SUFFIX_ZEILE.fullmatch(zeile) if len(zeile) <= _LAENGSTER_TITEL else None
    if fund:
        _uebernimm_suffix(kopf, fund)
    return fund is not None


def _titel(zeilen: list[str]) -> tuple[str, list[str]]:
    """Return the first run of lines that can be a title, and the lines after it; a labelled one goes first."""
    for stelle, zeile in enumerate(zeilen):
        if fund := _TITEL_ZEILE.fullmatch(zeile):
            return fund[1], zeilen[stelle + 1 :]
    ist_text = [bool(zeile) and not _ANGABE.match(zeile) for zeile in zeilen]
    if True not in ist_text:
        return "", []
    anfang = ist_text.index(True)
    ende = ist_text.index(False, anfang) if False in ist_text[anfang:] else len(zeilen)
    return einzeilig(" ".join(zeilen[anfang:ende])), zeilen[ende:]


def _fliesstext(zeilen: list[str]) -> list[str]:
    """Return the lines from the first one that ends like a sentence: a Sachverhalt without a heading."""
    for stelle, zeile in enumerate(zeilen):
        if zeile.endswith((".", "!", "?")) and not _ANGABE.match(zeile):
            return zeilen[stelle:]
    return []


def _lies_titel(kopf: Kopf, titel: str) -> None:
    fund = _SUFFIX.search(titel[-_LAENGSTER_TITEL:])
    if fund:
        _uebernimm_suffix(kopf, fund)
        titel = titel[: len(titel) - len(fund[0])].rstrip(" -–")
    kopf.titel = titel if len(titel) <= _LAENGSTER_TITEL and re.search(r"[^\W\d_]{2}", titel) else ""


def _uebernimm_suffix(kopf: Kopf, fund: re.Match[str]) -> None:
    art = fund["art"] or fund.groupdict().get("art2") or ""
    kopf.art = kopf.art or _ART_NAME.get(art.casefold(), art)
    kopf.antragsteller = kopf.antragsteller or antragsteller_aus(fund["wer"])
