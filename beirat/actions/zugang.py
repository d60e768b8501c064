"""Inviting members to log in: an account of their own without any role; what they may do follows from memberships."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beirat.models import Mitgliedschaft, Person
from konferenz import uhr
from konferenz.actions.konten import einladung_senden, ist_eingeladen, konto_einladen
from konferenz.models import Benutzer


@transaction.atomic
def zugang_einladen(*, mensch: Person, person: Benutzer | None) -> Benutzer:
    """Send the personal link with which somebody opens her account; again: to her present address, earlier links end.

    An account that has the address already becomes hers without a letter. Raises ValidationError for somebody without
    address or without any membership of today, if she can log in already, or if the account is `person`'s own.
    """
    mensch = Person.objects.select_for_update(of=("self",)).select_related("benutzer").get(pk=mensch.pk)
    _pruefe(mensch)
    if mensch.benutzer is not None:
        return _erneut(mensch.benutzer, mensch.email)
    konto = Benutzer.objects.filter(email__iexact=mensch.email).first()
    if konto is None:
        konto = konto_einladen(
            email=mensch.email, name=mensch.anzeigename, sprache=mensch.sprache, person=person
        )
    elif person is not None and konto.pk == person.pk:
        raise ValidationError(
            _("Das ist die Adresse Ihres eigenen Kontos. Niemand verbindet sich selbst mit einem Gremium."),
            code="selbst",
        )
    mensch.benutzer = konto
    mensch.full_clean()
    mensch.save()
    return konto


def _pruefe(mensch: Person) -> None:
    if not mensch.email:
        raise ValidationError(
            _("Ohne E-Mail-Adresse kann sich niemand anmelden. Bitte tragen Sie zuerst eine Adresse ein."),
            code="ohne_adresse",
        )
    if not Mitgliedschaft.objects.gueltig(uhr.heute()).filter(person=mensch).exists():
        raise ValidationError(
            _("Diese Person gehört heute zu keinem Gremium. Ein Zugang würde nichts öffnen."), code="niemand"
        )


def _erneut(konto: Benutzer, email: str) -> Benutzer:
    if not ist_eingeladen(konto):
        raise ValidationError(_("Diese Person hat schon einen Zugang."), code="vorhanden")
    if konto.email != email:
        konto.email = email
        konto.full_clean(exclude=["password"])
        konto.save(update_fields=["email"])
    einladung_senden(benutzer=konto)
    return konto
