"""Cleaning a pasted text and cutting it into the parts of a motion."""

import re
import unicodedata
from dataclasses import dataclass, field

_NEUE_ZEILE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSICHTBAR = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_LEERRAUM = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# At most four marks per letter: a long run of marks would make the normal form quadratic.
_ZERLEGT = re.compile("[^\\W\\d_][\u0300-\u036f]{1,4}")
_GEVIERTE = re.compile("[\u2010\u2011\u2212]")

_UEBERSCHRIFTEN = {
    "beratung": ("beratungsreihenfolge", "beratungsfolge"),
    "sachverhalt": (
        "sachverhalt",
        "begründung",
        "sachverhalt/begründung",
        "sachverhalt und begründung",
        "anlass",
        "vorbemerkung",
    ),
    "petitum": (
        "petitum",
        "petitum/beschluss",
        "petitum/beschlussvorschlag",
        "petitum/beschlussempfehlung",
        "beschluss",
        "beschlussvorschlag",
        "beschlussempfehlung",
        "beschlusstext",
        "antragstext",
    ),
    "ende": (
        "anlage",
        "anlagen",
        "anlage/n",
        "anlage(n)",
        "anhang",
        "anhänge",
        "auswirkungen",
        "finanzielle auswirkungen",
        "unterschrift",
        "beschlusslauf",
        "protokollauszug",
    ),
}
_TEIL_NACH_UEBERSCHRIFT = {name: teil for teil, namen in _UEBERSCHRIFTEN.items() for name in namen}
_LAENGSTE_UEBERSCHRIFT = 40
_EINLEITUNG = re.compile(r"\b(?:möge|wolle|möchte|soll)\b.{0,120}\bbeschlie(?:ß|ss)en\b", re.IGNORECASE)
_UNTERZEICHNUNG = re.compile(r"(?:gez\.|f\.\s?d\.\s?R\.|i\.\s?A\.|für die fraktion\b)", re.IGNORECASE)


@dataclass
class Gliederung:
    """The lines of a motion by part; lines are stripped, blank lines are empty strings."""

    kopf: list[str] = field(default_factory=list)
    beratung: list[str] = field(default_factory=list)
    sachverhalt: list[str] = field(default_factory=list)
    petitum: list[str] = field(default_factory=list)
    ende: list[str] = field(default_factory=list)


def bereinige(text: str) -> str:
    """Return the text with plain line ends, plain spaces, composed umlauts and no invisible characters."""
    text = _UNSICHTBAR.sub("", _NEUE_ZEILE.sub("\n", text))
    text = _GEVIERTE.sub("-", _LEERRAUM.sub(" ", text))
    return _ZERLEGT.sub(lambda fund: unicodedata.normalize("NFC", fund[0]), text)


def einzeilig(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def ist_einleitung(zeile: str) -> bool:
    """Say whether the line asks a body to decide ("… möge beschließen")."""
    return _EINLEITUNG.search(zeile) is not None


def gliedere(text: str) -> Gliederung:
    """Cut a cleaned text at its headings; without a petitum heading at "… möge beschließen"."""
    zeilen = [zeile.strip() for zeile in text.split("\n")]
    ueberschriften = [_ueberschrift(zeile) for zeile in zeilen]
    ohne_petitum = all(teil != "petitum" for teil, _rest in ueberschriften)
    teile = Gliederung()
    teil = "kopf"
    for zeile, (neuer_teil, rest) in zip(zeilen, ueberschriften, strict=True):
        teil = neuer_teil or _stiller_wechsel(teil, zeile, ohne_petitum)
        if rest or not neuer_teil:
            getattr(teile, teil).append(rest)
    return teile


def absaetze(zeilen: list[str]) -> str:
    """Join lines, keep their ends, and leave exactly one blank line between paragraphs."""
    bloecke: list[list[str]] = [[]]
    for zeile in zeilen:
        if zeile:
            bloecke[-1].append(einzeilig(zeile))
        elif bloecke[-1]:
            bloecke.append([])
    return "\n\n".join("\n".join(block) for block in bloecke if block)


def _ueberschrift(zeile: str) -> tuple[str, str]:
    """Return the part that a heading opens and what follows on its line, or ("", line)."""
    name, _doppelpunkt, rest = zeile.partition(":")
    if not name or len(name) > _LAENGSTE_UEBERSCHRIFT:
        return "", zeile
    teil = _TEIL_NACH_UEBERSCHRIFT.get(einzeilig(name.replace("/", " / ")).replace(" / ", "/").casefold())
    return (teil, rest.strip()) if teil else ("", zeile)


def _stiller_wechsel(teil: str, zeile: str, ohne_petitum: bool) -> str:
    if ohne_petitum and teil in ("kopf", "beratung", "sachverhalt") and ist_einleitung(zeile):
        return "petitum"
    if teil == "beratung" and _ist_fliesstext(zeile):
        return "sachverhalt"
    if teil == "petitum" and _UNTERZEICHNUNG.match(zeile):
        return "ende"
    return teil


def _ist_fliesstext(zeile: str) -> bool:
    return len(zeile) > 120 or (zeile.endswith(".") and zeile.count(" ") >= 5)
