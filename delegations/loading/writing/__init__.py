"""Writing the records of a checked file: rows by key, compared, saved if different."""
