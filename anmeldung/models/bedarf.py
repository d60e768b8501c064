"""What a person needs: encrypted, without history, deleted first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anmeldung.models.anmeldung import Anmeldung


class Bedarf(models.Model):
    """Needs of one registration (special categories, Art. 9 GDPR): `verschluesselt` is a Fernet token of JSON.

    Which needs there are is in `anmeldung.bedarfe`; only `anmeldung.actions.bedarfe` writes and opens it. There is
    no event table on purpose.
    `ist_nach_frist` says that interpreting was asked for after the deadline; it does not say what.
    """

    anmeldung = models.OneToOneField(Anmeldung, models.CASCADE, primary_key=True, related_name="bedarf")
    verschluesselt = models.BinaryField(editable=False)
    ist_nach_frist = models.BooleanField(_("nach Frist"), default=False)
    angegeben_am = models.DateTimeField(_("angegeben am"))

    class Meta:
        verbose_name = _("Bedarf")
        verbose_name_plural = _("Bedarfe")

    def __str__(self) -> str:
        return f"Bedarf zu {self.anmeldung_id}"
