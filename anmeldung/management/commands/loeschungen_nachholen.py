"""After a restore: delete again what had been deleted since the backup was taken."""

from typing import Any

from django.core.management.base import BaseCommand

from anmeldung import actions


class Command(BaseCommand):
    help = "Nach einer Wiederherstellung Löschungen wiederholen / repeat deletions after a restore"

    def handle(self, *args: Any, **options: Any) -> None:
        zahl = actions.loeschungen_nachholen()
        self.stdout.write(f"{zahl} Anmeldungen erneut gelöscht. / {zahl} registrations deleted again.")
