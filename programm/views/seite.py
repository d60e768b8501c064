"""What all pages of the programme share: the conference of the address, and addresses beside it."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property

from konferenz.actions.formularschluessel import einloesen
from konferenz.models import Konferenz
from konferenz.queries import konferenz_der_arbeit
from konferenz.views.schutz import Geschuetzt
from konferenz.views.seite import Formularseite


class DesProgramms(Geschuetzt):
    """About the programme of the conference of the address; 404 without one.

    `liste` names the page a form or button leads back to, `listentitel` is its title on the way there.
    """

    recht = "programm.planen"
    kwargs: dict[str, Any]
    liste = "raster"
    listentitel: Any = ""

    @cached_property
    def konferenz(self) -> Konferenz:
        return konferenz_der_arbeit(self.request, self.kwargs["kennung"])

    @cached_property
    def objekt(self) -> Any:
        """What the page is about; raises Http404."""
        return self.konferenz

    def get_rechtobjekt(self) -> object:
        self.konferenz  # noqa: B018  # 404 for a conference that is not there
        return self.objekt

    def adresse(self, name: str, **teile: object) -> str:
        """Address of another page of this programme."""
        return reverse(f"programm:{name}", kwargs={"kennung": self.konferenz.kennung, **teile})

    def ziel(self) -> str:
        """Where this page leads back to."""
        return self.adresse(self.liste)

    def weg(self) -> list[tuple[str, str]]:
        """The list this page belongs to."""
        return [(str(self.listentitel), self.ziel())] if self.listentitel else []


class Einmalformular(DesProgramms, Formularseite):
    """A form with a key of its own: it acts once, however often it is sent."""

    @transaction.atomic
    def ausfuehren(self, form: Any) -> None:
        if einloesen(form.formularschluessel, form.angaben()) is None:
            self.speichere(form)

    def speichere(self, form: Any) -> None:
        """Call the action with the valid form; may raise ValidationError."""
        raise NotImplementedError


class Objektformular(Einmalformular):
    """A form of `objekt`, new or changed."""

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy of its own: a form that is not valid has changed it all the same.
        return {**super().get_form_kwargs(), "instance": self.frisch()}

    def frisch(self) -> Any:
        """The object as it is stored, not the one that the page shows."""
        return type(self.objekt)._default_manager.get(pk=self.objekt.pk) if self.objekt.pk else self.objekt

    def get_success_url(self) -> str:
        return self.ziel()
