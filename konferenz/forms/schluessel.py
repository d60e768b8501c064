"""The hidden key of every form that creates something."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class MitSchluessel(forms.Form):
    """Form mixin with the hidden field `schluessel`: new for each shown form, kept when it comes back with errors.

    Hand `formularschluessel` to `konferenz.actions.formularschluessel.einloesen` in the transaction of the effect.
    """

    schluessel = forms.UUIDField(
        initial=uuid4,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Das Formular war unvollständig. Bitte laden Sie die Seite neu."),
            "invalid": _("Das Formular war beschädigt. Bitte laden Sie die Seite neu."),
        },
    )

    @property
    def formularschluessel(self) -> UUID:
        """The key of a valid form."""
        return self.cleaned_data["schluessel"]

    def angaben(self) -> dict[str, object]:
        """The cleaned entries without the key: the content that must be the same when the form is sent again."""
        return {name: wert for name, wert in self.cleaned_data.items() if name != "schluessel"}
