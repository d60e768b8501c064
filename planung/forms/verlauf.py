"""Input at the meeting: who is there, votes, who takes no part, when it began and ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz.forms.mehrsprachig import anordnung
from planung.fristen import tag_der
from planung.models import Abstimmung, Anwesenheit, Befangenheit, Sitzung

LEERE_GAESTE = 2
"""Empty lines for guests who are in no list."""


def zeitfeld(**angaben: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **angaben)


def am_tag(sitzung: Sitzung, zeit: time | None) -> datetime | None:
    """The moment of a time of day in the meeting; after midnight it is the next day's."""
    if zeit is None:
        return None
    return timezone.make_aware(datetime.combine(tag_der(sitzung), zeit))


class UhrzeitForm(forms.Form):
    """When it really was."""

    um = zeitfeld(label=_("Uhrzeit"))


@dataclass(frozen=True)
class Platz:
    """One line of the list: a person of the body, what she is in it, for whom she can stand in."""

    person: Person
    rolle: str
    vertritt: Person | None = None


class AnwesenheitForm(forms.Form):
    """One line for each person of the body and for each guest; an empty line is left out."""

    ohne_optional = True
    STATUS = (("", _("noch offen")), *Anwesenheit.Status.choices[:3])

    def __init__(
        self, *args: Any, sitzung: Sitzung, plaetze: list[Platz], vorhanden: list[Anwesenheit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sitzung, self.plaetze = sitzung, plaetze
        self._je_person = {eine.person_id: eine for eine in vorhanden if eine.person_id}
        self._gaeste = [eine for eine in vorhanden if not eine.person_id]
        gruppen = [self._zeile(platz) for platz in plaetze]
        gruppen += [self._gast(nummer) for nummer in range(len(self._gaeste) + LEERE_GAESTE)]
        self.helper = anordnung(*gruppen)

    def _zeile(self, platz: Platz) -> Fieldset:
        nummer = platz.person.pk
        eine = self._je_person.get(nummer) or Anwesenheit(status="")
        self.fields[f"status_{nummer}"] = forms.ChoiceField(
            label=_("ist"), choices=self.STATUS, required=False, initial=eine.status
        )
        self._zeiten(f"{nummer}", eine)
        namen = [f"status_{nummer}", f"von_{nummer}", f"bis_{nummer}"]
        return Fieldset(f"{platz.person} ({platz.rolle})", Row(*namen))

    def _gast(self, nummer: int) -> Fieldset:
        eine = self._gaeste[nummer] if nummer < len(self._gaeste) else Anwesenheit()
        self.fields[f"gast_{nummer}"] = forms.CharField(
            label=_("Name"), required=False, max_length=200, initial=eine.gastname
        )
        self._zeiten(f"g{nummer}", eine)
        return Fieldset(f"{nummer + 1}. Gast", Row(f"gast_{nummer}", f"von_g{nummer}", f"bis_g{nummer}"))

    def _zeiten(self, nummer: str, eine: Anwesenheit) -> None:
        for name, label, wert in (("von", _("kam um"), eine.von), ("bis", _("ging um"), eine.bis)):
            initial = timezone.localtime(wert).time() if wert else None
            self.fields[f"{name}_{nummer}"] = zeitfeld(label=label, required=False, initial=initial)

    def anwesenheiten(self) -> list[Anwesenheit]:
        """The rows of a valid form; one without status is to be deleted."""
        return [*self._menschen(), *self._eingetragene_gaeste()]

    def _menschen(self) -> Iterator[Anwesenheit]:
        for platz in self.plaetze:
            vorher = self._je_person.get(platz.person.pk)
            status = self.cleaned_data[f"status_{platz.person.pk}"]
            if not status and vorher is None:
                continue
            da = status == Anwesenheit.Status.ANWESEND
            yield Anwesenheit(
                pk=vorher.pk if vorher else None,
                sitzung=self.sitzung,
                person=platz.person,
                status=status,
                vertritt=platz.vertritt if da else None,
                von=self._zeit("von", platz.person.pk) if da else None,
                bis=self._zeit("bis", platz.person.pk) if da else None,
            )

    def _eingetragene_gaeste(self) -> Iterator[Anwesenheit]:
        for nummer in range(len(self._gaeste) + LEERE_GAESTE):
            vorher = self._gaeste[nummer] if nummer < len(self._gaeste) else None
            name = self.cleaned_data[f"gast_{nummer}"]
            if not name and vorher is None:
                continue
            yield Anwesenheit(
                pk=vorher.pk if vorher else None,
                sitzung=self.sitzung,
                gastname=name,
                status=Anwesenheit.Status.GAST if name else "",
                von=self._zeit("von", f"g{nummer}"),
                bis=self._zeit("bis", f"g{nummer}"),
            )

    def _zeit(self, name: str, nummer: object) -> datetime | None:
        return am_tag(self.sitzung, self.cleaned_data[f"{name}_{nummer}"])


class AbstimmungForm(forms.Form):
    """The counts of a vote."""

    ohne_optional = True

    gegenstand = forms.CharField(label=_("Worüber wird abgestimmt?"), widget=forms.Textarea({"rows": 2}))
    ja = forms.IntegerField(label=_("Ja"), min_value=0, max_value=999)
    nein = forms.IntegerField(label=_("Nein"), min_value=0, max_value=999)
    enthaltung = forms.IntegerField(label=_("Enthaltung"), min_value=0, max_value=999, initial=0)
    ist_stimmungsbild = forms.BooleanField(label=_("nur ein Stimmungsbild, kein Beschluss"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = anordnung("gegenstand", Row("ja", "nein", "enthaltung"), "ist_stimmungsbild")

    def abstimmung(self) -> Abstimmung:
        """The vote without its item."""
        daten = self.cleaned_data
        return Abstimmung(**{name: daten[name] for name in ("gegenstand", "ja", "nein", "enthaltung")})


class BefangenheitForm(forms.Form):
    """Who takes no part, and why."""

    wer = forms.ChoiceField(label=_("Wer nimmt nicht teil?"))
    grund = forms.ChoiceField(label=_("Grund"), choices=Befangenheit.Grund.choices)

    def __init__(self, *args: Any, menschen: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._menschen = {str(eine.pk): eine for eine in menschen}
        feld: Any = self.fields["wer"]
        feld.choices = [
            ("", _("bitte wählen")),
            *((nummer, str(eine)) for nummer, eine in self._menschen.items()),
        ]

    def angaben(self) -> dict[str, Any]:
        """Arguments for `befangen_melden`."""
        return {"mensch": self._menschen[self.cleaned_data["wer"]], "grund": self.cleaned_data["grund"]}
