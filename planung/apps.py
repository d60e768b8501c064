from django.apps import AppConfig


class PlanungConfig(AppConfig):
    name = "planung"
    verbose_name = "Planung"
