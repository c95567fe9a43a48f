"""The locks that workers of the planner hold."""

# One planner at a time in a database: two would halve each other's processors.
PLANNER = "planner"


def worker_of(run: int) -> str:
    """Return the name of the lock that the worker of a run holds."""
    return f"planning run {run}"
