"""Copies of everything: the database and the photographs, taken and brought back."""
