"""People of the tests: accounts with roles of today, ready to work."""

from itertools import count

from allauth.mfa.models import Authenticator

from konferenz.models import Benutzer, Rollenzuweisung

PASSWORT = "ein langes Passwort für Tests"
_nummern = count(1)


def person(*rollen: str, zweiter_faktor: bool = True, **felder: object) -> Benutzer:
    """An account with these roles from today on; with a second factor, so that no page sends it to the set-up
    first.
    """
    nummer = next(_nummern)
    angaben = {"email": f"person{nummer}@example.org", "name": f"Person {nummer}", **felder}
    benutzer = Benutzer.objects.create_user(password=angaben.pop("password", PASSWORT), **angaben)
    for rolle in rollen:
        Rollenzuweisung.objects.create(benutzer=benutzer, rolle=rolle)
    if zweiter_faktor:
        Authenticator.objects.create(user=benutzer, type=Authenticator.Type.TOTP, data={})
    return benutzer
