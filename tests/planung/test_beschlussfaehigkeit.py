"""Who may vote and whether the body can decide: by rule, per item and per moment."""

from datetime import datetime

import pytest

from beirat.models import Gremium, Mitgliedschaft, Person
from planung.models import Anwesenheit, Befangenheit, Sitzung
from planung.queries.beschlussfaehigkeit import Beschlussfaehigkeit, Saal
from tests.planung.welt import Gruppe, gruppe, mensch, zeitpunkt

pytestmark = pytest.mark.django_db

BEIRAT = ("Deniz Aydın", "Elif Kaya", "Mariam Ahmadi", "Samuel Tekle")
VERSAMMLUNG = ("Frank Petersen", "Joachim Brandt", "Silke Hansen")
NEUN = zeitpunkt("2024-09-12 17:30")


@pytest.fixture
def haus() -> Gruppe:
    return gruppe()


def da(sitzung: Sitzung, *namen: str, **angaben: object) -> None:
    for name in namen:
        Anwesenheit.objects.create(
            **{
                "sitzung": sitzung,
                "person": Person.objects.get(anzeigename=name),
                "status": "anwesend",
                **angaben,
            }
        )


def lage(sitzung: Sitzung, zeit: datetime = NEUN, punkt: object = None) -> Beschlussfaehigkeit:
    return Saal.von(sitzung).beschlussfaehigkeit(punkt, zeit)  # type: ignore[arg-type]


def regel(haus: Gruppe, quorum: str, zahl: int | None = None, freie: bool = True) -> None:
    """Store the body's rule."""
    Gremium.objects.filter(pk=haus.gremium.pk).update(
        quorum=quorum, quorum_zahl=zahl, zaehlt_freie_sitze=freie
    )


@pytest.mark.parametrize(
    ("quorum", "zahl", "freie", "anwesende", "erwartet"),
    [
        ("keine", None, True, (), (True, 0, 8)),
        # eight seats with a vote, one of them vacant: more than half are five, without the vacant one four
        ("haelfte", None, True, BEIRAT, (False, 4, 8)),
        ("haelfte", None, True, (*BEIRAT, "Frank Petersen"), (True, 5, 8)),
        ("haelfte", None, False, BEIRAT, (True, 4, 7)),
        ("haelfte", None, False, BEIRAT[:3], (False, 3, 7)),
        ("haelfte", None, True, (*BEIRAT, "Jana Wolters"), (False, 4, 8)),
        ("mindestzahl", 3, True, BEIRAT[:2], (False, 2, 8)),
        ("mindestzahl", 3, True, BEIRAT[:3], (True, 3, 8)),
        ("je_stelle", None, True, BEIRAT, (False, 4, 8)),
        ("je_stelle", None, True, VERSAMMLUNG, (False, 3, 8)),
        ("je_stelle", None, True, ("Elif Kaya", "Frank Petersen"), (True, 2, 8)),
        ("je_stelle", None, True, (), (False, 0, 8)),
    ],
)
def test_jede_regel_zaehlt_ihre_zahl(
    haus: Gruppe,
    quorum: str,
    zahl: int | None,
    freie: bool,
    anwesende: tuple[str, ...],
    erwartet: tuple[bool, int, int],
) -> None:
    """S32, S39: the minute-taker has no vote; a vacant seat counts by the setting of the body."""
    sitzung = haus.sitzung()
    regel(haus, quorum, zahl, freie)
    da(sitzung, *anwesende)
    ergebnis = lage(Sitzung.objects.get(pk=sitzung.pk))
    assert (ergebnis.ist_gegeben, ergebnis.anwesend, ergebnis.sitze) == erwartet


def test_sechs_vom_beirat_reichen_nicht_wenn_die_versammlung_fehlt_und_der_satz_sagt_es(haus: Gruppe) -> None:
    """S39."""
    sitzung = haus.sitzung()
    da(sitzung, *BEIRAT)
    assert lage(sitzung).satz == "nein, es fehlt: Bezirksversammlung"
    da(sitzung, "Frank Petersen")
    assert (
        lage(sitzung).satz
        == "ja, alle entsendenden Stellen sind vertreten (Bezirksversammlung 1, Integrationsbeirat 4)"
    )


def test_die_haelfte_nennt_freie_sitze(haus: Gruppe) -> None:
    """S32: the line of the quorum says whether vacant seats count."""
    regel(haus, "haelfte")
    sitzung = haus.sitzung()
    da(sitzung, *BEIRAT)
    gelesen = Sitzung.objects.get(pk=sitzung.pk)
    assert lage(gelesen).satz == "nein, 4 von 8 Stimmen sind vertreten (freie Sitze zählen mit), nötig sind 5"


@pytest.mark.parametrize(
    ("uhrzeit", "erwartet"),
    [
        ("17:00", False),
        ("17:19", False),
        ("17:20", True),
        ("18:14", True),
        ("18:15", False),
        ("18:40", False),
    ],
)
def test_wer_spaeter_kommt_und_frueher_geht_zaehlt_nur_dazwischen(
    haus: Gruppe, uhrzeit: str, erwartet: bool
) -> None:
    sitzung = haus.sitzung()
    da(sitzung, *BEIRAT)
    da(sitzung, "Frank Petersen", von=zeitpunkt("2024-09-12 17:20"), bis=zeitpunkt("2024-09-12 18:15"))
    assert lage(sitzung, zeitpunkt(f"2024-09-12 {uhrzeit}")).ist_gegeben is erwartet


class TestVertretung:
    @pytest.fixture
    def karin(self, haus: Gruppe) -> Person:
        karin = mensch("Karin Ohlsen", mit_konto=False)
        vertreten = Mitgliedschaft.objects.get(person=haus.frank)
        Mitgliedschaft.objects.create(
            sitz=vertreten.sitz, person=karin, vertritt=vertreten, von=vertreten.von
        )
        return karin

    def test_wer_vertritt_stimmt_nur_solange_das_mitglied_fehlt(self, haus: Gruppe, karin: Person) -> None:
        sitzung = haus.sitzung()
        da(sitzung, "Elif Kaya")
        da(sitzung, "Karin Ohlsen", vertritt=haus.frank)
        da(sitzung, "Frank Petersen", von=zeitpunkt("2024-09-12 18:00"))
        saal = Saal.von(sitzung)
        vorher = {eine.person for eine in saal.stimmen(None, NEUN).values()}
        nachher = {eine.person for eine in saal.stimmen(None, zeitpunkt("2024-09-12 18:00")).values()}
        assert vorher == {haus.elif_.pk, karin.pk}
        assert nachher == {haus.elif_.pk, haus.frank.pk}
        assert lage(sitzung).stellen == (("Bezirksversammlung", 1), ("Integrationsbeirat", 1))

    def test_wer_vertritt_ohne_benannt_zu_sein_gibt_keine_stimme(self, haus: Gruppe, karin: Person) -> None:
        sitzung = haus.sitzung()
        da(sitzung, "Elif Kaya", "Karin Ohlsen")
        assert lage(sitzung).anwesend == 1

    def test_ein_mitglied_stimmt_auch_als_vertretung_nur_einmal(self, haus: Gruppe) -> None:
        sitzung = haus.sitzung()
        da(sitzung, "Elif Kaya", vertritt=haus.deniz)
        assert lage(sitzung).anwesend == 1

    def test_fuer_befangene_tritt_die_vertretung_ein(self, haus: Gruppe, karin: Person) -> None:
        sitzung = haus.sitzung()
        punkt = haus.punkt(sitzung, "Zuwendung")
        da(sitzung, "Elif Kaya", "Frank Petersen")
        da(sitzung, "Karin Ohlsen", vertritt=haus.frank)
        Befangenheit.objects.create(punkt=punkt, person=haus.frank, grund="traeger")
        assert {eine.person for eine in Saal.von(sitzung).stimmen(punkt, NEUN).values()} == {
            haus.elif_.pk, karin.pk,
        }  # fmt: skip
        assert lage(sitzung, punkt=punkt).ist_gegeben


def test_befangene_zaehlen_bei_ihrem_punkt_und_seinen_unterpunkten_weder_oben_noch_unten(
    haus: Gruppe,
) -> None:
    regel(haus, "haelfte")
    sitzung = haus.sitzung()
    punkt = haus.punkt(sitzung, "Zuwendung")
    unter = haus.punkt(sitzung, "Höhe", uebergeordnet=punkt)
    da(sitzung, *BEIRAT, "Frank Petersen")
    Befangenheit.objects.create(punkt=punkt, person=haus.elif_, grund="traeger")
    sitzung = Sitzung.objects.get(pk=sitzung.pk)
    gezaehlt = {
        name: (eine.anwesend, eine.sitze, eine.noetig, eine.ist_gegeben)
        for name, eine in (
            ("Sitzung", lage(sitzung)), ("Punkt", lage(sitzung, punkt=punkt)),
            ("Unterpunkt", lage(sitzung, punkt=unter)),
        )
    }  # fmt: skip
    assert gezaehlt == {"Sitzung": (5, 8, 5, True), "Punkt": (4, 7, 4, True), "Unterpunkt": (4, 7, 4, True)}


def test_der_saal_wird_mit_gleich_vielen_abfragen_gelesen(
    haus: Gruppe, django_assert_num_queries: object
) -> None:
    sitzung = haus.sitzung()
    da(sitzung, *BEIRAT, *VERSAMMLUNG)
    with django_assert_num_queries(6):  # type: ignore[operator]
        saal = Saal.von(sitzung)
        for punkt in (None, *sitzung.punkte.all()):
            saal.beschlussfaehigkeit(punkt, NEUN)
