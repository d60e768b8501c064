"""Needs and consents: encrypted, readable for one role, every reading logged, gone first."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from anmeldung import bedarfe as katalog
from anmeldung.models import Anmeldung, Bedarf, Einwilligung
from konferenz import geheim, uhr
from konferenz.models import Benutzer, Konferenz, Zugriff


def pruefe_einwilligung(bedarfe: Mapping[str, Any], ist_erteilt: bool) -> None:
    """Needs without consent are not stored: the person is asked (S55)."""
    if bedarfe and not ist_erteilt:
        genannt = pgettext("zwischen zwei Bedarfen", "“ und „").join(katalog.in_worten(bedarfe))
        text = _("Sie haben „%(bedarfe)s“ gewählt. Bitte willigen Sie ein oder entfernen Sie die Angaben.")
        raise ValidationError(
            {"einwilligung_bedarf": ValidationError(text, code="einwilligung", params={"bedarfe": genannt})}
        )


def ist_nach_frist(konferenz: Konferenz, bedarfe: Mapping[str, Any]) -> bool:
    """Whether these needs come too late to be promised (S56)."""
    return bool(
        konferenz.bedarf_bis and uhr.heute() > konferenz.bedarf_bis and katalog.braucht_dolmetschen(bedarfe)
    )


def speichere(anmeldung: Anmeldung, bedarfe: Mapping[str, Any]) -> None:
    """Store the checked needs of a registration, or remove them if there are none any more."""
    if not bedarfe:
        Bedarf.objects.filter(anmeldung=anmeldung).delete()
        return
    felder = {
        "verschluesselt": geheim.verschluessele(dict(bedarfe)),
        "angegeben_am": uhr.jetzt(),
        **_zur_frist(anmeldung, bedarfe),
    }
    Bedarf.objects.bulk_create(
        [Bedarf(anmeldung=anmeldung, **felder)],
        update_conflicts=True,
        unique_fields=["anmeldung"],
        update_fields=list(felder),
    )


def _zur_frist(anmeldung: Anmeldung, bedarfe: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the wish comes too late and who has answered it; whoever keeps her wish keeps both."""
    neu: dict[str, Any] = {"ist_nach_frist": False, "geklaert_am": None, "geklaert_von": None}
    if not ist_nach_frist(anmeldung.konferenz, bedarfe):
        return neu
    alt = Bedarf.objects.filter(anmeldung=anmeldung).select_related("geklaert_von").first()
    if alt and katalog.dolmetschwunsch(_offen(alt)) == katalog.dolmetschwunsch(bedarfe):
        return {name: getattr(alt, name) for name in neu}
    return neu | {"ist_nach_frist": True}


def _offen(bedarf: Bedarf) -> dict[str, Any]:
    return geheim.oeffne(bytes(bedarf.verschluesselt))


def eigene(anmeldung: Anmeldung) -> dict[str, Any]:
    """The needs for the person herself, who came by her own link; not logged."""
    bedarf = Bedarf.objects.filter(anmeldung=anmeldung).first()
    return _offen(bedarf) if bedarf else {}


@transaction.atomic
def bedarfe_lesen(*, anmeldung: Anmeldung, person: Benutzer) -> dict[str, Any]:
    """The needs for the role Bedarfe; each reading leaves a row with ids."""
    Zugriff.objects.create(
        art=Zugriff.Art.BEDARF_GELESEN, benutzer=person, gegenstand=f"anmeldung.anmeldung:{anmeldung.pk}"
    )
    return eigene(anmeldung)


@transaction.atomic
def bedarf_klaeren(*, anmeldung: Anmeldung, person: Benutzer) -> None:
    """Note that `person` has told somebody whether the late wish for interpreting can be met; a second time changes
    nothing."""
    bedarf = _verspaetet(anmeldung)
    if not bedarf.geklaert_am:
        bedarf.geklaert_am, bedarf.geklaert_von = uhr.jetzt(), person
        bedarf.save(update_fields=["geklaert_am", "geklaert_von"])


@transaction.atomic
def bedarf_wieder_oeffnen(*, anmeldung: Anmeldung) -> None:
    """Take back `bedarf_klaeren`."""
    bedarf = _verspaetet(anmeldung)
    bedarf.geklaert_am = bedarf.geklaert_von = None
    bedarf.save(update_fields=["geklaert_am", "geklaert_von"])


def _verspaetet(anmeldung: Anmeldung) -> Bedarf:
    """The late wish, locked; raises ValidationError if it was withdrawn meanwhile."""
    bedarf = Bedarf.objects.select_for_update().filter(anmeldung=anmeldung, ist_nach_frist=True).first()
    if bedarf is None:
        raise ValidationError(_("Diesen Wunsch gibt es nicht mehr."), code="kein_wunsch")
    return bedarf


def erteile(anmeldung: Anmeldung, versionen: Mapping[str, str]) -> None:
    """Record consents (purpose -> version of its text) in the language in which the text was read.

    A second valid one for the same purpose changes nothing.
    """
    sprache = get_language() or "de"
    Einwilligung.objects.bulk_create(
        [
            Einwilligung(
                anmeldung=anmeldung,
                zweck=zweck,
                textversion=version,
                sprache=sprache,
                quelle=anmeldung.quelle,
            )
            for zweck, version in versionen.items()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def einwilligung_widerrufen(*, anmeldung: Anmeldung, zweck: str) -> Anmeldung:
    """Withdraw a consent: the date is kept as proof, what it allowed is deleted at once."""
    anmeldung.einwilligungen.filter(zweck=zweck, widerrufen_am=None).update(widerrufen_am=uhr.jetzt())
    if zweck == Einwilligung.Zweck.BEDARF:
        Bedarf.objects.filter(anmeldung=anmeldung).delete()
    return anmeldung
