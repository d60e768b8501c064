"""The points of a petitum: where one begins and ends, what kind it is, what it says about money and time."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .geld import beginnt_mit_betrag, betrag_im, haushaltsjahre_im, nennt_betrag, saetze
from .gliedern import einzeilig, ist_einleitung
from .vorschlag import Punktart, Punktvorschlag
from .zeiten import MONATE, frist_im, haelften_im, halbjahr_im, jahre_im, nennt_zeit

#: More than any motion has; keeps reading fast for a text that is none.
HOECHSTENS_PUNKTE = 99
HOECHSTENS_ZEICHEN = 100_000

_AUFZAEHLUNG = re.compile(
    r"(?P<strich>[-–—])(?:\s+|$)"
    r"|(?P<punkt>[•·▪◦‣●■*\uf0b7\uf0a7])\s*"
    r"|(?P<zahl>\(?[0-9]{1,2}(?:\.\)?|\)))(?:\s+|$)"
    r"|(?P<buchstabe>\(?[a-z]\))(?:\s+|$)"
    r"|(?P<roemisch>[IVX]{1,5}[.)])(?:\s+|$)"
)
# "2. Halbjahr" at the beginning of a wrapped line is no second point.
_KEIN_PUNKT = re.compile(
    rf"(?:(?:Kalender)?halbjahr|quartal|jahreshälfte|hälfte|{'|'.join(MONATE)})", re.IGNORECASE
)
_NACH_EINLEITUNG = re.compile(r"\bbeschlie(?:ß|ss)en\b\s*[:,.]?", re.IGNORECASE)

_GELDWORT = re.compile(
    r"bereits?\s?(?:zu\s?)?(?:ge)?stell|bereitzustell|zur\sVerfügung|bewillig|mitteln?\b|zuwendung|zuschuss|förder|finanz"
    r"|haushalt|fonds\b|\betat|budget|einzuplan|einplan|veranschlag|\bstell(?:t|en)\b.{0,120}\bbereit\b",
    re.IGNORECASE,
)
_MITTEL_OHNE_BETRAG = re.compile(
    r"mittel\b.{0,160}(?:bereitgestellt|bereitzustellen|bereit\szu\sstellen|bewillig|zur\sVerfügung\s(?:zu\sstell|gestellt))"
    r"|\b(?:aus|mit)\s(?:den\s)?(?:\w*mitteln\b|dem\shaushalt)",
    re.IGNORECASE,
)
_GRUPPE = re.compile(
    r"\b\w*(?:vorbereitungs|arbeits|planungs|steuerungs|projekt|lenkungs|redaktions|begleit)(?:gruppe|kreis|ausschuss|team)"
    r"|\bVorbereitungskomitee|\bOrganisationsteam",
    re.IGNORECASE,
)
_GRUENDEN = re.compile(
    r"\beinricht|einzuricht|eingericht|einsetz|einzusetz|eingesetz|ins\sLeben|gründe|bilden\b|gebildet|einberuf|einzuberuf|berufen\b"
    r"|\bbildet\b|\b(?:richtet|setzt|beruft)\b.{0,120}\bein\b|zusammenstell|zusammenzustell|konstituier|aufstell",
    re.IGNORECASE,
)
_VERANSTALTUNG = re.compile(r"konferenz(?:en)?\b|tagung\b|fachtag\b|veranstaltung\b|forum\b", re.IGNORECASE)
_STATTFINDEN = re.compile(
    r"durchgeführt|durchzuführen|durchführen\b|durchführung|stattfinden|stattzufinden|veranstalten|veranstaltet"
    r"|auszurichten|ausgerichtet|ausrichten|\bfinde[tn]\b.{0,120}\bstatt\b|\bführ(?:t|en)\b.{0,120}\bdurch\b|abzuhalten|abgehalten|terminier",
    re.IGNORECASE,
)


@dataclass
class Petitum:
    """The introduction of a petitum and its points."""

    einleitung: str = ""
    punkte: tuple[Punktvorschlag, ...] = ()


@dataclass
class _Sammlung:
    """Points while they are read line by line; ``ebene`` is the kind of mark of the outer list."""

    einleitung: list[str] = field(default_factory=list)
    punkte: list[list[str]] = field(default_factory=list)
    ebene: str = ""
    nach_leerzeile: bool = True


def lies_petitum(zeilen: list[str]) -> Petitum:
    """Read the lines below the petitum heading; without any list marks each paragraph is a point.

    Raises ValidationError if it is longer than ``HOECHSTENS_PUNKTE`` and ``HOECHSTENS_ZEICHEN`` allow.
    """
    if sum(map(len, zeilen)) > HOECHSTENS_ZEICHEN:
        raise _zu_lang()
    zeilen = [teil for zeile in zeilen for teil in _teile_einleitung(zeile)]
    sammlung = _Sammlung()
    hat_liste = any(_marke(zeile, 0) for zeile in zeilen)
    for zeile in zeilen:
        if zeile:
            _nimm_auf(sammlung, zeile, hat_liste)
        sammlung.nach_leerzeile = not zeile
    texte = [text for punkt in sammlung.punkte if (text := "\n".join(filter(None, punkt)))]
    if len(texte) > HOECHSTENS_PUNKTE:
        raise _zu_lang()
    punkte = tuple(lies_punkt(nummer, text) for nummer, text in enumerate(texte, start=1))
    return Petitum(einzeilig(" ".join(sammlung.einleitung)), punkte)


def _zu_lang() -> ValidationError:
    return ValidationError(
        _("Der Beschlusstext ist zu lang. Bitte fügen Sie nur eine Drucksache ein."), code="petitum_zu_lang"
    )


def lies_punkt(nummer: int, text: str) -> Punktvorschlag:
    """Return one point with all that its text says."""
    art = _art(text)
    frist, frist_text = frist_im(text)
    ist_geld = art is Punktart.MITTEL
    return Punktvorschlag(
        nummer=nummer,
        text=text,
        art=art,
        betrag=betrag_im(text) if ist_geld else None,
        haushaltsjahre=haushaltsjahre_im(text) if ist_geld else (),
        halbjahr=halbjahr_im(text),
        frist=frist,
        frist_text=frist_text,
    )


def konferenzzeit(punkte: tuple[Punktvorschlag, ...]) -> tuple[set[tuple[int, int]], set[int]]:
    """Return the half-years and the years in which the points want the conference to take place."""
    haelften: set[tuple[int, int]] = set()
    jahre: set[int] = set()
    for punkt in punkte:
        for satz in filter(_ist_termin, saetze(punkt.text)):
            haelften |= haelften_im(satz)
            jahre |= jahre_im(satz)
    return haelften, jahre


def _teile_einleitung(zeile: str) -> list[str]:
    """Put what follows "… möge beschließen:" on the same line on a line of its own."""
    if not ist_einleitung(zeile[:600]) or _AUFZAEHLUNG.match(zeile):
        return [zeile]
    fund = _NACH_EINLEITUNG.search(zeile)
    if fund is None or not zeile[fund.end() :].strip():
        return [zeile]
    return [zeile[: fund.end()], "", zeile[fund.end() :].strip()]


def _nimm_auf(sammlung: _Sammlung, zeile: str, hat_liste: bool) -> None:
    marke = _marke(zeile, len(sammlung.punkte) if sammlung.ebene in ("", "zahl") else 0)
    if marke and sammlung.ebene in ("", marke.lastgroup):
        sammlung.ebene = marke.lastgroup or ""
        sammlung.punkte.append([einzeilig(zeile[marke.end() :])])
    elif not sammlung.punkte and (hat_liste or ist_einleitung(zeile) or zeile.endswith(":")):
        sammlung.einleitung.append(zeile)
    elif not sammlung.punkte or (not hat_liste and sammlung.nach_leerzeile):
        sammlung.punkte.append([einzeilig(zeile)])
    else:
        _setze_fort(sammlung, einzeilig(zeile), neue_zeile=bool(marke) or sammlung.nach_leerzeile)


def _setze_fort(sammlung: _Sammlung, zeile: str, *, neue_zeile: bool) -> None:
    punkt = sammlung.punkte[-1]
    if neue_zeile and punkt[-1]:
        punkt.append(zeile)
    else:
        punkt[-1] = f"{punkt[-1]} {zeile}".strip()


def _marke(zeile: str, bisher: int) -> re.Match[str] | None:
    """Return the list mark a line begins with; a number counts only if it continues or opens a list."""
    marke = _AUFZAEHLUNG.match(zeile)
    if marke is None or marke.lastgroup != "zahl":
        return marke
    if _KEIN_PUNKT.match(zeile, marke.end()) or int(re.sub("[^0-9]", "", marke[0])) != bisher + 1:
        return None
    return marke


def _art(text: str) -> Punktart:
    if _ist_geld(text):
        return Punktart.MITTEL
    if any(_GRUPPE.search(satz) and _GRUENDEN.search(satz) for satz in saetze(text)):
        return Punktart.GRUPPE
    if any(_ist_termin(satz) for satz in saetze(text)):
        return Punktart.TERMIN
    return Punktart.FREI


def _ist_geld(text: str) -> bool:
    if nennt_betrag(text):
        return beginnt_mit_betrag(text) or _GELDWORT.search(text) is not None
    return _MITTEL_OHNE_BETRAG.search(einzeilig(text)) is not None


def _ist_termin(satz: str) -> bool:
    return bool(_VERANSTALTUNG.search(satz) and _STATTFINDEN.search(satz) and nennt_zeit(satz))
