"""Forms that the pages of the schedule share, outside the administration."""
