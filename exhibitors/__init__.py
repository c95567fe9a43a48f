"""Exhibitions, areas, countries, organisations, stands and exhibits."""
