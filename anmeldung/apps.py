from django.apps import AppConfig


class AnmeldungConfig(AppConfig):
    name = "anmeldung"
    verbose_name = "Anmeldung"
