"""Who receives money (Zahlungsempfänger)."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from beirat.models import Organisation, Person


@pghistory.track()
class Zahlungsempfaenger(models.Model):
    """Who receives money. Data of payees stand here, never in rows of the ledger.

    `organisation` and `person` tie it to people who must not decide about it. A natural person (`ist_privat`) is left
    out of the export for the transparency portal. `haupttaetigkeit` and `geschaeftskonto` decide whether payments are
    reported to the tax office (Mitteilungsverordnung § 2), in doubt they are.
    """

    class Steuer(models.TextChoices):
        REGEL = "regel", _("weist Umsatzsteuer aus")
        KLEIN = "klein", _("Kleinunternehmen (§ 19 UStG)")
        UMKEHR = "umkehr", _("Steuerschuld beim Empfänger der Leistung (§ 13b UStG)")
        FREI = "frei", _("steuerfrei oder nicht unternehmerisch")

    name = models.CharField(_("Name"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organisation")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Person des Hauses")
    )
    ist_privat = models.BooleanField(_("ist eine Privatperson"), default=False)
    strasse = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    plz = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    ort = models.CharField(_("Ort"), max_length=100, blank=True)
    umsatzsteuer_id = models.CharField(_("Umsatzsteuer-ID oder Steuernummer"), max_length=30, blank=True)
    haupttaetigkeit = models.BooleanField(
        _("handelt in gewerblicher oder freiberuflicher Haupttätigkeit"), default=False
    )
    geschaeftskonto = models.BooleanField(_("Geld geht auf ein Geschäftskonto"), default=False)
    ksk_pflichtig = models.BooleanField(
        _("Künstlersozialabgabe"), default=False, help_text=_("Honorar für Kunst oder Publizistik")
    )
    steuer = models.CharField(_("Umsatzsteuer"), max_length=8, choices=Steuer, default=Steuer.REGEL)

    class Meta:
        verbose_name = _("Zahlungsempfänger")
        verbose_name_plural = _("Zahlungsempfänger")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(ist_privat=False),
                name="empfaenger_organisation_nicht_privat",
                violation_error_message=_("Eine Organisation ist keine Privatperson."),
            ),
            models.UniqueConstraint(
                Lower("name"),
                "plz",
                name="empfaenger_einmalig",
                violation_error_message=_(
                    "Diesen Zahlungsempfänger gibt es schon. Bitte ändern Sie den vorhandenen Eintrag."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def oeffentlicher_name(self) -> str:
        """As the transparency portal and reports to the assembly may name it: a natural person only as such."""
        ist_mensch = self.ist_privat or (self.person_id is not None and self.organisation_id is None)
        return str(_("natürliche Person")) if ist_mensch else self.name

    @property
    def anschrift(self) -> str:
        """Postal address in one line; empty if a part is missing."""
        teile = (self.strasse, self.plz, self.ort)
        return f"{self.strasse}, {self.plz} {self.ort}" if all(teile) else ""

    @property
    def ist_meldepflichtig(self) -> bool:
        """Whether payments go to the tax office's list, in doubt yes (MV § 2)."""
        return self.ist_privat and not (self.haupttaetigkeit and self.geschaeftskonto)
