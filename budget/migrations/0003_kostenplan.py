"""An approved version of the cost plan stays as it is: triggers refuse changes of it, of its lines and of the names of
its positions."""

from django.db import migrations

ANLEGEN = """
CREATE FUNCTION budget_kostenplan_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.freigegeben_am IS NOT NULL THEN
        RAISE EXCEPTION 'Eine freigegebene Fassung des Kostenplans bleibt, wie sie ist.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kostenplan_bleibt';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER budget_kostenplan_bleibt BEFORE UPDATE OR DELETE ON budget_kostenplan
    FOR EACH ROW EXECUTE FUNCTION budget_kostenplan_bleibt();

CREATE FUNCTION budget_planzeile_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    plaene bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN plaene := array_append(plaene, OLD.plan_id); END IF;
    IF TG_OP <> 'DELETE' THEN plaene := array_append(plaene, NEW.plan_id); END IF;
    IF EXISTS (SELECT 1 FROM budget_kostenplan WHERE id = ANY (plaene) AND freigegeben_am IS NOT NULL) THEN
        RAISE EXCEPTION 'Eine freigegebene Fassung des Kostenplans bleibt, wie sie ist.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kostenplan_bleibt';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER budget_planzeile_bleibt BEFORE INSERT OR UPDATE OR DELETE ON budget_planzeile
    FOR EACH ROW EXECUTE FUNCTION budget_planzeile_bleibt();

CREATE FUNCTION budget_kostenposition_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM budget_planzeile z JOIN budget_kostenplan p ON p.id = z.plan_id
        WHERE z.position_id = OLD.id AND p.freigegeben_am IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Diese Kostenposition steht in einer freigegebenen Fassung des Kostenplans.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kostenplan_bleibt';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budget_kostenposition_bleibt BEFORE UPDATE ON budget_kostenposition
    FOR EACH ROW EXECUTE FUNCTION budget_kostenposition_bleibt();
"""

ENTFERNEN = """
DROP TRIGGER budget_kostenposition_bleibt ON budget_kostenposition;
DROP FUNCTION budget_kostenposition_bleibt();
DROP TRIGGER budget_planzeile_bleibt ON budget_planzeile;
DROP FUNCTION budget_planzeile_bleibt();
DROP TRIGGER budget_kostenplan_bleibt ON budget_kostenplan;
DROP FUNCTION budget_kostenplan_bleibt();
"""


class Migration(migrations.Migration):
    dependencies = [("budget", "0002_hauptbuch")]
    operations = [migrations.RunSQL(ANLEGEN, ENTFERNEN)]
