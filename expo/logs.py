"""What must not stand in logs."""

import logging
import re

# Secret addresses end in 32 random bytes, written as 43 letters and digits; those to
# set a new password in a time and a digest.
_SECRET = re.compile(
    r"(?<=/)(?:[A-Za-z0-9_-]{43}|[a-z0-9]{1,13}-[0-9a-f]{32})(?=[/.?]|$)"
)


class WithoutSecrets(logging.Filter):
    """Leaves the secret out of the addresses that a line names."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True, for every line is kept; its text is made here once."""
        record.msg, record.args = _SECRET.sub("…", record.getMessage()), None
        return True
