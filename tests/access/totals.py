"""Prints how many attempts the tables name, and how many are refused."""

import sys

from tests.access.tables import totals

if __name__ == "__main__":
    tried, refused = totals()
    sys.stdout.write(f"tried {tried}, refused {refused}\n")
