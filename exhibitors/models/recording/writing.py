"""The triggers that write the history, a statement at a time."""

from exhibitors.models.recording.digests import EVENT_DIGEST, PERSONAL_DIGEST

# Salted values of the personal columns, and what of them is hashed.
PERSONAL = f"""
CREATE FUNCTION exhibitors_history_salted(before jsonb, after jsonb, columns text[])
RETURNS jsonb LANGUAGE sql VOLATILE AS $$
  SELECT jsonb_object_agg(side, kept) FROM (
    SELECT side, jsonb_object_agg(
      c.key, jsonb_build_array(gen_random_uuid(), c.value)) AS kept
    FROM (VALUES ('before', before), ('after', after)) AS sides (side, content),
      jsonb_each(content) AS c
    WHERE c.key = ANY (columns) GROUP BY side
  ) AS salted
$$;
CREATE FUNCTION exhibitors_history_digests(kept jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(sides.key, (
    SELECT jsonb_object_agg(c.key, {PERSONAL_DIGEST.format(kept="c.value")})
    FROM jsonb_each(sides.value) AS c
  )) FROM jsonb_each(kept) AS sides
$$;
CREATE FUNCTION exhibitors_history_masked(content jsonb, columns text[])
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT content || coalesce(
    (SELECT jsonb_object_agg(key, '•') FROM jsonb_object_keys(content) AS key
     WHERE key = ANY (columns)), '{{}}')
$$;
"""

# The number of what the running transaction writes for the actor at work. It is
# opened after the events are written: where constraints are immediate, it is sealed
# at once, and what comes later is another one.
OPENING = """
CREATE FUNCTION exhibitors_history_actor() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('expo.actor', true), ''), '{}')
$$;
CREATE FUNCTION exhibitors_history_number() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT coalesce(
    (SELECT id FROM exhibitors_historyopen WHERE xid = pg_current_xact_id()
       AND actor = exhibitors_history_actor()),
    nextval('exhibitors_historyopen_id_seq'))
$$;
CREATE FUNCTION exhibitors_history_open(opened bigint) RETURNS void
LANGUAGE sql VOLATILE AS $$
  INSERT INTO exhibitors_historyopen (id, actor)
    VALUES (opened, exhibitors_history_actor()) ON CONFLICT DO NOTHING
$$;
"""

# ``found`` has home, key, action, before, after: whole.
_RECORD = f"""
    INSERT INTO exhibitors_historyevent (transaction_id, exhibition_id, kind, row_key,
      action, before, after, digests, personal, digest)
    SELECT opened, exhibition_id, kind, row_key, action, before, after, digests, kept,
      {EVENT_DIGEST}
    FROM (
      SELECT home AS exhibition_id, TG_TABLE_NAME::text AS kind, key AS row_key,
        action, was - personal AS before, became - personal AS after, kept,
        CASE WHEN kept IS NOT NULL THEN exhibitors_history_digests(kept) END AS digests
      FROM (
        SELECT home, key, action, was, became,
          CASE WHEN personal <> '{{}}' THEN
            exhibitors_history_salted(was, became, personal) END AS kept
        FROM (
          SELECT home, key, action,
            CASE WHEN hidden = '{{}}' THEN old_content
              ELSE exhibitors_history_masked(old_content, hidden) END AS was,
            CASE WHEN hidden = '{{}}' THEN new_content
              ELSE exhibitors_history_masked(new_content, hidden) END AS became
          FROM (%s) AS found OFFSET 0
        ) AS masked OFFSET 0
      ) AS salted OFFSET 0
    ) AS e;
"""

_ONE = """
        SELECT (content ->> TG_ARGV[1])::bigint AS home, content ->> TG_ARGV[0] AS key,
          '%s' AS action, %s AS old_content, %s AS new_content
        FROM (SELECT to_jsonb(r) - ignored AS content FROM %s AS r OFFSET 0) AS rows
"""
INSERTED = _RECORD % (_ONE % ("insert", "NULL::jsonb", "content", "new_rows"))
DELETED = _RECORD % (_ONE % ("delete", "content", "NULL::jsonb", "old_rows"))
# Only what differs; a row whose key changed went and came.
UPDATED = (
    _RECORD
    % """
        SELECT (coalesce(n.content, o.content) ->> TG_ARGV[1])::bigint AS home,
          coalesce(n.content, o.content) ->> TG_ARGV[0] AS key,
          CASE WHEN o.content IS NULL THEN 'insert' WHEN n.content IS NULL THEN 'delete'
            ELSE 'update' END AS action,
          CASE WHEN n.content IS NULL THEN o.content ELSE d.was END AS old_content,
          CASE WHEN o.content IS NULL THEN n.content ELSE d.became END AS new_content
        FROM (SELECT to_jsonb(r) - ignored AS content FROM old_rows AS r OFFSET 0) AS o
        FULL JOIN
          (SELECT to_jsonb(r) - ignored AS content FROM new_rows AS r OFFSET 0) AS n
          ON o.content ->> TG_ARGV[0] = n.content ->> TG_ARGV[0]
        CROSS JOIN LATERAL (
          SELECT jsonb_object_agg(c.key, o.content -> c.key) AS was,
            jsonb_object_agg(c.key, c.value) AS became
          FROM jsonb_each(n.content) AS c
          WHERE o.content -> c.key IS DISTINCT FROM c.value
        ) AS d
        WHERE d.became IS NOT NULL OR n.content IS NULL
"""
)

# Arguments: the column of the key, and that of the exhibition ("" where none).
ROWS = f"""
CREATE FUNCTION exhibitors_history_rows() RETURNS trigger LANGUAGE plpgsql
SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
DECLARE
  opened bigint := exhibitors_history_number();
  personal text[];
  hidden text[];
  ignored text[];
BEGIN
  SELECT coalesce(array_agg(name) FILTER (WHERE kept = 'personal'), '{{}}'),
      coalesce(array_agg(name) FILTER (WHERE kept = 'hidden'), '{{}}'),
      coalesce(array_agg(name) FILTER (WHERE kept = 'ignored'), '{{}}')
    INTO personal, hidden, ignored
    FROM exhibitors_historycolumn AS c WHERE c.kind = TG_TABLE_NAME;
  IF TG_OP = 'INSERT' THEN {INSERTED}
  ELSIF TG_OP = 'UPDATE' THEN {UPDATED}
  ELSE {DELETED}
  END IF;
  IF FOUND THEN PERFORM exhibitors_history_open(opened); END IF;
  RETURN NULL;
END $$;
"""

# A link is told of the row that it belongs to. Arguments: the column of that row's
# key, its table, and that table's column of the exhibition ("" where none).
_LINKED = f"""
    EXECUTE format($link$
      INSERT INTO exhibitors_historyevent (transaction_id, exhibition_id, kind, row_key,
        action, before, after, digest)
      SELECT $1, exhibition_id, kind, row_key, action, before, after, {EVENT_DIGEST}
      FROM (
        SELECT %s AS exhibition_id, $2 AS kind, content ->> %L AS row_key,
          '%s' AS action, %s AS before, %s AS after, NULL::jsonb AS digests
        FROM (SELECT to_jsonb(r) AS content FROM %s AS r OFFSET 0) AS rows
      ) AS e
    $link$, home, TG_ARGV[0]) USING opened, TG_TABLE_NAME::text;
"""


def _linked(action: str, before: str, after: str, rows: str) -> str:
    given = ("%s", "%L", action, before, after, rows)
    return _LINKED.replace("%L", "%s") % given


LINKS = f"""
CREATE FUNCTION exhibitors_history_links() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  opened bigint := exhibitors_history_number();
  home text := 'NULL::bigint';
BEGIN
  IF TG_ARGV[2] <> '' THEN
    home := format('(SELECT o.%I FROM %I AS o WHERE o.id = (content ->> %L)::bigint)',
      TG_ARGV[2], TG_ARGV[1], TG_ARGV[0]);
  END IF;
  IF TG_OP <> 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
    {_linked("unlink", "content", "NULL::jsonb", "old_rows")}
  END IF;
  IF TG_OP <> 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
    {_linked("link", "NULL::jsonb", "content", "new_rows")}
  END IF;
  PERFORM exhibitors_history_open(opened);
  RETURN NULL;
END $$;
"""
WRITING = PERSONAL + OPENING + ROWS + LINKS
