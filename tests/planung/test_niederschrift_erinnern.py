"""Minutes that wait: chair and minute-taker are told once for each state, and no more when it is done."""

import pytest

from konferenz.models import Nachricht
from planung.actions.niederschrift_erinnern import niederschriften_erinnern
from planung.actions.protokoll import protokoll_genehmigen
from planung.models import Protokoll
from planung.queries.post import nachricht_gilt
from tests import welt
from tests.gleichzeitig import gleichzeitig
from tests.planung.fuellung import Fuellung, fuelle
from tests.planung.niederschriften import beendet, versandt


@pytest.fixture
def haus(db: None) -> Fuellung:
    return fuelle()


def briefe() -> list[str]:
    return list(
        Nachricht.objects.filter(anlass="planung.niederschrift_offen")
        .order_by("an")
        .values_list("an", flat=True)
    )


def am(tag: str) -> int:
    with welt.zeit(tag, "20:00"):
        return niederschriften_erinnern()


def test_ein_entwurf_nach_einer_woche(haus: Fuellung) -> None:
    beendet(haus, "2024-08-22")
    assert am("2024-08-28") == 0
    assert [am("2024-08-29"), am("2024-08-30")] == [2, 0]
    assert briefe() == sorted([haus.gruppe.deniz.email, haus.gruppe.jana.email])


def test_versandt_und_in_der_naechsten_sitzung_nicht_genehmigt(haus: Fuellung) -> None:
    protokoll = versandt(haus, "2024-07-04")
    assert am("2024-08-01") == 0  # no meeting since
    beendet(haus, "2024-08-08")
    assert am("2024-08-08") == 0
    assert am("2024-08-09") == 2
    brief = Nachricht.objects.filter(anlass="planung.niederschrift_offen").first()
    assert brief is not None
    assert nachricht_gilt(brief)
    naechste = haus.gremium.sitzungen.get(beginn=welt.am("2024-08-08", "17:00"))
    protokoll_genehmigen(
        protokoll=protokoll, in_sitzung=naechste, aenderung="", texte={}, person=haus.konten["vorsitz"]
    )
    assert Protokoll.objects.get(pk=protokoll.pk).ist_genehmigt
    assert not nachricht_gilt(brief)


@pytest.mark.django_db(transaction=True)
def test_vier_weckrufe_zugleich_schreiben_jeden_brief_einmal() -> None:
    beendet(fuelle(), "2024-08-22")
    with welt.zeit("2024-09-02"):
        assert sum(gleichzeitig([niederschriften_erinnern] * 4)) == len(briefe()) == 2
