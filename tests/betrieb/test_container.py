"""The containers of production, as far as they can be tried without an engine."""

import datetime
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import redis
import yaml

from betrieb import dienste
from betrieb.prozesse import BASIS, Kind

COMPOSE = yaml.safe_load((BASIS / "docker-compose.yml").read_text())
DIENSTE = COMPOSE["services"]
ANWENDUNG = {"web", "worker", "beat", "migration"}
GEHEIM = ("SECRET_KEY", "FELD_SCHLUESSEL", "DB_PASSWORT", "ANWENDUNG_PASSWORT", "REDIS_PASSWORT", "EMAIL_URL")


def test_compose_datei_entspricht_dem_schema():
    befehl = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "docker-compose.yml",
    ]
    ergebnis = subprocess.run(befehl, cwd=BASIS, check=False, text=True, capture_output=True)
    assert ergebnis.returncode == 0, ergebnis.stdout


def test_alle_dienste_sind_da():
    assert set(DIENSTE) == ANWENDUNG | {"proxy", "db", "redis"}


def test_nur_der_proxy_veroeffentlicht_ports():
    assert [name for name, dienst in DIENSTE.items() if "ports" in dienst] == ["proxy"]


def test_datenbank_und_redis_sind_nur_innen_zu_erreichen():
    assert COMPOSE["networks"]["innen"] == {"internal": True}
    assert [DIENSTE[name]["networks"] for name in ("db", "redis", "proxy")] == [
        ["innen"],
        ["innen"],
        ["aussen"],
    ]


def test_das_protokoll_der_datenbank_zeigt_keine_eintraege():
    for option in dienste.OHNE_EINTRAEGE:
        assert option in DIENSTE["db"]["command"]


def test_jedes_geheimnis_ist_pflicht_und_hat_keinen_vorgabewert():
    text = (BASIS / "docker-compose.yml").read_text()
    for name in (*GEHEIM, "RECHNERNAME", "MAIL_VON", "TLS_ZERTIFIKAT", "TLS_SCHLUESSEL"):
        stellen = re.findall(rf"\$\{{{name}(.*?)\}}", text)
        assert stellen, name
        assert all(stelle.startswith(":?") for stelle in stellen), name


def test_beispielumgebung_nennt_jede_pflicht_und_verraet_nichts():
    text = (BASIS / "docker-compose.yml").read_text()
    beispiel = (BASIS / "docker/umgebung.beispiel").read_text()
    zeilen = [zeile for zeile in beispiel.splitlines() if zeile and not zeile.startswith("#")]
    assert sorted(zeilen) == sorted({f"{name}=" for name in re.findall(r"\$\{(\w+):\?", text)})


@pytest.mark.parametrize("name", sorted(DIENSTE))
def test_dienst_laeuft_nicht_als_root_und_ohne_vorrechte(name):
    dienst = DIENSTE[name]
    assert int(dienst["user"].split(":")[0]) > 0
    assert dienst["cap_drop"] == ["ALL"]
    assert dienst["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", sorted(set(DIENSTE) - {"migration"}))
def test_dauerdienst_hat_eine_gesundheitspruefung_und_eine_frist_zum_beenden(name):
    assert DIENSTE[name]["healthcheck"]["test"]
    assert re.fullmatch(r"\d+s", DIENSTE[name]["stop_grace_period"])
    assert DIENSTE[name]["restart"] == "unless-stopped"


def test_web_und_proxy_werden_ueber_healthz_geprueft():
    assert all("/healthz" in " ".join(DIENSTE[name]["healthcheck"]["test"]) for name in ("web", "proxy"))


def test_frist_des_workers_ist_laenger_als_die_laengste_aufgabe():
    from django.conf import settings

    assert int(DIENSTE["worker"]["stop_grace_period"].rstrip("s")) > settings.CELERY_TASK_TIME_LIMIT


def test_frist_des_webservers_ist_laenger_als_sein_geordnetes_ende():
    geordnet = re.search(r'"--graceful-timeout", "(\d+)"', (BASIS / "Dockerfile").read_text())
    assert geordnet
    assert int(DIENSTE["web"]["stop_grace_period"].rstrip("s")) > int(geordnet[1])


def test_anwendung_beginnt_erst_nach_der_einmaligen_migration():
    for name in ("web", "worker", "beat"):
        assert DIENSTE[name]["depends_on"]["migration"] == {"condition": "service_completed_successfully"}
    assert (DIENSTE["migration"]["restart"], DIENSTE["beat"]["deploy"]["replicas"]) == ("no", 1)


def test_der_anwendung_gehoert_die_datenbank_nicht():
    """Only the migration knows the owner's password; the others come as a role that it makes."""
    urls = {name: DIENSTE[name]["environment"]["DATABASE_URL"] for name in ANWENDUNG}
    besitzer = {name for name, url in urls.items() if "DB_PASSWORT" in str(DIENSTE[name]["environment"])}
    assert besitzer == {"migration"}
    assert urls["migration"].startswith(f"postgresql://{DIENSTE['db']['environment']['POSTGRES_USER']}:")
    rolle = DIENSTE["migration"]["command"][2].split()[-1]
    assert all(urls[name].startswith(f"postgresql://{rolle}:") for name in ANWENDUNG - besitzer)


def test_umgebung_der_anwendung_reicht_den_einstellungen(tmp_path):
    """The settings load in production with exactly the variables that the compose file gives them."""
    werte = {name: f"wert-{name.lower()}" for name in (*GEHEIM, "MAIL_VON")} | {
        "RECHNERNAME": "konferenz.example",
        "EMAIL_URL": "smtp://mail.example:587?tls=start",
    }

    def setze_ein(text: str) -> str:
        return re.sub(r"\$\{(\w+):\?[^}]*\}", lambda treffer: werte[treffer[1]], text)

    umgebung = {name: setze_ein(wert) for name, wert in DIENSTE["web"]["environment"].items()}
    frage = (
        "from django.conf import settings as s; print(s.BETRIEBSART, s.ALLOWED_HOSTS, s.DATABASES['default']['HOST'],"
        "s.CELERY_BROKER_URL, s.EMAIL_HOST, s.EMAIL_USE_TLS, s.SECURE_PROXY_SSL_HEADER)"
    )
    ergebnis = subprocess.run(
        [sys.executable, "-c", frage],
        cwd=BASIS,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "konferenz.settings", **umgebung},
        check=True,
        text=True,
        capture_output=True,
    )
    assert ergebnis.stdout.strip() == (
        "produktion ['konferenz.example'] db redis://:wert-redis_passwort@redis:6379/0 mail.example True "
        "('HTTP_X_FORWARDED_PROTO', 'https')"
    )


def test_redis_startet_mit_der_zeile_aus_compose_verlangt_das_passwort_und_verdraengt_nichts(tmp_path):
    befehl = DIENSTE["redis"]["command"][2].replace("$$", "$").replace("/tmp/", f"{tmp_path}/")
    server = dienste.redis(tmp_path, tmp_path, tmp_path / "x").befehl[0]
    befehl = befehl.replace("exec redis-server", f"exec {shlex.quote(str(server))}")
    befehl += f" --port 0 --unixsocket {tmp_path}/s --dir {tmp_path}"
    kind = Kind("redis", ["sh", "-c", befehl], tmp_path / "log", umgebung={"REDISCLI_AUTH": "geheim"})
    kind.starten()
    try:
        dienste.warte((tmp_path / "s").exists, kind)
        with pytest.raises(redis.exceptions.AuthenticationError):
            redis.Redis(unix_socket_path=str(tmp_path / "s")).ping()
        offen = redis.Redis(unix_socket_path=str(tmp_path / "s"), password="geheim", decode_responses=True)
        regeln = {**offen.config_get("maxmemory-policy"), **offen.config_get("appendonly")}
        assert regeln == {"maxmemory-policy": "noeviction", "appendonly": "yes"}
        befehlszeile = Path(f"/proc/{kind.prozess.pid}/cmdline").read_text()
        assert "geheim" not in befehlszeile
    finally:
        kind.beenden()


def test_datenbank_hat_die_sortierung_der_tests():
    argumente = DIENSTE["db"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert "--locale-provider=builtin --builtin-locale=C.UTF-8" in argumente
    assert DIENSTE["db"]["image"].startswith("postgres:18")


def test_abbild_enthaelt_alles_was_die_einstellungen_nennen_und_laeuft_nicht_als_root():
    rezept = (BASIS / "Dockerfile").read_text()
    assert re.findall(r"^USER (\S+)", rezept, re.M) == ["10001:10001"]
    assert "HEALTHCHECK" in rezept
    erlaubt = {
        zeile[1:] for zeile in (BASIS / ".dockerignore").read_text().splitlines() if zeile.startswith("!")
    }
    from django.conf import settings

    eigene = {app for app in settings.INSTALLED_APPS if (BASIS / app).is_dir()}
    assert eigene | {"templates", "static", "locale", "manage.py", "requirements/laufzeit.txt"} <= erlaubt


def test_abbild_enthaelt_weder_vorfuehrung_noch_tests():
    rezept = (BASIS / "Dockerfile").read_text()
    erlaubt = (BASIS / ".dockerignore").read_text()
    assert "requirements/laufzeit.txt" in rezept
    assert not any(
        wort in rezept + erlaubt for wort in ("vorfuehrung.txt", "entwicklung", "!tests", "!betrieb", "!var")
    )


def test_publiccode_nennt_die_pflichtangaben():
    angaben = yaml.safe_load((BASIS / "publiccode.yml").read_text())
    pflicht = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
    }
    assert pflicht | {"legal", "maintenance", "localisation"} <= set(angaben)
    for text in angaben["description"].values():
        assert len(text["shortDescription"]) <= 150 <= len(text["longDescription"]) <= 10_000
    projekt = tomllib.loads((BASIS / "pyproject.toml").read_text())["project"]
    assert (angaben["legal"]["license"], angaben["softwareVersion"]) == (
        projekt["license"],
        projekt["version"],
    )
    assert (BASIS / f"LICENSES/{projekt['license']}.txt").stat().st_size > 10_000
    assert isinstance(angaben.get("releaseDate", datetime.date.today()), datetime.date)


@pytest.mark.skipif(shutil.which("bash") is None, reason="kein bash")
def test_ci_ruft_den_testbefehl_der_readme():
    text = (BASIS / ".ci/run").read_text()
    assert subprocess.run(["bash", "-n", BASIS / ".ci/run"], check=False).returncode == 0
    assert text.rstrip().endswith("\nmake test")
    assert "export CI=true" in text
