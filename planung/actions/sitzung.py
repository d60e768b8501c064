"""Creating, changing, moving and cancelling a meeting."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium
from konferenz import uhr
from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.models import Benutzer
from planung.actions import briefe
from planung.fristen import tag_der
from planung.models import Erinnerung, Sitzung, Tagesordnungspunkt
from planung.queries.mitglieder import eingeladene

Stand = Sitzung.Stand
Art = Tagesordnungspunkt.Art

TAGESORDNUNG = (
    (Art.EROEFFNUNG, 5),
    (Art.GENEHMIGUNG, 5),
    (Art.AUFGABEN, 10),
    (Art.MITTEILUNG, 10),
    (Art.VERSCHIEDENES, 5),
)
"""Items and minutes that a meeting begins with where the body has no template of its own."""
ERINNERUNGEN = ((7, Erinnerung.Einheit.TAGE), (1, Erinnerung.Einheit.TAGE), (2, Erinnerung.Einheit.STUNDEN))
"""Lead times of a body that has set none."""
SICHTBAR = ("beginn", "ende", "form", "ort_id", "raum", "zugangshinweis", "videolink", "einwahl")
"""Fields whose change a calendar has to learn."""


@transaction.atomic
def sitzung_anlegen(*, sitzung: Sitzung, person: Benutzer | None, schluessel: UUID | None = None) -> Sitzung:
    """Store a new meeting under the next number of its body, with agenda and reminders from the body's templates.

    `schluessel` is the key of the form: sent twice it makes one meeting.
    """
    inhalt = [sitzung.gremium_id, sitzung.beginn, sitzung.ende, sitzung.ort_id, sitzung.raum]
    if schluessel and (bekannt := einloesen(schluessel, {"sitzung": inhalt})):
        return Sitzung.objects.get(pk=bekannt.ergebnis)
    gremium = Gremium.objects.select_for_update(no_key=True).get(pk=sitzung.gremium_id)
    letzte = gremium.sitzungen.aggregate(letzte=Max("nummer"))["letzte"] or 0
    sitzung.nummer, sitzung.angelegt_von = letzte + 1, person
    sitzung.full_clean()
    sitzung.save()
    Tagesordnungspunkt.objects.bulk_create(_tagesordnung(sitzung))
    Erinnerung.objects.bulk_create(_erinnerungen(sitzung))
    if schluessel:
        ergebnis_merken(schluessel, str(sitzung.pk))
    return sitzung


def _tagesordnung(sitzung: Sitzung) -> list[Tagesordnungspunkt]:
    eigene = sitzung.gremium.vorlagenpunkte.all()
    if not eigene:
        return [
            Tagesordnungspunkt(sitzung=sitzung, position=n, art=art, titel=str(art.label), minuten=minuten)
            for n, (art, minuten) in enumerate(TAGESORDNUNG, start=1)
        ]
    return [
        Tagesordnungspunkt(
            sitzung=sitzung,
            position=n,
            art=punkt.art,
            titel=punkt.titel,
            minuten=punkt.minuten,
            ist_oeffentlich=punkt.ist_oeffentlich,
        )
        for n, punkt in enumerate(eigene, start=1)
    ]


def _erinnerungen(sitzung: Sitzung) -> list[Erinnerung]:
    eigene = sitzung.gremium.erinnerungsvorlagen.all()
    if not eigene:
        return [Erinnerung(sitzung=sitzung, anzahl=zahl, einheit=einheit) for zahl, einheit in ERINNERUNGEN]
    return [
        Erinnerung(
            sitzung=sitzung,
            anzahl=eine.anzahl,
            einheit=eine.einheit,
            text=eine.text,
            nur_zusagen=eine.nur_zusagen,
        )
        for eine in eigene
    ]


def sperre(sitzung: Sitzung) -> Sitzung:
    """The stored meeting, locked: whatever changes its state or reads it to write letters takes this lock."""
    return (
        Sitzung.objects.select_for_update(of=("self",), no_key=True)
        .select_related("gremium__konferenz", "ort")
        .get(pk=sitzung.pk)
    )


def pruefe_uebergang(sitzung: Sitzung, ziel: str) -> None:
    """Raise ValidationError unless the table of transitions leads from the present state to `ziel`."""
    if ziel not in Sitzung.UEBERGAENGE[Stand(sitzung.stand)]:
        raise ValidationError(
            _("Das geht nicht: Die Sitzung ist %(stand)s."),
            code="stand",
            params={"stand": sitzung.get_stand_display()},
        )


@transaction.atomic
def sitzung_aendern(*, sitzung: Sitzung, person: Benutzer | None) -> Sitzung:
    """Store changed data of a meeting that has not begun.

    After the invitation everybody invited gets one letter with the new data; a new time also asks for answers and
    arms the reminders anew. Raises ValidationError for a meeting that runs, is over or was cancelled.
    """
    alt = sperre(sitzung)
    if alt.stand not in (Stand.GEPLANT, Stand.EINGELADEN):
        raise ValidationError(
            _("Diese Sitzung kann nicht mehr geändert werden: Sie ist %(stand)s."),
            code="stand",
            params={"stand": alt.get_stand_display()},
        )
    for feld in ("stand", "nummer", "generation", "sequenz", "scharf_seit"):
        setattr(sitzung, feld, getattr(alt, feld))
    sitzung.full_clean()
    geaendert = any(getattr(alt, feld) != getattr(sitzung, feld) for feld in SICHTBAR)
    if alt.stand == Stand.EINGELADEN and geaendert:
        _neu_bekannt_machen(alt, sitzung)
    sitzung.save()
    return sitzung


def _neu_bekannt_machen(alt: Sitzung, neu: Sitzung) -> None:
    neu.sequenz += 1
    if (alt.beginn, alt.ende) != (neu.beginn, neu.ende):
        neu.generation += 1
        neu.scharf_seit = uhr.jetzt()
    for mensch in eingeladene(neu.gremium, tag_der(neu)):
        briefe.schreibe(neu, mensch, "verlegt", zusatz=neu.sequenz, vorher=alt)


@transaction.atomic
def sitzung_absagen(*, sitzung: Sitzung, grund: str, person: Benutzer | None) -> Sitzung:
    """Cancel a meeting with a reason; who was invited gets a letter that takes it out of the calendar."""
    sitzung = sperre(sitzung)
    pruefe_uebergang(sitzung, Stand.ABGESAGT)
    war_eingeladen = sitzung.stand == Stand.EINGELADEN
    sitzung.stand, sitzung.absagegrund = Stand.ABGESAGT, grund.strip()
    sitzung.sequenz += 1
    sitzung.full_clean()
    sitzung.save()
    if war_eingeladen:
        for mensch in eingeladene(sitzung.gremium, tag_der(sitzung)):
            briefe.schreibe(sitzung, mensch, "abgesagt")
    return sitzung
