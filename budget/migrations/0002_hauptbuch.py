"""The ledger only grows: a trigger of its own, which no setting switches off, refuses every change of a row (I08).

A second one lets a refund be accepted and a reservation be ended only once at a time: again only after a Storno, which
no unique index can say.
"""

from django.db import migrations

ANLEGEN = """
CREATE FUNCTION budget_buchung_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Buchungen werden nicht geändert und nicht gelöscht, sondern storniert.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'buchung_bleibt';
END $$;
CREATE TRIGGER budget_buchung_bleibt BEFORE UPDATE OR DELETE ON budget_buchung
    FOR EACH ROW EXECUTE FUNCTION budget_buchung_bleibt();
CREATE TRIGGER budget_buchung_bleibt_ganz BEFORE TRUNCATE ON budget_buchung
    FOR EACH STATEMENT EXECUTE FUNCTION budget_buchung_bleibt();
CREATE FUNCTION budget_buchung_einmal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM budget_buchung b WHERE b.bezug_id = NEW.bezug_id AND b.art = NEW.art AND NOT EXISTS (
            SELECT FROM budget_buchung s WHERE s.bezug_id = b.id AND s.art = 'storno'
        )
    ) THEN
        RAISE EXCEPTION 'Diese Buchung gibt es schon; sie müsste zuerst storniert werden.'
        USING ERRCODE = 'unique_violation', CONSTRAINT = 'buchung_einmal';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budget_buchung_einmal BEFORE INSERT ON budget_buchung
    FOR EACH ROW WHEN (NEW.art IN ('wiederverwendung', 'reservierungsende'))
    EXECUTE FUNCTION budget_buchung_einmal();
"""

ENTFERNEN = """
DROP TRIGGER budget_buchung_einmal ON budget_buchung;
DROP FUNCTION budget_buchung_einmal();
DROP TRIGGER budget_buchung_bleibt ON budget_buchung;
DROP TRIGGER budget_buchung_bleibt_ganz ON budget_buchung;
DROP FUNCTION budget_buchung_bleibt();
"""


class Migration(migrations.Migration):
    dependencies = [("budget", "0001_initial")]
    operations = [migrations.RunSQL(ANLEGEN, ENTFERNEN)]
