"""What takes personal values out of the history: their digests stay."""

from exhibitors.models.recording.digests import EVENT_DIGEST

# The role has no right to update: it gives itself that of the one column, within the
# transaction alone. A request to erase is a row, because only triggers write events.
ERASING = f"""
CREATE FUNCTION exhibitors_history_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  opened bigint := exhibitors_history_number();
  columns text[];
  home bigint;
  labels integer := 0;
BEGIN
  -- Two that change the rights at once would fail.
  PERFORM pg_advisory_xact_lock(hashtext('exhibitors_history_erasing'));
  SELECT count(*), array_agg(DISTINCT c ORDER BY c), max(exhibition_id)
    INTO NEW.erased, columns, home
    FROM exhibitors_historyevent, jsonb_each(personal) AS side,
      jsonb_object_keys(side.value) AS c
    WHERE kind = NEW.kind AND row_key = NEW.row_key;
  GRANT UPDATE (personal) ON exhibitors_historyevent TO CURRENT_USER;
  UPDATE exhibitors_historyevent SET personal = NULL
    WHERE kind = NEW.kind AND row_key = NEW.row_key AND personal IS NOT NULL;
  REVOKE UPDATE (personal) ON exhibitors_historyevent FROM CURRENT_USER;
  IF NEW.kind = 'expo_user' THEN
    GRANT UPDATE (actor) ON exhibitors_historytransaction TO CURRENT_USER;
    UPDATE exhibitors_historytransaction SET actor = NULL
      WHERE actor_id = NEW.row_key::bigint AND actor IS NOT NULL;
    GET DIAGNOSTICS labels = ROW_COUNT;
    REVOKE UPDATE (actor) ON exhibitors_historytransaction FROM CURRENT_USER;
    IF labels > 0 THEN columns := columns || ARRAY['actor']; END IF;
  END IF;
  NEW.erased := NEW.erased + labels;
  IF NEW.erased > 0 THEN
    INSERT INTO exhibitors_historyevent (transaction_id, exhibition_id, kind, row_key,
        action, after, digest)
      SELECT opened, e.exhibition_id, e.kind, e.row_key, e.action, e.after,
        {EVENT_DIGEST}
      FROM (SELECT home AS exhibition_id, NEW.kind AS kind, NEW.row_key AS row_key,
        'erase' AS action, NULL::jsonb AS before, NULL::jsonb AS digests,
        jsonb_build_object('columns', columns, 'values', NEW.erased) AS after) AS e;
    PERFORM exhibitors_history_open(opened);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER exhibitors_history_erasing BEFORE INSERT ON exhibitors_historyerasure
  FOR EACH ROW EXECUTE FUNCTION exhibitors_history_erasing();
CREATE FUNCTION exhibitors_history_erase(kind text, row_key text) RETURNS integer
LANGUAGE sql VOLATILE AS $$
  INSERT INTO exhibitors_historyerasure (kind, row_key) VALUES ($1, $2)
    RETURNING erased
$$;
"""
