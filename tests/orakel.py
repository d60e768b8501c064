"""SQL oracles of the invariants: each returns rows only where the database breaks one. Run after faults, restores
and tests."""

from typing import Any

from django.db import connection

_PLAETZE = {
    "I01 more seats than the capacity ever was": """
        SELECT k.id FROM anmeldung_kontingent k JOIN anmeldung_platz p ON p.kontingent_id = k.id
        GROUP BY k.id HAVING count(*) > greatest(k.plaetze, coalesce(
            (SELECT max(e.plaetze) FROM anmeldung_kontingentevent e WHERE e.pgh_obj_id = k.id), 0))""",
    "I02 active registration without exactly one seat or waiting number": """
        SELECT a.id FROM anmeldung_anmeldung a
        WHERE a.stand IN ('bestaetigt', 'warteliste', 'angeboten')
          AND (SELECT count(*) FROM anmeldung_platz p WHERE p.anmeldung_id = a.id)
            + (SELECT count(*) FROM anmeldung_warteplatz w WHERE w.anmeldung_id = a.id) <> 1""",
    "I02 state and seat tell different stories": """
        SELECT a.id FROM anmeldung_anmeldung a
        LEFT JOIN anmeldung_platz p ON p.anmeldung_id = a.id LEFT JOIN anmeldung_warteplatz w ON w.anmeldung_id = a.id
        WHERE (a.stand = 'bestaetigt') <> (p.id IS NOT NULL AND p.angeboten_bis IS NULL)
           OR (a.stand = 'angeboten') <> (p.id IS NOT NULL AND p.angeboten_bis IS NOT NULL)
           OR (a.stand = 'warteliste') <> (w.id IS NOT NULL)""",
    "I03 somebody was seated past the queue": """
        SELECT p.id FROM anmeldung_platz p JOIN anmeldung_warteplatz w ON w.kontingent_id = p.kontingent_id
        JOIN anmeldung_warteplatzevent e ON e.anmeldung_id = p.anmeldung_id AND e.kontingent_id = p.kontingent_id
        WHERE e.nummer > w.nummer""",
    "I04 a free seat while somebody waits": """
        SELECT k.id FROM anmeldung_kontingent k
        WHERE EXISTS (SELECT 1 FROM anmeldung_warteplatz w WHERE w.kontingent_id = k.id)
          AND (SELECT count(*) FROM anmeldung_platz p WHERE p.kontingent_id = k.id) < k.plaetze""",
    "waiting numbers with a gap or beyond the counter": """
        SELECT k.id FROM anmeldung_kontingent k JOIN anmeldung_warteplatz w ON w.kontingent_id = k.id
        GROUP BY k.id HAVING max(w.nummer) >= k.naechste_wartenummer""",
}


def _suche(orakel: dict[str, str]) -> list[tuple[str, Any]]:
    funde = []
    with connection.cursor() as zeiger:
        for name, sql in orakel.items():
            zeiger.execute(sql)
            funde += [(name, zeile[0]) for zeile in zeiger.fetchall()]
    return funde


def verletzungen_plaetze() -> list[tuple[str, Any]]:
    """Broken invariants of seats and waiting lists: pairs of sentence and id."""
    return _suche(_PLAETZE)


_POST = {
    "I13 letter without a Message-ID": "SELECT id FROM konferenz_nachricht WHERE message_id = '' AND weg = 'mail'",
    "I13 two letters under one Message-ID": """
        SELECT max(id) FROM konferenz_nachricht WHERE message_id <> '' GROUP BY message_id HAVING count(*) > 1""",
    "letter on its way that nobody holds": """
        SELECT id FROM konferenz_nachricht WHERE (stand = 'in_zustellung') <> (lease IS NOT NULL AND lease_bis IS
        NOT NULL)""",
    "letter marked sent without a time": """
        SELECT id FROM konferenz_nachricht WHERE stand = 'versandt' AND versandt_am IS NULL""",
    "wording of a delivered letter with access data": """
        SELECT id FROM konferenz_nachricht WHERE ist_verborgen AND stand = 'versandt' AND teile <> '[]'::jsonb""",
    "I14 personal link stored in clear": """
        SELECT id FROM konferenz_nachricht WHERE teile::text ~ '/z/[A-Za-z0-9_-]{20,}'
        UNION ALL SELECT id FROM konferenz_zugangslink WHERE hash !~ '^[0-9a-f]{64}$'""",
    "I14 single-use link spent after it was revoked or had expired": """
        SELECT id FROM konferenz_zugangslink WHERE verbraucht_am > widerrufen_am OR verbraucht_am >= gueltig_bis""",
    "I17 content of a form key stored in clear": """
        SELECT schluessel FROM konferenz_formularschluessel WHERE inhalt !~ '^[0-9a-f]{64}$'""",
}


def verletzungen_post() -> list[tuple[str, Any]]:
    """Broken invariants of outbox, personal links and form keys: pairs of sentence and id."""
    return _suche(_POST)


_BEZAHLT = """SELECT coalesce(sum(b.betrag), 0) FROM budget_buchung b WHERE b.rechnung_id = r.id AND b.art = 'zahlung'
              AND NOT EXISTS (SELECT 1 FROM budget_buchung s WHERE s.bezug_id = b.id AND s.art = 'storno')"""

_RECHNUNGEN = {
    "I08 voucher numbers with a gap": """
        SELECT max(id) FROM budget_buchung WHERE belegnummer IS NOT NULL GROUP BY bereitstellung_id, haushaltsjahr
        HAVING max(belegnummer) <> count(*) OR min(belegnummer) <> 1""",
    "money moved without a voucher number": """
        SELECT id FROM budget_buchung WHERE art IN ('zahlung', 'rueckfluss') AND belegnummer IS NULL""",
    "S24 ordered or paid without a valid order by another person": """
        SELECT r.id FROM budget_rechnung r WHERE r.stand IN ('angeordnet', 'bezahlt') AND NOT EXISTS (
          SELECT 1 FROM budget_zahlungsanweisung z WHERE z.rechnung_id = r.id AND z.aufgehoben_am IS NULL
          AND z.angeordnet_von_id NOT IN (z.sachlich_von_id, z.rechnerisch_von_id))""",
    "S24 signatures that hold on an invoice that was sent back": """
        SELECT r.id FROM budget_rechnung r JOIN budget_zahlungsanweisung z ON z.rechnung_id = r.id
        WHERE r.stand = 'abgelehnt' AND z.aufgehoben_am IS NULL""",
    "an invoice whose payments are not its amount": f"""
        SELECT r.id FROM budget_rechnung r
        WHERE (r.stand = 'bezahlt') <> (({_BEZAHLT}) = r.brutto - r.skonto) ORDER BY r.id""",
}


def verletzungen_rechnungen() -> list[tuple[str, Any]]:
    """Broken invariants of invoices, signatures and payments: pairs of sentence and id."""
    return _suche(_RECHNUNGEN)
