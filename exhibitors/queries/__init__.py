"""Reads for the public pages: querysets and frozen dataclasses, named by subject."""
