"""Django's `migrate`, which after each operation renders the one model that it changed.

Django renders all models that any chain of relations leads to. Here that is every model, since each hangs on the
conference and on the audit trail: forty of the fifty seconds of a first start. What a table asks of its neighbours is
only their name and the type of their key. A step that reads data still gets all models as they are then: Django throws
away what is marked `is_delayed` before RunPython. See docs/entscheidungen/0013.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState


def _lade_nur_dieses(zustand: Any, app_label: str, model_name: str, delay: bool = False) -> None:
    """In place of `ProjectState.reload_model`."""
    if "apps" in zustand.__dict__:  # hasattr would render them
        zustand.is_delayed = True
        zustand._reload({(app_label, model_name)})


@contextmanager
def ohne_verwandte() -> Iterator[None]:
    """While it lasts, states of migrations render single models."""
    wie_django = ProjectState.reload_model
    ProjectState.reload_model = _lade_nur_dieses  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        ProjectState.reload_model = wie_django  # type: ignore[method-assign]


class Command(migrate.Command):
    """`manage.py migrate`, with all its options."""

    def handle(self, *args: Any, **options: Any) -> None:
        with ohne_verwandte():
            super().handle(*args, **options)
