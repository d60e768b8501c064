"""Released versions of a programme: what the public saw, and since when."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.models import Konferenz


@pghistory.track()
class Programmfassung(models.Model):
    """A released version. `inhalt` is the list of items as `queries.fassung.entwurf` writes it, in all languages.

    It holds numbers of contributors, never their names: whose consent is withdrawn disappears from every version.
    """

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="programmfassungen")
    nummer = models.PositiveSmallIntegerField(_("Fassung"))
    inhalt = models.JSONField()
    freigegeben_am = models.DateTimeField(_("freigegeben am"), default=uhr.jetzt)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("freigegeben von")
    )

    class Meta:
        verbose_name = _("Programmfassung")
        verbose_name_plural = _("Programmfassungen")
        ordering = ["konferenz", "-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["konferenz", "nummer"], name="programmfassung_nummer_einmalig"),
            models.CheckConstraint(condition=Q(nummer__gte=1), name="programmfassung_nummer_ab_eins"),
        ]

    def __str__(self) -> str:
        return f"Fassung {self.nummer}"
