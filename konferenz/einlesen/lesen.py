"""From the text of a motion to a proposal."""

import re
from dataclasses import replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .beratung import lies_beratungen
from .dekodieren import pruefe_lesbar
from .geld import haushaltsjahre_im, nennt_betrag, saetze
from .gliedern import Gliederung, absaetze, bereinige, einzeilig, gliedere
from .kopf import Kopf, lies_kopf
from .petitum import Petitum, konferenzzeit, lies_petitum
from .vorschlag import Beratungsvorschlag, Punktart, Punktvorschlag, Vorschlag

_ANFUEHRUNG = {
    "„": '“”"', "“": "”“", '"': '"“”', "»": "«", "«": "»", "‚": "‘’", "‘": "’", "›": "‹", "‹": "›", "'": "'",
}  # fmt: skip
_THEMA = re.compile(
    r"(?:\b(?:unter|mit)\s(?:dem|der)\s(?:Leitthema|Thema|Motto|Titel|Überschrift)|\b(?:Leitthema|Motto))\s?:?\s?"
    rf"(?P<auf>[{''.join(_ANFUEHRUNG)}])",
    re.IGNORECASE,
)
_LAENGSTES_THEMA = 400
_KONFERENZ = re.compile(r"konferenz|tagung\b|fachtag", re.IGNORECASE)
_KONFERENZ_IM_TITEL = re.compile(
    r"konferenz(?:en)?\s(?:im\sJahre?\s|in\s)?(20[0-9]{2})(?!\s?[/–-]\s?[0-9]|[0-9])", re.IGNORECASE
)


def lies(text: str) -> Vorschlag:
    """Return the proposal read from the text of a motion.

    Raises ValidationError for a text that is empty, too long or unreadable, and for one without a number, a
    title or at least one petitum point; the message names what is missing.
    """
    pruefe_lesbar(text)
    teile = gliedere(bereinige(text))
    kopf = lies_kopf(teile.kopf)
    petitum = lies_petitum(teile.petitum)
    _pruefe_pflichtangaben(kopf, petitum)
    return _vorschlag(teile, kopf, petitum)


def _pruefe_pflichtangaben(kopf: Kopf, petitum: Petitum) -> None:
    if not kopf.nummer and not petitum.punkte:
        raise ValidationError(
            _("Das ist keine Drucksache. Es fehlen die Nummer und der Beschlusstext (Petitum)."),
            code="keine_drucksache",
        )
    fehler = []
    if not kopf.nummer:
        meldung = _("Es fehlt die Nummer der Drucksache, zum Beispiel 22-0001.")
        fehler.append(ValidationError(meldung, code="keine_nummer"))
    if not kopf.titel:
        fehler.append(ValidationError(_("Es fehlt der Titel der Drucksache."), code="kein_titel"))
    if not petitum.punkte:
        meldung = _("Es fehlt der Beschlusstext (Petitum) mit mindestens einem Punkt.")
        fehler.append(ValidationError(meldung, code="kein_punkt"))
    if fehler:
        raise ValidationError(fehler)


def _vorschlag(teile: Gliederung, kopf: Kopf, petitum: Petitum) -> Vorschlag:
    halbjahr, konferenzjahr = _konferenz(kopf.titel, petitum)
    geldpunkte = [punkt for punkt in petitum.punkte if punkt.art is Punktart.MITTEL]
    vorschlag = Vorschlag(
        nummer=kopf.nummer,
        fassung=kopf.fassung,
        titel=kopf.titel,
        leitthema=_leitthema(teile),
        art=kopf.art,
        antragsteller=kopf.antragsteller,
        beratungen=lies_beratungen(teile.beratung),
        sachverhalt=absaetze(teile.sachverhalt or kopf.fliesstext),
        petitum_einleitung=petitum.einleitung,
        punkte=petitum.punkte,
        betrag=_summe(geldpunkte),
        haushaltsjahre=haushaltsjahre_im("\n".join(punkt.text for punkt in geldpunkte)),
        halbjahr=halbjahr,
        konferenzjahr=konferenzjahr,
        oeffentlich=kopf.oeffentlich,
    )
    return replace(vorschlag, fehlend=_fehlend(vorschlag))


def _konferenz(titel: str, petitum: Petitum) -> tuple[tuple[int, int] | None, int | None]:
    """Return half-year and year of the conference; the petitum goes before the title."""
    haelften, jahre = konferenzzeit(petitum.punkte)
    if not jahre:
        jahre = {int(jahr) for jahr in _KONFERENZ_IM_TITEL.findall(titel)}
    halbjahr = next(iter(haelften)) if len(haelften) == 1 and len(jahre) == 1 else None
    return halbjahr, next(iter(jahre)) if len(jahre) == 1 else None


def _summe(geldpunkte: list[Punktvorschlag]) -> Decimal | None:
    """Return the sum in EUR; None without any amount and where a point names one that is not clear."""
    mit_betrag = [punkt.betrag for punkt in geldpunkte if nennt_betrag(punkt.text)]
    klar = [betrag for betrag in mit_betrag if betrag is not None]
    return sum(klar, Decimal(0)) if klar and len(klar) == len(mit_betrag) else None


def _leitthema(teile: Gliederung) -> str:
    """Return the quoted theme of a sentence about the conference, nothing if there are several."""
    text = einzeilig(" ".join([*teile.sachverhalt, *teile.petitum, *teile.kopf]))
    themen: set[str] = set()
    for satz in saetze(text):
        if _KONFERENZ.search(satz):
            themen.update(filter(None, (_zitat(satz, fund) for fund in _THEMA.finditer(satz))))
    return themen.pop() if len(themen) == 1 else ""


def _zitat(satz: str, fund: re.Match[str]) -> str:
    ausschnitt = satz[fund.end() : fund.end() + _LAENGSTES_THEMA]
    enden = [stelle for zeichen in _ANFUEHRUNG[fund["auf"]] if (stelle := ausschnitt.find(zeichen)) > 0]
    return ausschnitt[: min(enden)].strip() if enden else ""


def _fehlend(vorschlag: Vorschlag) -> tuple[str, ...]:
    namen = {
        "art": gettext("Art der Drucksache"),
        "oeffentlich": gettext("öffentlich oder nichtöffentlich"),
        "antragsteller": gettext("Antragstellende"),
        "leitthema": gettext("Leitthema"),
        "sachverhalt": gettext("Sachverhalt"),
        "betrag": gettext("Betrag"),
        "haushaltsjahre": gettext("Haushaltsjahre"),
        "halbjahr": gettext("Halbjahr der Konferenz"),
        "konferenzjahr": gettext("Jahr der Konferenz"),
    }
    fehlend = [name for feld, name in namen.items() if getattr(vorschlag, feld) in ("", (), None)]
    return (*_fehlend_je_beratung(vorschlag.beratungen), *fehlend)


def _fehlend_je_beratung(beratungen: tuple[Beratungsvorschlag, ...]) -> list[str]:
    if not beratungen:
        return [gettext("Beratungsreihenfolge")]
    namen = {
        "gremium": gettext("beratendes Gremium"),
        "datum": gettext("Datum der Beratung"),
        "top": gettext("Tagesordnungspunkt der Beratung"),
    }
    return [
        name for feld, name in namen.items() if not all(getattr(beratung, feld) for beratung in beratungen)
    ]
