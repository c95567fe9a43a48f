"""The declared shape of each kind of record in a data file."""
