"""What people say about the conference afterwards, without a name."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.models import Konferenz
from konferenz.sprachen import AUSWAHL


class Rueckmeldung(models.Model):
    """An anonymous answer: no registration, no address, no hour, only the day, so that nobody can tell who it was."""

    class Note(models.IntegerChoices):
        SEHR_GUT = 5, _("sehr gut")
        GUT = 4, _("gut")
        MITTEL = 3, _("mittel")
        SCHLECHT = 2, _("nicht so gut")
        SEHR_SCHLECHT = 1, _("schlecht")

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="rueckmeldungen")
    note = models.PositiveSmallIntegerField(_("Wie war die Konferenz für Sie?"), choices=Note)
    gut = models.TextField(_("Was war gut?"), blank=True, max_length=4000)
    besser = models.TextField(_("Was kann besser werden?"), blank=True, max_length=4000)
    sprache = models.CharField(_("Sprache"), max_length=12, choices=AUSWAHL, default="de")
    am = models.DateField(_("Tag"), default=uhr.heute)

    class Meta:
        verbose_name = _("Rückmeldung")
        verbose_name_plural = _("Rückmeldungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(note__gte=1, note__lte=5), name="rueckmeldung_note_eins_bis_fuenf"
            )
        ]

    def __str__(self) -> str:
        return f"Rückmeldung {self.pk}"
