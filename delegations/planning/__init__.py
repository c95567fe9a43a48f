"""A day of tours, planned, proven and explained: pure arithmetic, no database."""
