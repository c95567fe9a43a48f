"""Released versions of a day: what differs, in words, who is told, and the release."""
