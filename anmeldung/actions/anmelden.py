"""A registration comes in: by the person online, or by staff for somebody."""

import secrets
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anmeldung import bedarfe as katalog
from anmeldung.actions import bedarfe, briefe, plaetze
from anmeldung.models import Anmeldung, Einwilligung, Platz
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.models import Benutzer, Konferenz
from konferenz.namen import bereinige, sortierschluessel
from konferenz.sprachen import sprache

_ALPHABET = "ABCDEFGHKLMNPQRSTUVWXYZ23456789"
"""Without letters and digits that look or sound alike."""

HOECHSTENS_JE_ADRESSE = 10
"""Registrations that share an address and get their links at once: a family, a small group."""


@dataclass(frozen=True)
class Angaben:
    """What somebody says about a person who wants to come; `bedarfe` as in `anmeldung.bedarfe`."""

    name: str
    email: str = ""
    sprache: str = "de"
    organisation: str = ""
    name_lateinisch: str = ""
    telefon: str = ""
    bedarfe: dict[str, Any] | None = field(default_factory=dict)
    einwilligung_bedarf: bool = False
    folgepost: bool = False

    def felder(self) -> dict[str, str]:
        """Columns of a registration, cleaned."""
        name = bereinige(self.name)
        if not name:
            raise ValidationError({"name": _("Bitte schreiben Sie einen Namen.")})
        return {
            "name": name,
            "name_lateinisch": bereinige(self.name_lateinisch),
            "sortiername": sortierschluessel(self.name_lateinisch or name),
            "email": self.email.strip(),
            "telefon": self.telefon.strip(),
            "organisation": bereinige(self.organisation),
            "sprache": self.sprache,
        }

    def gepruefte_bedarfe(self) -> dict[str, Any]:
        """The needs in their stored shape; raises ValidationError if they come without consent."""
        ergebnis = katalog.pruefe(self.bedarfe)
        bedarfe.pruefe_einwilligung(ergebnis, self.einwilligung_bedarf)
        return ergebnis


def _neue_nummer() -> str:
    """A number to be read out at the door, such as K7-4M2; it opens nothing."""
    zeichen = [secrets.choice(_ALPHABET) for _stelle in range(5)]
    return "".join(zeichen[:2]) + "-" + "".join(zeichen[2:])


def lege_an(konferenz: Konferenz, felder: dict[str, Any]) -> tuple[Anmeldung, bool]:
    """A new row with a free number and True, or the self-registration that the address has already and False.

    The unique constraints decide, also among requests at the same moment: two statements, no savepoint.
    """
    while True:
        anmeldung = Anmeldung(konferenz=konferenz, nummer=_neue_nummer(), **felder)
        Anmeldung.objects.bulk_create([anmeldung], ignore_conflicts=True)
        if Anmeldung.objects.filter(pk=anmeldung.pk).exists():
            return anmeldung, True
        if anmeldung.quelle == Anmeldung.Quelle.SELBST:
            eigene = Anmeldung.objects.selbst_mit(konferenz, anmeldung.email)
            if (bestehende := eigene.select_related("konferenz").first()) is not None:
                return bestehende, False


def speichere_zusaetze(anmeldung: Anmeldung, angaben: Angaben, gepruefte_bedarfe: dict[str, Any]) -> None:
    """Needs and consents that came with the form."""
    versionen: dict[str, str] = {}
    if gepruefte_bedarfe:
        bedarfe.speichere(anmeldung, gepruefte_bedarfe)
        versionen[Einwilligung.Zweck.BEDARF] = katalog.EINWILLIGUNG_VERSION
    if angaben.folgepost:
        versionen[Einwilligung.Zweck.FOLGEPOST] = katalog.FOLGEPOST_VERSION
    bedarfe.erteile(anmeldung, versionen)


@transaction.atomic
def anmelden(*, konferenz: Konferenz, angaben: Angaben, schluessel: UUID) -> None:
    """Register oneself. Answers nothing: a known address gets a letter to what it has instead of a second registration.

    No seat is taken before the confirmation. Raises ValidationError outside the window of registration and for needs
    without consent.
    """
    felder = angaben.felder()
    gepruefte = angaben.gepruefte_bedarfe()
    if not konferenz.anmeldung_laeuft(uhr.jetzt()):
        raise ValidationError(_("Die Anmeldung ist zurzeit geschlossen."), code="geschlossen")
    if einloesen(schluessel, asdict(angaben)) is not None:
        return
    anmeldung, ist_neu = lege_an(konferenz, {**felder, "quelle": Anmeldung.Quelle.SELBST})
    if not ist_neu:
        _erinnere(konferenz, angaben.email, [anmeldung])
        return
    speichere_zusaetze(anmeldung, angaben, gepruefte)
    briefe.schreibe(anmeldung, "bestaetigen")


@transaction.atomic
def fuer_jemanden_anmelden(
    *, konferenz: Konferenz, angaben: Angaben, quelle: str, schluessel: UUID, person: Benutzer
) -> Anmeldung:
    """Staff enters somebody from phone, paper or across the table: confirmed at once, seated or waiting.

    Several people may share an address or have none. The same form sent twice leads to the same registration.
    """
    felder = angaben.felder()
    gepruefte = angaben.gepruefte_bedarfe()
    if konferenz.ist_vorbei:
        raise ValidationError(_("Die Konferenz ist vorbei."), code="vorbei")
    frueher = einloesen(schluessel, asdict(angaben))
    if frueher is not None:
        return Anmeldung.objects.get(pk=frueher.ergebnis)
    anmeldung, _ist_neu = lege_an(
        konferenz, {**felder, "quelle": quelle, "erfasst_von": person, "bestaetigt_am": uhr.jetzt()}
    )
    speichere_zusaetze(anmeldung, angaben, gepruefte)
    ergebnis_merken(schluessel, str(anmeldung.pk))
    nimm_auf(anmeldung)
    return anmeldung


def nimm_auf(anmeldung: Anmeldung) -> None:
    """Give a confirmed registration its seat or waiting number and write the letter that says so. Takes the lock."""
    kontingent = plaetze.sperre(anmeldung.konferenz)
    ergebnis = plaetze.setze_oder_warte(kontingent, anmeldung)
    hat_platz = isinstance(ergebnis, Platz)
    anmeldung.stand = Anmeldung.Stand.BESTAETIGT if hat_platz else Anmeldung.Stand.WARTELISTE
    anmeldung.bestaetigt_am = uhr.jetzt()
    anmeldung.save(update_fields=["stand", "bestaetigt_am"])
    briefe.schreibe(anmeldung, "bestaetigt" if hat_platz else "warteliste", wartenummer=ergebnis.nummer)


@transaction.atomic
def link_erneut_senden(*, konferenz: Konferenz, email: str) -> None:
    """Send the personal links again to an address, also those of people whom staff entered with it.

    Says nothing about whether there are any.
    """
    mit_adresse = Anmeldung.objects.aktiv_mit(konferenz, email).select_related("konferenz")
    _erinnere(konferenz, email, list(mit_adresse[:HOECHSTENS_JE_ADRESSE]))


def _erinnere(konferenz: Konferenz, email: str, bestehende: list[Anmeldung]) -> None:
    """Send each its link again; where no letter goes out (nobody, or three today) it takes as long as one."""
    tag = uhr.heute()
    geschrieben = [briefe.erinnere_an_bestehende(anmeldung, tag) for anmeldung in bestehende]
    if not any(geschrieben):
        briefe.schreibe_keinen(konferenz, email, sprache(get_language()).code)
