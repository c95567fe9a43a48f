"""Geometry of the site: pure Python, lengths in metres, y runs south."""
