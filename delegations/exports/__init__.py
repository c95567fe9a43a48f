"""Files of a programme, a writer a format; all read ``delegations.programme``."""
