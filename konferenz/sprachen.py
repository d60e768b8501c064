"""The languages of the product: own names, script direction and the fall-back to German.

Which of them a district offers is data (`Bezirk.sprachen`); this table only says what is possible. Codes are BCP
47; `simple` is
the registered variant for plain language, here Leichte Sprache.
"""

from dataclasses import dataclass
from typing import Any

from django.conf.locale import LANG_INFO


@dataclass(frozen=True)
class Sprache:
    """One language: `code` as in URLs, `name` in the language itself, `name_deutsch` for staff, `rtl` if written
    right to left."""

    code: str
    name: str
    name_deutsch: str
    rtl: bool = False

    @property
    def richtung(self) -> str:
        return "rtl" if self.rtl else "ltr"


SPRACHEN = {
    sprache.code: sprache
    for sprache in (
        Sprache("de", "Deutsch", "Deutsch"),
        Sprache("de-simple", "Leichte Sprache", "Leichte Sprache"),
        Sprache("en", "English", "Englisch"),
        Sprache("tr", "Türkçe", "Türkisch"),
        Sprache("ar", "العربية", "Arabisch", rtl=True),
        Sprache("fa", "فارسی", "Farsi", rtl=True),
        Sprache("fa-af", "دری", "Dari", rtl=True),
        Sprache("ru", "Русский", "Russisch"),
        Sprache("uk", "Українська", "Ukrainisch"),
        Sprache("pl", "Polski", "Polnisch"),
        Sprache("bg", "Български", "Bulgarisch"),
        Sprache("ro", "Română", "Rumänisch"),
        Sprache("fr", "Français", "Französisch"),
        Sprache("es", "Español", "Spanisch"),
        Sprache("pt", "Português", "Portugiesisch"),
        Sprache("ti", "ትግርኛ", "Tigrinya"),
        Sprache("kmr", "Kurmancî", "Kurdisch (Kurmandschi)"),
        Sprache("ckb", "کوردیی ناوەندی", "Kurdisch (Sorani)", rtl=True),
        Sprache("rom", "Romani", "Romanes"),
        Sprache("tw", "Twi", "Twi"),
        Sprache("ps", "پښتو", "Paschtu", rtl=True),
        Sprache("sq", "Shqip", "Albanisch"),
        Sprache("bs", "Bosanski", "Bosnisch, Kroatisch, Serbisch"),
        Sprache("vi", "Tiếng Việt", "Vietnamesisch"),
        Sprache("so", "Soomaali", "Somali"),
    )
}

AUSWAHL = [(sprache.code, sprache.name) for sprache in SPRACHEN.values()]
"""For `settings.LANGUAGES`."""

AUSWAHL_DEUTSCH = [(sprache.code, sprache.name_deutsch) for sprache in SPRACHEN.values()]

for _sprache in SPRACHEN.values():
    # Django asks LANG_INFO for the direction; languages it does not ship have to be told to it.
    LANG_INFO.setdefault(
        _sprache.code,
        {
            "bidi": _sprache.rtl,
            "code": _sprache.code,
            "name": _sprache.name_deutsch,
            "name_local": _sprache.name,
        },
    )


def texte(wert: Any) -> dict[str, str]:
    """Language -> text of a value in several languages; a plain text is German, an empty one is none."""
    daten = getattr(wert, "data", wert)
    if isinstance(daten, dict):
        return {code: text for code, text in daten.items() if text}
    return {"de": daten} if daten else {}


def sprache(code: str | None) -> Sprache:
    """The language of a code, also of a longer or unknown one; German if nothing fits."""
    gesucht = (code or "").lower()
    return SPRACHEN.get(gesucht) or SPRACHEN.get(gesucht.split("-")[0]) or SPRACHEN["de"]
