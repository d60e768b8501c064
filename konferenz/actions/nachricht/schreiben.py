"""Writing a letter: a row in the transaction of the change that promises it."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.template import Context, Engine
from django.utils import translation

from konferenz import uhr
from konferenz.actions.nachricht.marken import MARKEN, Marken, Teil, entschaerfe, verschluessele
from konferenz.actions.nachricht.wecken import wecke
from konferenz.models import Konferenz, Nachricht

_STEUERZEICHEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_LUECKE = re.compile(r"\n{3,}")
TRENNLINIE = "\n\n" + "- " * 20 + "-\n\nDeutsch:\n\n"


def nachricht_schreiben(
    *,
    schluessel: str,
    anlass: str,
    vorlage: str,
    daten: Mapping[str, Any],
    an: str = "",
    an_name: str = "",
    sprache: str = "de",
    weg: str = Nachricht.Weg.MAIL,
    spur: int = Nachricht.Spur.SOFORT,
    bezug: str = "",
    konferenz: Konferenz | None = None,
    faellig_am: datetime | None = None,
    ist_verborgen: bool = False,
) -> Nachricht | None:
    """Put a letter into the outbox; None if one with this key is there already.

    `vorlage` names `<vorlage>.betreff.txt` and `<vorlage>.txt`. They are rendered in `sprache`, with the German text
    below where that differs. Footer, sender and attachments are added at the hand-over. After the commit the delivery
    is woken.
    """
    nachricht = Nachricht(
        schluessel=schluessel,
        anlass=anlass,
        an=an.strip(),
        an_name=_einzeilig(an_name)[:200],
        sprache=sprache,
        weg=weg,
        spur=spur,
        bezug=bezug,
        konferenz=konferenz,
        faellig_am=faellig_am or uhr.jetzt(),
        ist_verborgen=ist_verborgen,
        betreff=_betreff(vorlage, daten, sprache),
        teile=_text(vorlage, {"konferenz": konferenz, **daten}, sprache, an_name),
        message_id=neue_message_id(),
    )
    return _ablegen(nachricht)


def _ablegen(nachricht: Nachricht) -> Nachricht | None:
    """Insert unless the key exists. The random Message-ID tells whether the stored row is this one."""
    Nachricht.objects.bulk_create([nachricht], ignore_conflicts=True)
    eigene = Nachricht.objects.filter(schluessel=nachricht.schluessel, message_id=nachricht.message_id)
    nachricht.pk = eigene.values_list("pk", flat=True).first()
    if nachricht.pk is None:
        return None
    wecke_nach_commit()
    return nachricht


def neue_message_id() -> str:
    """A Message-ID of the sender's domain."""
    rechner = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid4()}@{rechner}>"[:120]


def rendere(name: str, daten: Mapping[str, Any]) -> str:
    """Render plain text: nothing in it is HTML, so nothing is escaped; what a letter leaves out leaves no gap."""
    text = Engine.get_default().get_template(name).render(Context(dict(daten), autoescape=False))
    return _LUECKE.sub("\n\n", text)


def _einzeilig(text: str) -> str:
    return _STEUERZEICHEN.sub(" ", text).strip()


def _betreff(vorlage: str, daten: Mapping[str, Any], sprache: str) -> str:
    with translation.override(sprache):
        return _einzeilig(rendere(f"{vorlage}.betreff.txt", daten))[:300]


def _text(vorlage: str, daten: Mapping[str, Any], sprache: str, an_name: str) -> list[Teil]:
    """The parts of the text; German below only where it says something else."""
    fremd, deutsch = (_text_in(vorlage, daten, code, an_name) for code in (sprache, "de"))
    return verschluessele(fremd if fremd == deutsch else [*fremd, TRENNLINIE, *deutsch])


def _text_in(vorlage: str, daten: Mapping[str, Any], sprache: str, an_name: str) -> list[Teil]:
    marken = Marken()
    with translation.override(sprache):
        text = rendere(f"{vorlage}.txt", {**daten, MARKEN: marken}).strip()
    if an_name:
        text = text.replace(an_name, entschaerfe(an_name))
    return marken.zerlege(text)


def wecke_nach_commit() -> None:
    """Call the delivery when the running transaction has committed; once for all letters of one transaction."""
    # The stubs know two of the three values of an entry.
    eintraege: list[Any] = connection.run_on_commit
    offen = set(connection.savepoint_ids)
    vorgemerkt = any(aufruf is wecke and punkte == offen for punkte, aufruf, _robust in eintraege)
    if not vorgemerkt:
        transaction.on_commit(wecke, robust=True)
