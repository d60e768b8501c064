"""What makes the demonstration safe: private folder, own secrets, loopback only, only a database of its own making."""

import base64
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from betrieb import dienste
from betrieb.einrichten import Abbruch

KENNZEICHEN = "konferenz: Vorführung, angelegt von make start"
"""Comment on a database by which we know our own."""
EIGENE_NAMEN = ("localhost", "127.0.0.1", "[::1]")
GEHEIM = ("SECRET_KEY", "FELD_SCHLUESSEL")


def lies_paare(datei: Path) -> dict[str, str]:
    """NAME=value lines of a file; nothing if it is missing."""
    zeilen = datei.read_text().splitlines() if datei.exists() else []
    return dict(zeile.split("=", 1) for zeile in zeilen if "=" in zeile)


def schreibe_paare(datei: Path, paare: dict[str, str]) -> None:
    """Write NAME=value lines, readable for the owner only, all or nothing."""
    neu = datei.with_suffix(".neu")
    neu.unlink(missing_ok=True)
    with os.fdopen(os.open(neu, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as ausgabe:
        ausgabe.writelines(f"{name}={wert}\n" for name, wert in paare.items())
    neu.replace(datei)


def geheimnisse(var: Path) -> dict[str, str]:
    """The keys of this demonstration, made at its first start."""
    datei = var / "schluessel"
    paare = lies_paare(datei)
    if not all(paare.get(name) for name in GEHEIM):
        fernet = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        paare = {"SECRET_KEY": secrets.token_urlsafe(48), "FELD_SCHLUESSEL": fernet}
        schreibe_paare(datei, paare)
    return paare


def pruefe_rechnernamen() -> None:
    """Raise Abbruch if the environment asks the demonstration to be reachable under a name of the outside world."""
    namen = [name.strip() for name in os.environ.get("ALLOWED_HOSTS", "").split(",") if name.strip()]
    for url in filter(None, [os.environ.get("BASIS_URL")]):
        namen.append(urlsplit(url).netloc.rsplit("@")[-1])
    for name in namen:
        rechner = name if name in EIGENE_NAMEN else name.rsplit(":", 1)[0]
        if rechner not in EIGENE_NAMEN:
            raise Abbruch(
                f"Die Vorführung läuft nur auf diesem Rechner; „{name}“ ist ein fremder Name. "
                "Für den echten Betrieb: docker-compose.yml.",
                f"The demonstration is for this computer only; “{name}” is not a loopback name. "
                "For real use see docker-compose.yml.",
            )


def umgebung(var: Path, port: int, datenbank: str, redis: str, post_port: int) -> dict[str, str]:
    """Environment of all processes of the demonstration. Mail always goes to our own sink."""
    return {
        **geheimnisse(var),
        "BETRIEBSART": "vorfuehrung",
        "DJANGO_SETTINGS_MODULE": "konferenz.settings",
        "DATABASE_URL": datenbank,
        "REDIS_URL": redis,
        "ALLOWED_HOSTS": ",".join(EIGENE_NAMEN),
        "BASIS_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": f"smtp://127.0.0.1:{post_port}",
        "MAIL_VON": "Vorführung <konferenz@vorfuehrung.invalid>",
        "VAR_DIR": str(var),
        "PROXY_ANZAHL": "0",
        "PYTHONUNBUFFERED": "1",
    }


def _verwaltung(url: str) -> tuple[psycopg.Connection, str]:
    """A connection to the server's maintenance database, and the name of the wanted one."""
    angaben = conninfo_to_dict(url)
    name = str(angaben.get("dbname") or "konferenz")
    try:
        return psycopg.connect(
            make_conninfo(url, dbname="postgres", connect_timeout=5), autocommit=True
        ), name
    except psycopg.OperationalError as fehler:
        raise Abbruch(
            "Die Datenbank aus DATABASE_URL ist nicht erreichbar.",
            f"The database of DATABASE_URL cannot be reached.\n\n{str(fehler).strip()}",
        ) from fehler


def _kennzeichen(verbindung: psycopg.Connection, name: str) -> str | None:
    """Comment on the database, "" without one, None if there is no such database."""
    frage = "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = %s"
    zeile = verbindung.execute(frage, [name]).fetchone()
    return zeile[0] if zeile else None


def sichere_datenbank(url: str) -> None:
    """Create the database and mark it as ours; raise Abbruch for one that we did not create."""
    verbindung, name = _verwaltung(url)
    with verbindung:
        vorhanden = _kennzeichen(verbindung, name)
        if vorhanden is None:
            verbindung.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
            kommentar = sql.SQL("COMMENT ON DATABASE {} IS {}")
            verbindung.execute(kommentar.format(sql.Identifier(name), sql.Literal(KENNZEICHEN)))
        elif vorhanden != KENNZEICHEN:
            raise Abbruch(
                f"Die Datenbank „{name}“ hat die Vorführung nicht angelegt und rührt sie deshalb nicht an. "
                "Bitte in DATABASE_URL einen Namen angeben, den es noch nicht gibt.",
                f"The demonstration did not create the database “{name}” and will not touch it. "
                "Please name one in DATABASE_URL that does not exist yet.",
            )


def loesche_datenbank(url: str) -> bool:
    """Drop the database if it is ours; whether there was one to drop."""
    verbindung, name = _verwaltung(url)
    with verbindung:
        if _kennzeichen(verbindung, name) != KENNZEICHEN:
            return False
        verbindung.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    return True


def eigene_datenbank_url(sockel: Path) -> str:
    """URI of the embedded server's database, over its socket folder."""
    return f"postgresql:///konferenz?host={sockel}&user={dienste.SUPERUSER}"
