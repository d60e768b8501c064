"""A real SMTP server on loopback that delivers nothing: letters stay in memory (tests) or in a Maildir (demonstration).

python -m betrieb.postfach --maildir FOLDER --fd NUMBER_OF_A_LISTENING_SOCKET
"""

import argparse
import asyncio
import mailbox
import signal
import socket
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TypeVar, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

Ergebnis = TypeVar("Ergebnis")
GROESSE = 25_000_000
"""Largest accepted letter in bytes."""


@dataclass(frozen=True)
class Brief:
    """A received letter: its parsed content and the envelope under which it came."""

    nachricht: EmailMessage
    absender: str
    empfaenger: tuple[str, ...]

    @property
    def text(self) -> str:
        """The plain text part."""
        teil = self.nachricht.get_body(("plain",))
        return teil.get_content() if teil else ""

    @property
    def betreff(self) -> str:
        """The subject, decoded."""
        return str(self.nachricht["Subject"])


def oeffne_socket(port: int = 0) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 lets the system choose."""
    horcher = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    horcher.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    horcher.bind(("127.0.0.1", port))
    horcher.listen(128)
    return horcher


def lies_brief(umschlag: Envelope) -> Brief:
    """Parse what came over the wire."""
    nachricht = message_from_bytes(cast(bytes, umschlag.original_content), policy=policy.default)
    return Brief(nachricht, umschlag.mail_from or "", tuple(umschlag.rcpt_tos))


class Postfach:
    """An SMTP server in a thread of this process, for tests.

    `briefe` holds what arrived, in order. `ablehnen` are recipients refused with 550, `verzoegerung` the seconds
    between the end of DATA and the 250. `aus()` and `an()` make it unreachable and reachable again.
    """

    def __init__(self) -> None:
        self.port = 0
        self.leeren()
        self._schleife = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """The value for EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def starten(self) -> None:
        """Start the thread and listen on a free port."""
        threading.Thread(target=self._schleife.run_forever, name="postfach", daemon=True).start()
        self.an()

    def leeren(self) -> None:
        """Forget all letters and all orders."""
        self.briefe: list[Brief] = []
        self.ablehnen: set[str] = set()
        self.antworten: dict[str, str] = {}
        self.verzoegerung = 0.0

    def an(self) -> None:
        """Listen (again), on the same port as before."""
        if self._server is None:
            horcher = oeffne_socket(self.port)
            self.port = horcher.getsockname()[1]
            self._server = self._warte_auf(self._schleife.create_server(self._protokoll, sock=horcher))

    def aus(self) -> None:
        """Refuse connections until `an()`."""
        if self._server is not None:
            self._schleife.call_soon_threadsafe(self._server.close)
            self._warte_auf(asyncio.sleep(0))
            self._server = None

    def an_adresse(self, adresse: str) -> list[Brief]:
        """All letters whose envelope names this address."""
        return [brief for brief in self.briefe if adresse in brief.empfaenger]

    def _protokoll(self) -> SMTP:
        return SMTP(
            self, data_size_limit=GROESSE, enable_SMTPUTF8=True, hostname="localhost", loop=self._schleife
        )

    def _warte_auf(self, aufgabe: Coroutine[Any, Any, Ergebnis]) -> Ergebnis:
        return asyncio.run_coroutine_threadsafe(aufgabe, self._schleife).result(10)

    async def handle_RCPT(
        self, server: SMTP, sitzung: Session, umschlag: Envelope, adresse: str, _: list[str]
    ) -> str:
        """Accept a recipient unless told otherwise (called by aiosmtpd)."""
        if adresse in self.ablehnen:
            return "550 5.1.1 no such mailbox"
        if adresse in self.antworten:
            return self.antworten[adresse]
        umschlag.rcpt_tos.append(adresse)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, sitzung: Session, umschlag: Envelope) -> str:
        """Keep the letter (called by aiosmtpd)."""
        self.briefe.append(lies_brief(umschlag))
        await asyncio.sleep(self.verzoegerung)
        return "250 OK"


class MaildirAblage:
    """Handler that stores each letter in a Maildir, the envelope in X- headers."""

    def __init__(self, ordner: Path) -> None:
        self.ablage = mailbox.Maildir(ordner, create=True)

    async def handle_DATA(self, server: SMTP, sitzung: Session, umschlag: Envelope) -> str:
        """Store the letter (called by aiosmtpd)."""
        brief = mailbox.MaildirMessage(lies_brief(umschlag).nachricht)
        brief["X-Envelope-To"] = ", ".join(umschlag.rcpt_tos)
        self.ablage.add(brief)
        return "250 OK"


async def _diene(fabrik: Callable[[], SMTP], horcher: socket.socket) -> None:
    ende = asyncio.Event()
    for zeichen in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(zeichen, ende.set)
    server = await asyncio.get_running_loop().create_server(fabrik, sock=horcher)
    await ende.wait()
    server.close()


def haupt() -> None:
    """Serve the Maildir until SIGTERM."""
    leser = argparse.ArgumentParser()
    leser.add_argument("--maildir", type=Path, required=True)
    leser.add_argument("--fd", type=int, required=True)
    argumente = leser.parse_args()
    ablage = MaildirAblage(argumente.maildir)
    horcher = socket.socket(fileno=argumente.fd)
    asyncio.run(_diene(lambda: SMTP(ablage, data_size_limit=GROESSE, enable_SMTPUTF8=True), horcher))


if __name__ == "__main__":
    haupt()
