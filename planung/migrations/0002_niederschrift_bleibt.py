"""Minutes that are approved stay as they are, and no frozen version is ever changed: triggers of their own refuse it,
whoever asks (S41)."""

from django.db import migrations

ANLEGEN = """
CREATE FUNCTION planung_fassung_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Eine eingefrorene Fassung wird nicht geändert und nicht gelöscht.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'protokollfassung_bleibt';
END $$;
CREATE TRIGGER planung_fassung_bleibt BEFORE UPDATE OR DELETE ON planung_protokollfassung
    FOR EACH ROW EXECUTE FUNCTION planung_fassung_bleibt();

CREATE FUNCTION planung_genehmigt_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Eine genehmigte Niederschrift wird nicht mehr geändert.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'protokoll_genehmigt_bleibt';
END $$;
CREATE TRIGGER planung_genehmigt_bleibt BEFORE UPDATE OR DELETE ON planung_protokoll
    FOR EACH ROW WHEN (OLD.stand IN ('genehmigt', 'geaendert')) EXECUTE FUNCTION planung_genehmigt_bleibt();

CREATE FUNCTION planung_abschnitt_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    nummer bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.protokoll_id ELSE OLD.protokoll_id END;
BEGIN
    IF EXISTS (
        SELECT 1 FROM planung_protokoll WHERE id = nummer AND stand IN ('genehmigt', 'geaendert')
    ) THEN
        RAISE EXCEPTION 'Eine genehmigte Niederschrift wird nicht mehr geändert.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'protokoll_genehmigt_bleibt';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER planung_abschnitt_bleibt BEFORE INSERT OR UPDATE OR DELETE ON planung_protokollabschnitt
    FOR EACH ROW EXECUTE FUNCTION planung_abschnitt_bleibt();
"""

ENTFERNEN = """
DROP TRIGGER planung_abschnitt_bleibt ON planung_protokollabschnitt;
DROP FUNCTION planung_abschnitt_bleibt();
DROP TRIGGER planung_genehmigt_bleibt ON planung_protokoll;
DROP FUNCTION planung_genehmigt_bleibt();
DROP TRIGGER planung_fassung_bleibt ON planung_protokollfassung;
DROP FUNCTION planung_fassung_bleibt();
"""


class Migration(migrations.Migration):
    dependencies = [("planung", "0001_initial")]
    operations = [migrations.RunSQL(ANLEGEN, ENTFERNEN)]
