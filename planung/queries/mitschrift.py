"""What the screen of the minute-taker shows of a meeting that runs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from konferenz.formate import Stand
from planung.fristen import zeit_der
from planung.models import Protokoll, Protokollabschnitt, Sitzung, Tagesordnungspunkt
from planung.queries.aufgaben import Zeile as Aufgabenzeile
from planung.queries.aufgaben import zeilen, zu_kontrollieren
from planung.queries.beschlussfaehigkeit import Beschlussfaehigkeit, Saal

S = Tagesordnungspunkt.Stand
_ART = {S.AUFGERUFEN: "info", S.BEHANDELT: "success", S.VERTAGT: "warning"}


@dataclass(frozen=True)
class Punktzeile:
    """An item with its badge and whether it can still be taken."""

    punkt: Tagesordnungspunkt
    stand: Stand
    kann_aufgerufen: bool


@dataclass(frozen=True)
class Lage:
    """The meeting at this moment."""

    protokoll: Protokoll
    zeilen: list[Punktzeile]
    jetzt: Tagesordnungspunkt | None
    abschnitt: Protokollabschnitt | None
    quorum: Beschlussfaehigkeit
    anwesende: int
    laeuft: bool
    ist_entwurf: bool
    aufgaben: list[Aufgabenzeile]

    @property
    def naechster(self) -> Tagesordnungspunkt | None:
        """The first item that was not taken yet."""
        return next((zeile.punkt for zeile in self.zeilen if zeile.punkt.stand == S.VORGESEHEN), None)


def lage_der(sitzung: Sitzung) -> Lage:
    """Read the meeting; the number of statements does not depend on its items."""
    protokoll = Protokoll.objects.get(sitzung=sitzung)
    protokoll.sitzung = sitzung
    punkte = list(
        sitzung.punkte.in_ordnung().prefetch_related(
            "abstimmungen", "befangene__person", "aufgaben__verantwortlich"
        )
    )
    jetzt = next((punkt for punkt in punkte if punkt.stand == S.AUFGERUFEN), None)
    saal = Saal.von(sitzung)
    laeuft = sitzung.stand == Sitzung.Stand.LAEUFT
    abschnitte = Protokollabschnitt.objects.filter(punkt=jetzt).select_related("bearbeitet_von")
    return Lage(
        protokoll=protokoll,
        zeilen=[_zeile(punkt, laeuft) for punkt in punkte],
        jetzt=jetzt,
        abschnitt=abschnitte.first() if jetzt else None,
        quorum=saal.beschlussfaehigkeit(jetzt, zeit_der(sitzung)),
        anwesende=len(saal.anwesenheiten),
        laeuft=laeuft,
        ist_entwurf=protokoll.stand == Protokoll.Stand.ENTWURF,
        aufgaben=aufgabenkontrolle(sitzung, jetzt),
    )


def aufgabenkontrolle(sitzung: Sitzung, punkt: Tagesordnungspunkt | None) -> list[Aufgabenzeile]:
    """What the standing item "Aufgabenkontrolle" goes through while it is taken: open tasks, overdue first (S44)."""
    if punkt is None or punkt.art != Tagesordnungspunkt.Art.AUFGABEN:
        return []
    return zeilen(zu_kontrollieren(sitzung.gremium))


def _zeile(punkt: Tagesordnungspunkt, laeuft: bool) -> Punktzeile:
    wort = str(punkt.get_stand_display())
    if punkt.behandelt_als and punkt.stand == S.BEHANDELT:
        wort = _("behandelt als %(stelle)d.") % {"stelle": punkt.behandelt_als}
    kann = laeuft and punkt.stand not in (S.AUFGERUFEN, S.ABGESETZT)
    return Punktzeile(punkt, Stand(_ART.get(S(punkt.stand), "neutral"), wort), kann)
