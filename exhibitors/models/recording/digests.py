"""What is hashed, as SQL: the same text writes the history and verifies it."""

# The value of an event ``e``: all but its number, which the order stands for, and its
# transaction, whose own hash has it.
EVENT_DIGEST = (
    "sha256(convert_to(jsonb_build_array(e.exhibition_id, e.kind, e.row_key, "
    "e.action, e.before, e.after, e.digests)::text, 'UTF8'))"
)
# All events of a transaction, in their order.
EVENTS_DIGEST = "sha256(string_agg(e.digest, ''::bytea ORDER BY e.id))"
# A transaction ``t`` after the one before it, ``events`` being the digest of its own.
TRANSACTION_HASH = (
    "sha256(t.previous || convert_to(jsonb_build_array(t.number, t.id, t.xid, "
    "extract(epoch FROM t.at), t.actor_id, t.actor_digest, t.source, t.exhibitions, "
    "t.counts)::text, 'UTF8') || {events})"
)
# A personal value ``[salt, value]``: the salt is gone when the value is, so that
# nobody can find the value by trying.
PERSONAL_DIGEST = (
    "encode(sha256(convert_to(({kept} ->> 0) || ({kept} -> 1)::text, 'UTF8')), 'hex')"
)
# What comes before the first transaction.
NOTHING_BEFORE = "decode(repeat('00', 32), 'hex')"
