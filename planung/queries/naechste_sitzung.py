"""What the start page says about meetings: the next one, and what an account should do about it."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from beirat.mitwirkung import mitwirkung
from konferenz import uhr
from konferenz.beitraege import Karte, Schritt
from konferenz.formate import datum, datum_kurz
from konferenz.models import Benutzer, Konferenz
from planung.fristen import letzter_versandtag, tag_der
from planung.models import Sitzung, Teilnahme
from planung.queries import sicht
from planung.queries.antworten import ABZEICHEN
from planung.queries.lage import abzeichen

VORLAUF = timedelta(days=7)
"""So long before the last day of dispatch the start page asks to invite."""
AUF_DER_KARTE = 3


def karten(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Karte]:
    """Contribution `karten`: the next meetings of my bodies with my answer."""
    if not benutzer.has_perm("planung.sitzung_sehen"):
        return []
    naechste = list(sicht.sitzungen(benutzer).kommend()[:AUF_DER_KARTE])
    if not naechste:
        return []
    eigene = _eigene(benutzer, naechste)
    zeilen = [
        (eine, ABZEICHEN[Teilnahme.Antwort(eigene[eine.pk])] if eine.pk in eigene else abzeichen(eine))
        for eine in naechste
    ]
    return [Karte(_("Nächste Sitzungen"), "planung/karte_sitzungen.html", {"zeilen": zeilen}, 15)]


def _eigene(benutzer: Benutzer, sitzungen: list[Sitzung]) -> dict[int, str]:
    """Meeting -> what the account's person has answered for its present time."""
    generationen = {eine.pk: eine.generation for eine in sitzungen}
    antworten = Teilnahme.objects.filter(person=mitwirkung(benutzer).person, sitzung__in=generationen)
    return {
        eine.sitzung_id: eine.antwort
        for eine in antworten
        if eine.generation == generationen[eine.sitzung_id]
    }


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`: the first meeting to which somebody has to be invited or has to answer."""
    if not benutzer.has_perm("planung.sitzung_sehen"):
        return []
    alle = list(sicht.sitzungen(benutzer).kommend())
    return list(_schritte(benutzer, alle))[:1]


def _schritte(benutzer: Benutzer, alle: list[Sitzung]) -> Iterator[Schritt]:
    eigene = _eigene(benutzer, alle)
    for sitzung in alle:
        if sitzung.stand == Sitzung.Stand.GEPLANT and _ist_einzuladen(benutzer, sitzung):
            frist = letzter_versandtag(sitzung)
            satz = _("Versand bis %(tag)s wahrt die Ladungsfrist.") % {"tag": datum(frist)}
            titel = _("Zur %(sitzung)s einladen") % {"sitzung": sitzung}
            ziel = reverse("planung:einladung", args=[sitzung.pk])
            yield Schritt(titel, satz, ziel, _("Einladung prüfen"), frist, rang=30)
        elif _fragt(benutzer, sitzung) and sitzung.pk not in eigene:
            titel = _("Kommen Sie zur %(sitzung)s am %(tag)s?") % {
                "sitzung": sitzung, "tag": datum_kurz(sitzung.beginn),
            }  # fmt: skip
            ziel = reverse("planung:antworten", args=[sitzung.pk])
            satz = _("Sie haben noch nicht geantwortet.")
            yield Schritt(titel, satz, ziel, _("Antworten"), tag_der(sitzung), rang=37)


def _ist_einzuladen(benutzer: Benutzer, sitzung: Sitzung) -> bool:
    bald = letzter_versandtag(sitzung) - VORLAUF <= uhr.heute()
    return bald and not sitzung.hat_begonnen and benutzer.has_perm("planung.einladen", sitzung)


def _fragt(benutzer: Benutzer, sitzung: Sitzung) -> bool:
    """Whether the account's person is invited and can still answer."""
    offen = sitzung.stand == Sitzung.Stand.EINGELADEN and not sitzung.hat_begonnen
    return offen and benutzer.has_perm("planung.antworten", sitzung)
