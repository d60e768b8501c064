"""Reminders under load: 500 people, three lead times, four schedulers at once, and some of them are killed."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from beirat.models import Mitgliedschaft, Person, Sitz
from betrieb.prozesse import BASIS
from betrieb.testserver import datenbank_url
from konferenz.models import Nachricht
from planung.models import Erinnerungslauf
from tests.planung.test_erinnern import eingeladen, um
from tests.planung.welt import SEIT, Gruppe, gruppe

MENSCHEN = 500
ZEITEN = ("2024-09-05 17:00", "2024-09-11 17:00", "2024-09-12 15:00")
WECKRUF = (
    "import django; django.setup();"
    "from datetime import datetime; from zoneinfo import ZoneInfo; from konferenz import uhr;"
    "from planung.actions.erinnern import erinnerungen_verschicken;"
    "zeit = datetime.fromisoformat('{zeit}:00').replace(tzinfo=ZoneInfo('Europe/Berlin'));"
    "print('bereit', flush=True);"
    "uhr._gestellt.append(zeit); print(erinnerungen_verschicken())"
)


def _fuenfhundert(haus: Gruppe) -> int:
    """So many members; returns how many the group has then."""
    Person.objects.bulk_create(
        Person(anzeigename=f"Mitglied {n}", email=f"m{n}@example.org") for n in range(MENSCHEN)
    )
    neue = list(Person.objects.filter(anzeigename__startswith="Mitglied "))
    sitze = Sitz.objects.bulk_create(Sitz(gremium=haus.gremium, bereich=f"Sitz {eine.pk}") for eine in neue)
    Mitgliedschaft.objects.bulk_create(
        Mitgliedschaft(sitz=sitz, person=eine, entsendet_durch=haus.beirat, von=SEIT)
        for sitz, eine in zip(sitze, neue, strict=True)
    )
    return len(haus.mitglieder)


def _starte(zeit: str) -> "subprocess.Popen[str]":
    umgebung = {**os.environ, "DATABASE_URL": datenbank_url()}
    befehl = [sys.executable, "-c", WECKRUF.format(zeit=zeit)]
    return subprocess.Popen(befehl, cwd=BASIS, env=umgebung, stdout=subprocess.PIPE, text=True)


def _vier_zugleich_und_zwei_sterben(zeit: str) -> None:
    prozesse = [_starte(zeit) for _mal in range(4)]
    for prozess in prozesse:
        assert prozess.stdout
        assert prozess.stdout.readline() == "bereit\n"
    time.sleep(0.4)  # in the middle of it
    for prozess in prozesse[:2]:
        prozess.send_signal(signal.SIGKILL)
    for prozess in prozesse:
        prozess.communicate(timeout=120)
    assert {prozess.returncode for prozess in prozesse[:2]} == {
        -signal.SIGKILL
    }  # they had not ended by themselves


@pytest.mark.langsam
@pytest.mark.django_db(transaction=True)
def test_500_menschen_drei_vorlaeufe_vier_weckrufe_und_tote(monkeypatch: pytest.MonkeyPatch) -> None:
    """Issue of the preparation group: 0 missing, 0 created twice."""
    haus = gruppe()
    zahl = _fuenfhundert(haus)
    assert zahl > MENSCHEN
    eingeladen(haus)
    for zeit in ZEITEN:
        _vier_zugleich_und_zwei_sterben(zeit)
        um(zeit)  # the next run of the scheduler finds what the dead ones left
        assert um(zeit) == 0
    briefe = Nachricht.objects.filter(anlass="planung.erinnerung")
    je_mensch = Counter(briefe.values_list("an", flat=True))
    assert len(je_mensch) == zahl
    assert set(je_mensch.values()) == {3}
    assert briefe.count() == 3 * zahl
    assert set(Erinnerungslauf.objects.values_list("ergebnis", "briefe")) == {("geschrieben", zahl)}
