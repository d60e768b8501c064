"""When what happens to the money in the story."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from budget.vorfuehrung import faelle, grundlagen, plan, rechnungen
from konferenz import uhr
from konferenz.models import Konferenz
from konferenz.vorfuehrung.geschichte import jetzt_am


@dataclass(frozen=True)
class Schritt:
    """Something that happens to the money of a conference at a moment of local time."""

    am: datetime
    tut: Callable[[Konferenz], object]


def _am(jahr: int, monat: int, tag: int, stunde: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(jahr, monat, tag, stunde, minute))  # noqa: DTZ001  # made aware right here


def ablauf() -> tuple[Schritt, ...]:
    """The steps in their order, from the day after the resolution on."""
    return (
        Schritt(_am(2023, 12, 8, 10, 30), grundlagen.haus_einrichten),
        Schritt(_am(2023, 12, 8, 11, 0), grundlagen.mittel_bereitstellen),
        Schritt(_am(2023, 12, 8, 11, 15), rechnungen.leitweg_eintragen),
        Schritt(_am(2023, 12, 11, 9, 40), grundlagen.erste_bestaetigung),
        Schritt(_am(2023, 12, 11, 14, 5), grundlagen.erste_gegenzeichnung),
        Schritt(_am(2023, 12, 13, 10, 0), plan.erste_fassung),
        Schritt(_am(2023, 12, 14, 9, 0), plan.freigeben),
        Schritt(_am(2023, 12, 18, 11, 20), faelle.zuwendung_bewilligen),
        Schritt(_am(2024, 1, 8, 9, 30), faelle.erste_rate_abrufen),
        Schritt(_am(2024, 1, 8, 9, 50), rechnungen.erste_rate_feststellen),
        Schritt(_am(2024, 1, 9, 13, 20), rechnungen.erste_rate_anordnen),
        Schritt(_am(2024, 1, 10, 10, 15), rechnungen.erste_rate_zahlen),
        Schritt(_am(2024, 4, 10, 9, 0), grundlagen.uebertrag_beantragen),
        Schritt(_am(2024, 5, 22, 15, 0), plan.zweite_fassung),
        Schritt(_am(2024, 5, 23, 8, 30), plan.freigeben),
        Schritt(_am(2024, 6, 3, 13, 0), grundlagen.frist_der_bindung),
        Schritt(_am(2024, 7, 12, 9, 10), grundlagen.uebertrag_bewilligen),
        Schritt(_am(2024, 7, 12, 11, 45), grundlagen.uebertrag_gegenzeichnen),
        Schritt(_am(2024, 7, 12, 13, 30), grundlagen.auf_uebertrag_umdecken),
        Schritt(_am(2024, 7, 15, 9, 0), faelle.zweite_rate_abrufen),
        Schritt(_am(2024, 7, 16, 9, 30), rechnungen.zweite_rate_feststellen),
        Schritt(_am(2024, 7, 18, 10, 0), faelle.simultandolmetschen_reservieren),
        Schritt(_am(2024, 7, 22, 14, 0), rechnungen.zweite_rate_anordnen),
        Schritt(_am(2024, 7, 24, 10, 15), rechnungen.zweite_rate_zahlen),
        Schritt(_am(2024, 8, 12, 9, 0), grundlagen.zweite_bestaetigung),
        Schritt(_am(2024, 8, 12, 13, 0), grundlagen.zweite_gegenzeichnung),
        Schritt(_am(2024, 8, 13, 9, 30), faelle.druck_beauftragen),
        Schritt(_am(2024, 8, 16, 11, 0), plan.dritte_fassung),
        Schritt(_am(2024, 8, 19, 9, 15), plan.freigeben),
        Schritt(_am(2024, 8, 20, 14, 0), faelle.gebaerdensprache_beauftragen),
        Schritt(_am(2024, 8, 23, 13, 0), rechnungen.druck_zuviel_berechnet),
        Schritt(_am(2024, 8, 26, 9, 20), rechnungen.druck_berichtigt),
        Schritt(_am(2024, 8, 26, 10, 0), rechnungen.erster_abschlag),
        Schritt(_am(2024, 8, 27, 9, 0), faelle.kinderbetreuung_reservieren),
        Schritt(_am(2024, 8, 27, 14, 30), rechnungen.druck_anordnen),
        Schritt(_am(2024, 8, 28, 10, 15), rechnungen.druck_zahlen),
        Schritt(_am(2024, 8, 29, 8, 45), rechnungen.zweiter_abschlag),
        Schritt(_am(2024, 8, 29, 15, 10), rechnungen.erster_abschlag_anordnen),
        Schritt(_am(2024, 8, 30, 9, 0), faelle.dritte_rate_abrufen),
        Schritt(_am(2024, 8, 30, 9, 30), rechnungen.dritter_abschlag_hochladen),
    )


def fuelle(konferenz: Konferenz, tag: date) -> None:
    """Contribution `vorfuehrung`: play everything up to the morning of `tag`."""
    for schritt in ablauf():
        if schritt.am <= jetzt_am(tag):
            with uhr.gestellt(schritt.am):
                schritt.tut(konferenz)
