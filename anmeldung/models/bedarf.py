"""What a person needs: encrypted, without history, deleted first."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anmeldung.models.anmeldung import Anmeldung


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
