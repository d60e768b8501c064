"""The notes of a running meeting in a real browser: they save by themselves, two editors are told, nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from planung.models import Protokollabschnitt
from tests.browser.seiten import Welt, erschaffe

LANGE = 15_000


@pytest.mark.django_db(transaction=True)
class TestMitschrift:
    @pytest.fixture(autouse=True)
    def fuellen(self, neue_seite: Callable[..., Page], live_server: Any) -> None:
        self.neue_seite, self.url = neue_seite, live_server.url
        self.welt: Welt = erschaffe()

    def blatt(self, wer: str, adresse: str, **wuensche: Any) -> Page:
        blatt = self.neue_seite(**wuensche)
        sitzung = self.welt.sitzung(wer)
        blatt.context.add_cookies([{"name": "sessionid", "value": sitzung, "url": self.url}])
        blatt.goto(adresse)
        return blatt

    @property
    def live(self) -> str:
        return reverse("planung:sitzung-live", args=[self.welt.niederschriften.laufend.pk])

    def gespeichert(self) -> Protokollabschnitt:
        return Protokollabschnitt.objects.get(punkt=self.welt.niederschriften.punkt)

    def test_von_selbst_gespeichert_zwei_sehen_beide_texte_und_ohne_skript_geht_es_auch(self) -> None:
        jana, deniz = self.blatt("schriftfuehrung", self.live), self.blatt("vorsitz", self.live)
        jana.get_by_label("Ergebnis").press_sequentially("Janas Text")
        expect(jana.locator("[data-stand]")).to_contain_text("Gespeichert um", timeout=LANGE)
        assert (self.gespeichert().ergebnis, self.gespeichert().version) == ("Janas Text", 1)

        deniz.get_by_label("Ergebnis").press_sequentially("Deniz schreibt anderes")
        konflikt = deniz.locator("[data-konflikt]")
        expect(konflikt).to_be_visible(timeout=LANGE)
        expect(konflikt).to_contain_text("Janas Text")
        expect(deniz.get_by_label("Ergebnis")).to_have_value("Deniz schreibt anderes")
        assert self.gespeichert().ergebnis == "Janas Text"
        deniz.get_by_label("Ergebnis").fill("Janas Text. Deniz schreibt anderes.")
        deniz.get_by_role("button", name="TOP 2 speichern").click()
        deniz.wait_for_url("**/mitschrift/#jetzt")
        assert self.gespeichert().ergebnis == "Janas Text. Deniz schreibt anderes."

        frank = self.blatt("schriftfuehrung", self.live, java_script_enabled=False)
        self.gespeichert_von_anderen("Inzwischen geändert")
        frank.get_by_label("Ergebnis").fill("Ohne Skript")
        frank.get_by_role("button", name="TOP 2 speichern").click()
        expect(frank.locator("[data-konflikt]")).to_contain_text("Inzwischen geändert")
        expect(frank.get_by_label("Ergebnis")).to_have_value("Ohne Skript")
        frank.get_by_role("button", name="TOP 2 speichern").click()
        frank.wait_for_url("**/mitschrift/#jetzt")
        assert self.gespeichert().ergebnis == "Ohne Skript"

    def gespeichert_von_anderen(self, text: str) -> None:
        abschnitt = self.gespeichert()
        abschnitt.ergebnis, abschnitt.version = text, abschnitt.version + 1
        abschnitt.save()

    def test_ohne_verbindung_bleibt_der_text_stehen_und_geht_danach_von_selbst(self) -> None:
        jana = self.blatt("schriftfuehrung", self.live)
        jana.context.set_offline(True)
        jana.get_by_label("Ergebnis").press_sequentially("Im Funkloch geschrieben")
        expect(jana.locator("[data-stand]")).to_contain_text("Noch nicht gespeichert", timeout=LANGE)
        assert self.gespeichert().ergebnis == ""
        jana.context.set_offline(False)
        expect(jana.locator("[data-stand]")).to_contain_text("Gespeichert um", timeout=LANGE)
        assert self.gespeichert().ergebnis == "Im Funkloch geschrieben"
