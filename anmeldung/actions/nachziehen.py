"""What happens to the seats in working groups when the programme changes."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import ngettext_lazy

from anmeldung.actions import briefe, plaetze
from anmeldung.models import Belegung, Kontingent
from konferenz.models import Konferenz
from programm.models import Arbeitsgruppe, Programmpunkt


@transaction.atomic
def kontingente_nachziehen(konferenz: Konferenz) -> None:
    """Contribution `arbeitsgruppen_geaendert`: every group has its row of seats, as many as the programme says; new
    ones are offered, a cancelled group lets everybody go with a letter, and the seats lie where the grid has them.

    Raises ValidationError where the grid would put somebody into two groups at once.
    """
    plaetze.kontingent_anlegen(konferenz)
    plaetze.sperre(konferenz)
    gruppen = list(konferenz.arbeitsgruppen.all())
    vorhandene = {
        eines.arbeitsgruppe_id: eines
        for eines in Kontingent.objects.filter(arbeitsgruppe__in=gruppen).select_related("arbeitsgruppe")
    }
    for gruppe in gruppen:
        _gleiche_ab(
            gruppe, vorhandene.get(gruppe.pk) or Kontingent(arbeitsgruppe=gruppe, plaetze=0), konferenz
        )
    _zeiten_nachziehen(konferenz)
    plaetze.ruecke_nach(konferenz)


def _gleiche_ab(gruppe: Arbeitsgruppe, kontingent: Kontingent, konferenz: Konferenz) -> None:
    soll = 0 if gruppe.ist_abgesagt else gruppe.plaetze
    if kontingent.pk is None or kontingent.plaetze != soll:
        kontingent.plaetze = soll
        kontingent.save()
    if gruppe.ist_abgesagt:
        _entlasse(kontingent, gruppe, konferenz)


def _entlasse(kontingent: Kontingent, gruppe: Arbeitsgruppe, konferenz: Konferenz) -> None:
    """The group is cancelled: its seats and waiting numbers go, everybody gets one letter."""
    betroffene = {
        zeile.anmeldung_id: zeile.anmeldung
        for reihe in (kontingent.belegte, kontingent.wartende)
        for zeile in reihe.select_related("anmeldung").order_by("nummer")
    }
    kontingent.belegte.all().delete()
    kontingent.wartende.all().delete()
    for anmeldung in betroffene.values():
        anmeldung.konferenz = konferenz
        briefe.schreibe(anmeldung, "gruppe_abgesagt", gruppe.pk, gruppe=gruppe)


def _zeiten_nachziehen(konferenz: Konferenz) -> None:
    """Let the occupied slots follow the grid: what is gone goes first, so that a swap of two slots is no conflict."""
    ist = set(
        Belegung.objects.filter(anmeldung__konferenz=konferenz).values_list(
            "platz", "anmeldung", "zeitfenster"
        )
    )
    soll = set(
        Programmpunkt.objects.geplant()
        .filter(
            konferenz=konferenz,
            arbeitsgruppe__kontingent__belegte__isnull=False,
            arbeitsgruppe__kontingent__belegte__angeboten_bis__isnull=True,
        )
        .values_list(
            "arbeitsgruppe__kontingent__belegte",
            "arbeitsgruppe__kontingent__belegte__anmeldung",
            "zeitfenster",
        )
    )
    if ist == soll:
        return
    _pruefe_ueberschneidung(Counter((anmeldung, zeit) for _platz, anmeldung, zeit in soll))
    for platz, _anmeldung, zeit in ist - soll:
        Belegung.objects.filter(platz=platz, zeitfenster=zeit).delete()
    Belegung.objects.bulk_create(
        Belegung(platz_id=platz, anmeldung_id=anmeldung, zeitfenster_id=zeit)
        for platz, anmeldung, zeit in soll - ist
    )


def _pruefe_ueberschneidung(je_zeit: Counter[tuple[object, object]]) -> None:
    betroffene = {anmeldung for (anmeldung, _zeit), zahl in je_zeit.items() if zahl > 1}
    if betroffene:
        raise ValidationError(
            ngettext_lazy(
                "%(zahl)d Person hat einen Platz in zwei Arbeitsgruppen, die dann zur gleichen Zeit lägen.",
                "%(zahl)d Personen haben Plätze in zwei Arbeitsgruppen, die dann zur gleichen Zeit lägen.",
                len(betroffene),
            ),
            code="gleichzeitig",
            params={"zahl": len(betroffene)},
        )
