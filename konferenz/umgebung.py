"""Typed readers for environment variables: an unknown or missing value stops the start with a sentence, never
silently."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

BETRIEBSARTEN = ("produktion", "vorfuehrung", "test")


def text(name: str, vorgabe: str | None = None) -> str:
    """The value of the variable `name`; without a default it must be set."""
    wert = os.environ.get(name, vorgabe)
    if wert is None:
        raise ImproperlyConfigured(
            f"Umgebungsvariable {name} fehlt. / Environment variable {name} is missing."
        )
    return wert


def ganzzahl(name: str, vorgabe: int) -> int:
    """A whole number, zero or greater."""
    wert = os.environ.get(name)
    if wert is None:
        return vorgabe
    if not wert.isdecimal():
        raise ImproperlyConfigured(
            f"{name}={wert!r}: eine ganze Zahl wird erwartet. / a whole number is expected."
        )
    return int(wert)


def liste(name: str, vorgabe: str | None = None) -> list[str]:
    """Values separated by commas, without empty ones."""
    return [teil.strip() for teil in text(name, vorgabe).split(",") if teil.strip()]


def betriebsart() -> str:
    """How this process runs: `produktion` (also when unset), `vorfuehrung` or `test`."""
    wert = text("BETRIEBSART", "produktion")
    if wert not in BETRIEBSARTEN:
        erlaubt = ", ".join(BETRIEBSARTEN)
        raise ImproperlyConfigured(f"BETRIEBSART={wert!r}: erlaubt sind {erlaubt}. / allowed: {erlaubt}.")
    return wert


def datenbank(name: str = "DATABASE_URL") -> dict[str, object]:
    """Django's connection parameters from a libpq URI; unix sockets by `?host=/path`."""
    teile = dict(conninfo_to_dict(text(name)))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": teile.pop("dbname", "konferenz"),
        "USER": teile.pop("user", ""),
        "PASSWORD": teile.pop("password", ""),
        "HOST": teile.pop("host", ""),
        "PORT": teile.pop("port", ""),
        "OPTIONS": teile,
    }


def post(name: str = "EMAIL_URL") -> dict[str, object]:
    """Django's EMAIL_* settings from `smtp://user:password@host:port?tls=start|ssl`."""
    url = urlsplit(text(name))
    tls = parse_qs(url.query).get("tls", [""])[0]
    if url.scheme != "smtp" or not url.hostname or tls not in ("", "start", "ssl"):
        raise ImproperlyConfigured(
            f"{name}: smtp://name:passwort@host:port?tls=start|ssl wird erwartet. / is expected."
        )
    return {
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or 25,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": tls == "start",
        "EMAIL_USE_SSL": tls == "ssl",
    }


def broker(name: str = "REDIS_URL") -> str:
    """Celery's address of Redis: it writes unix sockets as `redis+socket://`."""
    url = text(name)
    return url.replace("unix://", "redis+socket://", 1) if url.startswith("unix://") else url
