"""Our own proof of use: the Sachbericht is written, the whole is handed in, and a hand-in can be taken back."""

from datetime import date
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budget.actions.buch import handelt
from budget.berichte.nachweis import nachweisbericht
from budget.models import Beleg, Bereitstellung, Verwendungsnachweis
from budget.queries.berichte import fehlt_zum_nachweis
from budget.queries.nachweis import Nachweiszahlen, nachweiszahlen
from konferenz import uhr
from konferenz.formate import datum_kurz
from konferenz.models import Benutzer, Bezirk
from konferenz.pdf import PdfNichtMoeglich


@transaction.atomic
def sachbericht_speichern(
    *,
    bereitstellung: Bereitstellung,
    sachbericht: str,
    faellig_am: date | None,
    stand: str,
    person: Benutzer | None,
) -> Verwendungsnachweis:
    """Store the Sachbericht and the day the proof is due; the audit trail keeps every earlier wording.

    `stand` is the hash of what the writer had before her. Raises ValidationError if somebody else has stored another
    wording meanwhile, or once the proof is handed in.
    """
    with handelt(person):
        nachweis = _gesperrt(bereitstellung)
        _pruefe_offen(nachweis)
        if stand != stand_von(nachweis):
            raise ValidationError(
                _(
                    "Jemand anderes hat inzwischen gespeichert. Ihr Text steht noch im Feld, der andere darunter. "
                    "Bitte führen Sie beide zusammen und speichern Sie erneut."
                ),
                code="veraltet",
            )
        nachweis.sachbericht = sachbericht.strip()
        nachweis.faellig_am = faellig_am
        nachweis.bearbeitet_von, nachweis.bearbeitet_am = person, uhr.jetzt()
        nachweis.save()
    return nachweis


def stand_von(nachweis: Verwendungsnachweis | None) -> str:
    """Hash of the stored wording and date: whoever stores has seen exactly this."""
    inhalt = (nachweis.sachbericht, nachweis.faellig_am) if nachweis else ("", None)
    return sha256(repr(inhalt).encode()).hexdigest()[:32]


@transaction.atomic
def nachweis_einreichen(
    *, bereitstellung: Bereitstellung, eingereicht_am: date, person: Benutzer
) -> Verwendungsnachweis:
    """Hand the proof in: its figures stay as they are now, the PDF that goes out is kept.

    Raises ValidationError for a day to come, a second time, while something is missing, and if no PDF can be made.
    """
    if eingereicht_am > uhr.heute():
        raise ValidationError({"eingereicht_am": _("Der Tag liegt in der Zukunft.")})
    with handelt(person):
        nachweis = _gesperrt(bereitstellung)
        _pruefe_offen(nachweis)
        zahlen = nachweiszahlen(bereitstellung)
        if fehlt := fehlt_zum_nachweis(nachweis, zahlen):
            raise ValidationError([str(satz) for satz in fehlt], code="unvollstaendig")
        nachweis.eingereicht_am, nachweis.eingereicht_von = eingereicht_am, person
        nachweis.lfd, nachweis.plan = zahlen.lfd, zahlen.plan
        nachweis.beleg = _ablegen(bereitstellung, nachweis, zahlen, person)
        nachweis.save()
    return nachweis


def _ablegen(
    bereitstellung: Bereitstellung, nachweis: Verwendungsnachweis, zahlen: Nachweiszahlen, person: Benutzer
) -> Beleg:
    try:
        inhalt = nachweisbericht(bereitstellung, nachweis, zahlen).als_pdf(Bezirk.objects.first())
    except PdfNichtMoeglich as fehler:
        raise ValidationError(
            _("Das PDF kann gerade nicht erstellt werden. Bitte wenden Sie sich an die Administration."),
            code="pdf",
        ) from fehler
    name = f"verwendungsnachweis-{bereitstellung.konferenz.kennung}.pdf"
    return Beleg.objects.create(
        bereitstellung=nachweis.bereitstellung,
        datei=ContentFile(inhalt, name),
        typ=Beleg.Typ.PDF,
        name=name,
        groesse=len(inhalt),
        sha256=sha256(inhalt).hexdigest(),
        ist_ausgang=True,
        hochgeladen_von=person,
    )


@transaction.atomic
def einreichung_zuruecknehmen(*, bereitstellung: Bereitstellung, person: Benutzer) -> Verwendungsnachweis:
    """Open the proof again, after a mistake or for a supplement; the file that went out stays stored."""
    with handelt(person):
        nachweis = _gesperrt(bereitstellung)
        if nachweis.eingereicht_am is None:
            raise ValidationError(
                _("Der Verwendungsnachweis ist nicht eingereicht."), code="nicht_eingereicht"
            )
        nachweis.eingereicht_am = nachweis.eingereicht_von = None
        nachweis.lfd = nachweis.plan = nachweis.beleg = None
        nachweis.save()
    return nachweis


def _gesperrt(bereitstellung: Bereitstellung) -> Verwendungsnachweis:
    """The proof, locked; made when it is needed first."""
    Verwendungsnachweis.objects.get_or_create(bereitstellung=bereitstellung)
    return Verwendungsnachweis.objects.select_for_update(of=("self",)).get(bereitstellung=bereitstellung)


def _pruefe_offen(nachweis: Verwendungsnachweis) -> None:
    if nachweis.eingereicht_am:
        raise ValidationError(
            _("Der Verwendungsnachweis ist am %(tag)s eingereicht und bleibt, wie er ist."),
            code="eingereicht",
            params={"tag": datum_kurz(nachweis.eingereicht_am)},
        )
