"""The checkers themselves: each mistake a page can have is found, and a page without one is not blamed."""

from collections.abc import Callable
from typing import cast

import pytest
from playwright.sync_api import Page

from tests.browser.pruefung import Betrachter, Htmlpruefer, axe_maengel, ueberlauf
from tests.browser.seiten import Ansicht, Seite, Welt

pytestmark = pytest.mark.django_db(transaction=True)

KONTAKT = Seite("konferenz:kontakt")
HELL = Ansicht("de", "light", 1280)
FUSS = "".join(f'<a href="/{ziel}/">{ziel}</a> ' for ziel in ("impressum", "datenschutz", "barrierefreiheit"))


def _dokument(mitte: str = "", *, stil: str = "", anfang: str = '<html lang="de" dir="ltr">') -> str:
    """A page without a mistake, except for what is put in."""
    return (
        f"<!DOCTYPE html>\n{anfang}\n<head>\n<title>Kontakt</title>\n<style>{stil}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>Kontakt</h1>\n{mitte}\n</main>\n<footer>{FUSS}</footer>\n</body>\n</html>\n"
    )


@pytest.fixture
def sieht(neue_seite: Callable[..., Page], htmlpruefer: Htmlpruefer) -> Callable[..., list[str]]:
    """A function: what is found when the page for contact is this document; nothing behind it is needed."""
    welt = cast(Welt, None)

    def maengel(dokument: str, *ansichten: Ansicht, status: int = 200, seite: Seite = KONTAKT) -> list[str]:
        def oeffne(**wuensche: object) -> Page:
            blatt = neue_seite(**wuensche)
            blatt.route(
                f"**{seite.pfad(welt)}",
                lambda weg: weg.fulfill(
                    status=status, body=dokument, content_type="text/html; charset=utf-8"
                ),
            )
            return blatt

        betrachter = Betrachter(oeffne, welt, htmlpruefer)
        betrachter.sieh_an(seite, *(ansichten or (HELL,)))
        return betrachter.maengel

    return maengel


def test_eine_seite_ohne_fehler_hat_in_keiner_ansicht_maengel(sieht: Callable[..., list[str]]) -> None:
    ansichten = [
        Ansicht("de", farbe, breite) for farbe in ("light", "dark", "forced") for breite in (320, 1280)
    ]
    assert sieht(_dokument("<p>Text</p>"), *ansichten) == []


@pytest.mark.parametrize(
    ("dokument", "fund"),
    [
        (_dokument('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'), "axe image-alt"),
        (_dokument('<input type="text">'), "axe label"),
        (_dokument('<p class="blass">Text</p>', stil=".blass { color: #bbb }"), "axe color-contrast"),
        (_dokument("<p>Text</div></p>"), "HTML close-order"),
        (_dokument('<p id="a">Text</p><p id="a">Text</p>'), "HTML no-dup-id"),
        (_dokument('<p class="breit">Text</p>', stil=".breit { width: 5000px }"), "breiter als das Fenster"),
        (_dokument("<h1>Noch eine</h1>"), "h1: 2 statt 1"),
        (_dokument().replace("<title>Kontakt</title>", "<title></title>"), "titel: False statt True"),
        (_dokument().replace("/impressum/", "/anderswo/"), "fehlt: ['/impressum/'] statt []"),
        (_dokument(anfang='<html lang="en" dir="ltr">'), "lang: en statt de"),
        (_dokument(anfang='<html lang="de" dir="rtl">'), "dir: rtl statt ltr"),
    ],
)  # fmt: skip
def test_jeder_fehler_wird_gefunden(sieht: Callable[..., list[str]], dokument: str, fund: str) -> None:
    assert [mangel for mangel in sieht(dokument) if f": {fund}" in mangel]


def test_was_nur_dunkel_oder_nur_schmal_falsch_ist_wird_dort_und_nur_dort_gefunden(
    sieht: Callable[..., list[str]],
) -> None:
    """Colour and width change on the open page; the first look must not hide the second."""
    stil = (
        "@media (prefers-color-scheme: dark) { p { color: #555; background: #222 } } .fest { width: 350px }"
    )
    ansichten = [HELL, Ansicht("de", "dark", 1280), Ansicht("de", "light", 320), Ansicht("de", "forced", 320)]
    maengel = sieht(_dokument('<p class="fest">Text</p>', stil=stil), *ansichten)
    assert sorted({mangel.split(" – ")[0].split(": <")[0] for mangel in maengel}) == [
        "konferenz:kontakt (de, dark, 1280): axe color-contrast: "
        "Elements must meet minimum color contrast ratio thresholds",
        "konferenz:kontakt (de, forced, 320): breiter als das Fenster",
        "konferenz:kontakt (de, light, 320): breiter als das Fenster",
    ]


def test_jede_sprache_wird_geladen_und_ihre_richtung_verlangt(sieht: Callable[..., list[str]]) -> None:
    """The routed document answers the German address; the Arabic page comes from the server and is in order."""
    dokument = _dokument(anfang='<html lang="ar" dir="rtl">')
    assert sieht(dokument, Ansicht("ar", "light", 1280)) == []
    assert len(sieht(dokument, Ansicht("ar", "light", 1280), HELL)) == 2


def test_eine_fehlerseite_gilt_nicht_als_angesehen(sieht: Callable[..., list[str]]) -> None:
    [mangel] = sieht(_dokument(), status=500)
    assert mangel.startswith("konferenz:kontakt (de): Antwort 500 für http://")


def test_ein_pruefer_prueft_viele_seiten_und_verwechselt_ihre_funde_nicht(htmlpruefer: Htmlpruefer) -> None:
    assert htmlpruefer.maengel(_dokument("<p>Grüße 👋</p>")) == []
    assert htmlpruefer.maengel(_dokument("<p>Text</div></p>")) != []
    assert htmlpruefer.maengel(_dokument("<p>Text</p>")) == []


def test_axe_und_ueberlauf_sehen_die_seite_wie_sie_nach_einer_aenderung_steht(seite: Page) -> None:
    seite.set_content(_dokument("<p>Text</p>"))
    assert [*axe_maengel(seite), *ueberlauf(seite)] == []
    seite.evaluate(
        "document.querySelector('main').innerHTML += '<img src=\"data:,\"><p style=\"width: 5000px\">Text</p>'"
    )
    arten = [fund.split(":")[0] for fund in (*axe_maengel(seite), *ueberlauf(seite))]
    assert set(arten) == {"axe image-alt", "breiter als das Fenster"}
