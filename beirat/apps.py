from django.apps import AppConfig


class BeiratConfig(AppConfig):
    name = "beirat"
    verbose_name = "Beirat"
