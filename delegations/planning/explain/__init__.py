"""Why a day cannot be planned, what would help, and why a stop is left out."""
