"""Forms for texts in several languages: one block for each offered language, German first."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db import models
from django.utils.translation import gettext as _
from i18nfield.fields import I18nTextField
from i18nfield.strings import LazyI18nString

from konferenz.models import Bezirk
from konferenz.sprachen import SPRACHEN, texte


def angebotene_sprachen() -> list[str]:
    """Codes of the languages this district offers, German first."""
    bezirk = Bezirk.objects.first()
    return list(dict.fromkeys(["de", *(bezirk.sprachen if bezirk else [])]))


def anordnung(*teile: Any) -> FormHelper:
    """The layout of a form whose tag, key and buttons stand in the template."""
    helfer = FormHelper()
    helfer.form_tag = False
    helfer.disable_csrf = True
    helfer.layout = Layout(*teile)
    return helfer


class MehrsprachigForm(forms.ModelForm):
    """A model form whose multi-language fields become one field per language, `name__code`.

    `mehrsprachig` names the model's fields, `gruppen` puts the other ones under headings. German is the
    authoritative text: only it can be required. Texts in languages that are not offered at present are kept.
    A valid form has put everything into `instance`; an action stores it.
    """

    mehrsprachig: tuple[str, ...] = ()
    gruppen: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    zeilen = 6

    def __init__(self, *args: Any, sprachen: Iterable[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = list(sprachen or angebotene_sprachen())
        einfache = list(self.fields)
        for code in self.codes:
            for name in self.mehrsprachig:
                self.fields[f"{name}__{code}"] = self._feld(name, code)
        self.helper = self._anordnung(einfache)

    def _feld(self, name: str, code: str) -> forms.CharField:
        modellfeld: models.Field = self._meta.model._meta.get_field(name)
        ist_lang = isinstance(modellfeld, I18nTextField)
        attribute: dict[str, Any] = {"lang": code, "dir": SPRACHEN[code].richtung}
        if ist_lang:
            attribute["rows"] = self.zeilen
        return forms.CharField(
            label=modellfeld.verbose_name,
            required=code == "de" and not modellfeld.blank,
            initial=self._vorhanden(name).get(code, ""),
            help_text=modellfeld.help_text,
            max_length=modellfeld.max_length,
            widget=forms.Textarea(attribute) if ist_lang else forms.TextInput(attribute),
        )

    def _vorhanden(self, name: str) -> dict[str, str]:
        return texte(getattr(self.instance, name))

    def _anordnung(self, einfache: Sequence[str]) -> FormHelper:
        gruppen = [Fieldset(titel, *namen) for titel, namen in self.gruppen]
        bloecke = [self._block(code) for code in self.codes if self.mehrsprachig]
        return anordnung(*(gruppen or einfache), *bloecke)

    def _block(self, code: str) -> Fieldset:
        titel = (
            _("Text auf Deutsch")
            if code == "de"
            else _("Text: %(sprache)s") % {"sprache": SPRACHEN[code].name_deutsch}
        )
        return Fieldset(titel, *(f"{name}__{code}" for name in self.mehrsprachig))

    def clean(self) -> dict[str, Any]:
        angaben = super().clean() or self.cleaned_data
        for name in self.mehrsprachig:
            neu = {code: angaben.get(f"{name}__{code}", "").strip() for code in self.codes}
            alle = {**self._vorhanden(name), **neu}
            setattr(self.instance, name, LazyI18nString({code: text for code, text in alle.items() if text}))
        return angaben
