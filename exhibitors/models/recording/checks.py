"""The history computed anew, a batch at a time: what of it is not what it was."""

from exhibitors.models.recording.digests import (
    EVENT_DIGEST,
    EVENTS_DIGEST,
    NOTHING_BEFORE,
    PERSONAL_DIGEST,
    TRANSACTION_HASH,
)

GENESIS = f"SELECT {NOTHING_BEFORE}"
# Number, hash before and hash of each transaction; whether its hash is right, whether
# it follows the one before, and whether it has as many events as it counted.
CHAIN = f"""
SELECT t.number, t.previous, t.hash, t.hash IS NOT DISTINCT FROM
  {TRANSACTION_HASH.format(events="e.digest")},
  t.previous = coalesce(lag(t.hash) OVER (ORDER BY t.number), %s),
  t.counts = e.counts
FROM (SELECT * FROM exhibitors_historytransaction WHERE number > %s
  ORDER BY number LIMIT %s) AS t
LEFT JOIN LATERAL (
  SELECT {EVENTS_DIGEST} AS digest,
    (SELECT jsonb_object_agg(kind, actions) FROM (
      SELECT kind, jsonb_object_agg(action, number) AS actions FROM (
        SELECT kind, action, count(*) AS number FROM exhibitors_historyevent
        WHERE transaction_id = t.id GROUP BY kind, action) AS c GROUP BY kind) AS g
    ) AS counts
  FROM exhibitors_historyevent AS e WHERE e.transaction_id = t.id
) AS e ON true ORDER BY t.number
"""

# Every event of the batch that is not what it was, with the number of its transaction.
EVENTS = f"""
WITH e AS MATERIALIZED (
  SELECT e.*, t.number FROM exhibitors_historyevent AS e
  LEFT JOIN exhibitors_historytransaction AS t ON t.id = e.transaction_id
  WHERE e.id > %s ORDER BY e.id LIMIT %s
), kept AS (
  SELECT e.id, side.key AS side, c.key AS name, c.value AS digest,
    e.personal -> side.key -> c.key AS value
  FROM e, jsonb_each(e.digests) AS side, jsonb_each_text(side.value) AS c
), judged AS (
  SELECT id, bool_or(value IS NOT NULL AND digest IS DISTINCT FROM
      {PERSONAL_DIGEST.format(kept="value")}) AS is_altered,
    count(*) FILTER (WHERE value IS NULL) AS erased,
    array_agg(DISTINCT name) FILTER (WHERE value IS NULL) AS names
  FROM kept GROUP BY id
)
SELECT max(e.id), count(*), coalesce(sum(j.erased), 0),
  min(e.number) FILTER (WHERE e.digest IS DISTINCT FROM {EVENT_DIGEST}),
  min(e.number) FILTER (WHERE j.is_altered),
  min(e.number) FILTER (WHERE j.erased > 0 AND NOT EXISTS (
    SELECT FROM exhibitors_historyevent AS said WHERE said.kind = e.kind
      AND said.row_key = e.row_key AND said.id > e.id AND said.action = 'erase'
      AND said.after -> 'columns' ?& j.names)),
  min(e.id) FILTER (WHERE e.number IS NULL)
FROM e LEFT JOIN judged AS j USING (id)
"""

ACTORS = f"""
SELECT min(t.number) FILTER (WHERE t.actor IS NOT NULL AND t.actor_digest
    IS DISTINCT FROM {PERSONAL_DIGEST.format(kept="t.actor")}),
  min(t.number) FILTER (WHERE t.actor IS NULL AND t.actor_digest IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM exhibitors_historyevent AS said WHERE said.kind = 'expo_user'
        AND said.row_key = t.actor_id::text AND said.action = 'erase'
        AND said.after -> 'columns' ? 'actor'))
FROM exhibitors_historytransaction AS t
"""
