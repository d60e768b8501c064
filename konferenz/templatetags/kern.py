"""What the crispy pack "kern" needs for a field: right class, direction, native date fields, parts of one field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from i18nfield.forms import I18nFormField, I18nWidget

from konferenz.sprachen import SPRACHEN

register = template.Library()

NUR_LATEINISCH = frozenset({"email", "tel", "url", "password"})
"""Types of fields whose content is written from left to right in every language."""

TASTATUR = {"email": "email", "tel": "tel", "url": "url"}

BROWSERFELDER: dict[type[forms.Widget], tuple[str, str]] = {
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    forms.TimeInput: ("time", "%H:%M"),
}
"""Widget -> type of the browser's own field and the format it speaks."""

GRUPPENWIDGETS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class Teilfeld:
    """One input of a field that consists of several: label, language of the label, ready markup."""

    id: str
    titel: str
    sprache: str
    eingabe: SafeString


@dataclass(frozen=True)
class Wahl:
    """One choice of a radio or checkbox group."""

    titel: str
    attribute: dict[str, Any]


@dataclass(frozen=True)
class Wahlgruppe:
    """Choices under a heading; without one for plain choices."""

    titel: str
    wahlen: list[Wahl]


@register.filter
def feldart(feld: BoundField) -> str:
    """Which part of the pack draws the field: haken, wahl, auswahl, datei, teile, mehrteilig or eingabe."""
    widget = feld.field.widget
    arten: tuple[tuple[Any, str], ...] = (
        (GRUPPENWIDGETS, "wahl"),
        (forms.CheckboxInput, "haken"),
        (forms.ClearableFileInput, "datei"),
        ((I18nWidget, forms.MultiWidget), "teile"),
        (forms.SelectDateWidget, "mehrteilig"),
        (forms.Select, "auswahl"),
    )
    return next((art for klasse, art in arten if isinstance(widget, klasse)), "eingabe")


@register.filter
def ist_optional(feld: BoundField) -> bool:
    """Whether the label says "Optional". A form that sets `ohne_optional` never says it (True: filters), or not of the
    fields it names there: those of which one is needed.
    """
    ohne = getattr(feld.form, "ohne_optional", ())
    if ohne is True or feld.name in (ohne or ()):
        return False
    if isinstance(feld.field, I18nFormField):
        return not feld.field.one_required
    return not feld.field.required


@register.filter
def eingabe(feld: BoundField) -> SafeString:
    """The input of a field with the classes of KERN."""
    widget = feld.field.widget
    _passe_an(widget)
    return feld.as_widget(attrs=_attribute(widget, _grundklasse(widget), bool(feld.errors)))


def _grundklasse(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "kern-form-check__checkbox"
    if isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        return "kern-form-input__select"
    return "kern-form-input__input"


def _passe_an(widget: forms.Widget) -> None:
    """Dates and times use the browser's own field, which speaks ISO; no placeholders: help stands above and stays."""
    widget.attrs.pop("placeholder", None)
    muster = BROWSERFELDER.get(type(widget))
    if muster:
        widget.input_type, widget.format = muster  # type: ignore[attr-defined]


def _attribute(widget: forms.Widget, grund: str, fehlerhaft: bool) -> dict[str, Any]:
    """Attributes that every input gets; what the form itself has set is kept."""
    klassen = [widget.attrs.get("class", ""), grund, f"{grund}--error" if fehlerhaft else ""]
    attribute = {"class": " ".join(filter(None, klassen))}
    art = getattr(widget, "input_type", "")
    if art in NUR_LATEINISCH:
        attribute["dir"] = "ltr"
    if art in TASTATUR:
        attribute["inputmode"] = TASTATUR[art]
    if isinstance(widget, forms.Textarea) and get_language_bidi():
        attribute["dir"] = "auto"
    return {name: wert for name, wert in attribute.items() if name == "class" or name not in widget.attrs}


@register.filter
def teilfelder(feld: BoundField) -> list[Teilfeld]:
    """The inputs of a field with several: one for each offered language, or date and time."""
    return list(_teilfelder(feld))


def _teilfelder(feld: BoundField) -> Iterator[Teilfeld]:
    gesamt = feld.field.widget
    werte = feld.value()
    if not isinstance(werte, list | tuple):
        werte = gesamt.decompress(werte)
    for nummer, widget in enumerate(gesamt.widgets):
        sprache = gesamt.locales[nummer] if isinstance(gesamt, I18nWidget) else ""
        if sprache and sprache not in gesamt.enabled_locales:
            continue
        _passe_an(widget)
        kennung = f"{feld.auto_id}_{nummer}"
        attribute = {**_attribute(widget, "kern-form-input__input", bool(feld.errors)), "id": kennung}
        if beschrieben := feld.aria_describedby:
            attribute["aria-describedby"] = beschrieben
        if feld.errors:
            attribute["aria-invalid"] = "true"
        wert = werte[nummer] if nummer < len(werte) else None
        markup = widget.render(f"{feld.html_name}{gesamt.widgets_names[nummer]}", wert, attribute)
        yield Teilfeld(kennung, _teiltitel(feld, nummer, sprache), sprache, markup)


def _teiltitel(feld: BoundField, nummer: int, sprache: str) -> str:
    if sprache:
        return SPRACHEN[sprache].name if sprache in SPRACHEN else sprache
    widget = feld.field.widget.widgets[nummer]
    if beschriftung := widget.attrs.get("aria-label"):
        return str(beschriftung)
    if isinstance(widget, forms.DateInput):
        return _("Datum")
    if isinstance(widget, forms.TimeInput):
        return _("Uhrzeit")
    teile = getattr(feld.field, "fields", ())
    return str(teile[nummer].label if nummer < len(teile) and teile[nummer].label else feld.label)


@register.filter
def wahlgruppen(feld: BoundField) -> list[Wahlgruppe]:
    """The choices of a radio or checkbox group with all their attributes."""
    widget = feld.field.widget
    attribute = {"id": widget.attrs.get("id") or feld.auto_id, **feld.build_widget_attrs({}, widget)}
    attribute.pop("aria-describedby", None)
    werte = widget.format_value(feld.value())
    gruppen: list[Wahlgruppe] = []
    for name, eintraege, _nummer in widget.optgroups(feld.html_name, werte, {**widget.attrs, **attribute}):
        wahlen = [_wahl(eintrag, bool(feld.errors)) for eintrag in eintraege]
        if not name and gruppen and not gruppen[-1].titel:
            gruppen[-1].wahlen.extend(wahlen)  # Django makes a group of each plain choice
        else:
            gruppen.append(Wahlgruppe(str(name or ""), wahlen))
    return gruppen


def _wahl(eintrag: dict[str, Any], fehlerhaft: bool) -> Wahl:
    klasse = f"kern-form-check__{eintrag['type']}"
    eigene = eintrag["attrs"].get("class", "")
    attribute = {
        "type": eintrag["type"],
        "name": eintrag["name"],
        "value": str(eintrag["value"]),
        **eintrag["attrs"],
        "class": " ".join(filter(None, [eigene, klasse, f"{klasse}--error" if fehlerhaft else ""])),
    }
    return Wahl(str(eintrag["label"]), attribute)


@register.filter
def fehlerziel(feld: BoundField) -> str:
    """Id of the input that a link of the error summary leads to."""
    if feldart(feld) == "wahl":
        return f"{feld.auto_id}_0"
    if feldart(feld) == "teile":
        teile = teilfelder(feld)
        return teile[0].id if teile else feld.auto_id
    return feld.id_for_label or feld.auto_id


@register.filter
def fehlerzahl(formular: BaseForm | BaseFormSet) -> int:
    """Number of lines in the error summary."""
    formulare = formular.forms if isinstance(formular, BaseFormSet) else [formular]
    zahl = len(formular.non_form_errors()) if isinstance(formular, BaseFormSet) else 0
    for eines in formulare:
        zahl += len(eines.non_field_errors()) + sum(1 for feld in eines if feld.errors)
    return zahl


@register.filter
def formularklasse(attribute: dict[str, str] | None) -> str:
    """Class of the form element; forms without one are laid out like every form."""
    return (attribute or {}).get("class") or "app-formular"


@register.filter
def ohne_klasse(attribute: dict[str, str] | None) -> dict[str, str]:
    """The other attributes of the form element."""
    return {name: wert for name, wert in (attribute or {}).items() if name != "class"}
