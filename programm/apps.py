from django.apps import AppConfig


class ProgrammConfig(AppConfig):
    name = "programm"
    verbose_name = "Programm"
