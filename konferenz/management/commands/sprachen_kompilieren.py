"""Compile the translations, without the gettext tools."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from konferenz.kataloge import kompiliere


class Command(BaseCommand):
    """`manage.py sprachen_kompilieren`"""

    help = "Übersetzt die Kataloge in locale/, die sich geändert haben."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile and name what was compiled."""
        for wurzel in settings.LOCALE_PATHS:
            for po in kompiliere(Path(wurzel)):
                self.stdout.write(str(po.relative_to(Path(wurzel).parent)))
