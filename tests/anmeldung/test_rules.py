"""Who may do what with registrations."""

import pytest

from anmeldung.rules import RECHTE
from konferenz.models import Rolle
from konferenz.models.benutzer import MITGLIEDSROLLEN
from tests.personen import person

pytestmark = pytest.mark.django_db

ERWARTET = {
    "sachbearbeitung": set(RECHTE) - {"anmeldung.bedarfe_lesen"},
    "bedarfe": {"anmeldung.bedarfe_lesen", "anmeldung.bedarfe_zaehlen"},
    "einlass": {"anmeldung.einlassen"},
}


@pytest.mark.parametrize("rolle", [rolle for rolle in Rolle if rolle not in MITGLIEDSROLLEN])
def test_jede_rolle_hat_genau_ihre_rechte(rolle: Rolle) -> None:
    benutzer = person(rolle)
    assert {recht for recht in RECHTE if benutzer.has_perm(recht)} == ERWARTET.get(rolle.value, set())


def test_wer_keine_rolle_hat_darf_nichts() -> None:
    benutzer = person()
    assert not [recht for recht in RECHTE if benutzer.has_perm(recht)]


def test_wer_erfasst_darf_bedarfe_schreiben_aber_nicht_lesen() -> None:
    amira = person("sachbearbeitung")
    assert amira.has_perm("anmeldung.erfassen")
    assert not amira.has_perm("anmeldung.bedarfe_lesen")
