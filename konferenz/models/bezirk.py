"""The authority that runs this installation, and its legal texts: data, never code."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import FileExtensionValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from konferenz.sprachen import AUSWAHL


def _grundsprachen() -> list[str]:
    return ["de", "de-simple", "en", "ar"]


@pghistory.track()
class Bezirk(models.Model):
    """The district administration: one row. Sender, imprint, contact, offered languages."""

    behoerde = models.CharField(
        _("Behörde"), max_length=200, help_text=_("zum Beispiel: Bezirksamt Musterstadt")
    )
    bezirk = models.CharField(_("Bezirk"), max_length=200)
    koerperschaft = models.CharField(_("Körperschaft"), max_length=200)
    fachamt = models.CharField(_("Fachamt"), max_length=200, blank=True)
    strasse = models.CharField(_("Straße und Hausnummer"), max_length=200)
    plz = models.CharField(_("Postleitzahl"), max_length=10)
    ort = models.CharField(_("Ort"), max_length=100)
    leitung = models.CharField(_("Vertreten durch"), max_length=200)
    email = models.EmailField(_("E-Mail-Adresse"))
    telefon = models.CharField(_("Telefon"), max_length=40)
    telefonzeiten = I18nCharField(_("Telefonzeiten"), max_length=600)
    telefonsprachen = ArrayField(
        models.CharField(max_length=12, choices=AUSWAHL),
        verbose_name=_("Sprachen am Telefon"),
        default=list,
        blank=True,
    )
    umsatzsteuer_id = models.CharField(_("Umsatzsteuer-Identifikationsnummer"), max_length=20, blank=True)
    redaktion = models.CharField(_("Verantwortlich für den Inhalt"), max_length=200)
    schlichtungsstelle = models.TextField(_("Schlichtungsstelle"), blank=True)
    datenschutzbeauftragte = models.TextField(_("Datenschutzbeauftragte"), blank=True)
    aufsichtsbehoerde = models.TextField(_("Aufsichtsbehörde für den Datenschutz"), blank=True)
    sprachen = ArrayField(
        models.CharField(max_length=12, choices=AUSWAHL),
        verbose_name=_("angebotene Sprachen"),
        default=_grundsprachen,
    )
    bericht_nach_monaten = models.PositiveSmallIntegerField(
        _("Sachstand berichten nach Monaten"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text=_("So lange nach dem Beschluss oder dem letzten Bericht ist der nächste fällig."),
    )
    gebaerdensprachvideo = models.URLField(_("Adresse des Videos in Gebärdensprache"), blank=True)
    logo = models.FileField(
        _("Zeichen der Behörde"),
        upload_to="bezirk/",
        blank=True,
        validators=[FileExtensionValidator(["png"])],
    )

    class Meta:
        verbose_name = _("Behörde")
        verbose_name_plural = _("Behörde")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="bezirk_nur_eine_zeile")]

    def __str__(self) -> str:
        return self.behoerde

    @property
    def anschrift(self) -> str:
        """Postal address in one line."""
        return f"{self.strasse}, {self.plz} {self.ort}"


@pghistory.track()
class Rechtstext(models.Model):
    """A legal text in the offered languages, written in Markdown; `html` is rendered once, when it is saved."""

    class Art(models.TextChoices):
        IMPRESSUM = "impressum", _("Impressum")
        DATENSCHUTZ = "datenschutz", _("Datenschutz")
        BARRIEREFREIHEIT = "barrierefreiheit", _("Erklärung zur Barrierefreiheit")

    art = models.CharField(_("Text"), max_length=20, choices=Art, unique=True)
    text = I18nTextField(_("Wortlaut"))
    html = I18nTextField(editable=False)
    stand = models.DateField(_("Stand"))
    version = models.PositiveIntegerField(_("Fassung"), default=1)

    class Meta:
        verbose_name = _("Rechtstext")
        verbose_name_plural = _("Rechtstexte")

    def __str__(self) -> str:
        return self.get_art_display()
