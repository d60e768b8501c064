"""Papers for an item: drafts before the meeting, and what is handed out in it (Tischvorlage)."""

import secrets

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from planung.models.sitzung import Tagesordnungspunkt


def ablageort(unterlage: "Unterlage", name: str) -> str:
    """A name nobody can guess, with the ending of the content; nothing of what the browser called the file."""
    return f"unterlagen/{secrets.token_hex(16)}.{Unterlage.ENDUNGEN[Unterlage.Typ(unterlage.typ)]}"


@pghistory.track()
class Unterlage(models.Model):
    """An uploaded file of an item, told by its content and stored under a name of our own. One with the title of
    another paper of the item is its next version; the earlier ones stay.

    Who may read it may read the item; what is not public also asks for a membership that is no guest's (S42).
    """

    class Typ(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", _("Bild (JPEG)")
        PNG = "image/png", _("Bild (PNG)")

    ENDUNGEN = {Typ.PDF: "pdf", Typ.JPEG: "jpg", Typ.PNG: "png"}

    punkt = models.ForeignKey(Tagesordnungspunkt, models.CASCADE, related_name="unterlagen")
    titel = models.CharField(_("Titel"), max_length=200)
    fassung = models.PositiveSmallIntegerField(_("Fassung"), default=1)
    datei = models.FileField(upload_to=ablageort)
    typ = models.CharField(_("Art der Datei"), max_length=20, choices=Typ)
    groesse = models.PositiveIntegerField(_("Größe in Byte"))
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64)
    ist_oeffentlich = models.BooleanField(_("öffentlich"), default=True)
    ist_tischvorlage = models.BooleanField(_("Tischvorlage"), default=False)
    hochgeladen_am = models.DateTimeField(_("hochgeladen am"), default=uhr.jetzt)
    hochgeladen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    ersetzt_durch: int | None = None
    """Set where papers are listed: the number of the newest version, if this is another."""

    class Meta:
        verbose_name = _("Unterlage")
        verbose_name_plural = _("Unterlagen")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["punkt", "sha256"],
                name="unterlage_einmalig",
                violation_error_message=_("Diese Datei liegt schon bei diesem Punkt."),
            ),
            models.UniqueConstraint(
                fields=["punkt", "titel", "fassung"],
                name="unterlage_fassung_einmalig",
                violation_error_message=_("Diese Fassung liegt schon bei diesem Punkt."),
            ),
        ]

    def __str__(self) -> str:
        if self.fassung == 1:
            return self.titel
        return _("%(titel)s, Fassung %(fassung)d") % {"titel": self.titel, "fassung": self.fassung}

    def get_absolute_url(self) -> str:
        return reverse("planung:unterlage", kwargs={"pk": self.pk})

    @property
    def dateiname(self) -> str:
        """What the browser is told to call the file."""
        stamm = "".join(z for z in str(self) if z.isprintable() and z not in '"<>:|?*/\\').strip(" .")
        return f"{stamm[:150] or 'unterlage'}.{self.ENDUNGEN[self.Typ(self.typ)]}"
