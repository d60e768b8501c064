"""What is asked of every page, however one looks at it: axe, valid HTML, no sideways scrolling, the frame, the
right language."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from betrieb.einrichten import npm_befehl
from konferenz.sprachen import SPRACHEN
from tests.browser.seiten import Ansicht, Seite, Welt

_BREITER_ALS_DAS_FENSTER = """() => {
    const breite = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= breite) return [];
    return [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > breite + 1 || e.getBoundingClientRect().left < -1)
        .slice(0, 3).map(e => e.outerHTML.slice(0, 120));
}"""


class Betrachter:
    """Opens pages as the right person in the right view and collects what is wrong with them."""

    def __init__(self, neue_seite: Callable[..., Page], welt: Welt, ordner: Path) -> None:
        self.neue_seite, self.welt, self.ordner = neue_seite, welt, ordner
        self.axe = Axe()
        self.maengel: list[str] = []
        self.blaetter: dict[tuple[str, str, Ansicht], Page] = {}

    def sieh_an(self, seite: Seite, ansicht: Ansicht) -> None:
        """Look at one page; what is wrong is in `maengel`."""
        blatt = self._blatt(seite, ansicht)
        vorne = f"/{ansicht.sprache}" if seite.hat_sprachen and ansicht.sprache != "de" else ""
        antwort = blatt.goto(vorne + seite.pfad(self.welt))
        wo = f"{seite.name}{seite.anhang} ({ansicht.sprache}, {ansicht.farbe}, {ansicht.breite})"
        status = antwort.status if antwort else 0
        erwartet = (
            {200, 404, 410} if seite.name == "konferenz:zugang" or "ohne-zugang" in seite.anhang else {200}
        )
        if status not in erwartet:
            self.maengel.append(f"{wo}: Antwort {status} für {blatt.url}")
            return
        funde = [*self._rahmen(blatt, seite, ansicht), *self._axe(blatt), *self._ueberlauf(blatt)]
        self.maengel += [f"{wo}: {fund}" for fund in funde]
        name = "".join(z if z.isalnum() else "-" for z in wo)
        # the server's own answer is validated, not the tree the browser made of it
        (self.ordner / f"{name}.html").write_text(antwort.text() if antwort else "", encoding="utf-8")

    def _blatt(self, seite: Seite, ansicht: Ansicht) -> Page:
        schluessel = (seite.wer, seite.zugang, ansicht)
        if schluessel not in self.blaetter:
            blatt = self.neue_seite(
                viewport={"width": ansicht.breite, "height": 800},
                color_scheme="dark" if ansicht.farbe == "dark" else "light",
                forced_colors="active" if ansicht.farbe == "forced" else "none",
                reduced_motion="reduce",
            )
            self._melde_an(blatt.context, blatt, seite)
            self.blaetter[schluessel] = blatt
        return self.blaetter[schluessel]

    def _melde_an(self, kontext: BrowserContext, blatt: Page, seite: Seite) -> None:
        if seite.wer:
            sitzung = self.welt.sitzung(seite.wer)
            adresse = self._basis(blatt)
            kontext.add_cookies([{"name": "sessionid", "value": sitzung, "url": adresse}])
        if seite.zugang:
            anmeldung = getattr(self.welt, seite.zugang)
            blatt.goto(self.welt.zugang(anmeldung, "anmeldung.meine"))

    def _basis(self, blatt: Page) -> str:
        blatt.goto("/healthz")
        return blatt.url

    def _rahmen(self, blatt: Page, seite: Seite, ansicht: Ansicht) -> list[str]:
        """Language, direction, one h1, a title, the links every page must offer."""
        code = ansicht.sprache if seite.hat_sprachen else "de"
        if seite.name == "konferenz:leichte-sprache":
            code = "de-simple"
        html = blatt.locator("html")
        erwartet = {"lang": code, "dir": SPRACHEN[code].richtung}
        tatsaechlich = {name: html.get_attribute(name) for name in erwartet}
        maengel = [] if tatsaechlich == erwartet else [f"html {tatsaechlich}"]
        if blatt.locator("h1").count() != 1:
            maengel.append(f"{blatt.locator('h1').count()} h1")
        if not blatt.title().strip():
            maengel.append("ohne title")
        for ziel in ("/impressum/", "/datenschutz/", "/barrierefreiheit/"):
            if not blatt.locator(f'footer a[href$="{ziel}"]').count():
                maengel.append(f"im Fuß fehlt {ziel}")
        return maengel

    def _axe(self, blatt: Page) -> list[str]:
        ergebnis: dict[str, Any] = self.axe.run(blatt).response
        return [
            f"axe {regel['id']}: {regel['help']} – {[knoten['html'][:160] for knoten in regel['nodes'][:2]]}"
            for regel in ergebnis["violations"]
        ]

    def _ueberlauf(self, blatt: Page) -> list[str]:
        return [f"breiter als das Fenster: {element}" for element in blatt.evaluate(_BREITER_ALS_DAS_FENSTER)]

    def pruefe_html(self) -> None:
        """Validate all stored answers in one run of html-validate."""
        npm = npm_befehl()
        node = npm[0] if len(npm) == 2 else "node"  # the one that comes as a Python package, or the system's
        befehl = [
            node, str(Path(settings.BASE_DIR) / "node_modules/html-validate/bin/html-validate.mjs"),
            "--config", str(Path(__file__).parent / "htmlvalidate.json"), "--formatter", "json",
            f"{self.ordner}/*.html",
        ]  # fmt: skip
        lauf = subprocess.run(befehl, capture_output=True, text=True, check=False)
        berichte = json.loads(lauf.stdout or "[]")
        self.maengel += [
            f"HTML {Path(bericht['filePath']).stem}: {meldung['ruleId']} {meldung['message']} (Zeile {meldung['line']})"
            for bericht in berichte
            for meldung in bericht["messages"]
        ]
        if lauf.returncode not in (0, 1):
            self.maengel.append(f"html-validate: {lauf.stderr[:500]}")
