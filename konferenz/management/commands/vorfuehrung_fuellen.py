"""manage.py vorfuehrung_fuellen --am YYYY-MM-DD: fill an empty database with the demonstration."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from konferenz import formate, uhr
from konferenz.models import Benutzer, Bezirk, Drucksache, Konferenz, Uhr
from konferenz.vorfuehrung import geschichte, zugaenge

ERSTER_TAG = date(2024, 9, 2)


def _tag(text: str) -> date:
    """A day as YYYY-MM-DD within the story."""
    try:
        tag = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text!r} ist kein Tag. Zum Beispiel: AM=2023-12-11. / is no day.") from None
    if tag < geschichte.BEGINN:
        raise CommandError(
            f"Die Geschichte der Vorführung beginnt am {geschichte.BEGINN}. / The story begins on that day."
        )
    return tag


class Command(BaseCommand):
    help = "Füllt eine leere Datenbank mit der Vorführung bis zu einem Tag. Nur in der Vorführung."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--am", default=ERSTER_TAG.isoformat(), help="Tag der Vorführung, zum Beispiel 2023-12-11"
        )
        parser.add_argument("--zugaenge", action="store_true", help="nur die Zugänge zeigen")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.VORFUEHRUNG:
            raise CommandError(
                "Das gibt es nur in der Vorführung (make start), nie im Betrieb. / For the demonstration only."
            )
        with override("de"):
            if not options["zugaenge"]:
                self._fuelle(options["am"])
            self.stdout.write(zugaenge.tabelle(zugaenge.lies()))

    def _fuelle(self, am: str) -> None:
        if Uhr.objects.exists():
            self.stdout.write(
                f"Die Vorführung ist schon gefüllt; in ihr ist heute {formate.datum_mit_tag(uhr.heute())}.\n"
                "Anderer Tag: make reset, dann make start AM=JJJJ-MM-TT. / For another day: make reset first."
            )
            return
        if any(modell.objects.exists() for modell in (Bezirk, Benutzer, Drucksache, Konferenz)):
            raise CommandError(
                "Diese Datenbank ist nicht leer und nicht von der Vorführung. Sie bleibt, wie sie ist. "
                "Mit einer neuen beginnen: make reset. / The database is not empty; make reset begins again."
            )
        tag = _tag(am)
        with transaction.atomic():
            zugaenge.schreibe(geschichte.spiele(tag))
            Uhr.objects.create(id=1, versatz=geschichte.jetzt_am(tag) - timezone.now())
        uhr.versatz.cache_clear()
        self.stdout.write(f"Die Vorführung ist gefüllt. In ihr ist heute {formate.datum_mit_tag(tag)}.")
