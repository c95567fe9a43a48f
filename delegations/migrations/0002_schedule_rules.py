"""The rules of the schedule that need more than one row to judge.

Columns that a constraint needs but nobody enters (whether a row counts, when an
engagement is and where, which stands a stop keeps taken) are kept by triggers, so
that they are right whoever writes, raw SQL included.
"""

from django.db import migrations

COUNTS = """
CREATE FUNCTION visit_counts() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  NEW.is_counted := NEW.status NOT IN ('cancelled', 'postponed') AND (
    SELECT status NOT IN ('cancelled', 'postponed')
    FROM delegations_delegation WHERE id = NEW.delegation_id FOR SHARE);
  RETURN NEW;
END $rule$;
CREATE TRIGGER visit_counts BEFORE INSERT OR UPDATE ON delegations_visit
  FOR EACH ROW EXECUTE FUNCTION visit_counts();

CREATE FUNCTION delegation_passes_on() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  UPDATE delegations_visit SET status = status WHERE delegation_id = NEW.id;
  RETURN NULL;
END $rule$;
CREATE TRIGGER delegation_passes_on AFTER UPDATE OF status ON delegations_delegation
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION delegation_passes_on();

CREATE FUNCTION visit_passes_on() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  IF OLD.is_counted IS DISTINCT FROM NEW.is_counted THEN
    UPDATE delegations_stop SET status = status WHERE visit_id = NEW.id;
  END IF;
  UPDATE delegations_engagement SET role = role WHERE visit_id = NEW.id;
  RETURN NULL;
END $rule$;
CREATE TRIGGER visit_passes_on AFTER UPDATE ON delegations_visit
  FOR EACH ROW WHEN (OLD.is_counted IS DISTINCT FROM NEW.is_counted
                     OR OLD.span IS DISTINCT FROM NEW.span)
  EXECUTE FUNCTION visit_passes_on();

CREATE FUNCTION stop_counts() RETURNS trigger LANGUAGE plpgsql AS $rule$
DECLARE
  visit_counts boolean;
  bays smallint;
BEGIN
  SELECT is_counted INTO visit_counts
    FROM delegations_visit WHERE id = NEW.visit_id FOR SHARE;
  NEW.is_counted := NEW.planned IS NOT NULL
    AND NEW.status NOT IN ('cancelled', 'skipped') AND coalesce(visit_counts, true);
  IF NEW.stand_id IS NOT NULL THEN
    SELECT s.bays INTO bays FROM exhibitors_stand s WHERE id = NEW.stand_id FOR SHARE;
    IF NEW.bay > bays THEN
      RAISE EXCEPTION 'stand % has % bays, not %', NEW.stand_id, bays, NEW.bay
        USING ERRCODE = 'check_violation', CONSTRAINT = 'stop_bay_exists';
    END IF;
  END IF;
  RETURN NEW;
END $rule$;
CREATE TRIGGER stop_counts BEFORE INSERT OR UPDATE ON delegations_stop
  FOR EACH ROW EXECUTE FUNCTION stop_counts();
"""

NO_COUNTS = """
DROP TRIGGER visit_counts ON delegations_visit;
DROP TRIGGER delegation_passes_on ON delegations_delegation;
DROP TRIGGER visit_passes_on ON delegations_visit;
DROP TRIGGER stop_counts ON delegations_stop;
DROP FUNCTION visit_counts(), delegation_passes_on(), visit_passes_on(), stop_counts();
"""

SPAN = """
CREATE FUNCTION stop_within_span() RETURNS trigger LANGUAGE plpgsql AS $rule$
DECLARE
  lasts tstzrange;
  placed delegations_stop%ROWTYPE;
BEGIN
  -- Deferred, the row may have changed again or be gone.
  SELECT * INTO placed FROM delegations_stop WHERE id = NEW.id;
  IF NOT FOUND OR NOT placed.is_counted THEN RETURN NULL; END IF;
  SELECT span INTO lasts FROM delegations_visit WHERE id = placed.visit_id FOR SHARE;
  IF lasts IS NULL OR NOT placed.planned <@ lasts THEN
    RAISE EXCEPTION 'stop % lies outside the span of its visit', placed.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stop_within_span';
  END IF;
  RETURN NULL;
END $rule$;
CREATE CONSTRAINT TRIGGER stop_within_span
  AFTER INSERT OR UPDATE ON delegations_stop DEFERRABLE INITIALLY IMMEDIATE
  FOR EACH ROW EXECUTE FUNCTION stop_within_span();

CREATE FUNCTION visit_span_holds_stops() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  IF EXISTS (
    SELECT 1 FROM delegations_stop s JOIN delegations_visit v ON v.id = s.visit_id
    WHERE v.id = NEW.id AND s.is_counted
      AND (v.span IS NULL OR NOT s.planned <@ v.span)
  ) THEN
    RAISE EXCEPTION 'the span of visit % leaves out a stop', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stop_within_span';
  END IF;
  RETURN NULL;
END $rule$;
CREATE CONSTRAINT TRIGGER visit_span_holds_stops
  AFTER UPDATE OF span ON delegations_visit DEFERRABLE INITIALLY IMMEDIATE
  FOR EACH ROW EXECUTE FUNCTION visit_span_holds_stops();
"""

NO_SPAN = """
DROP TRIGGER stop_within_span ON delegations_stop;
DROP TRIGGER visit_span_holds_stops ON delegations_visit;
DROP FUNCTION stop_within_span(), visit_span_holds_stops();
"""

ENGAGEMENTS = """
CREATE FUNCTION engagement_time_and_post() RETURNS trigger LANGUAGE plpgsql AS $rule$
DECLARE
  stand bigint;
BEGIN
  IF NEW.stop_id IS NULL THEN
    SELECT span, is_counted INTO NEW.during, NEW.is_counted
      FROM delegations_visit WHERE id = NEW.visit_id FOR SHARE;
  ELSE
    SELECT planned, is_counted, stand_id INTO NEW.during, NEW.is_counted, stand
      FROM delegations_stop WHERE id = NEW.stop_id FOR SHARE;
  END IF;
  NEW.is_counted := coalesce(NEW.is_counted, false) AND NEW.reply <> 'declined';
  -- Two groups at one stand share a post; each tour is a post of its own.
  NEW.post := CASE WHEN NEW.role = 'receives' AND stand IS NOT NULL
    THEN stand ELSE -NEW.visit_id END;
  RETURN NEW;
END $rule$;
CREATE TRIGGER engagement_time_and_post
  BEFORE INSERT OR UPDATE ON delegations_engagement
  FOR EACH ROW EXECUTE FUNCTION engagement_time_and_post();

CREATE FUNCTION stop_passes_on() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  UPDATE delegations_engagement SET role = role WHERE stop_id = NEW.id;
  RETURN NULL;
END $rule$;
CREATE TRIGGER stop_passes_on AFTER UPDATE ON delegations_stop
  FOR EACH ROW WHEN (OLD.planned IS DISTINCT FROM NEW.planned
                     OR OLD.stand_id IS DISTINCT FROM NEW.stand_id
                     OR OLD.is_counted IS DISTINCT FROM NEW.is_counted)
  EXECUTE FUNCTION stop_passes_on();
"""

NO_ENGAGEMENTS = """
DROP TRIGGER engagement_time_and_post ON delegations_engagement;
DROP TRIGGER stop_passes_on ON delegations_stop;
DROP FUNCTION engagement_time_and_post(), stop_passes_on();
"""

OCCUPANCY = """
CREATE FUNCTION occupy(stop bigint) RETURNS void LANGUAGE plpgsql AS $rule$
BEGIN
  DELETE FROM delegations_occupancy WHERE stop_id = stop;
  INSERT INTO delegations_occupancy (stop_id, stand_id, seat_id, during)
  WITH RECURSIVE inside(id, goes_on) AS (
    SELECT id, blocks_children FROM exhibitors_stand
      WHERE id = (SELECT stand_id FROM delegations_stop WHERE id = stop)
    UNION
    -- Whoever keeps the parent's inside taken keeps all of it taken.
    SELECT child.id, true FROM exhibitors_stand child
      JOIN inside ON child.parent_id = inside.id AND inside.goes_on
  )
  SELECT s.id, inside.id, s.stand_id, s.planned
    FROM delegations_stop s, inside WHERE s.id = stop AND s.is_counted;
END $rule$;

CREATE FUNCTION stop_occupies() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  PERFORM occupy(NEW.id);
  RETURN NULL;
END $rule$;
CREATE TRIGGER stop_occupies AFTER INSERT OR UPDATE ON delegations_stop
  FOR EACH ROW EXECUTE FUNCTION stop_occupies();

CREATE FUNCTION stand_reoccupies() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  PERFORM occupy(s.id) FROM delegations_stop s
    WHERE s.is_counted AND s.exhibition_id = NEW.exhibition_id AND s.stand_id IN (
      WITH RECURSIVE around(id, parent) AS (
        SELECT NEW.id, NEW.parent_id
        UNION SELECT OLD.id, OLD.parent_id
        UNION SELECT up.id, up.parent_id FROM exhibitors_stand up
          JOIN around ON up.id = around.parent
      ) SELECT id FROM around);
  RETURN NULL;
END $rule$;
CREATE TRIGGER stand_reoccupies
  AFTER UPDATE OF parent_id, blocks_children ON exhibitors_stand
  FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id
                     OR OLD.blocks_children IS DISTINCT FROM NEW.blocks_children)
  EXECUTE FUNCTION stand_reoccupies();

CREATE FUNCTION stand_inside_reoccupies() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  PERFORM occupy(s.id) FROM delegations_stop s
    WHERE s.is_counted AND s.stand_id IN (
      WITH RECURSIVE around(id, parent) AS (
        SELECT NEW.id, NEW.parent_id
        UNION SELECT up.id, up.parent_id FROM exhibitors_stand up
          JOIN around ON up.id = around.parent
      ) SELECT id FROM around);
  RETURN NULL;
END $rule$;
CREATE TRIGGER stand_inside_reoccupies AFTER INSERT ON exhibitors_stand
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL)
  EXECUTE FUNCTION stand_inside_reoccupies();

CREATE FUNCTION stand_bays_in_use() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  IF EXISTS (SELECT 1 FROM delegations_stop
             WHERE stand_id = NEW.id AND is_counted AND bay > NEW.bays) THEN
    RAISE EXCEPTION 'a stop is planned at a bay beyond %', NEW.bays
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stand_bays_in_use';
  END IF;
  RETURN NULL;
END $rule$;
CREATE TRIGGER stand_bays_in_use AFTER UPDATE OF bays ON exhibitors_stand
  FOR EACH ROW WHEN (NEW.bays < OLD.bays) EXECUTE FUNCTION stand_bays_in_use();
"""

NO_OCCUPANCY = """
DROP TRIGGER stop_occupies ON delegations_stop;
DROP TRIGGER stand_reoccupies ON exhibitors_stand;
DROP TRIGGER stand_inside_reoccupies ON exhibitors_stand;
DROP TRIGGER stand_bays_in_use ON exhibitors_stand;
DROP FUNCTION stop_occupies(), stand_reoccupies(), stand_inside_reoccupies(),
  stand_bays_in_use(), occupy(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("delegations", "0001_initial"),
        ("exhibitors", "0002_countries"),
    ]
    operations = [
        migrations.RunSQL(COUNTS, NO_COUNTS),
        migrations.RunSQL(SPAN, NO_SPAN),
        migrations.RunSQL(ENGAGEMENTS, NO_ENGAGEMENTS),
        migrations.RunSQL(OCCUPANCY, NO_OCCUPANCY),
    ]
