"""Records for tests, a module an app."""
