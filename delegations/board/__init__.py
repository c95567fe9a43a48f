"""The board of a day: what is on it, and what a gesture on it writes."""
