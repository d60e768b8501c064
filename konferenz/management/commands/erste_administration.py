"""`manage.py erste_administration EMAIL`: the first account of an installation, made by whoever has the machine."""

from datetime import timedelta
from typing import Any

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse

from konferenz import uhr
from konferenz.actions import konten
from konferenz.actions.zugang import zugangslink_ausstellen
from konferenz.models import Benutzer, Rolle, Rollenzuweisung

SCHON_DA = (
    "Es gibt schon ein Konto mit der Rolle Administration; es kann weitere einladen. "
    "Kommt niemand mehr an dieses Konto heran: --notfall. / "
    "There is an account with the role Administration already; it can invite others. "
    "If nobody can reach it any more: --notfall."
)


class Command(BaseCommand):
    """Invites the first account with the role Administration, sends the letter and prints the link."""

    help = "Lädt das erste Konto mit der Rolle Administration ein und zeigt den Link dazu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="E-Mail-Adresse der Person")
        parser.add_argument("--name", default="", help="Name; ohne ihn der Teil vor dem @")
        parser.add_argument(
            "--notfall", action="store_true", help="auch wenn es schon ein solches Konto gibt"
        )

    def handle(self, *args: Any, email: str, name: str, notfall: bool, **options: Any) -> None:
        vorhandene = Rollenzuweisung.objects.gueltig(uhr.heute()).filter(rolle=Rolle.ADMINISTRATION)
        if vorhandene.filter(benutzer__is_active=True).exists() and not notfall:
            raise CommandError(SCHON_DA)
        try:
            with transaction.atomic(), pghistory.context(aktion="erste_administration"):
                konto = _konto(email, name)
        except ValidationError as fehler:
            raise CommandError(" ".join(fehler.messages)) from None
        self.stdout.write(f"Einladung / invitation ({konten.EINLADUNG_TAGE} Tage / days): {_link(konto)}")


def _konto(email: str, name: str) -> Benutzer:
    """The invited account; for one whose invitation is still open a new letter."""
    konto = Benutzer.objects.filter(email__iexact=email).first()
    if konto is None:
        name = name or email.partition("@")[0]
        return konten.konto_einladen(email=email, name=name, rollen=[Rolle.ADMINISTRATION], person=None)
    konten.einladung_senden(benutzer=konto)
    return konto


def _link(konto: Benutzer) -> str:
    bis = uhr.jetzt() + timedelta(days=konten.EINLADUNG_TAGE)
    geheimnis = zugangslink_ausstellen(zweck=konten.EINLADUNG, objekt=str(konto.pk), gueltig_bis=bis)
    return settings.BASIS_URL + reverse("konferenz:zugang", args=[geheimnis])
