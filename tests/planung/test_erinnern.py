"""Reminders: exactly one letter for each person, meeting, lead time and generation (I09)."""

from datetime import datetime, timedelta

import pytest

from konferenz import uhr
from konferenz.models import Nachricht
from planung.actions import erinnern
from planung.actions.einladen import einladen
from planung.actions.erinnern import erinnerungen_verschicken
from planung.actions.sitzung import sitzung_absagen, sitzung_aendern
from planung.fristen import faellig_am
from planung.models import Erinnerung, Erinnerungslauf, Sitzung, Teilnahme
from planung.tasks import sitzungserinnerungen
from tests.gleichzeitig import gleichzeitig
from tests.planung.welt import Gruppe, gruppe, mensch, setze, zeitpunkt

TAGE, STUNDEN = Erinnerung.Einheit.TAGE, Erinnerung.Einheit.STUNDEN


@pytest.fixture
def haus(db: None) -> Gruppe:
    return gruppe()


def eingeladen(haus: Gruppe, beginn: str = "2024-09-12 17:00", am: str = "2024-08-20 10:00") -> Sitzung:
    """Invited to in time, with the three usual reminders."""
    sitzung = haus.sitzung(beginn)
    for anzahl, einheit in ((7, TAGE), (1, TAGE), (2, STUNDEN)):
        Erinnerung.objects.create(sitzung=sitzung, anzahl=anzahl, einheit=einheit)
    with uhr.gestellt(zeitpunkt(am)):
        einladen(sitzung=sitzung, person=haus.amira)
    sitzung.refresh_from_db()
    return sitzung


def um(zeit: str) -> int:
    """One run of the scheduler at that moment; how many letters it wrote."""
    with uhr.gestellt(zeitpunkt(zeit)):
        return erinnerungen_verschicken()


def laeufe() -> list[tuple[str, str, int]]:
    reihe = Erinnerungslauf.objects.select_related("erinnerung").order_by("faellig_am", "generation")
    return [(lauf.erinnerung.kennzeichen, lauf.ergebnis, lauf.briefe) for lauf in reihe]


def test_jede_erinnerung_geht_zu_ihrer_zeit_einmal_an_alle(haus: Gruppe) -> None:
    eingeladen(haus)
    assert um("2024-09-05 16:59") == 0
    assert [um("2024-09-05 17:00"), um("2024-09-05 17:00"), um("2024-09-06 09:00")] == [8, 0, 0]
    assert um("2024-09-11 17:00") == 8
    assert um("2024-09-12 15:00") == 8
    assert um("2024-09-12 18:00") == 0
    assert laeufe() == [("7t", "geschrieben", 8), ("1t", "geschrieben", 8), ("2h", "geschrieben", 8)]


def test_wer_abgesagt_hat_wird_nicht_erinnert_und_manche_erinnerung_geht_nur_an_zusagen(haus: Gruppe) -> None:
    sitzung = eingeladen(haus)
    sitzung.erinnerungen.filter(einheit=STUNDEN).update(nur_zusagen=True)
    Teilnahme.objects.create(sitzung=sitzung, person=haus.frank, antwort="abgesagt")
    Teilnahme.objects.create(sitzung=sitzung, person=haus.elif_, antwort="zugesagt")
    assert [um("2024-09-05 17:00"), um("2024-09-11 17:00"), um("2024-09-12 15:00")] == [7, 7, 1]


def test_verlegt_wird_neu_erinnert_und_antworten_von_vorher_zaehlen_nicht(haus: Gruppe) -> None:
    sitzung = eingeladen(haus)
    Teilnahme.objects.create(sitzung=sitzung, person=haus.frank, antwort="abgesagt")
    assert um("2024-09-05 17:00") == 7
    sitzung.beginn, sitzung.ende = zeitpunkt("2024-09-19 17:00"), zeitpunkt("2024-09-19 19:00")
    with uhr.gestellt(zeitpunkt("2024-09-06 10:00")):
        sitzung_aendern(sitzung=sitzung, person=haus.amira)
    assert um("2024-09-11 17:00") == 0
    assert um("2024-09-12 17:00") == 8


def test_abgesagt_wird_niemand_erinnert(haus: Gruppe) -> None:
    sitzung = eingeladen(haus)
    with uhr.gestellt(zeitpunkt("2024-09-04 10:00")):
        sitzung_absagen(sitzung=sitzung, grund="Krankheit", person=haus.amira)
    assert um("2024-09-05 17:00") == 0
    assert laeufe() == []


def test_wer_spaeter_dazukommt_bekommt_fruehere_erinnerungen_nicht(haus: Gruppe) -> None:
    eingeladen(haus)
    setze(haus.gremium, mensch("Nina Neu"), von=zeitpunkt("2024-09-06 00:00").date())
    assert um("2024-09-05 20:00") == 8
    assert um("2024-09-11 17:00") == 9


class TestVerspaetet:
    def test_drei_stunden_stillstand_wird_nachgeholt_solange_es_nuetzt(self, haus: Gruppe) -> None:
        eingeladen(haus)
        assert um("2024-09-05 20:00") == 8
        assert laeufe() == [("7t", "geschrieben", 8)]

    def test_nach_dem_beginn_wird_es_nur_vermerkt(self, haus: Gruppe) -> None:
        eingeladen(haus)
        um("2024-09-05 17:00")
        um("2024-09-11 17:00")
        assert um("2024-09-12 18:00") == 0
        assert Nachricht.objects.filter(anlass="planung.erinnerung").count() == 16

    def test_von_mehreren_versaeumten_geht_nur_die_letzte(self, haus: Gruppe) -> None:
        eingeladen(haus)
        assert um("2024-09-12 15:30") == 8
        assert laeufe() == [("7t", "zu_spaet", 0), ("1t", "zu_spaet", 0), ("2h", "geschrieben", 8)]

    def test_was_vor_der_einladung_faellig_war_entfaellt(self, haus: Gruppe) -> None:
        sitzung = haus.sitzung("2024-09-12 17:00")
        Erinnerung.objects.create(sitzung=sitzung, anzahl=7, einheit=TAGE)
        with uhr.gestellt(zeitpunkt("2024-09-06 10:00")):
            einladen(sitzung=sitzung, begruendung="Es eilt.", person=haus.amira)
        assert um("2024-09-06 10:01") == 0
        assert laeufe() == [("7t", "zu_spaet", 0)]


@pytest.mark.parametrize(
    ("beginn", "einen_tag", "zwei_stunden"),
    [
        ("2024-03-31 17:00", "2024-03-30 17:00", "2024-03-31 15:00"),
        ("2024-03-31 04:00", "2024-03-30 04:00", "2024-03-31 01:00"),
        ("2024-10-27 17:00", "2024-10-26 17:00", "2024-10-27 15:00"),
        ("2024-10-27 04:00", "2024-10-26 04:00", "2024-10-27 02:00"),
    ],
)
def test_ein_tag_haelt_die_uhrzeit_zwei_stunden_sind_echte(
    beginn: str, einen_tag: str, zwei_stunden: str
) -> None:
    """Both Sundays of 2024 on which the clocks change."""
    tag, stunden = Erinnerung(anzahl=1, einheit=TAGE), Erinnerung(anzahl=2, einheit=STUNDEN)
    assert faellig_am(tag, zeitpunkt(beginn)) == zeitpunkt(einen_tag)
    erwartet = zeitpunkt(zwei_stunden)
    if beginn == "2024-10-27 04:00":
        erwartet = erwartet.replace(fold=1)
    assert faellig_am(stunden, _utc(zeitpunkt(beginn))) == _utc(erwartet)


def _utc(zeit: datetime) -> datetime:
    from datetime import UTC

    return zeit.astimezone(UTC)


def test_ein_jahr_im_stundentakt_nichts_fehlt_und_nichts_doppelt(haus: Gruppe) -> None:
    """A meeting every four weeks over a year with both changes of the clocks: 8 people × 3 lead times."""
    zeit = zeitpunkt("2024-02-01 09:00")
    for woche in range(0, 52, 4):
        beginn = zeit + timedelta(weeks=woche, days=10)
        eingeladen(haus, f"{beginn:%Y-%m-%d} 17:00", f"{zeit + timedelta(weeks=woche):%Y-%m-%d} 10:00")
    for stunde in range(24 * 7 * 54):
        jetzt = zeit + timedelta(hours=stunde)
        if jetzt.hour in (15, 17):
            with uhr.gestellt(jetzt):
                erinnerungen_verschicken()
    briefe = Nachricht.objects.filter(anlass="planung.erinnerung")
    assert briefe.count() == 13 * 3 * 8
    assert set(laeufe()) == {("7t", "geschrieben", 8), ("1t", "geschrieben", 8), ("2h", "geschrieben", 8)}


@pytest.mark.django_db(transaction=True)
class TestVierScheduler:
    def test_gleichzeitig_schreiben_sie_jeden_brief_einmal(self, haus: Gruppe) -> None:
        eingeladen(haus)
        assert self._zugleich() == [0, 0, 0, 8]
        assert laeufe() == [("7t", "geschrieben", 8)]

    def test_auch_ohne_sperre_verhindert_der_schluessel_den_zweiten_brief(
        self, haus: Gruppe, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Negative control of the lock: without it two run into each other, and the last wall still holds."""
        eingeladen(haus)
        monkeypatch.setattr(
            erinnern,
            "sperre",
            lambda sitzung: Sitzung.objects.select_related("gremium__konferenz").get(pk=sitzung.pk),
        )
        ergebnisse = self._zugleich()
        assert len(ergebnisse) < 4, "without the lock at least one must fail"
        assert Nachricht.objects.filter(anlass="planung.erinnerung").count() == 8

    def _zugleich(self) -> list[int]:
        """What four schedulers at the same moment wrote; one that fails is missing."""
        with uhr.gestellt(zeitpunkt("2024-09-05 17:00")):
            ausgaenge = gleichzeitig([erinnerungen_verschicken] * 4)
        return sorted(zahl for zahl in ausgaenge if isinstance(zahl, int))


def test_der_weckruf_schreibt_was_faellig_ist(haus: Gruppe) -> None:
    eingeladen(haus)
    with uhr.gestellt(zeitpunkt("2024-09-05 17:00")):
        sitzungserinnerungen()
    assert Nachricht.objects.filter(anlass="planung.erinnerung", spur=Nachricht.Spur.ERINNERUNG).count() == 8
