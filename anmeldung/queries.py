"""Reads that span several tables, and what the floors below ask for."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from anmeldung import bedarfe as katalog
from anmeldung.models import Anmeldung, Anwesenheit, Bedarf, Kontingent, Platz
from konferenz import geheim, uhr
from konferenz.beitraege import Anlage, Anmeldestand, Karte, Menuepunkt
from konferenz.models import Benutzer, Konferenz, Nachricht
from konferenz.sprachen import SPRACHEN

KLEINSTE_ZAHL = 3
"""Counts of needs below this are shown as "<3" to everybody but the role Bedarfe."""


@dataclass(frozen=True)
class Zahlen:
    """Registrations of a conference by state; `frei` are seats that nobody has or is offered."""

    bestaetigt: int
    unbestaetigt: int
    warteliste: int
    angeboten: int
    abgesagt: int
    frei: int
    plaetze: int

    @property
    def alle(self) -> int:
        """Every registration there is, cancelled and lapsed ones too."""
        return self.bestaetigt + self.unbestaetigt + self.warteliste + self.angeboten + self.abgesagt


def zahlen(konferenz: Konferenz) -> Zahlen:
    """One statement whatever the number of registrations."""
    stand = Anmeldung.Stand
    belegt = (
        Platz.objects.filter(kontingent__konferenz=OuterRef("pk"))
        .values("kontingent")
        .annotate(zahl=Count("pk"))
    )
    werte = (
        Konferenz.objects.filter(pk=konferenz.pk)
        .annotate(
            bestaetigt=_mit_stand(stand.BESTAETIGT),
            unbestaetigt=_mit_stand(stand.UNBESTAETIGT),
            warteliste=_mit_stand(stand.WARTELISTE),
            angeboten=_mit_stand(stand.ANGEBOTEN),
            abgesagt=_mit_stand(stand.ABGEMELDET, stand.VERFALLEN),
            plaetze=Coalesce(Max("kontingent__plaetze"), 0),
            belegt=Coalesce(Subquery(belegt.values("zahl")), 0),
        )
        .values("bestaetigt", "unbestaetigt", "warteliste", "angeboten", "abgesagt", "plaetze", "belegt")
        .get()
    )
    zahlen: dict[str, Any] = dict(werte)
    return Zahlen(frei=max(0, zahlen["plaetze"] - zahlen.pop("belegt")), **zahlen)


def _mit_stand(*staende: str) -> Count:
    return Count("anmeldungen", filter=Q(anmeldungen__stand__in=staende))


def startseite(konferenz: Konferenz) -> Anmeldestand:
    """In which phase registration is and how many seats are free; one statement."""
    kontingent = Kontingent.objects.filter(konferenz=konferenz).mit_zahlen().first()
    url = reverse("anmeldung:formular", kwargs={"kennung": konferenz.kennung})
    if kontingent is None:
        return Anmeldestand(_phase(konferenz, 0, 0), 0, 0, url)
    phase = _phase(konferenz, kontingent.frei, kontingent.plaetze)
    return Anmeldestand(phase, kontingent.frei, kontingent.plaetze, url)


def _phase(konferenz: Konferenz, frei: int, plaetze: int) -> str:
    jetzt = uhr.jetzt()
    if konferenz.ist_vorbei:
        return "vorbei"
    if konferenz.anmeldung_bis and konferenz.anmeldung_bis <= jetzt:
        return "geschlossen"
    if not plaetze or not konferenz.anmeldung_laeuft(jetzt):
        return "vor"
    return "offen" if frei else "warteliste"


def wartet_vor(anmeldung: Anmeldung) -> int | None:
    """How many people wait before this one; None if it does not wait."""
    eigener = anmeldung.warteplaetze.der_konferenz().first()
    if eigener is None:
        return None
    return eigener.kontingent.wartende.filter(nummer__lt=eigener.nummer).count()


def hat_teilgenommen(anmeldung: Anmeldung) -> bool:
    """Whether the conference is over and she was let in."""
    return anmeldung.konferenz.ist_vorbei and Anwesenheit.objects.filter(anmeldung=anmeldung).exists()


_STAND_DES_ANLASSES = {
    "anmeldung.bestaetigen": Anmeldung.Stand.UNBESTAETIGT,
    "anmeldung.bestaetigt": Anmeldung.Stand.BESTAETIGT,
    "anmeldung.warteliste": Anmeldung.Stand.WARTELISTE,
    "anmeldung.angebot": Anmeldung.Stand.ANGEBOTEN,
}
"""Letters that make no sense any more once the registration is in another state."""


def nachricht_gilt(nachricht: Nachricht) -> bool:
    """Whether the reason of a letter still holds; letters of other apps always do."""
    if not nachricht.anlass.startswith("anmeldung."):
        return True
    if nachricht.anlass == "anmeldung.gruppe_angebot":
        nummer = nachricht.schluessel.rpartition(":")[2]
        return Platz.objects.filter(pk=nummer, angeboten_bis__isnull=False).exists()
    if nachricht.anlass == "anmeldung.verlegt" and _ist_ueberholt(nachricht):
        return False
    stand = Anmeldung.objects.filter(pk=nachricht.bezug).values_list("stand", flat=True).first()
    erwartet = _STAND_DES_ANLASSES.get(nachricht.anlass)
    return stand is not None and erwartet in (None, stand)


def _ist_ueberholt(nachricht: Nachricht) -> bool:
    """The conference has moved again since this letter about a move."""
    konferenz = nachricht.konferenz
    return konferenz is not None and nachricht.schluessel.rpartition(":")[2] != str(konferenz.terminfolge)


def anlagen(nachricht: Nachricht) -> list[Anlage]:
    """The calendar file of a confirmed seat, and of a conference that has moved."""
    if nachricht.anlass not in ("anmeldung.bestaetigt", "anmeldung.verlegt"):
        return []
    from anmeldung.kalender import anlage

    anmeldung = Anmeldung.objects.select_related("konferenz__ort").get(pk=nachricht.bezug)
    return [anlage(anmeldung, nachricht.sprache)]


def _ziel(name: str) -> Callable[[str], str | None]:
    def adresse(objekt: str) -> str | None:
        zeile = Anmeldung.objects.filter(pk=objekt).values_list("konferenz__kennung", "sprache").first()
        if zeile is None:
            return None
        with override(zeile[1]):
            return reverse(name, kwargs={"kennung": zeile[0]})

    return adresse


def zugaenge() -> dict[str, Callable[[str], str | None]]:
    """Where the personal links of a registration lead to, in the language of the person."""
    return {
        "anmeldung.bestaetigen": _ziel("anmeldung:bestaetigen"),
        "anmeldung.meine": _ziel("anmeldung:meine"),
        "anmeldung.angebot": _ziel("anmeldung:angebot"),
    }


def link_erneut(konferenz: Konferenz | None) -> list[Menuepunkt]:
    """The page that sends the link of a registration again."""
    if konferenz is None:
        return []
    url = reverse("anmeldung:link-senden", kwargs={"kennung": konferenz.kennung})
    return [Menuepunkt("", _("Link zu meiner Anmeldung noch einmal senden"), url)]


def karten(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Karte]:
    """The card of the staff's start page."""
    from anmeldung.uebersicht import karten as bauen

    return bauen(benutzer, konferenz)


@dataclass(frozen=True)
class Bedarfszeile:
    """How often something is needed by people who come; `anzahl` is None where the count is too small to be shown."""

    gruppe: Any
    text: Any
    anzahl: int | None


def bedarf_summen(konferenz: Konferenz, benutzer: Benutzer) -> list[Bedarfszeile]:
    """Counts of needs without names, of confirmed and offered registrations; small ones only for the role Bedarfe."""
    kommt = Q(anmeldung__stand__in=[Anmeldung.Stand.BESTAETIGT, Anmeldung.Stand.ANGEBOTEN])
    geheimtexte = Bedarf.objects.filter(kommt, anmeldung__konferenz=konferenz).values_list(
        "verschluesselt", flat=True
    )
    inhalte = [geheim.oeffne(bytes(text)) for text in geheimtexte.iterator()]
    arten = Counter(art for inhalt in inhalte for art in inhalt.get("arten", ()))
    sprachen = Counter(inhalt["dolmetschen"] for inhalt in inhalte if inhalt.get("dolmetschen"))
    darf_alles = benutzer.has_perm("anmeldung.bedarfe_lesen", konferenz)

    def gezeigt(zahl: int) -> int | None:
        return zahl if darf_alles or zahl >= KLEINSTE_ZAHL else None

    zeilen = [
        Bedarfszeile(katalog.GRUPPEN[art.gruppe], art.text, gezeigt(arten[art.schluessel]))
        for art in katalog.ARTEN
        if arten[art.schluessel]
    ]
    return zeilen + [
        Bedarfszeile(katalog.GRUPPE_DOLMETSCHEN, _sprachname(code), gezeigt(zahl))
        for code, zahl in sorted(sprachen.items())
    ]


def _sprachname(code: str) -> Any:
    return SPRACHEN[code].name_deutsch if code in SPRACHEN else katalog.ANDERE_SPRACHE_NAME
