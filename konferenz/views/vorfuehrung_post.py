"""The letters of the demonstration: what its SMTP server put into the Maildir `VAR_DIR/post`, with links to click."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_binary_file, policy
from email.message import EmailMessage
from functools import cached_property
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

JE_SEITE = 25


@dataclass(frozen=True)
class Anlage:
    """An attachment: place in the letter, file name, content."""

    nummer: int
    name: str
    inhalt: bytes


class Brief:
    """A letter of the Maildir; it is read when the first part of it is asked for."""

    def __init__(self, kennung: str, pfad: Path) -> None:
        self.kennung = kennung
        self._pfad = pfad

    @cached_property
    def nachricht(self) -> EmailMessage:
        with self._pfad.open("rb") as datei:
            return message_from_binary_file(datei, policy=policy.default)

    @property
    def betreff(self) -> str:
        return str(self.nachricht["Subject"] or "")

    @property
    def an(self) -> str:
        return str(self.nachricht["To"] or "")

    @property
    def von(self) -> str:
        return str(self.nachricht["From"] or "")

    @property
    def am(self) -> datetime | None:
        """When it was sent, by the project's clock."""
        kopf = self.nachricht["Date"]
        return kopf.datetime if kopf else None

    @property
    def text(self) -> SafeString:
        teil = self.nachricht.get_body(("plain",))
        return anklickbar(teil.get_content() if teil else "")

    @cached_property
    def anlagen(self) -> list[Anlage]:
        return [_anlage(nummer, teil) for nummer, teil in enumerate(self.nachricht.iter_attachments())]


def _anlage(nummer: int, teil: EmailMessage) -> Anlage:
    inhalt = teil.get_payload(decode=True)
    return Anlage(nummer, teil.get_filename() or "anlage", inhalt if isinstance(inhalt, bytes) else b"")


def anklickbar(text: str) -> SafeString:
    """Plain text as paragraphs; only addresses of this demonstration become links, to the host it is opened with."""
    absaetze = re.split(r"\n{2,}", text.replace("\r\n", "\n").strip())
    return format_html_join("\n", "<p>{}</p>", ((_zeilen(absatz),) for absatz in absaetze))


def _zeilen(absatz: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((_mit_links(zeile),) for zeile in absatz.split("\n")))


def _mit_links(zeile: str) -> SafeString:
    stuecke = re.split(rf"{re.escape(settings.BASIS_URL)}(/[^\s<>\"]*)", zeile)
    return format_html_join("", "{}", ((teil,) for teil in _teile(stuecke)))


def _teile(stuecke: list[str]) -> Iterator[str | SafeString]:
    for nummer, stueck in enumerate(stuecke):
        adresse = settings.BASIS_URL + stueck
        yield format_html('<a href="{}">{}</a>', stueck, adresse) if nummer % 2 else stueck


def briefe() -> list[Brief]:
    """All letters, the newest first."""
    post = settings.VAR_DIR / "post"
    dateien = [datei for fach in ("new", "cur") for datei in (post / fach).glob("*")]
    dateien.sort(key=lambda datei: (datei.stat().st_mtime_ns, datei.name), reverse=True)
    return [Brief(datei.name, datei) for datei in dateien]


def _brief(kennung: str) -> Brief:
    """The letter with this name; only names that were found in the folder lead to a file."""
    for brief in briefe():
        if brief.kennung == kennung:
            return brief
    raise Http404


@login_not_required
@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """`/vorfuehrung/post/`: what was sent, the newest first."""
    seite = Paginator(briefe(), JE_SEITE).get_page(request.GET.get("page"))
    return render(request, "konferenz/post/vorfuehrung_liste.html", {"seite": seite})


@login_not_required
@require_safe
def lesen(request: HttpRequest, kennung: str) -> HttpResponse:
    """One letter as it arrived, its links to click."""
    return render(request, "konferenz/post/vorfuehrung_lesen.html", {"brief": _brief(kennung)})


@login_not_required
@require_safe
def anlage(request: HttpRequest, kennung: str, nummer: int) -> FileResponse:
    """An attachment, always as a download."""
    anlagen = _brief(kennung).anlagen
    if nummer >= len(anlagen):
        raise Http404
    eine = anlagen[nummer]
    return FileResponse(
        BytesIO(eine.inhalt), as_attachment=True, filename=eine.name, content_type="application/octet-stream"
    )
