"""Years and pots of the whole authority: what every conference's money stands on."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import handelt
from budget.models import Haushaltsjahr, Mitteltopf
from konferenz import uhr
from konferenz.formate import datum_kurz
from konferenz.models import Benutzer


@transaction.atomic
def haushaltsjahr_anlegen(*, jahr: int, buchungsschluss: date, person: Benutzer | None) -> Haushaltsjahr:
    """A fiscal year with the last day on which something is booked in it; a year that is over is welcome too."""
    _pruefe_schluss(jahr, buchungsschluss)
    neu = Haushaltsjahr(jahr=jahr, buchungsschluss=buchungsschluss)
    neu.full_clean()
    with handelt(person):
        neu.save(force_insert=True)
    return neu


@transaction.atomic
def buchungsschluss_aendern(
    *, haushaltsjahr: Haushaltsjahr, buchungsschluss: date, person: Benutzer | None
) -> Haushaltsjahr:
    """Another closing of the books; a year that is closed stays closed, and none is closed with a day that is over
    (I07).
    """
    jahr = Haushaltsjahr.objects.select_for_update(no_key=True).get(pk=haushaltsjahr.pk)
    if jahr.ist_abgeschlossen:
        raise ValidationError(
            _("Das Jahr %(jahr)s ist seit dem %(tag)s abgeschlossen. Daran ändert sich nichts mehr."),
            code="abgeschlossen",
            params={"jahr": str(jahr), "tag": datum_kurz(jahr.buchungsschluss)},
        )
    _pruefe_schluss(jahr.jahr, buchungsschluss)
    if buchungsschluss < uhr.heute():
        raise ValidationError({"buchungsschluss": _("Der Buchungsschluss kann nicht vor heute liegen.")})
    jahr.buchungsschluss = buchungsschluss
    jahr.full_clean()
    with handelt(person):
        jahr.save(update_fields=["buchungsschluss"])
    return jahr


def _pruefe_schluss(jahr: int, schluss: date) -> None:
    """Bound can be until 31 December, so the books close after it, and within the next year."""
    if not date(jahr, 12, 31) <= schluss <= date(jahr + 1, 12, 31):
        raise ValidationError(
            {
                "buchungsschluss": ValidationError(
                    _(
                        "Der Buchungsschluss für %(jahr)d liegt zwischen dem 31.12.%(jahr)d und Ende %(danach)d."
                    ),
                    code="schluss",
                    params={"jahr": jahr, "danach": jahr + 1},
                )
            }
        )


@transaction.atomic
def topf_speichern(*, topf: Mitteltopf, person: Benutzer | None) -> Mitteltopf:
    """Store a new or changed pot."""
    topf.name = topf.name.strip()
    topf.full_clean()
    with handelt(person):
        topf.save()
    return topf
