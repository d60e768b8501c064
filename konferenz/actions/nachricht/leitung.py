"""The line to the mail server."""

import contextlib
import smtplib
from email.message import EmailMessage
from typing import Any

from django.core.mail import get_connection

BRIEFE_JE_VERBINDUNG = 100


class ServerFehlt(Exception):
    """The mail server cannot be reached or does not let us in: no letter is to blame."""


class Leitung:
    """One SMTP connection, opened at the first letter and used for many."""

    def __init__(self) -> None:
        self._verbindung: Any = None
        self._briefe = 0

    def uebergib(self, mail: EmailMessage) -> None:
        """Hand one mail over; it returns when the server said 250.

        Raises ServerFehlt, or what smtplib or the socket says.
        """
        smtp = self._offen()
        self._briefe += 1
        smtp.send_message(mail, mail["From"].addresses[0].addr_spec, [mail["To"].addresses[0].addr_spec])

    def schliesse(self) -> None:
        """Say goodbye; harmless where nothing is open or the other side is gone."""
        if self._verbindung is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._verbindung.close()
        self._verbindung, self._briefe = None, 0

    def _offen(self) -> smtplib.SMTP:
        if self._briefe >= BRIEFE_JE_VERBINDUNG:
            self.schliesse()
        if self._verbindung is None:
            verbindung = get_connection()
            try:
                verbindung.open()
            except (OSError, smtplib.SMTPException) as problem:
                raise ServerFehlt(type(problem).__name__) from problem
            self._verbindung = verbindung
        return self._verbindung.connection
