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
          AND (SELECT count(*) FROM anmeldung_platz p JOIN anmeldung_kontingent k ON k.id = p.kontingent_id
               WHERE p.anmeldung_id = a.id AND k.konferenz_id IS NOT NULL)
            + (SELECT count(*) FROM anmeldung_warteplatz w JOIN anmeldung_kontingent k ON k.id = w.kontingent_id
               WHERE w.anmeldung_id = a.id AND k.konferenz_id IS NOT NULL) <> 1""",
    "I02 state and seat tell different stories": """
        SELECT a.id FROM anmeldung_anmeldung a
        LEFT JOIN anmeldung_kontingent k ON k.konferenz_id = a.konferenz_id
        LEFT JOIN anmeldung_platz p ON p.anmeldung_id = a.id AND p.kontingent_id = k.id
        LEFT JOIN anmeldung_warteplatz w ON w.anmeldung_id = a.id AND w.kontingent_id = k.id
        WHERE (a.stand = 'bestaetigt') <> (p.id IS NOT NULL AND p.angeboten_bis IS NULL)
           OR (a.stand = 'angeboten') <> (p.id IS NOT NULL AND p.angeboten_bis IS NOT NULL)
           OR (a.stand = 'warteliste') <> (w.id IS NOT NULL)""",
    "I02 in a working group without a confirmed seat at the conference": """
        SELECT x.anmeldung_id FROM (SELECT anmeldung_id, kontingent_id FROM anmeldung_platz
            UNION ALL SELECT anmeldung_id, kontingent_id FROM anmeldung_warteplatz) x
        JOIN anmeldung_kontingent k ON k.id = x.kontingent_id JOIN anmeldung_anmeldung a ON a.id = x.anmeldung_id
        WHERE k.arbeitsgruppe_id IS NOT NULL AND a.stand <> 'bestaetigt'""",
    "I02 seat and waiting number in the same working group": """
        SELECT p.id FROM anmeldung_platz p JOIN anmeldung_warteplatz w
        ON w.anmeldung_id = p.anmeldung_id AND w.kontingent_id = p.kontingent_id""",
    "I02 two workshops of one person overlap": """
        SELECT p.id FROM anmeldung_platz p JOIN anmeldung_kontingent k ON k.id = p.kontingent_id
        JOIN programm_programmpunkt e ON e.arbeitsgruppe_id = k.arbeitsgruppe_id
        JOIN programm_zeitfenster z ON z.id = e.zeitfenster_id
        JOIN anmeldung_platz q ON q.anmeldung_id = p.anmeldung_id AND q.id > p.id
        JOIN anmeldung_kontingent l ON l.id = q.kontingent_id
        JOIN programm_programmpunkt f ON f.arbeitsgruppe_id = l.arbeitsgruppe_id
        JOIN programm_zeitfenster y ON y.id = f.zeitfenster_id
        WHERE p.angeboten_bis IS NULL AND q.angeboten_bis IS NULL
          AND tstzrange(z.beginn, z.ende) && tstzrange(y.beginn, y.ende)""",
    "I02 the times of a seat are not those of its working group": """
        (SELECT p.id, e.zeitfenster_id FROM anmeldung_platz p JOIN anmeldung_kontingent k ON k.id = p.kontingent_id
         JOIN programm_programmpunkt e ON e.arbeitsgruppe_id = k.arbeitsgruppe_id
         WHERE p.angeboten_bis IS NULL AND e.zeitfenster_id IS NOT NULL
         EXCEPT SELECT platz_id, zeitfenster_id FROM anmeldung_belegung)
        UNION ALL
        (SELECT platz_id, zeitfenster_id FROM anmeldung_belegung
         EXCEPT SELECT p.id, e.zeitfenster_id FROM anmeldung_platz p
         JOIN anmeldung_kontingent k ON k.id = p.kontingent_id
         JOIN programm_programmpunkt e ON e.arbeitsgruppe_id = k.arbeitsgruppe_id
         WHERE p.angeboten_bis IS NULL AND e.zeitfenster_id IS NOT NULL)""",
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


_LEBT = """lebt AS (SELECT b.* FROM budget_buchung b WHERE b.art <> 'storno' AND NOT EXISTS (
           SELECT 1 FROM budget_buchung s WHERE s.bezug_id = b.id AND s.art = 'storno'))"""

_BUCH = {
    "I06 more paid and released than committed": f"""
        WITH {_LEBT} SELECT f.id FROM lebt f JOIN lebt x ON x.bezug_id = f.id AND x.art IN ('freigabe', 'zahlung')
        WHERE f.art = 'festlegung' GROUP BY f.id, f.betrag HAVING sum(x.betrag) > f.betrag""",
    "F13 more came back than was paid": f"""
        WITH {_LEBT} SELECT z.id FROM lebt z JOIN lebt r ON r.bezug_id = z.id AND r.art = 'rueckfluss'
        GROUP BY z.id, z.betrag HAVING sum(r.betrag) > z.betrag""",
    "F13, F19 accepted or ended twice": f"""
        WITH {_LEBT} SELECT max(id) FROM lebt WHERE art IN ('wiederverwendung', 'reservierungsende')
        GROUP BY bezug_id, art HAVING count(*) > 1""",
    "F14 a case that is paid from both kinds of money": """
        SELECT b.id FROM budget_buchung b JOIN budget_vorgang v ON v.id = b.vorgang_id
        LEFT JOIN budget_deckungsquelle q ON q.id = b.quelle_id
        WHERE v.ist_sonstige <> (coalesce(q.art, '') = 'sonstige')""",
    "I07 booked in a year that was closed": """
        SELECT b.id FROM budget_buchung b JOIN budget_haushaltsjahr h ON h.jahr = b.haushaltsjahr
        WHERE (b.erfasst_am AT TIME ZONE 'Europe/Berlin')::date > h.buchungsschluss""",
    "I07 released or taken back while an application asks for it": f"""
        WITH {_LEBT}, beantragt AS (SELECT p.festlegung_id, sum(p.betrag) AS summe FROM budget_uebertragsposten p
          JOIN budget_ermaechtigungsuebertrag u ON u.id = p.uebertrag_id
          WHERE u.stand = 'beantragt' AND NOT p.ist_freigegeben GROUP BY 1)
        SELECT a.festlegung_id FROM beantragt a LEFT JOIN lebt f ON f.id = a.festlegung_id
        WHERE a.summe > coalesce(f.betrag, 0) - coalesce((SELECT sum(x.betrag) FROM lebt x
          WHERE x.bezug_id = f.id AND x.art = 'freigabe'), 0)""",
    "F8 applied for more than was released": f"""
        WITH {_LEBT}, beantragt AS (SELECT p.festlegung_id, sum(p.betrag) AS summe FROM budget_uebertragsposten p
          JOIN budget_ermaechtigungsuebertrag u ON u.id = p.uebertrag_id
          WHERE u.stand IN ('beantragt', 'bewilligt') AND p.ist_freigegeben GROUP BY 1)
        SELECT a.festlegung_id FROM beantragt a WHERE a.summe > coalesce((SELECT sum(x.betrag) FROM lebt x
          WHERE x.bezug_id = a.festlegung_id AND x.art = 'freigabe'), 0)""",
    "F8 an application that holds something else than it asks for": f"""
        WITH {_LEBT} SELECT u.id FROM budget_ermaechtigungsuebertrag u WHERE
          coalesce((SELECT sum(p.betrag) FROM budget_uebertragsposten p
            WHERE p.uebertrag_id = u.id AND p.ist_freigegeben AND u.stand = 'beantragt'), 0)
          <> coalesce((SELECT sum(r.betrag) FROM lebt r WHERE r.vorgang_id = u.antrag_id AND r.art = 'reservierung'
            AND NOT EXISTS (SELECT 1 FROM lebt e WHERE e.bezug_id = r.id AND e.art = 'reservierungsende')), 0)""",
    "I08 ledger numbers with a gap": """
        SELECT b.id FROM budget_bereitstellung b LEFT JOIN budget_buchung z ON z.bereitstellung_id = b.id
        GROUP BY b.id HAVING b.naechste_lfd - 1 <> count(z.id) OR b.naechste_lfd - 1 <> coalesce(max(z.lfd), 0)""",
    "I08 a Storno that is not the mirror of its row": """
        SELECT s.id FROM budget_buchung s JOIN budget_buchung b ON b.id = s.bezug_id WHERE s.art = 'storno'
        AND (b.art = 'storno' OR s.betrag <> b.betrag OR s.quelle_id IS DISTINCT FROM b.quelle_id
          OR s.vorgang_id <> b.vorgang_id)""",
    "a row that builds on one of the wrong kind": """
        SELECT b.id FROM budget_buchung b JOIN budget_buchung v ON v.id = b.bezug_id
        WHERE (b.art, v.art) NOT IN (('reservierungsende', 'reservierung'), ('freigabe', 'festlegung'),
          ('festlegung', 'freigabe'), ('zahlung', 'festlegung'), ('rueckfluss', 'zahlung'),
          ('wiederverwendung', 'rueckfluss')) AND b.art <> 'storno'""",
    "F13 a refund that came in time and went elsewhere": """
        SELECT w.id FROM budget_buchung w JOIN budget_buchung r ON r.id = w.bezug_id
        JOIN budget_deckungsquelle q ON q.id = r.quelle_id
        WHERE w.art = 'wiederverwendung' AND w.quelle_id <> r.quelle_id AND r.wertstellung <= q.bindung_bis""",
    "I08 voucher numbers with a gap": _RECHNUNGEN["I08 voucher numbers with a gap"],
}


def verletzungen_buch() -> list[tuple[str, Any]]:
    """Broken invariants of the ledger and of carry-overs: pairs of sentence and id."""
    return _suche(_BUCH)
