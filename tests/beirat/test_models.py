"""What the database itself refuses about bodies."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from beirat.models import Gremium, Mitgliedschaft, Person, Sitz

pytestmark = pytest.mark.django_db


def test_ein_sitz_wird_zur_selben_zeit_nur_einmal_besetzt_ein_anderer_schon() -> None:
    """The form says it in a sentence, the database holds it; a deputy may sit beside the member."""
    beirat = Gremium.objects.create(name="Beirat", art="beirat")
    erster, zweiter = (Sitz.objects.create(gremium=beirat) for _mal in range(2))
    ada, bea = (Person.objects.create(anzeigename=name) for name in ("Ada", "Bea"))
    adas = Mitgliedschaft.objects.create(sitz=erster, person=ada, von=date(2024, 1, 1), bis=date(2024, 6, 30))
    Mitgliedschaft(sitz=zweiter, person=bea, von=date(2024, 1, 1)).full_clean()
    Mitgliedschaft(sitz=erster, person=bea, von=date(2024, 7, 1)).full_clean()
    Mitgliedschaft(sitz=erster, person=bea, von=date(2024, 1, 1), vertritt=adas).full_clean()
    doppelt = Mitgliedschaft(sitz=erster, person=bea, von=date(2024, 6, 30))
    with pytest.raises(ValidationError, match="Dieser Sitz ist in dieser Zeit schon besetzt"):
        doppelt.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        doppelt.save()


@pytest.mark.parametrize("zahl", [None, 0])
def test_eine_mindestzahl_ist_eine_zahl(zahl: int | None) -> None:
    gremium = Gremium(name="Beirat", art="beirat", quorum="mindestzahl", quorum_zahl=zahl)
    with pytest.raises(ValidationError, match="Nennen Sie die Mindestzahl"):
        gremium.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        gremium.save()
