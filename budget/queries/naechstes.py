"""The strip "Als Nächstes" for money: what one person can do now, on the start page and on the page of the budget."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.models import Bereitstellung
from budget.queries.beschluss import VERLOREN
from budget.queries.frist import Frist, Fristart
from budget.queries.fristen import fristen
from budget.queries.quellen import Aufgabe, aufgaben, quellenlagen
from budget.queries.rechnungsaufgaben import eigene_aufgaben
from budget.queries.stand import Lage, lage
from budget.queries.uebertraege import Antragsschritt, antragslagen
from konferenz import uhr
from konferenz.beitraege import Schritt
from konferenz.models import Benutzer, Konferenz, Petitumspunkt

RANG_GEGENZEICHNEN, RANG_RECHNUNG, RANG_FRIST, RANG_UEBERTRAG, RANG_QUELLE, RANG_BEREITSTELLEN = range(30, 36)
"""What holds other people up comes first."""

TATEN = {
    "vorgang": gettext_lazy("Zum Vorgang"),
    "vorgaenge": gettext_lazy("Zu den Vorgängen"),
    "jahresende": gettext_lazy("Entscheiden"),
    "zuwendung": gettext_lazy("Zur Zuwendung"),
}
"""Words of the button, by the page it leads to."""


def bereitstellung_der(konferenz: Konferenz) -> Bereitstellung | None:
    """The money of a conference, with paper and conference at hand."""
    reihe = Bereitstellung.objects.select_related("punkt__drucksache")
    gefunden = reihe.filter(konferenz=konferenz).first()
    if gefunden:
        gefunden.konferenz = konferenz
    return gefunden


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`."""
    if konferenz is None or not benutzer.has_perm("budget.sehen", konferenz):
        return []
    bereitstellung = bereitstellung_der(konferenz)
    if bereitstellung is None:
        return list(_bereitstellen(benutzer, konferenz))
    stand = lage(bereitstellung)
    return eigene_schritte(benutzer, bereitstellung, stand, fristen(bereitstellung, stand))


def eigene_schritte(
    benutzer: Benutzer, bereitstellung: Bereitstellung, stand: Lage, termine: list[Frist]
) -> list[Schritt]:
    """Everything this person can do now about the money of a conference, the most urgent first."""
    alle = [
        *_quellen(benutzer, bereitstellung, stand),
        *_rechnungen(benutzer, bereitstellung),
        *_fristen(benutzer, termine),
        *_uebertraege(benutzer, bereitstellung, stand),
    ]
    return sorted(alle, key=lambda schritt: (schritt.rang, schritt.frist or uhr.heute()))


def was_andere_tun(benutzer: Benutzer, bereitstellung: Bereitstellung, stand: Lage) -> list[Aufgabe]:
    """What has to be done about the sources by somebody else."""
    return [eine for eine in aufgaben(quellenlagen(bereitstellung, stand)) if not eine.ist_fuer(benutzer)]


def _bereitstellen(benutzer: Benutzer, konferenz: Konferenz) -> Iterator[Schritt]:
    """A paper with a point on money, and nobody has provided it yet."""
    drucksache = konferenz.drucksache
    if drucksache is None or drucksache.stand in VERLOREN or not benutzer.has_perm("budget.bereitstellen"):
        return
    if drucksache.punkte.filter(art=Petitumspunkt.Art.MITTEL).exists():
        yield Schritt(
            _("Mittel bereitstellen"),
            _("Die Drucksache nennt Geld. Aus ihrem Punkt werden Obergrenze und Deckungsquellen."),
            reverse("budget:bereitstellung-neu", kwargs={"kennung": konferenz.kennung}),
            _("Mittel bereitstellen"),
            rang=RANG_BEREITSTELLEN,
        )


def _quellen(benutzer: Benutzer, bereitstellung: Bereitstellung, stand: Lage) -> Iterator[Schritt]:
    for eine in aufgaben(quellenlagen(bereitstellung, stand)):
        if eine.ist_fuer(benutzer):
            teile = {"kennung": bereitstellung.konferenz.kennung, "pk": eine.pk}
            rang = RANG_GEGENZEICHNEN if eine.name == "gegenzeichnen" else RANG_QUELLE
            yield Schritt(
                eine.titel, eine.grund, reverse(f"budget:{eine.name}", kwargs=teile), eine.tat, rang=rang
            )


def _rechnungen(benutzer: Benutzer, bereitstellung: Bereitstellung) -> Iterator[Schritt]:
    """The first invoice that waits for this person; the list has the others."""
    for eigene in eigene_aufgaben(benutzer, bereitstellung)[:1]:
        rechnung, tat = eigene.lage.rechnung, eigene.tat
        teile = {"kennung": bereitstellung.konferenz.kennung, "pk": rechnung.pk}
        yield Schritt(
            eigene.titel,
            str(tat.grund),
            reverse("budget:rechnung", kwargs=teile),
            str(tat.titel),
            rechnung.faellig_am,
            RANG_RECHNUNG,
        )


def _fristen(benutzer: Benutzer, termine: list[Frist]) -> Iterator[Schritt]:
    """Deadlines that are near or over. Invoices have steps of their own."""
    for frist in termine:
        ist_meine = not benutzer.rollen.isdisjoint(frist.rollen)
        if ist_meine and frist.ist_nah and frist.art != Fristart.RECHNUNG:
            yield Schritt(frist.titel, frist.satz, frist.url, str(TATEN[frist.seite]), frist.bis, RANG_FRIST)


def _uebertraege(benutzer: Benutzer, bereitstellung: Bereitstellung, stand: Lage) -> Iterator[Schritt]:
    """Granted rests that nobody has used for what they were asked for."""
    if not benutzer.has_perm("budget.uebertragen", bereitstellung):
        return
    for antrag in antragslagen(bereitstellung, stand):
        if antrag.schritt == Antragsschritt.UMDECKUNG:
            teile = {"kennung": bereitstellung.konferenz.kennung, "pk": antrag.uebertrag.pk}
            yield Schritt(
                _("Auf den bewilligten Übertrag umdecken"),
                _("Von selbst zieht nichts um: Wählen Sie, was der Übertrag deckt."),
                reverse("budget:uebertrag-umdecken", kwargs=teile),
                _("Umdecken"),
                rang=RANG_UEBERTRAG,
            )
