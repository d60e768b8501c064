"""The ledger only grows: a trigger of its own, which no setting switches off, refuses every change of a row (I08)."""

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
"""

ENTFERNEN = """
DROP TRIGGER budget_buchung_bleibt ON budget_buchung;
DROP TRIGGER budget_buchung_bleibt_ganz ON budget_buchung;
DROP FUNCTION budget_buchung_bleibt();
"""


class Migration(migrations.Migration):
    dependencies = [("budget", "0001_initial")]
    operations = [migrations.RunSQL(ANLEGEN, ENTFERNEN)]
