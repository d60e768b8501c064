"""The whole chain of the preparation group with two people in two browsers: from finding a date to approved minutes.
Each page leads to the next: nothing is opened by its address but the start.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from konferenz.models import Nachricht
from planung.models import Protokoll, Sitzung
from tests import welt
from tests.browser.kunde import ImBrowser
from tests.planung.welt import Gruppe, gruppe


class Mensch:
    """Somebody at a browser: clicks what is there, fills in what is asked."""

    def __init__(self, blatt: Page, konto: Any) -> None:
        self.blatt = ImBrowser(blatt, konto).blatt

    def klicke(self, *namen: str) -> None:
        """Buttons and links of the page's main part, one after the other."""
        for name in namen:
            self.blatt.locator("main").locator("a, button").filter(has_text=name).first.click()
            self.blatt.wait_for_load_state()

    def fuelle(self, **felder: str) -> None:
        for name, wert in felder.items():
            feld = self.blatt.locator(f'main [name="{name}"]')
            if feld.first.evaluate("feld => feld.tagName") == "SELECT":
                feld.select_option(label=wert)
            else:
                feld.fill(wert)

    def waehle(self, name: str) -> None:
        """By keyboard: the boxes are drawn by the style sheet, a forced click may meet the page while it grows."""
        feld = self.blatt.get_by_label(name).first
        feld.press("Space")
        expect(feld).to_be_checked()

    def liest(self, satz: str) -> None:
        expect(self.blatt.locator("main")).to_contain_text(satz)


@pytest.mark.django_db(transaction=True)
def test_von_der_terminfrage_bis_zur_genehmigten_niederschrift(neue_seite: Callable[..., Page]) -> None:
    """Issue of the preparation group: date poll, invitation, answer, meeting, minutes, approval in the next meeting."""
    haus = gruppe()
    deniz, elif_ = Mensch(neue_seite(), haus.deniz.benutzer), Mensch(neue_seite(), haus.elif_.benutzer)
    deniz.blatt.goto("/arbeit/")
    with welt.zeit("2024-09-02"):
        finde_einen_termin(haus, deniz, elif_)
    with welt.zeit("2024-09-07"):
        lade_ein(deniz, elif_)
    with welt.zeit("2024-09-26", "17:02"):
        halte_ab(deniz)
    with welt.zeit("2024-09-28"):
        schreibe_nieder(deniz, elif_)
    naechste = haus.sitzung("2024-10-24 17:00", stand=Sitzung.Stand.EINGELADEN)
    with welt.zeit("2024-10-24", "17:05"):
        genehmige(deniz, elif_, naechste)


def finde_einen_termin(haus: Gruppe, deniz: Mensch, elif_: Mensch) -> None:
    """The chair asks; the member finds the question on her start page."""
    deniz.blatt.get_by_role("link", name="Termine finden").first.click()
    deniz.klicke("Termin finden")
    deniz.fuelle(
        gremium=haus.gremium.name, titel="Sitzung im September", ort=haus.ort.name, raum="Raum 4.10",
        tag_1="2024-09-26", zeit_1="17:00", tag_2="2024-09-27", zeit_2="17:00", frist="2024-09-06",
    )  # fmt: skip
    deniz.klicke("Umfrage beginnen")
    deniz.liest("Antworten: 0 von 8")
    elif_.blatt.goto("/arbeit/")
    elif_.liest("Wann können Sie? Sitzung im September")
    elif_.klicke("Antworten")
    elif_.waehle("Ja, da kann ich")
    elif_.klicke("Antwort speichern")
    elif_.liest("Sie haben geantwortet")


def lade_ein(deniz: Mensch, elif_: Mensch) -> None:
    """The first day suits; the invitation goes out in time and is answered."""
    deniz.blatt.reload()
    deniz.liest("Wählen Sie den Termin")
    deniz.liest("passt am besten")
    deniz.klicke("Diesen Termin wählen", "Diesen Termin wählen")
    deniz.liest("Tagesordnung prüfen und einladen")
    deniz.klicke("Einladung prüfen")
    deniz.liest("fristgerecht")
    deniz.fuelle(anschreiben="Bitte bringen Sie Ihre Ideen mit.")
    deniz.klicke("einladen")
    assert Nachricht.objects.filter(anlass="planung.einladung").count() == 8
    elif_.blatt.goto("/arbeit/")
    elif_.liest("Kommen Sie")
    elif_.klicke("Antworten")
    elif_.waehle("kommt")
    elif_.klicke("speichern")


def halte_ab(deniz: Mensch) -> None:
    """Who is there, each item taken and closed, a result written down."""
    deniz.blatt.goto(Sitzung.objects.get().get_absolute_url())
    deniz.klicke("Sitzung eröffnen", "Sitzung eröffnen")
    for feld in deniz.blatt.locator('main select[name^="status_"]').all():
        feld.select_option("anwesend")
    deniz.klicke("Speichern")
    deniz.liest("beschlussfähig")
    for _punkt in range(Sitzung.objects.get().punkte.count()):
        aufrufen = deniz.blatt.locator("main button.kern-btn--primary").filter(has_text="Aufrufen")
        with deniz.blatt.expect_navigation():
            aufrufen.click()
        deniz.fuelle(ergebnis="Besprochen und so vereinbart.")
        deniz.waehle("Dieser Punkt ist fertig geschrieben.")
        deniz.klicke("Speichern", "Punkt ist behandelt")
    deniz.liest("Alle Punkte sind behandelt")
    deniz.klicke("Sitzung schließen", "Sitzung schließen")


def schreibe_nieder(deniz: Mensch, elif_: Mensch) -> None:
    """The chair agrees and sends; the member reads."""
    deniz.blatt.reload()
    deniz.klicke("Entwurf zustimmen", "An alle versenden")
    assert Nachricht.objects.filter(anlass="planung.niederschrift").count() == 8
    elif_.blatt.goto("/arbeit/")
    elif_.blatt.get_by_role("link", name="Niederschriften").first.click()
    elif_.klicke("1. Sitzung")
    elif_.liest("Besprochen und so vereinbart.")


def genehmige(deniz: Mensch, elif_: Mensch, naechste: Sitzung) -> None:
    """Approved in the next meeting, and frozen."""
    deniz.blatt.goto(naechste.get_absolute_url())
    deniz.klicke("Sitzung eröffnen", "Sitzung eröffnen")
    deniz.blatt.goto(Protokoll.objects.get(sitzung__nummer=1).get_absolute_url())
    deniz.klicke("Genehmigung eintragen", "Genehmigung eintragen")
    deniz.liest("Die Niederschrift ist genehmigt")
    elif_.blatt.reload()
    elif_.liest("Die Niederschrift ist genehmigt")
    assert Protokoll.objects.get(sitzung__nummer=1).stand == Protokoll.Stand.GENEHMIGT
