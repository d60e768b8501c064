"""Storing the texts of a part of the programme in all languages."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from konferenz.models import Benutzer


@transaction.atomic
def texte_speichern(*, objekt: Any, felder: Sequence[str], person: Benutzer | None) -> Any:
    """Store these multi-language fields and nothing else: who translates changes no time, room or seat."""
    objekt.clean_fields(exclude=[feld.name for feld in objekt._meta.fields if feld.name not in felder])
    objekt.save(update_fields=list(felder))
    return objekt
