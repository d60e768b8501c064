"""Date polls: state in words, who was asked, what was answered, which days to mind."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beirat.models import Person
from konferenz import uhr
from konferenz.beitraege import Schritt
from konferenz.formate import Stand, datum_kurz
from konferenz.models import Benutzer, Konferenz
from planung.models import Kalenderhinweis, Terminantwort, Terminoption, Terminumfrage, Umfrageteilnahme
from planung.queries import sicht
from planung.queries.mitglieder import eingeladene

S = Terminumfrage.Stand
Wert = Terminantwort.Wert


def bezug(umfrage: Terminumfrage, person: Person) -> str:
    """What a letter is about and a link opens: poll and person."""
    return f"{umfrage.pk}:{person.pk}"


def stand_der(umfrage: Terminumfrage) -> Stand:
    """The badge."""
    if umfrage.stand == S.OFFEN and not umfrage.nimmt_antworten:
        return Stand("warning", _("Termin wählen"))
    art = {S.OFFEN: "info", S.ENTSCHIEDEN: "success"}.get(S(umfrage.stand), "neutral")
    return Stand(art, str(umfrage.get_stand_display()))


def teilnahmen(umfrage: Terminumfrage) -> list[Umfrageteilnahme]:
    """Who was asked and belongs to the body today: who leaves counts no more, nor do her answers."""
    heute = {mensch.pk for mensch in eingeladene(umfrage.gremium, uhr.heute())}
    return [eine for eine in umfrage.teilnahmen.select_related("person") if eine.person_id in heute]


def ohne_antwort(umfrage: Terminumfrage) -> list[Person]:
    """Who was asked and has not answered."""
    return [eine.person for eine in teilnahmen(umfrage) if eine.geantwortet_am is None]


def hinweise(optionen: Iterable[Terminoption]) -> dict[int, list[Kalenderhinweis]]:
    """Holidays on the day of each option; one statement."""
    tage = {option.pk: timezone.localdate(option.beginn) for option in optionen}
    if not tage:
        return {}
    alle = list(Kalenderhinweis.objects.filter(von__lte=max(tage.values()), bis__gte=min(tage.values())))
    return {pk: [eine for eine in alle if eine.von <= tag <= eine.bis] for pk, tag in tage.items()}


@dataclass
class Spalte:
    """An option: how often each value was given, and what to mind on that day."""

    option: Terminoption
    hinweise: list[Kalenderhinweis]
    ja: int = 0
    vielleicht: int = 0
    nein: int = 0
    ist_beste: bool = False

    @property
    def rang(self) -> tuple[int, int]:
        """More who can, then more who could."""
        return self.ja, self.vielleicht

    @property
    def ist_vorbei(self) -> bool:
        return self.option.beginn <= uhr.jetzt()


@dataclass
class Uebersicht:
    """People × options. `zeilen`: a participation, and each option with its answer, None where there is none."""

    spalten: list[Spalte]
    zeilen: list[tuple[Umfrageteilnahme, list[tuple[Spalte, Terminantwort | None]]]] = field(
        default_factory=list
    )

    @property
    def geantwortet(self) -> int:
        return len([eine for eine, _antworten in self.zeilen if eine.geantwortet_am])


def uebersicht(umfrage: Terminumfrage) -> Uebersicht:
    """Everything about a poll in five statements, whatever the number of people."""
    optionen = list(umfrage.optionen.all())
    zu_beachten = hinweise(optionen)
    spalten = [Spalte(option, zu_beachten[option.pk]) for option in optionen]
    gefragte = teilnahmen(umfrage)
    antworten = {
        (eine.teilnahme_id, eine.option_id): eine
        for eine in Terminantwort.objects.filter(teilnahme__in=gefragte)
    }
    zeilen = [
        (eine, [(spalte, antworten.get((eine.pk, spalte.option.pk))) for spalte in spalten])
        for eine in gefragte
    ]
    for spalte in spalten:
        werte = [eine.wert for eine in antworten.values() if eine.option_id == spalte.option.pk]
        spalte.ja, spalte.vielleicht, spalte.nein = (werte.count(wert) for wert in Wert.values)
    beste = max((spalte.rang for spalte in spalten), default=(0, 0))
    for spalte in spalten:
        spalte.ist_beste = spalte.rang == beste != (0, 0)
    return Uebersicht(spalten, zeilen)


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`: the poll that waits for my answer, and one whose answers wait for a choice."""
    if not benutzer.has_perm("planung.sitzung_sehen"):
        return []
    offene = list(sicht.terminumfragen(benutzer).filter(stand=S.OFFEN))
    return [*_zu_beantworten(benutzer, offene), *_zu_waehlen(benutzer, offene)]


def _zu_beantworten(benutzer: Benutzer, offene: list[Terminumfrage]) -> list[Schritt]:
    laufend = [umfrage for umfrage in offene if umfrage.nimmt_antworten]
    meine = Umfrageteilnahme.objects.filter(
        umfrage__in=laufend, person__benutzer=benutzer, geantwortet_am=None
    )
    warten = set(meine.values_list("umfrage", flat=True)) if laufend else set()
    return [
        Schritt(
            _("Wann können Sie? %(titel)s") % {"titel": umfrage.titel},
            _("Bitte antworten Sie bis %(tag)s.") % {"tag": datum_kurz(umfrage.frist)},
            reverse("planung:umfrage-antwort", args=[umfrage.pk]),
            _("Antworten"),
            frist=timezone.localdate(umfrage.frist),
            rang=44,
        )
        for umfrage in laufend
        if umfrage.pk in warten
    ][:1]


def _zu_waehlen(benutzer: Benutzer, offene: list[Terminumfrage]) -> list[Schritt]:
    fertig = [
        umfrage
        for umfrage in offene
        if not umfrage.nimmt_antworten and benutzer.has_perm("planung.umfrage_bearbeiten", umfrage)
    ]
    if not fertig:
        return []
    geantwortet = fertig[0].teilnahmen.exclude(geantwortet_am=None).count()
    satz = ngettext("%(zahl)d Antwort ist da.", "%(zahl)d Antworten sind da.", geantwortet)
    return [
        Schritt(
            _("Termin wählen: %(titel)s") % {"titel": fertig[0].titel},
            satz % {"zahl": geantwortet},
            fertig[0].get_absolute_url(),
            _("Termin wählen"),
            rang=43,
        )
    ]
