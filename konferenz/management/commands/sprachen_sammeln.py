"""Collect the German texts of code and templates into the catalogue of every language."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

from konferenz.kataloge import hat_texte, nur_noetiges, ohne_vermutungen, po_dateien

AUSGENOMMEN = ["node_modules", ".venv", "var", "tests", "betrieb", "benchmarks", "docs"]


class Command(BaseCommand):
    """`manage.py sprachen_sammeln [SPRACHE …]`; existing translations stay."""

    help = "Sammelt die deutschen Texte in locale/*/LC_MESSAGES/django.po. Braucht GNU gettext."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        """Language codes; without any, those whose catalogue holds texts already."""
        parser.add_argument("sprachen", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run makemessages in the same way every time, then drop its guesses and what is not translated."""
        if not shutil.which("xgettext") or not shutil.which("msgmerge"):
            raise CommandError(
                "GNU gettext fehlt. Debian/Ubuntu: sudo apt install gettext / GNU gettext is missing."
            )
        wurzel = Path(settings.LOCALE_PATHS[0])
        gewuenscht = [to_locale(code) for code in options["sprachen"]]
        for ort in gewuenscht:
            (wurzel / ort / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        orte = gewuenscht or [po.parent.parent.name for po in po_dateien(wurzel) if hat_texte(po)]
        call_command(
            "makemessages",
            locale=orte,
            ignore_patterns=AUSGENOMMEN,
            no_wrap=True,
            add_location="file",
            no_obsolete=True,
            extensions=["html", "txt", "py", "typ"],
            verbosity=0,
        )
        for po in (wurzel / ort / "LC_MESSAGES/django.po" for ort in orte):
            ohne_vermutungen(po)
            nur_noetiges(po)
