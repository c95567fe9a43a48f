"""Having PostgreSQL judge within a transaction what it else judges at the commit."""

# The history is sealed once by this; what is written after it, again at the commit
# alone and not statement by statement.
JUDGE = (
    "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS exhibitors_history_seal DEFERRED"
)
