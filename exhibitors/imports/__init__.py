"""Lists read into an exhibition: CSV, XLSX and JSON, checked, applied and undone."""
