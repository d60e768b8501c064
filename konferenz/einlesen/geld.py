"""Amounts in EUR and the fiscal years they are to come from."""

import re
from decimal import Decimal

from .zeiten import HALBJAHR, JAHR, MONATE, TAG

_TAUSENDER = "[0-9]{1,3}(?:\\.[0-9]{3}){1,3}|[0-9]{1,3}(?:[ '][0-9]{3}){1,3}|[0-9]{1,9}"
_ZAHL = rf"(?<![0-9])(?<![0-9][.,'])(?:{_TAUSENDER})(?:,[0-9]{{1,2}})?"
_WAEHRUNG = r"(?:EUR\b|Euro\b|€)"
_FAKTOR = {
    "": 1,
    "t": 1000,
    "tsd": 1000,
    "tausend": 1000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "millionen": 1_000_000,
}
_ZU_VIEL = Decimal(10**10)
_RUECKSCHAU = 60
# The last branch of each side catches figures written in no German way ("20,000"): seen, but not understood.
BETRAG = re.compile(
    rf"(?:(?P<vorn>{_ZAHL})(?:,?-{{1,2}}|,–)?|(?<![0-9.,'])[0-9][0-9.,']{{0,24}})"
    rf"\s?(?P<faktor>T(?=€|EUR)|Tsd|Tausend|Mio|Million(?:en)?)?\.?\s?{_WAEHRUNG}"
    rf"|{_WAEHRUNG}\s?(?:(?P<hinten>{_ZAHL})(?![0-9.,'][0-9]|[0-9])|[0-9][0-9.,']{{0,24}})",
    re.IGNORECASE,
)
_VORWORT = re.compile(r"(?:bis\szu|insgesamt|rund|ca\.|maximal|höchstens)\s", re.IGNORECASE)
_TEILBETRAG = re.compile(r"\b(?:davon|darunter|hiervon|hierin)\b", re.IGNORECASE)
_GESAMT = re.compile(r"\b(?:insgesamt|zusammen|Gesamt\w*)(?:\s\w+){0,3}\s$", re.IGNORECASE)
_ERSETZT = re.compile(
    r"\b(?:statt|anstatt|anstelle|nicht|bisher|bislang)(?:\s(?:von|der|den|dem|die|bisher\w*))*\s?$",
    re.IGNORECASE,
)
_RUECKBEZUG = re.compile(r"\b(?:die|der|den|diese[rn]?)\s$", re.IGNORECASE)
_SPANNE = re.compile(r"[0-9]\s?(?:EUR|Euro|€)?\s?(?:bis|oder|-|–)\s?$", re.IGNORECASE)
_JE_JAHR = re.compile(
    r"\b(?:jährlich\w*|jeweils|pro\s(?:Haushalts|Kalender)?jahr|je\s(?:Haushalts|Kalender)?jahr)\b",
    re.IGNORECASE,
)

_MONAT = "|".join(MONATE)
_VERANSTALTUNG = r"(?:konferenz|tagung|veranstaltung|fachtag|forum|versammlung)(?:en|s)?"
# Years of something else than money: of days, half-years, seasons, events, spans looked back on.
_ANDERE_JAHRE = re.compile(
    rf"\b(?:{_MONAT}|Quartals?|Frühjahr|Frühling|Sommer|Herbst|Winter|seit|Anfang|Mitte|Ende)\s(?:des\sJahres\s)?{JAHR}"
    rf"|{_VERANSTALTUNG}\s(?:(?:in|für|von|aus|im\sJahre?|des\sJahres)\s)?{JAHR}(?:\s?[/–-]\s?[0-9]{{2,4}})?"
    rf"|\bim\sJahre?\s{JAHR}(?=(?:\s\w+){{0,3}}\s(?:stattfind|geplant|vorgesehen|durchgeführt|durchzuführ|{_VERANSTALTUNG}))"
    r"|[0-9]{2}-[0-9]{4}(?![0-9])|§§?\s?[0-9]+",
    re.IGNORECASE,
)
_GELDSATZ = re.compile(
    r"mittel|haushalt|fonds\b|\bEUR\b|\bEuro\b|€|\bEtat|\bTitel|deckung|finanz|zuwendung|zuschuss|förder|budget",
    re.IGNORECASE,
)
_JAHRESLISTE = re.compile(rf"(?<![0-9./-])({JAHR})(?:\s?(bis|/|-|–)\s?([0-9]{{4}}|[0-9]{{2}})(?![0-9.]))?")
_SATZGRENZE = re.compile(r"(?<=[a-zäöüß)][.!?])\s+(?=[A-ZÄÖÜ„\"])|\n")
_TEILSATZ = re.compile(
    r"[,;](?!\s*[0-9])|\b(?=(?:sofern|falls|wenn|soweit|sollten|hilfsweise|ersatzweise)\b)", re.IGNORECASE
)
_VORRANG = re.compile(r"vorrangig|zunächst|zuerst|in\serster\sLinie", re.IGNORECASE)
_AUFGEBRAUCHT = re.compile(
    r"(?:auf|ver)(?:ge)?braucht|erschöpft|ausgeschöpft|abgeflossen|gebunden|\breich\w*\b.{0,60}\bnicht\b"
    r"|\bnicht\b.{0,30}(?:reich|zur\sVerfügung|verfügbar|vorhanden)|keine\b.{0,60}mittel",
    re.IGNORECASE,
)
_ZULETZT = re.compile(
    r"ersatzweise|hilfsweise|nachrangig|andernfalls|ansonsten|in\szweiter\sLinie", re.IGNORECASE
)


def saetze(text: str) -> list[str]:
    """Split a text into sentences; a full stop after a figure ("2. Halbjahr") ends none."""
    return [satz for satz in _SATZGRENZE.split(text) if satz]


def nennt_betrag(text: str) -> bool:
    """Say whether any amount of money stands in the text."""
    return BETRAG.search(text) is not None


def beginnt_mit_betrag(text: str) -> bool:
    """Say whether the text opens with an amount ("bis zu 5.000 EUR für …")."""
    vorwort = _VORWORT.match(text)
    return BETRAG.match(text, vorwort.end() if vorwort else 0) is not None


def betrag_im(text: str) -> Decimal | None:
    """Return the one amount in EUR that the text asks for; None for none, several or one per year."""
    genannt: Decimal | None = None
    for fund in BETRAG.finditer(text):
        davor = text[max(0, fund.start() - _RUECKSCHAU) : fund.start()]
        wert = _wert(fund)
        if _ist_nebenbetrag(davor) or (wert == genannt and _RUECKBEZUG.search(davor)):
            continue
        if wert is not None and _GESAMT.search(davor):
            return wert
        if wert is None or genannt is not None or _SPANNE.search(davor):
            return None
        genannt = wert
    return None if _JE_JAHR.search(text) else genannt


def haushaltsjahre_im(text: str) -> tuple[int, ...]:
    """Return the fiscal years in the order in which the text wants them used.

    That is the order of mention, except that a year whose money must be used up first goes before the others
    ("aus 2024, sofern die Mittel 2023 aufgebraucht sind") and one named as a substitute goes behind them.
    """
    rang: dict[int, int] = {}
    for satz in saetze(text):
        if not _GELDSATZ.search(satz):
            continue
        for teilsatz in _TEILSATZ.split(_ohne_andere_jahre(satz)):
            for jahr in _jahre(teilsatz):
                rang.setdefault(jahr, _rang(teilsatz))
                if _VORRANG.search(teilsatz):
                    rang[jahr] = 0
    return tuple(sorted(rang, key=rang.__getitem__))


def _wert(fund: re.Match[str]) -> Decimal | None:
    """Return the amount in EUR; None for nothing, too much, or a notation that is not German ("20,000")."""
    zahl = fund["vorn"] or fund["hinten"]
    if not zahl:
        return None
    wert = Decimal(re.sub("[. ']", "", zahl).replace(",", ".")) * _FAKTOR[(fund["faktor"] or "").lower()]
    return wert.quantize(Decimal("0.01")) if 0 < wert < _ZU_VIEL else None


def _ist_nebenbetrag(davor: str) -> bool:
    satzanfang = max(davor.rfind(". "), davor.rfind("\n"), 0)
    return bool(_TEILBETRAG.search(davor[satzanfang:]) or _ERSETZT.search(davor))


def _ohne_andere_jahre(satz: str) -> str:
    for muster in (BETRAG, TAG, HALBJAHR, _ANDERE_JAHRE):
        satz = muster.sub(" ", satz)
    return satz


def _jahre(teilsatz: str) -> list[int]:
    jahre: list[int] = []
    for fund in _JAHRESLISTE.finditer(teilsatz):
        von = int(fund[1])
        bis = int(fund[3] if len(fund[3] or "") == 4 else fund[1][:2] + fund[3]) if fund[3] else von
        jahre.extend(range(von, bis + 1) if von <= bis <= von + 10 else [von])
    return jahre


def _rang(teilsatz: str) -> int:
    return 0 if _AUFGEBRAUCHT.search(teilsatz) else 2 if _ZULETZT.search(teilsatz) else 1
