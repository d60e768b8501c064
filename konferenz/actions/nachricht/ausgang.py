"""What becomes of a hand-over: answers of mail servers as fields of the row and in words for the clerk.

The words are stored, so they are German, the language of the office.
"""

import logging
import smtplib
import traceback
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from django.utils import timezone

from konferenz import uhr
from konferenz.actions.nachricht.leitung import ServerFehlt
from konferenz.actions.nachricht.umschlag import Unzustellbar
from konferenz.models import Nachricht

protokoll = logging.getLogger(__name__)

Stand = Nachricht.Stand

VERSUCHE_HOECHSTENS = 20
"""Attempts that the other side put off or broke; with the pauses below a little more than two days."""
LAENGSTE_PAUSE = timedelta(hours=4)
PAUSE_OHNE_SERVER = timedelta(minutes=1)

KEIN_SERVER = (
    "Unser Mailserver ist nicht erreichbar oder nimmt zurzeit nichts an. Es wird jede Minute wieder versucht."
)
ABGEBROCHEN = "Die Übergabe an den Mailserver brach ab."
NICHT_ERSTELLT = "Der Brief ließ sich nicht fertigstellen. Bitte sagen Sie der Administration Bescheid."
ADRESSE_FALSCH = "Das ist keine gültige E-Mail-Adresse."
ADRESSE_UNBEKANNT = "Diese Adresse gibt es nicht, oder sie nimmt keine Post an."
POSTFACH_VOLL = "Das Postfach ist voll, oder der Brief ist zu groß."
ABGELEHNT = "Der Mailserver dieser Adresse hat den Brief abgelehnt."
GEDULD = "Der Mailserver dieser Adresse nimmt zurzeit nichts an."

_GROSSE = 552
_SCHLIESST = 421
_ENDGUELTIG = 500


class Stoerung(Enum):
    """What a hand-over says about the line."""

    KEINE = "keine"
    ABBRUCH = "abbruch"
    SERVER_FEHLT = "server_fehlt"


@dataclass(frozen=True)
class Ausgang:
    """The fields that a hand-over leaves in the row, and what it says about the line."""

    felder: dict[str, Any]
    stoerung: Stoerung = Stoerung.KEINE


def versandt(nachricht: Nachricht) -> Ausgang:
    """The server said 250. Of letters with access data no wording stays."""
    felder: dict[str, Any] = {"stand": Stand.VERSANDT, "versandt_am": uhr.jetzt(), "fehler": ""}
    return Ausgang({**felder, "teile": []} if nachricht.ist_verborgen else felder)


def verworfen() -> Ausgang:
    """The reason of the letter is gone."""
    return Ausgang({"stand": Stand.VERWORFEN, "fehler": ""})


def zu_oft(nachricht: Nachricht) -> Ausgang:
    """Every attempt ended with the death of the worker: the letter may not go on costing one."""
    return _gescheitert(nachricht.fehler or ABGEBROCHEN)


def nach_fehler(nachricht: Nachricht, problem: Exception) -> Ausgang:
    """The outcome of a hand-over that raised `problem`."""
    match problem:
        case ServerFehlt():
            return _ohne_server(nachricht)
        case Unzustellbar():
            return _gescheitert(ADRESSE_FALSCH)
        case smtplib.SMTPNotSupportedError():
            return _gescheitert(ADRESSE_UNBEKANNT)
        case smtplib.SMTPRecipientsRefused():
            return _nach_antwort(nachricht, *next(iter(problem.recipients.values())))
        case smtplib.SMTPSenderRefused() if problem.smtp_code != _GROSSE:
            return _ohne_server(nachricht, _worte(problem.smtp_code, problem.smtp_error))
        case smtplib.SMTPResponseException():
            return _nach_antwort(nachricht, problem.smtp_code, problem.smtp_error)
        case OSError():
            return _aufgeschoben(nachricht, ABGEBROCHEN, Stoerung.ABBRUCH)
    spur = "".join(traceback.format_tb(problem.__traceback__))
    # Not the text of the exception: it may quote the letter.
    protokoll.error("letter %s could not be made: %s\n%s", nachricht.pk, type(problem).__name__, spur)
    return _aufgeschoben(nachricht, NICHT_ERSTELLT)


def _nach_antwort(nachricht: Nachricht, code: int, antwort: bytes | str) -> Ausgang:
    """5xx is final for this letter, 4xx is tried again."""
    worte = _worte(code, antwort)
    if code >= _ENDGUELTIG:
        return _gescheitert(f"{_grund(code, worte)} ({worte})")
    stoerung = Stoerung.ABBRUCH if code == _SCHLIESST else Stoerung.KEINE
    return _aufgeschoben(nachricht, f"{GEDULD} ({worte})", stoerung)


def _worte(code: int, antwort: bytes | str) -> str:
    """The server's own words in one line."""
    text = antwort.decode(errors="replace") if isinstance(antwort, bytes) else antwort
    return f"{code} {' '.join(text.split())}"[:150]


def _grund(code: int, worte: str) -> str:
    if code == _GROSSE or " 5.2.2" in worte:
        return POSTFACH_VOLL
    if code in (550, 551, 553) and " 5.7." not in worte:
        return ADRESSE_UNBEKANNT
    return ABGELEHNT


def _gescheitert(fehler: str) -> Ausgang:
    return Ausgang({"stand": Stand.GESCHEITERT, "fehler": fehler})


def _ohne_server(nachricht: Nachricht, worte: str = "") -> Ausgang:
    """No fault of the letter: the attempt does not count, and there is no last one."""
    felder = {
        "stand": Stand.WARTEND,
        "versuche": nachricht.versuche - 1,
        "naechster_versuch": timezone.now() + PAUSE_OHNE_SERVER,
        "fehler": f"{KEIN_SERVER} ({worte})" if worte else KEIN_SERVER,
    }
    return Ausgang(felder, Stoerung.SERVER_FEHLT)


def _aufgeschoben(nachricht: Nachricht, fehler: str, stoerung: Stoerung = Stoerung.KEINE) -> Ausgang:
    if nachricht.versuche >= VERSUCHE_HOECHSTENS:
        return Ausgang({"stand": Stand.GESCHEITERT, "fehler": fehler}, stoerung)
    pause = min(LAENGSTE_PAUSE, timedelta(minutes=2 ** (nachricht.versuche - 1)))
    felder = {"stand": Stand.WARTEND, "naechster_versuch": timezone.now() + pause, "fehler": fehler}
    return Ausgang(felder, stoerung)
