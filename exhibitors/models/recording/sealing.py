"""What chains each transaction to the one before it, at its commit."""

from exhibitors.models.recording.digests import (
    EVENTS_DIGEST,
    NOTHING_BEFORE,
    PERSONAL_DIGEST,
    TRANSACTION_HASH,
)

# The lock lasts from here to the end of the commit. Whoever reads with an older
# snapshot finds the number taken, and has to try again.
SEALING = f"""
CREATE FUNCTION exhibitors_history_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  said jsonb := NEW.actor::jsonb;
  t exhibitors_historytransaction;
  events bytea;
BEGIN
  DELETE FROM exhibitors_historyopen WHERE id = NEW.id;
  SELECT {EVENTS_DIGEST}, coalesce(array_agg(DISTINCT e.exhibition_id)
      FILTER (WHERE e.exhibition_id IS NOT NULL), '{{}}')
    INTO events, t.exhibitions
    FROM exhibitors_historyevent AS e WHERE e.transaction_id = NEW.id;
  IF events IS NULL THEN RETURN NULL; END IF;
  SELECT jsonb_object_agg(kind, actions) INTO t.counts FROM (
    SELECT kind, jsonb_object_agg(action, number) AS actions FROM (
      SELECT kind, action, count(*) AS number FROM exhibitors_historyevent
      WHERE transaction_id = NEW.id GROUP BY kind, action
    ) AS counted GROUP BY kind
  ) AS grouped;
  t.id := NEW.id;
  t.xid := NEW.xid::text;
  t.actor_id := (said ->> 'id')::bigint;
  t.source := coalesce(said ->> 'source', '');
  IF said ? 'label' THEN
    t.actor := jsonb_build_array(gen_random_uuid(), said -> 'label');
    t.actor_digest := {PERSONAL_DIGEST.format(kept="t.actor")};
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('exhibitors_history'));
  SELECT number, hash INTO t.number, t.previous FROM exhibitors_historytransaction
    ORDER BY number DESC LIMIT 1;
  t.number := coalesce(t.number, 0) + 1;
  t.previous := coalesce(t.previous, {NOTHING_BEFORE});
  t.at := clock_timestamp();
  t.hash := {TRANSACTION_HASH.format(events="events")};
  INSERT INTO exhibitors_historytransaction SELECT t.*;
  RETURN NULL;
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'another transaction was committed meanwhile'
    USING ERRCODE = 'serialization_failure';
END $$;
CREATE CONSTRAINT TRIGGER exhibitors_history_seal AFTER INSERT ON exhibitors_historyopen
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION exhibitors_history_seal();
"""
