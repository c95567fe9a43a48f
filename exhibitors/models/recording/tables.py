"""The tables of the history, and what keeps anybody from altering them."""

TABLES = """
CREATE TABLE exhibitors_historytransaction (
  id bigint PRIMARY KEY,
  number bigint NOT NULL CONSTRAINT historytransaction_number_unique UNIQUE,
  xid text NOT NULL,
  at timestamptz NOT NULL,
  actor_id bigint,
  actor jsonb,
  actor_digest text,
  source text NOT NULL,
  exhibitions bigint[] NOT NULL,
  counts jsonb NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE INDEX historytransaction_actor ON exhibitors_historytransaction (actor_id);
CREATE INDEX historytransaction_exhibitions
  ON exhibitors_historytransaction USING gin (exhibitions);
CREATE TABLE exhibitors_historyevent (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id bigint NOT NULL,
  exhibition_id bigint,
  kind text NOT NULL,
  row_key text NOT NULL,
  action text NOT NULL,
  before jsonb,
  after jsonb,
  digests jsonb,
  personal jsonb,
  digest bytea NOT NULL
);
CREATE INDEX historyevent_transaction ON exhibitors_historyevent (transaction_id, id);
CREATE INDEX historyevent_row ON exhibitors_historyevent (kind, row_key, id);
CREATE TABLE exhibitors_historyerasure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  kind text NOT NULL,
  row_key text NOT NULL,
  erased integer NOT NULL DEFAULT 0
);
-- How a column is kept: personal (apart, erasable), hidden (only that it changed)
-- or ignored (no part of the history).
CREATE TABLE exhibitors_historycolumn (
  kind text,
  name text,
  kept text NOT NULL CHECK (kept IN ('personal', 'hidden', 'ignored')),
  PRIMARY KEY (kind, name)
);
-- What a running transaction has written, for each actor; carries the deferred
-- trigger that seals it at the commit.
CREATE TABLE exhibitors_historyopen (
  id bigint PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  actor text NOT NULL,
  UNIQUE (xid, actor)
);
CREATE SEQUENCE exhibitors_historyopen_id_seq OWNED BY exhibitors_historyopen.id;
"""

# Privileges bind the application's role even where it owns the tables; the triggers
# bind a superuser too, and keep the role from writing other than by them.
PRIVILEGES = """
REVOKE UPDATE, DELETE, TRUNCATE ON exhibitors_historytransaction,
  exhibitors_historyevent, exhibitors_historyerasure FROM CURRENT_USER, PUBLIC;
"""
GUARDS = """
CREATE FUNCTION exhibitors_history_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') OR pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the history is only written by the database itself'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION exhibitors_history_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - TG_ARGV[0] IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV[0]
     OR to_jsonb(NEW) -> TG_ARGV[0] <> 'null' THEN
    RAISE EXCEPTION 'the history is never altered'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER historyevent_guard
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON exhibitors_historyevent
  FOR EACH STATEMENT EXECUTE FUNCTION exhibitors_history_guard();
CREATE TRIGGER historytransaction_guard
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON exhibitors_historytransaction
  FOR EACH STATEMENT EXECUTE FUNCTION exhibitors_history_guard();
CREATE TRIGGER historyerasure_guard
  BEFORE UPDATE OR DELETE OR TRUNCATE ON exhibitors_historyerasure
  FOR EACH STATEMENT EXECUTE FUNCTION exhibitors_history_guard();
CREATE TRIGGER historyevent_only_erased BEFORE UPDATE ON exhibitors_historyevent
  FOR EACH ROW EXECUTE FUNCTION exhibitors_history_only_erased('personal');
CREATE TRIGGER historytransaction_only_erased
  BEFORE UPDATE ON exhibitors_historytransaction
  FOR EACH ROW EXECUTE FUNCTION exhibitors_history_only_erased('actor');
"""
