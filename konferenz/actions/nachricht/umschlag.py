"""From a row of the outbox to a mail: links and codes are made here, footer, sender and attachments are added here."""

import re
from datetime import datetime, timedelta
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone, translation

from konferenz import beitraege, geheim, uhr
from konferenz.actions.nachricht.marken import Teil
from konferenz.actions.nachricht.schreiben import rendere
from konferenz.actions.zugang import zugangslink_ausstellen
from konferenz.beitraege import Anlage
from konferenz.models import Bezirk, Nachricht

_KEIN_NAME = re.compile(r'[=?\x00-\x1f\x7f-\x9f"<>@,;:\\()\[\]\u200b-\u200f\u202a-\u202e\u2060-\u2069]')
_NAMENSLAENGE = 60
SIGNATUR = "-- \n"
"""Mail programs fold away or cut off what follows."""


class Kopfregel(EmailPolicy):
    """Headers as in `SMTP`, but subject and names that are not ASCII are folded by the older `Header`.

    The newer code of the standard library loses the space between two encoded words where it breaks a long line.
    """

    def fold(self, name: str, value: Any) -> str:
        return self._gefaltet(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        gefaltet = self._gefaltet(name, value)
        return gefaltet.encode("ascii") if gefaltet else super().fold_binary(name, value)

    def _gefaltet(self, name: str, value: Any) -> str:
        """The folded header, or nothing where the standard does well."""
        if str(value).isascii():
            return ""
        adressen = getattr(value, "addresses", None)
        if adressen:
            rest = f" <{adressen[0].addr_spec}>"
            return f"{name}: {self._verschluesselt(adressen[0].display_name, name)}{rest}{self.linesep}"
        if name.lower() == "subject":
            return f"{name}: {self._verschluesselt(str(value), name)}{self.linesep}"
        return ""

    def _verschluesselt(self, text: str, name: str) -> str:
        return Header(text, "utf-8", header_name=name).encode(linesep=self.linesep)


POSTREGEL = Kopfregel(**{feld: getattr(SMTP, feld) for feld in ("linesep", "max_line_length", "cte_type")})


class Unzustellbar(Exception):
    """The address of this letter can never be one."""


def fertige_mail(nachricht: Nachricht, bezirk: Bezirk | None) -> EmailMessage:
    """The mail as it goes to SMTP, with new personal links. Raises Unzustellbar for an address that cannot be one."""
    mail = EmailMessage(policy=POSTREGEL)
    mail["From"] = _absender(bezirk)
    mail["To"] = _empfaenger(nachricht)
    # An encoded word in the text would be decoded while the header is written, line breaks in it included.
    mail["Subject"] = nachricht.betreff.replace("=?", "= ?")
    mail["Date"] = format_datetime(timezone.localtime(uhr.jetzt()))
    mail["Message-ID"] = nachricht.message_id
    if bezirk:
        mail["Reply-To"] = Address(anzeigename(bezirk.behoerde), addr_spec=bezirk.email)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(_text(nachricht, bezirk), cte="quoted-printable")
    for anlage in beitraege.sammle("anlagen", nachricht):
        _haenge_an(mail, anlage)
    mail["Content-Language"] = "de" if nachricht.sprache.startswith("de") else f"{nachricht.sprache}, de"
    return mail


def anzeigename(name: str) -> str:
    """A name that stays a name in a header: without line breaks, separators and invisible characters, cut to 60."""
    return " ".join(_KEIN_NAME.sub(" ", name).split())[:_NAMENSLAENGE].strip()


def _absender(bezirk: Bezirk | None) -> Address:
    name, adresse = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Address(anzeigename(name or (bezirk.behoerde if bezirk else "")), addr_spec=adresse)


def _empfaenger(nachricht: Nachricht) -> Address:
    try:
        validate_email(nachricht.an)
        ortsteil, _klammer, rechner = nachricht.an.rpartition("@")
        adresse = f"{ortsteil}@{rechner.encode('idna').decode()}"
        return Address(anzeigename(nachricht.an_name), addr_spec=adresse)
    except (ValidationError, ValueError, UnicodeError) as problem:
        raise Unzustellbar from problem


def _text(nachricht: Nachricht, bezirk: Bezirk | None) -> str:
    links: dict[tuple[str, str], str] = {}
    text = "".join(_aufgeloest(teil, links) for teil in nachricht.teile)
    return f"{text.rstrip()}\n\n{_fuss(nachricht.sprache, bezirk)}"


def _aufgeloest(teil: Teil, links: dict[tuple[str, str], str]) -> str:
    """A part as printed: one link for each purpose and object, also where it stands in two languages."""
    if isinstance(teil, str):
        return teil
    if "geheim" in teil:
        return str(geheim.oeffne(teil["geheim"].encode()))
    ziel = (teil["link"], teil["objekt"])
    if ziel not in links:
        geheimnis = zugangslink_ausstellen(zweck=ziel[0], objekt=ziel[1], gueltig_bis=_gueltig_bis(teil))
        links[ziel] = f"{settings.BASIS_URL}/z/{geheimnis}/"
    return links[ziel]


def _gueltig_bis(marke: dict[str, object]) -> datetime:
    if "bis" in marke:
        return datetime.fromisoformat(str(marke["bis"]))
    return uhr.jetzt() + timedelta(days=float(str(marke["tage"])))


def _fuss(sprache: str, bezirk: Bezirk | None) -> str:
    with translation.override(sprache):
        fuss = rendere("konferenz/post/fuss.txt", {"bezirk": bezirk})
    return f"{SIGNATUR}{fuss.strip()}\n"


def _haenge_an(mail: EmailMessage, anlage: Anlage) -> None:
    art = EmailMessage(policy=POSTREGEL)
    art["Content-Type"] = anlage.typ
    haupt, unter = art.get_content_type().split("/")
    angaben = dict(art["Content-Type"].params)
    mail.add_attachment(anlage.inhalt, maintype=haupt, subtype=unter, filename=anlage.name, params=angaben)
