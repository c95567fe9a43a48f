"""Mends a day's plan while it runs: as few and as short moves as there can be."""
