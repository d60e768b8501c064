"""Registration in a real browser, with the letters from the SMTP server on loopback."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from betrieb.postfach import Postfach
from konferenz.actions.nachricht import zustellen
from konferenz.actions.zugang import zugangslink_ausstellen
from tests import welt
from tests.browser.pruefung import axe_maengel, ueberlauf

pytestmark = pytest.mark.django_db(transaction=True)


def _neuester_link(postfach: Postfach, adresse: str) -> str:
    """Path of the personal link in the last letter to this address."""
    zustellen(hoechstens=20)
    pfad = re.search(r"https://konferenz\.example(/z/\S+)", postfach.an_adresse(adresse)[-1].text)
    assert pfad is not None
    return pfad[1]


def _melde_an(seite: Page, name: str, adresse: str) -> None:
    """Fill in the form; nobody is as fast as this browser, so the first try comes back with everything in it."""
    seite.goto("/2024/anmeldung/")
    seite.get_by_label("Name, wie er auf dem Namensschild stehen soll").fill(name)
    seite.get_by_label("E-Mail-Adresse").fill(adresse)
    seite.get_by_label("E-Mail-Adresse").press("Enter")
    expect(seite.get_by_role("alert")).to_contain_text("Das ging sehr schnell.")
    expect(seite.get_by_label("E-Mail-Adresse")).to_have_value(adresse)
    seite.wait_for_timeout(3100)
    seite.get_by_role("button", name=re.compile("Anmeldung absenden|Auf die Warteliste setzen")).click()
    expect(seite.get_by_role("heading", level=1)).to_have_text("Bitte sehen Sie in Ihr Postfach")


def _bestaetige(seite: Page, postfach: Postfach, adresse: str) -> None:
    seite.goto(_neuester_link(postfach, adresse))
    assert "/z/" not in seite.url
    seite.get_by_role("button", name="Anmeldung bestätigen").click()
    expect(seite.get_by_role("heading", level=1)).not_to_have_text("Möchten Sie teilnehmen?")
    zustellen(hoechstens=20)


def test_anmelden_bestaetigen_absagen_und_die_warteliste_rueckt_nach(
    neue_seite: Callable[..., Page], postfach: Postfach
) -> None:
    """S51, without a single line of JavaScript: two people and one seat."""
    welt.bezirk()
    welt.konferenz(plaetze=1)
    erste, zweite = (neue_seite(java_script_enabled=False) for _ in range(2))

    _melde_an(erste, "İpek Gül-Şahin", "ipek@example.org")
    _bestaetige(erste, postfach, "ipek@example.org")
    expect(erste.get_by_role("heading", level=1)).to_have_text("Ihr Platz ist sicher")

    _melde_an(zweite, "فاطمة الزهراء", "fatima@example.org")
    _bestaetige(zweite, postfach, "fatima@example.org")
    expect(zweite.get_by_role("heading", level=1)).to_have_text("Sie stehen auf der Warteliste")

    erste.get_by_role("link", name="Teilnahme absagen").click()
    erste.get_by_role("button", name="Teilnahme absagen").click()
    expect(erste.get_by_role("heading", level=1)).to_have_text("Sie haben abgesagt")

    zweite.goto(_neuester_link(postfach, "fatima@example.org"))
    expect(zweite.get_by_role("heading", level=1)).to_have_text("Ein Platz ist frei für Sie")
    zweite.get_by_role("button", name="Platz annehmen").click()
    expect(zweite.get_by_role("heading", level=1)).to_have_text("Ihr Platz ist sicher")
    zustellen(hoechstens=20)
    assert [brief.betreff.split(":")[0] for brief in postfach.an_adresse("fatima@example.org")] == [
        "Bitte bestätigen Sie Ihre Anmeldung",
        "Sie stehen auf der Warteliste",
        "Ein Platz ist frei für Sie",
        "Ihr Platz ist sicher",
    ]


def test_die_sprache_wechselt_mitten_im_formular_und_alles_bleibt(neue_seite: Callable[..., Page]) -> None:
    """S53 in a browser: by keyboard, from German to Arabic and back."""
    welt.bezirk()
    welt.konferenz()
    seite = neue_seite(viewport={"width": 320, "height": 700})
    seite.goto("/2024/anmeldung/")
    seite.get_by_label("Name, wie er auf dem Namensschild stehen soll").fill("فاطمة الزهراء")
    seite.get_by_label("Nussallergie").check()
    seite.get_by_text("Formular in einer anderen Sprache").click()
    seite.locator("form.app-formular button[lang=ar]").click()
    html = seite.locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    expect(seite.locator("#id_name")).to_have_value("فاطمة الزهراء")
    expect(seite.locator("input[value=nuss]")).to_be_checked()
    expect(seite.locator("#id_email")).to_have_attribute("dir", "ltr")
    breite = seite.evaluate("document.documentElement.scrollWidth")
    assert breite <= 320
    seite.locator("form.app-formular details summary").click()
    seite.locator("form.app-formular button[lang=de]").click()
    expect(html).to_have_attribute("dir", "ltr")
    expect(seite.locator("input[value=nuss]")).to_be_checked()


AUF_DEM_WEG = (
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"},
)


def _sende(seite: Page) -> None:
    """Press the page's button and wait until the answer has replaced the page."""
    with seite.expect_navigation():
        seite.locator("main form .kern-btn--primary").first.click()


def _sieh_an(seite: Page, wo: str) -> list[str]:
    """What axe finds and what sticks out sideways on the page as it stands."""
    return [f"{wo}: {fund}" for fund in (*axe_maengel(seite), *ueberlauf(seite))]


@pytest.mark.parametrize(
    ("vorne", "ansicht"), list(zip(("", "/ar"), AUF_DEM_WEG, strict=True)), ids=["de", "ar"]
)
def test_auch_was_nur_nach_dem_absenden_erscheint_ist_fuer_alle_lesbar(
    neue_seite: Callable[..., Page], vorne: str, ansicht: dict[str, object]
) -> None:
    """S60: errors, "not sent yet", other language, answers, closed pages, cancelled and deleted registration."""
    welt.bezirk()
    konferenz = welt.konferenz(plaetze=1)
    anmeldung = welt.bestaetigt(konferenz, name="İpek Gül-Şahin")
    seite, maengel = neue_seite(reduced_motion="reduce", **ansicht), []

    def gehe(pfad: str, wo: str, *, sende: bool = False) -> None:
        seite.goto(f"{vorne}/2024/{pfad}")
        if sende:
            _sende(seite)
        maengel.extend(_sieh_an(seite, wo))

    seite.goto(f"{vorne}/2024/anmeldung/")
    seite.locator("input[value=rollstuhl]").check()
    _sende(seite)
    expect(seite.locator("#fehleruebersicht")).to_be_focused()
    maengel += _sieh_an(seite, "Fehler")
    seite.locator("#id_name").fill("Selam")
    seite.locator("#id_email").fill("selam@example.org")
    seite.locator("input[value=rollstuhl]").uncheck()
    seite.wait_for_timeout(3100)
    _sende(seite)
    maengel += _sieh_an(seite, "eingegangen")
    gehe("anmeldung/link-senden/", "Link: Fehler", sende=True)
    with welt.zeit("2024-08-01"):
        gehe("anmeldung/", "vor der Anmeldung")
    with welt.zeit("2024-11-10"):
        gehe("anmeldung/", "nach der Anmeldung")
    with welt.zeit("2024-11-20"):
        gehe("anmeldung/", "nach der Konferenz")
    bis = welt.am("2025-01-01")
    zugang = zugangslink_ausstellen(zweck="anmeldung.meine", objekt=str(anmeldung.pk), gueltig_bis=bis)
    seite.goto(f"/z/{zugang}/")
    gehe("meine-anmeldung/absagen/", "abgesagt", sende=True)
    gehe("meine-anmeldung/loeschen/", "gelöscht", sende=True)
    gehe("meine-anmeldung/", "ohne Zugang")
    assert maengel == []
