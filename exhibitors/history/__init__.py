"""The history of every record: who writes it, what proves it, what takes back.

PostgreSQL writes it (``exhibitors.models.recording``); whoever changes records outside
a request says who they are with ``acting``.
"""

from exhibitors.history.acting import acting

__all__ = ["acting"]
