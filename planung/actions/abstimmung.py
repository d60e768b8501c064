"""Votes in a meeting: counts, result, and the proof that the body was able to decide."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from konferenz.models import Benutzer
from planung.actions.stand import offene_sitzung
from planung.fristen import zeit_der
from planung.models import Abstimmung, Sitzung, Tagesordnungspunkt
from planung.queries.beschlussfaehigkeit import Saal

Ergebnis = Abstimmung.Ergebnis


def ergebnis_aus(ja: int, nein: int) -> str:
    """More Yes than No accepts; a tie rejects. Abstentions do not count."""
    return Ergebnis.ANGENOMMEN if ja > nein else Ergebnis.ABGELEHNT


@transaction.atomic
def abstimmen(
    *, abstimmung: Abstimmung, ist_stimmungsbild: bool = False, person: Benutzer | None
) -> Abstimmung:
    """Store the counts of a vote with its result and the quorum of that moment.

    Raises ValidationError for more votes than voters in the room, for none at all, and without a quorum unless it is
    stored as `ist_stimmungsbild`, which decides nothing.
    """
    sitzung = offene_sitzung(abstimmung.punkt.sitzung)
    punkt = sitzung.punkte.get(pk=abstimmung.punkt_id)
    if punkt.aufgerufen_am is None or punkt.stand == Tagesordnungspunkt.Stand.ABGESETZT:
        raise ValidationError(_("Abgestimmt wird über einen Punkt, der aufgerufen ist."), code="stand")
    abstimmung.am = _zeit(sitzung, punkt)
    abstimmung.eingetragen_von = person
    abstimmung.ergebnis = (
        Ergebnis.STIMMUNGSBILD if ist_stimmungsbild else ergebnis_aus(abstimmung.ja, abstimmung.nein)
    )
    if abstimmung.ja + abstimmung.nein + abstimmung.enthaltung == 0:
        raise ValidationError({"ja": _("Bitte tragen Sie die Stimmen ein.")}, code="leer")
    _zaehle(abstimmung, Saal.von(sitzung), punkt)
    abstimmung.full_clean(exclude={"punkt"})
    abstimmung.save()
    return abstimmung


def _zeit(sitzung: Sitzung, punkt: Tagesordnungspunkt) -> datetime:
    """When it was voted: now, or when the item was taken if the vote is written down after the meeting."""
    laeuft = sitzung.stand == Sitzung.Stand.LAEUFT
    return zeit_der(sitzung) if laeuft or punkt.aufgerufen_am is None else punkt.aufgerufen_am


def _zaehle(abstimmung: Abstimmung, saal: Saal, punkt: Tagesordnungspunkt) -> None:
    """Note voters and quorum of the moment; raise ValidationError if they do not allow this vote."""
    lage = saal.beschlussfaehigkeit(punkt, abstimmung.am)
    abstimmung.stimmberechtigte, abstimmung.quorum = lage.anwesend, lage.als_daten()
    if abstimmung.ja + abstimmung.nein + abstimmung.enthaltung > lage.anwesend:
        raise ValidationError(
            _("Es sind mehr Stimmen als anwesende Stimmberechtigte (%(zahl)s)."),
            code="zu_viele",
            params={"zahl": lage.anwesend},
        )
    if abstimmung.ergebnis != Ergebnis.STIMMUNGSBILD and not lage.ist_gegeben:
        raise ValidationError(
            _("Nicht beschlussfähig: %(satz)s. Möglich ist nur ein Stimmungsbild ohne Beschluss."),
            code="quorum",
            params={"satz": lage.satz},
        )


def pruefe_beschluesse(sitzung: Sitzung) -> None:
    """Count every vote of a meeting anew after attendance was corrected; ValidationError names the item that does not
    hold any more. Needs the lock of the meeting."""
    abstimmungen = list(Abstimmung.objects.filter(punkt__sitzung=sitzung).select_related("punkt"))
    if not abstimmungen:
        return
    saal = Saal.von(sitzung)
    for eine in abstimmungen:
        try:
            _zaehle(eine, saal, eine.punkt)
        except ValidationError as fehler:
            raise ValidationError(
                _("%(punkt)s: Die Abstimmung passt nicht mehr zur Anwesenheit. %(satz)s"),
                code="beschluss",
                params={"punkt": eine.punkt, "satz": " ".join(fehler.messages)},
            ) from fehler
    Abstimmung.objects.bulk_update(abstimmungen, ["stimmberechtigte", "quorum"])


@transaction.atomic
def abstimmung_zuruecknehmen(*, abstimmung: Abstimmung, person: Benutzer | None) -> None:
    """Delete a vote that was written down by mistake, while the minutes are a draft; the history keeps it."""
    offene_sitzung(abstimmung.punkt.sitzung)
    abstimmung.delete()
