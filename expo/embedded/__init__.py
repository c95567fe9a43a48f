"""A PostgreSQL server of the project's own, in its data folder.

``base`` is Django's database backend; ``server`` makes sure that the server runs
when a process first connects; ``keeper`` is the small process that runs PostgreSQL
and stops it when the last user is gone; ``cluster`` creates the data; ``places``
knows where everything lies and under which account it runs.
"""
