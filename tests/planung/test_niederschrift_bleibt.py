"""What is frozen stays: the database itself refuses changes of approved minutes and of every version (S41)."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from planung.models import Protokollabschnitt
from tests import welt
from tests.planung.fuellung import fuelle
from tests.planung.niederschriften import Niederschriften, schreibe_nieder

pytestmark = pytest.mark.django_db

VERSUCHE: list[tuple[str, Callable[[Niederschriften], object]]] = [
    ("protokollfassung_bleibt", lambda n: n.versandt.fassungen.update(inhalt={})),
    ("protokollfassung_bleibt", lambda n: n.versandt.fassungen.all()._raw_delete("default")),
    ("protokoll_genehmigt_bleibt", lambda n: type(n.genehmigt).objects.filter(pk=n.genehmigt.pk).update(aenderung="x")),
    ("protokoll_genehmigt_bleibt", lambda n: n.genehmigt.abschnitte.update(ergebnis="anders")),
    ("protokoll_genehmigt_bleibt", lambda n: n.genehmigt.abschnitte.all()._raw_delete("default")),
    (
        "protokoll_genehmigt_bleibt",
        lambda n: Protokollabschnitt.objects.create(protokoll=n.genehmigt, punkt=n.genehmigt.sitzung.punkte.create(
            position=9, titel="Neu"
        )),
    ),
]  # fmt: skip


def test_kein_weg_fuehrt_an_der_datenbank_vorbei() -> None:
    alle = schreibe_nieder(fuelle(welt.konferenz(kennung="2024")))
    for name, versuch in VERSUCHE:
        with pytest.raises(IntegrityError) as fehler, transaction.atomic():
            versuch(alle)
        assert name in str(fehler.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]
    assert alle.versandt.abschnitte.update(ergebnis="vor der Genehmigung geht es") == 3
