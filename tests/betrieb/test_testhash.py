"""The cheap hash of the tests is the product's in everything but its cost."""

from django.contrib.auth.hashers import check_password, get_hasher, identify_hasher, make_password
from pytest_django import Settings

from betrieb.testhash import BILLIG, TEUER
from konferenz import settings as produkt


def test_das_produkt_nimmt_argon2_mit_100_mib_und_zwei_durchgaengen(settings: Settings) -> None:
    assert produkt.PASSWORD_HASHERS == [TEUER]
    settings.PASSWORD_HASHERS = produkt.PASSWORD_HASHERS
    abgelegt = make_password("Ein langes Passwort")
    assert abgelegt.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
    assert check_password("Ein langes Passwort", abgelegt)


def test_der_billige_hasher_ist_dasselbe_verfahren_und_unterscheidet_passwoerter(
    settings: Settings,
) -> None:
    assert settings.PASSWORD_HASHERS == [BILLIG]
    abgelegt = make_password("Ein langes Passwort")
    assert abgelegt.startswith("argon2$argon2id$v=19$m=8,t=1,p=1$")
    assert identify_hasher(abgelegt).algorithm == get_hasher().algorithm == "argon2"
    assert check_password("Ein langes Passwort", abgelegt)
    assert not check_password("Ein anderes Passwort", abgelegt)
