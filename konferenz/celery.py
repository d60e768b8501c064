"""Celery: wake-up calls and the beat; what it does is in each app's `tasks.py`."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "konferenz.settings")

app = Celery("konferenz")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def _uhr_pruefen(**_: Any) -> None:
    from konferenz import uhr

    uhr.pruefe()
