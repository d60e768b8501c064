"""The cost plan: proposal, draft, approval by another person, frozen versions, differences, and the states in words."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from budget.actions.festlegen import festlegen
from budget.actions.kostenplan import (
    Planangabe,
    entwurf_anlegen,
    entwurf_speichern,
    entwurf_verwerfen,
    plan_freigeben,
    position_aufnehmen,
    position_umbenennen,
)
from budget.actions.reservieren import reservieren
from budget.actions.zahlen import zahlung_buchen
from budget.models import Kostenplan, Kostenposition, Planzeile
from budget.queries.kostenplan import (
    UEBLICH,
    massgeblicher_plan,
    planlage,
    pruefsumme,
    unterschiede,
    vorgaenger,
)
from budget.queries.stand import NULL, lage
from konferenz import uhr
from konferenz.models import Benutzer
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, kasse, traeger

pytestmark = pytest.mark.django_db


def schreibe(plan: Kostenplan, person: Benutzer, **betraege: str | None) -> Kostenplan:
    """Write amounts by kind: `schreibe(plan, amira, raum="500,00", druck=None)`; None strikes a position out."""
    positionen = {position.art: position.pk for position in plan.bereitstellung.positionen.all()}
    zeilen = {
        positionen[art]: Planangabe(eur(betrag) if betrag is not None else None)
        for art, betrag in betraege.items()
    }
    return entwurf_speichern(plan=plan, zeilen=zeilen, bemerkung="", stand=pruefsumme(plan), person=person)


def freigegeben(haus: Kasse, **betraege: str | None) -> Kostenplan:
    """A version that Amira wrote and Bernd approved."""
    plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
    plan = schreibe(plan, haus.amira, **betraege)
    return plan_freigeben(plan=plan, stand=pruefsumme(plan), person=haus.bernd)


def position(haus: Kasse, art: str) -> Kostenposition:
    return haus.bereitstellung.positionen.get(art=art)


def test_der_erste_entwurf_schlaegt_die_ueblichen_positionen_vor_ohne_betrag() -> None:
    haus = kasse()
    plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)

    zeilen = [(zeile.position.bezeichnung, zeile.soll) for zeile in plan.zeilen.select_related("position")]
    assert zeilen == [(str(name), NULL) for _art, name in UEBLICH]
    assert (plan.fassung, plan.ist_entwurf, plan.angelegt_von) == (1, True, haus.amira)
    assert entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.bernd) == plan


def test_der_vorschlag_laesst_positionen_von_vorgaengen_stehen() -> None:
    haus = kasse()
    Kostenposition.objects.create(
        bereitstellung=haus.bereitstellung, nummer=1, bezeichnung="Saalmiete", art="raum"
    )
    plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
    arten = list(plan.zeilen.values_list("position__art", flat=True))
    assert arten.count("raum") == 1
    assert plan.zeilen.filter(position__bezeichnung="Saalmiete").exists()
    assert len(arten) == len(UEBLICH)


class TestFreigabe:
    def test_eine_andere_person_gibt_frei_und_steht_mit_zeit_da(self) -> None:
        haus = kasse()
        plan = freigegeben(haus, raum="15.000,00", druck="700,00")
        assert (plan.freigegeben_von, plan.freigegeben_am) == (haus.bernd, uhr.jetzt())
        assert massgeblicher_plan(haus.bereitstellung) == plan

    @pytest.mark.parametrize("wer", ["angelegt", "geschrieben", "zuletzt"])
    def test_wer_mitgeschrieben_hat_gibt_nicht_frei(self, wer: str) -> None:
        """Two people: neither who began, nor who wrote a line, nor who stored last."""
        haus = kasse()
        anlegende = haus.bernd if wer == "angelegt" else haus.amira
        plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=anlegende)
        plan = schreibe(plan, haus.bernd if wer == "geschrieben" else haus.amira, raum="100,00")
        plan = schreibe(plan, haus.bernd if wer == "zuletzt" else haus.amira, druck=None)
        with pytest.raises(ValidationError, match="mitgeschrieben"):
            plan_freigeben(plan=plan, stand=pruefsumme(plan), person=haus.bernd)
        assert plan_freigeben(plan=plan, stand=pruefsumme(plan), person=haus.carla).freigegeben_von

    def test_die_datenbank_laesst_denselben_menschen_nicht_zu(self) -> None:
        haus = kasse()
        plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
        with pytest.raises(DatabaseError, match="kostenplan_zwei_menschen"), transaction.atomic():
            Kostenplan.objects.filter(pk=plan.pk).update(
                freigegeben_von=haus.amira, freigegeben_am=uhr.jetzt()
            )

    def test_ueber_der_obergrenze_wird_gespeichert_aber_nicht_freigegeben(self) -> None:
        haus = kasse()
        plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
        plan = schreibe(plan, haus.amira, raum="20.000,01")
        assert planlage(plan).ueber_obergrenze == eur("0,01")
        with pytest.raises(ValidationError, match="Es sind 0,01"):
            plan_freigeben(plan=plan, stand=pruefsumme(plan), person=haus.bernd)
        plan = schreibe(plan, haus.amira, raum="20.000,00")
        assert plan_freigeben(plan=plan, stand=pruefsumme(plan), person=haus.bernd).freigegeben_am

    def test_ein_leerer_plan_wird_nicht_freigegeben(self) -> None:
        haus = kasse()
        plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
        with pytest.raises(ValidationError, match="noch keinen Betrag"):
            plan_freigeben(plan=plan, stand=pruefsumme(plan), person=haus.bernd)

    def test_freigegeben_wird_nur_was_man_gesehen_hat(self) -> None:
        """Somebody changes the draft while another person reads it: the approval is refused."""
        haus = kasse()
        plan = schreibe(
            entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira), haus.amira, raum="1,00"
        )
        gesehen = pruefsumme(plan)
        schreibe(plan, haus.amira, raum="15.000,00")
        with pytest.raises(ValidationError, match="inzwischen von jemand anderem geändert"):
            plan_freigeben(plan=plan, stand=gesehen, person=haus.bernd)
        with pytest.raises(ValidationError, match="inzwischen"):
            entwurf_speichern(plan=plan, zeilen={}, bemerkung="", stand=gesehen, person=haus.amira)


class TestFreigegebenesBleibt:
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE budget_kostenplan SET bemerkung = 'x'",
            "DELETE FROM budget_planzeile",
            "UPDATE budget_planzeile SET soll = 1",
            "INSERT INTO budget_planzeile (plan_id, position_id, soll, erlaeuterung) "
            "SELECT plan_id, (SELECT max(id) FROM budget_kostenposition), 1, '' FROM budget_planzeile LIMIT 1",
            "UPDATE budget_kostenposition SET bezeichnung = 'x' WHERE art = 'raum'",
        ],
    )
    def test_auch_gegen_rohes_sql(self, sql: str) -> None:
        freigegeben(kasse(), raum="100,00", dokumentation=None)
        with pytest.raises(DatabaseError, match="freigegebene"), transaction.atomic():
            connection.cursor().execute(sql)

    def test_keine_aktion_aendert_es(self) -> None:
        haus = kasse()
        plan = freigegeben(haus, raum="100,00")
        for tat in (
            lambda: schreibe(plan, haus.amira, raum="1,00"),
            lambda: entwurf_verwerfen(plan=plan, person=haus.amira),
            lambda: plan_freigeben(plan=plan, stand=pruefsumme(plan), person=haus.carla),
            lambda: position_aufnehmen(
                plan=plan, bezeichnung="Neu", art="sonstiges", soll=NULL, person=haus.amira
            ),
            lambda: position_umbenennen(
                position=position(haus, "raum"), bezeichnung="Saal", art="raum", person=haus.amira
            ),
        ):
            with pytest.raises(ValidationError, match="freigegeben"):
                tat()
        assert Planzeile.objects.get(plan=plan, position__art="raum").soll == eur("100,00")

    def test_eine_neue_fassung_ist_eine_kopie_und_zeigt_was_sich_aendert(self) -> None:
        haus = kasse()
        erste = freigegeben(haus, raum="100,00", druck="50,00", kinder="40,00", dokumentation=None)
        zweite = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
        assert [z.stand.wort for z in unterschiede(zweite, erste)] == ["unverändert"] * (len(UEBLICH) - 1)

        schreibe(zweite, haus.amira, raum="120,00", druck="45,00", kinder=None)
        position_aufnehmen(
            plan=zweite, bezeichnung="Dokumentation", art="dokumentation", soll=eur("9,00"), person=haus.amira
        )
        worte = {u.position.art: (u.stand.wort, u.differenz) for u in unterschiede(zweite, erste)}
        assert {art: worte[art] for art in ("raum", "druck", "kinder", "dokumentation", "honorar")} == {
            "raum": ("mehr", eur("20,00")), "druck": ("weniger", eur("-5,00")),
            "kinder": ("entfällt", eur("-40,00")), "dokumentation": ("neu", eur("9,00")),
            "honorar": ("unverändert", NULL),
        }  # fmt: skip
        assert (vorgaenger(zweite), massgeblicher_plan(haus.bereitstellung)) == (erste, erste)
        # the struck position has come back under its old number, not as a second one
        assert haus.bereitstellung.positionen.filter(bezeichnung="Dokumentation").count() == 1


class TestEntwurf:
    def test_verworfen_ist_er_weg_und_die_freigegebene_fassung_gilt_weiter(self) -> None:
        haus = kasse()
        erste = freigegeben(haus, raum="100,00")
        entwurf = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
        entwurf_verwerfen(plan=entwurf, person=haus.amira)
        assert list(haus.bereitstellung.kostenplaene.all()) == [erste]
        with pytest.raises(ValidationError, match="inzwischen verworfen"):
            schreibe(entwurf, haus.amira, raum="1,00")

    def test_eine_position_zweimal_geht_nicht_und_zweimal_abgeschickt_wirkt_einmal(self) -> None:
        haus = kasse()
        plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
        neu = {"plan": plan, "bezeichnung": "Rikscha", "art": "sonstiges", "soll": NULL, "person": haus.amira}
        schluessel = uuid4()
        erste = position_aufnehmen(**neu, schluessel=schluessel)
        assert position_aufnehmen(**neu, schluessel=schluessel) == erste
        with pytest.raises(ValidationError, match="steht schon im Plan"):
            position_aufnehmen(**neu | {"bezeichnung": "rikscha"})
        assert plan.zeilen.filter(position=erste).count() == 1

    def test_solange_nichts_freigegeben_ist_darf_der_name_sich_aendern(self) -> None:
        haus = kasse()
        plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
        position_umbenennen(
            position=position(haus, "raum"), bezeichnung="Saal", art="raum", person=haus.bernd
        )
        plan.refresh_from_db()
        assert (position(haus, "raum").bezeichnung, plan.bearbeitet_von) == ("Saal", haus.bernd)
        with pytest.raises(ValidationError, match="gibt es schon"):
            position_umbenennen(
                position=position(haus, "raum"), bezeichnung="Verpflegung", art="raum", person=haus.amira
            )

    def test_negativ_geht_nicht(self) -> None:
        haus = kasse()
        plan = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
        with pytest.raises(ValidationError, match="kleiner als null"):
            schreibe(plan, haus.amira, raum="-1,00")


def gefuelltes_haus() -> tuple[Kasse, Kostenplan]:
    """Every state of the draft of the page: in plan, still to bind, paid, open, above plan."""
    haus = bestaetigte_kasse("12.500,00")
    plan = freigegeben(
        haus, organisation="15.000,00", gebaerden="1.450,00", dolmetschen="1.100,00", kinder="400,00",
        druck="700,00", dokumentation="1.350,00", raum=None, verpflegung=None, honorar=None,
    )  # fmt: skip

    def vorgang(art: str, **angaben: object) -> object:
        return haus.vorgang(art, position=position(haus, art), **angaben)

    with welt.zeit("2023-12-18"):
        ev = traeger()
        festlegen(
            vorgang=haus.zuwendung(position=position(haus, "organisation"), empfaenger=ev),
            betrag=eur("15.000,00"), person=haus.bernd,
        )  # fmt: skip
        festlegen(vorgang=vorgang("gebaerden"), betrag=eur("1.420,00"), person=haus.bernd)
        reservieren(vorgang=vorgang("dolmetschen"), betrag=eur("980,00"), person=haus.amira)
        reservieren(vorgang=vorgang("kinder"), betrag=eur("400,01"), person=haus.amira)
        druck = festlegen(vorgang=vorgang("druck"), betrag=eur("640,00"), person=haus.bernd)[0]
        zahlung_buchen(vorgang=druck.vorgang, betrag=eur("640,00"), gezahlt_am=uhr.heute(), person=haus.bernd)
    return haus, plan


def test_plan_und_buch_nebeneinander_mit_stand_in_worten() -> None:
    haus, plan = gefuelltes_haus()
    stand = planlage(plan)
    zeilen = {
        zeile.position.art: (
            zeile.summen.reserviert, zeile.festgelegt, zeile.summen.gezahlt, zeile.frei, zeile.stand.wort,
        )
        for zeile in stand.zeilen if zeile.position
    }  # fmt: skip
    assert zeilen == {
        "organisation": (NULL, eur("15.000,00"), NULL, NULL, "im Plan"),
        "gebaerden": (NULL, eur("1.420,00"), NULL, eur("30,00"), "im Plan"),
        "dolmetschen": (eur("980,00"), NULL, NULL, eur("120,00"), "noch zu binden"),
        "kinder": (eur("400,01"), NULL, NULL, eur("-0,01"), "über Plan"),
        "druck": (NULL, NULL, eur("640,00"), eur("60,00"), "bezahlt"),
        "dokumentation": (NULL, NULL, NULL, eur("1.350,00"), "offen"),
    }
    assert stand.zeilen[0].empfaenger == "Zuwendung, Elbinsel Miteinander e. V."
    assert (stand.soll, stand.ueber_obergrenze, stand.unverplant) == (eur("20.000,00"), NULL, NULL)
    # the sums of the plan are those of the ledger to the cent
    assert stand.summen == lage(haus.bereitstellung).summen
    assert stand.soll - stand.summen.verbraucht == stand.frei
    assert [teil.wert for teil in stand.diagramm.teile][1] == "16.420,00\N{NO-BREAK SPACE}€"


def test_was_keine_position_hat_oder_nicht_geplant_ist_steht_trotzdem_da() -> None:
    haus = bestaetigte_kasse()
    plan = freigegeben(haus, raum="100,00", verpflegung=None)
    with welt.zeit("2023-12-18"):
        reservieren(vorgang=haus.vorgang(), betrag=eur("7,00"), person=haus.amira)
        essen = haus.vorgang(position=position(haus, "verpflegung"))
        reservieren(vorgang=essen, betrag=eur("5,00"), person=haus.amira)
    letzte = planlage(plan).zeilen[-2:]
    assert [(zeile.name, zeile.soll, zeile.frei, zeile.stand.wort) for zeile in letzte] == [
        ("Verpflegung", NULL, eur("-5,00"), "über Plan"),
        ("ohne Kostenposition", NULL, eur("-7,00"), "über Plan"),
    ]


def test_sonstige_einnahmen_stehen_ausserhalb_des_plans() -> None:
    """F14: other income is never mixed into the ceiling, nor into the plan that has to fit into it."""
    from budget.actions.quellen import einnahme_hinzufuegen

    haus = bestaetigte_kasse()
    plan = freigegeben(haus, raum="100,00")
    with welt.zeit("2023-12-18"):
        quelle = einnahme_hinzufuegen(
            bereitstellung=haus.bereitstellung, geber="Stiftung", jahr=2023, person=haus.bernd
        )
        haus.bestaetige(quelle, "500,00")
        raum = haus.vorgang(position=position(haus, "raum"), ist_sonstige=True)
        festlegen(vorgang=raum, betrag=eur("300,00"), quelle=quelle, person=haus.bernd)
    stand = planlage(plan)
    assert (stand.summen.gebunden, stand.ausserhalb.gebunden) == (NULL, eur("300,00"))


def test_zahl_der_anweisungen_haengt_nicht_an_den_zeilen() -> None:
    haus, _plan = gefuelltes_haus()

    def reserviere(nummer: int) -> None:
        with welt.zeit("2023-12-18"):
            neu = Kostenposition.objects.create(
                bereitstellung=haus.bereitstellung, nummer=50 + nummer, bezeichnung=f"Neu {nummer}"
            )
            reservieren(vorgang=haus.vorgang(position=neu), betrag=Decimal("1.00"), person=haus.amira)

    reserviere(1)
    with CaptureQueriesContext(connection) as eine:
        planlage(Kostenplan.objects.get())
    for nummer in (2, 3):
        reserviere(nummer)
    with CaptureQueriesContext(connection) as viele:
        zeilen = planlage(Kostenplan.objects.get()).zeilen
    assert len(zeilen) == 9
    assert len(eine) == len(viele) == 8
