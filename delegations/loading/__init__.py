"""Loading an exhibition from a data file: read, check the shape, write the records.

`reading`, `shapes`, `shape`, `rules` and `overlay` are pure Python: a file is judged
whole before the database is touched. `tables` and the writers need Django.
"""
