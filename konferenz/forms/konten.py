"""Input for accounts: code, invitation, password, roles."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.anmeldecode import code_zu
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Konferenz, Rolle
from konferenz.models.benutzer import MITGLIEDSROLLEN
from konferenz.sprachen import AUSWAHL_DEUTSCH

VERGEBBARE_ROLLEN = [(rolle.value, rolle.label) for rolle in Rolle if rolle not in MITGLIEDSROLLEN]


def tagesfeld(**angaben: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **angaben)


class AnmeldecodeForm(ConfirmLoginCodeForm):
    """The code of the letter; the session holds only what it is derived from. An unknown address has none, so
    nothing fits.
    """

    def __init__(self, *args: Any, code: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, code=code_zu(code) if code else "", **kwargs)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "dir": "ltr"})


class EinladenForm(MitSchluessel, forms.Form):
    """A new account: who, in which language, with which roles from today on."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"), widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"})
    )
    sprache = forms.ChoiceField(label=_("Sprache der Briefe"), choices=AUSWAHL_DEUTSCH, initial="de")
    rollen = forms.MultipleChoiceField(
        label=_("Rollen"),
        choices=VERGEBBARE_ROLLEN,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Ab heute. Wer zur Vorbereitungsgruppe oder zum Beirat gehört, "
            "bekommt diese Rollen durch die Mitgliedschaft."
        ),
    )


class _PasswortForm(forms.Form):
    passwort = forms.CharField(
        label=_("Passwort"),
        strip=False,
        help_text=_("Mindestens 12 Zeichen. Mehrere Wörter hintereinander sind sicher und gut zu merken."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class EinladungForm(_PasswortForm):
    """What somebody enters who accepts an invitation."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("So sehen Sie die anderen."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "passwort"]


class NeuesPasswortForm(_PasswortForm):
    """A new password in place of a forgotten one."""


class RolleForm(MitSchluessel, forms.Form):
    """A role from a day to a day."""

    # no role is chosen beforehand: each of them opens something
    rolle = forms.ChoiceField(label=_("Rolle"), choices=[("", _("bitte wählen")), *VERGEBBARE_ROLLEN])
    von = tagesfeld(label=_("Von"), initial=uhr.heute)
    bis = tagesfeld(
        label=_("Bis"), required=False, help_text=_("Einschließlich. Leer: bis jemand die Rolle beendet.")
    )
    konferenz = forms.ModelChoiceField(
        label=_("Nur für die Konferenz"),
        queryset=Konferenz.objects.order_by("-kennung"),
        required=False,
        empty_label=_("alle"),
    )


class RolleBeendenForm(forms.Form):
    """When a role ends: at once, or after a day."""

    letzter_tag = tagesfeld(
        label=_("Letzter Tag"),
        required=False,
        help_text=_("Leer: sofort. Die nächste Seite bleibt dann schon verschlossen."),
    )
