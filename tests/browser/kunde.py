"""A test client that sends its forms with a real browser: the walks written for pages run in it unchanged."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Locator, Page, expect


class ImBrowser(Client):
    """`get` asks Django and has the browser open the page; `post` opens it, fills in what a person would type or choose
    and presses the button of the form. What no form of the page can send fails.
    """

    def __init__(self, blatt: Page, konto: Any) -> None:
        super().__init__()
        self.force_login(konto)
        self.blatt = blatt
        blatt.goto("/healthz")
        kennung = self.cookies["sessionid"].value
        blatt.context.add_cookies([{"name": "sessionid", "value": kennung, "url": blatt.url}])

    def post(self, path: str, data: Any = None, *args: Any, **kwargs: Any) -> Any:
        werte = {name: wert for name, wert in (data or {}).items() if name != "schluessel"}
        self.blatt.goto(path)
        form = self._formular(path, werte)
        for name, wert in werte.items():
            fuelle(form.locator(f'[name="{name}"]'), str(wert))
        with self.blatt.expect_navigation():
            form.locator("button[type=submit]:not([formaction])").first.click()
        hier, dort = urlsplit(self.blatt.url), urlsplit(path)
        weiter = (hier.path, hier.query) != (dort.path, dort.query)
        return SimpleNamespace(
            status_code=302 if weiter else 200,
            content=self.blatt.content().encode(),
            context={"form": _Fehler(self.blatt)},
        )

    def lade(self, path: str) -> bytes:
        """The file that the only button of a form hands out."""
        self.blatt.goto(path)
        with self.blatt.expect_download() as herunter:
            self._formular(path, {}).locator("button[type=submit]").first.click()
        return herunter.value.path().read_bytes()

    def _formular(self, path: str, werte: dict[str, Any]) -> Locator:
        """The form of the page that sends to this address and has these fields."""
        formulare = self.blatt.locator("main form[method=post]").all()
        for form in formulare:
            ziel = urlsplit(form.evaluate("form => form.action")).path
            if ziel == urlsplit(path).path and all(
                form.locator(f'[name="{name}"]').count() for name in werte
            ):
                return form
        raise AssertionError(f"{path}: kein Formular mit {sorted(werte)}")


class _Fehler:
    """What the page says is wrong, for the message of a test that fails."""

    def __init__(self, blatt: Page) -> None:
        self.errors = blatt.locator("main [role=alert], main .kern-error").all_inner_texts()


def fuelle(feld: Locator, wert: str) -> None:
    """As a person does it, by the kind of the field. Hidden fields bring their value along; it must be this one."""
    art = feld.first.evaluate("feld => feld.type")
    if art == "hidden":
        assert wert in (feld.first.input_value(), "None", ""), (feld, wert)
    elif art == "radio":
        eines = feld.and_(feld.page.locator(f'[value="{wert}"]'))
        eines.press("Space")  # a forced click may meet the page while it still grows
        expect(eines).to_be_checked()
    elif art == "checkbox":
        soll = wert in ("on", "True", "true")
        if feld.first.is_checked() != soll:
            feld.first.press("Space")
        expect(feld.first).to_be_checked(checked=soll)
    elif art.startswith("select"):
        feld.first.select_option(wert)
    elif feld.first.input_value() != wert:
        feld.first.fill(wert)
