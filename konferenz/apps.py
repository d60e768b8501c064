from django.apps import AppConfig


class KonferenzConfig(AppConfig):
    name = "konferenz"
    verbose_name = "Konferenz"

    def ready(self) -> None:
        # Tasks of every app bind to this Celery app, also in processes that only wake the worker.
        from konferenz import celery  # noqa: F401
