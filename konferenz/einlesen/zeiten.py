"""Dates, half-years and deadlines in German sentences."""

import calendar
import datetime
import re
from collections.abc import Callable

MONATE = (
    "januar", "februar", "märz", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "dezember",
)  # fmt: skip
JAHR = r"(?:19[89][0-9]|20[0-9]{2})(?![0-9])"
_MONAT = "|".join(MONATE)
TAG = re.compile(
    rf"(?<![0-9.])([0-9]{{1,2}})\.\s?(?:([0-9]{{1,2}})\.|({_MONAT})\b)\s?({JAHR})", re.IGNORECASE
)
HALBJAHR = re.compile(
    rf"(?<!\w)(?:(?P<vor>1|2|I|II|erste[nrs]?|zweite[nrs]?)\.?\s?(?:Kalender)?(?:halbjahr(?:e?s)?|jahreshälfte|HJ|hälfte)"
    rf"|(?:halbjahr|HJ)\s(?P<nach>1|2|I|II))\s?/?\s?(?:(?:des|im)\s(?:Kalender)?jahre?s?\s|von\s)?(?P<jahr>{JAHR})",
    re.IGNORECASE,
)
_MONAT_JAHR = re.compile(rf"\b({_MONAT})\s(?:des\sJahres\s)?({JAHR})", re.IGNORECASE)
_QUARTAL = re.compile(
    rf"(?<!\w)([1-4]|I{{1,3}}|IV)\.?\s?Quartals?\s(?:des\sJahres\s)?({JAHR})", re.IGNORECASE
)
_JAHRESZEIT = re.compile(
    r"\b(?:im|in|Anfang|Mitte|Ende)\s(?:(?:(?:Kalender)?jahre?|(?:Früh|Spät)?(?:jahr|sommer|herbst|winter)|Frühling)\s)?"
    rf"(?:des\sJahres\s)?({JAHR})",
    re.IGNORECASE,
)
_OHNE_JAHR = re.compile(
    r"\bim\s(?:Frühjahr|Frühling|Sommer|Herbst|Winter)\b|\b(?:[12]|I|II|erste[nrs]|zweite[nrs])\.?\shalbjahr",
    re.IGNORECASE,
)
# What stands before a time and turns it into something else than "then".
_VERNEINT = re.compile(
    r"\b(?:nicht|statt|anstatt|anstelle)(?:\s(?:mehr|erst|schon|wie))?(?:\s(?:im|in|am|der|des))?\s*$",
    re.IGNORECASE,
)
_GRENZE = re.compile(
    r"\b(?:bis|spätestens|ab|nach|vor|seit|vom|von)(?:\s(?:zum|dem|den|der|am|im|Ende|Mitte))*\s*$",
    re.IGNORECASE,
)
# "1. oder 2. Halbjahr 2024", "März und September 2024": the time before has its year only here.
_AUSWAHL = re.compile(
    rf"(?<!\w)(?:[1-4]|I{{1,3}}|erste[nrs]?|zweite[nrs]?|{_MONAT})\.?\s?(?:oder|bis|und|sowie|/|,|-|–)\s?(?:(?:im|zum)\s)?$",
    re.IGNORECASE,
)
_FRIST = re.compile(
    r"(?<![0-9]\s)\b(?:(?:bis\sspätestens|spätestens|bis)(?:\s(?:zum|zur|am|im|in|der|des|Ende|Mitte|Anfang|Ablauf|Jahresende))*\s"
    rf"(?:[0-9]{{1,2}}\.\s?(?:[0-9]{{1,2}}\.|(?:{_MONAT})\b)\s?{JAHR}"
    rf"|(?:{_MONAT})\s{JAHR}|(?:[1-4]|I{{1,3}}|IV|erste[ns]|zweite[ns])\.?\s(?:Halbjahre?s?|Quartals?)\s(?:des\sJahres\s)?{JAHR}"
    rf"|(?:Jahres\s)?{JAHR})"
    r"|schnellstmöglich|baldmöglichst|umgehend|unverzüglich|zeitnah|so\s(?:schnell|bald)\swie\smöglich)",
    re.IGNORECASE,
)
_ZUM_ENDE = re.compile(r"ende\b|\bablauf\b", re.IGNORECASE)
_RUECKSCHAU = 40


def datum(fund: re.Match[str]) -> datetime.date | None:
    """Return the day of a match of ``TAG``, or None for a day that is in no calendar."""
    tag, monat, name, jahr = fund.groups()
    nummer = int(monat) if monat else MONATE.index(name.lower()) + 1
    try:
        return datetime.date(int(jahr), nummer, int(tag))
    except ValueError:
        return None


def halbjahr_im(text: str) -> tuple[int, int] | None:
    """Return the one half-year (year, 1 or 2) named as such in the text, None for none or several."""
    funde = set()
    for fund in HALBJAHR.finditer(text):
        davor = _davor(text, fund)
        if _AUSWAHL.search(davor):
            return None
        if not _VERNEINT.search(davor):
            funde.add((int(fund["jahr"]), _haelfte(fund["vor"] or fund["nach"])))
    return funde.pop() if len(funde) == 1 else None


def haelften_im(text: str) -> set[tuple[int, int]]:
    """Return every half-year in which a time named in the text lies (half-year, quarter, month, day)."""
    haelften: set[tuple[int, int]] = set()
    for muster, lies_haelfte in _HAELFTE_AUS.items():
        for fund in _zeitpunkte(muster, text):
            jahr, haelfte = lies_haelfte(fund)
            haelften.add((jahr, haelfte))
            if _AUSWAHL.search(_davor(text, fund)):
                haelften.add((jahr, 3 - haelfte))
    tage = {datum(fund) for fund in _zeitpunkte(TAG, text)} - {None}
    return haelften | {(tag.year, 1 if tag.month <= 6 else 2) for tag in tage if tag}


def jahre_im(text: str) -> set[int]:
    """Return every year in which a time named in the text lies, also of seasons ("im Herbst 2024")."""
    return {jahr for jahr, _teil in haelften_im(text)} | {int(f[1]) for f in _zeitpunkte(_JAHRESZEIT, text)}


def nennt_zeit(text: str) -> bool:
    """Say whether the text names any time at all, also one without a year."""
    return bool(jahre_im(text)) or _OHNE_JAHR.search(text) is not None or frist_im(text)[0] is not None


def frist_im(text: str) -> tuple[datetime.date | None, str]:
    """Return the last day and the wording of the deadline; no day if there is none or several differ."""
    funde = [" ".join(fund[0].split()) for fund in _FRIST.finditer(text)]
    tage = {tag for wortlaut in funde if (tag := _letzter_tag(wortlaut))}
    return (tage.pop() if len(tage) == 1 else None), (funde[0] if funde else "")


def _letzter_tag(wortlaut: str) -> datetime.date | None:
    if fund := TAG.search(wortlaut):
        return datum(fund)
    # "bis März" leaves open whether March is included; only "bis Ende März" names a day.
    jahr = re.search(JAHR, wortlaut) if _ZUM_ENDE.search(wortlaut) else None
    if jahr is None:
        return None
    monat = _letzter_monat(wortlaut)
    return datetime.date(int(jahr[0]), monat, calendar.monthrange(int(jahr[0]), monat)[1])


def _letzter_monat(wortlaut: str) -> int:
    if fund := _MONAT_JAHR.search(wortlaut):
        return MONATE.index(fund[1].lower()) + 1
    if fund := HALBJAHR.search(wortlaut):
        return 6 * _haelfte(fund["vor"] or fund["nach"])
    if fund := _QUARTAL.search(wortlaut):
        return 3 * _viertel(fund[1])
    return 12


def _viertel(wort: str) -> int:
    return int(wort) if wort.isdigit() else ("I", "II", "III", "IV").index(wort.upper()) + 1


def _haelfte(wort: str) -> int:
    return 1 if wort.lower() in ("1", "i") or wort.lower().startswith("erste") else 2


def _zeitpunkte(muster: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return the matches that name a time as such, not as something refused or as one end of a span."""
    return [
        fund
        for fund in muster.finditer(text)
        if not _VERNEINT.search(_davor(text, fund)) and not _GRENZE.search(_davor(text, fund))
    ]


def _davor(text: str, fund: re.Match[str]) -> str:
    return text[max(0, fund.start() - _RUECKSCHAU) : fund.start()]


_HAELFTE_AUS: dict[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int]]] = {
    HALBJAHR: lambda fund: (int(fund["jahr"]), _haelfte(fund["vor"] or fund["nach"])),
    _QUARTAL: lambda fund: (int(fund[2]), 1 if _viertel(fund[1]) <= 2 else 2),
    _MONAT_JAHR: lambda fund: (int(fund[2]), 1 if MONATE.index(fund[1].lower()) < 6 else 2),
}
