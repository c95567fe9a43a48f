"""Long work outside the web process, with PostgreSQL and no other service.

A row of the caller's keeps what was asked and how far it is; a process of its own does
it, and a lock that lasts as long as its connection tells whether it is alive.
"""
