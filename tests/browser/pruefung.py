"""What is asked of every page, however one looks at it: axe, valid HTML, no sideways scrolling, the frame, the
right language."""

import json
import subprocess
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

from betrieb.einrichten import npm_befehl
from konferenz.sprachen import SPRACHEN
from tests.browser.seiten import Ansicht, Seite, Welt

_RAHMEN = """ziele => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    h1: document.querySelectorAll('h1').length,
    titel: document.title.trim() !== '',
    fehlt: ziele.filter(ziel => !document.querySelector(`footer a[href$="${ziel}"]`)),
})"""

_AXE = "() => axe.run({resultTypes: ['violations'], preload: false}).then(ergebnis => ergebnis.violations)"
"""Without fetching the style sheets once more: only a rule that axe keeps switched off asks for their text."""

_BREITER_ALS_DAS_FENSTER = """() => {
    const breite = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= breite) return [];
    return [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > breite + 1 || e.getBoundingClientRect().left < -1)
        .slice(0, 3).map(e => e.outerHTML.slice(0, 120));
}"""

RECHTLICHES = ("/impressum/", "/datenschutz/", "/barrierefreiheit/")


def axe_maengel(blatt: Page) -> list[str]:
    """What axe finds on the page as it stands; the script stays in it for the next look."""
    if not blatt.evaluate("() => 'axe' in window"):
        blatt.evaluate(AXE_SCRIPT)
    regeln: list[dict[str, Any]] = blatt.evaluate(_AXE)
    return [
        f"axe {regel['id']}: {regel['help']} – {[knoten['html'][:160] for knoten in regel['nodes'][:2]]}"
        for regel in regeln
    ]


def ueberlauf(blatt: Page) -> list[str]:
    """What sticks out sideways."""
    return [f"breiter als das Fenster: {element}" for element in blatt.evaluate(_BREITER_ALS_DAS_FENSTER)]


class Htmlpruefer:
    """html-validate, started once for many pages."""

    def __init__(self) -> None:
        npm = npm_befehl()
        node = npm[0] if len(npm) == 2 else "node"  # the one that comes as a Python package, or the system's
        befehl = [node, str(Path(__file__).parent / "htmlpruefer.mjs")]
        self.prozess = subprocess.Popen(befehl, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def maengel(self, html: str) -> list[str]:
        """What is wrong with the answer of a server (not with the tree a browser made of it)."""
        assert self.prozess.stdin
        assert self.prozess.stdout
        self.prozess.stdin.write(json.dumps(html) + "\n")
        self.prozess.stdin.flush()
        zeile = self.prozess.stdout.readline()
        assert zeile, "html-validate ist nicht gestartet; siehe stderr"
        meldungen = json.loads(zeile)
        return [f"HTML {m['ruleId']}: {m['message']} (Zeile {m['line']})" for m in meldungen]

    def beenden(self) -> None:
        """Close its input, after which it ends by itself."""
        self.prozess.communicate(timeout=10)


class Betrachter:
    """Opens pages as the right person in the right view and collects what is wrong with them."""

    def __init__(self, neue_seite: Callable[..., Page], welt: Welt, htmlpruefer: Htmlpruefer) -> None:
        self.neue_seite, self.welt, self.htmlpruefer = neue_seite, welt, htmlpruefer
        self.maengel: list[str] = []
        self.blaetter: dict[tuple[str, str], Page] = {}

    def sieh_an(self, seite: Seite, *ansichten: Ansicht, ohne_axe: Ansicht | None = None) -> None:
        """Look at one page; what is wrong is in `maengel`. In the view `ohne_axe` only what sticks out is looked for.

        Colour and width change on the open page, as they do for a person who turns the device: no script of ours
        asks for them and the server never learns them. Each language is another answer.
        """

        def sprache(ansicht: Ansicht) -> str:
            return ansicht.sprache if seite.hat_sprachen else "de"

        for code, gleiche in groupby(sorted(ansichten, key=sprache), key=sprache):
            blatt = self._blatt(seite)
            if self._oeffne(blatt, seite, code):
                for ansicht in gleiche:
                    self._stelle_ein(blatt, ansicht)
                    wo = f"{seite.name}{seite.anhang} ({code}, {ansicht.farbe}, {ansicht.breite})"
                    funde = [] if ansicht is ohne_axe else axe_maengel(blatt)
                    self.maengel += [f"{wo}: {fund}" for fund in (*funde, *ueberlauf(blatt))]

    def _oeffne(self, blatt: Page, seite: Seite, code: str) -> bool:
        """Load a page and judge what the server sent; whether there is something to look at."""
        wo = f"{seite.name}{seite.anhang} ({code})"
        vorne = f"/{code}" if code != "de" else ""
        antwort = blatt.goto(vorne + seite.pfad(self.welt))
        status = antwort.status if antwort else 0
        erwartet = (
            {200, 404, 410} if seite.name == "konferenz:zugang" or "ohne-zugang" in seite.anhang else {200}
        )
        if not antwort or status not in erwartet:
            self.maengel.append(f"{wo}: Antwort {status} für {blatt.url}")
            return False
        funde = [*self._rahmen(blatt, seite, code), *self.htmlpruefer.maengel(antwort.text())]
        self.maengel += [f"{wo}: {fund}" for fund in funde]
        return True

    def _stelle_ein(self, blatt: Page, ansicht: Ansicht) -> None:
        blatt.set_viewport_size({"width": ansicht.breite, "height": 800})
        blatt.emulate_media(
            color_scheme="dark" if ansicht.farbe == "dark" else "light",
            forced_colors="active" if ansicht.farbe == "forced" else "none",
        )

    def _blatt(self, seite: Seite) -> Page:
        schluessel = (seite.wer, seite.zugang)
        if schluessel not in self.blaetter:
            blatt = self.neue_seite(reduced_motion="reduce")
            self._melde_an(blatt.context, blatt, seite)
            self.blaetter[schluessel] = blatt
        return self.blaetter[schluessel]

    def _melde_an(self, kontext: BrowserContext, blatt: Page, seite: Seite) -> None:
        if seite.wer:
            sitzung = self.welt.sitzung(seite.wer)
            kontext.add_cookies([{"name": "sessionid", "value": sitzung, "url": self._basis(blatt)}])
        if seite.zugang:
            blatt.goto(self.welt.link_zu(seite.zugang))

    def _basis(self, blatt: Page) -> str:
        blatt.goto("/healthz")
        return blatt.url

    def _rahmen(self, blatt: Page, seite: Seite, code: str) -> list[str]:
        """Language, direction, one h1, a title, the links every page must offer."""
        code = "de-simple" if seite.name == "konferenz:leichte-sprache" else code
        erwartet = {"lang": code, "dir": SPRACHEN[code].richtung, "h1": 1, "titel": True, "fehlt": []}
        gefunden = blatt.evaluate(_RAHMEN, list(RECHTLICHES))
        return [
            f"{was}: {gefunden[was]} statt {soll}" for was, soll in erwartet.items() if gefunden[was] != soll
        ]
