"""What a person needs: encrypted, without history, deleted first; and which money is reserved for what all need."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anmeldung.models.anmeldung import Anmeldung
from budget.models import Vorgang
from konferenz import uhr
from konferenz.models import Konferenz


class Bedarf(models.Model):
    """Needs of one registration (special categories, Art. 9 GDPR): `verschluesselt` is a Fernet token of JSON.

    Which needs there are is in `anmeldung.bedarfe`; only `anmeldung.actions.bedarfe` writes and opens it. There is
    no event table on purpose.
    `ist_nach_frist` says that interpreting was asked for after the deadline; it does not say what. Such a wish is
    a task for the staff until somebody has given an answer: `geklaert_am`, `geklaert_von`.
    """

    anmeldung = models.OneToOneField(Anmeldung, models.CASCADE, primary_key=True, related_name="bedarf")
    verschluesselt = models.BinaryField(editable=False)
    ist_nach_frist = models.BooleanField(_("nach Frist"), default=False)
    angegeben_am = models.DateTimeField(_("angegeben am"))
    geklaert_am = models.DateTimeField(_("geklärt am"), null=True, blank=True)
    geklaert_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("geklärt von")
    )

    class Meta:
        verbose_name = _("Bedarf")
        verbose_name_plural = _("Bedarfe")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(geklaert_am=None, geklaert_von=None)
                | models.Q(geklaert_am__isnull=False, geklaert_von__isnull=False, ist_nach_frist=True),
                name="bedarf_geklaert_von_jemandem",
            )
        ]

    def __str__(self) -> str:
        return f"Bedarf zu {self.anmeldung_id}"


@pghistory.track()
class Bedarfsreservierung(models.Model):
    """Money that is reserved for one kind of need: the link between the count and its case in the budget.

    `art` is a key of `anmeldung.bestellung`; `zahl` how many people needed it then, empty where so few did that the
    number is for the role Bedarfe only. Nothing here leads to a person.
    """

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="bedarfsreservierungen")
    art = models.CharField(_("Art"), max_length=20)
    zahl = models.PositiveSmallIntegerField(_("Personen"), null=True, blank=True)
    vorgang = models.OneToOneField(Vorgang, models.PROTECT, related_name="bedarf", verbose_name=_("Vorgang"))
    am = models.DateTimeField(_("reserviert am"), default=uhr.jetzt)
    von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("reserviert von"),
    )

    class Meta:
        verbose_name = _("Reservierung für Bedarfe")
        verbose_name_plural = _("Reservierungen für Bedarfe")
        ordering = ["-am", "-id"]

    def __str__(self) -> str:
        return f"{self.art}: {self.vorgang}"
