"""The pages where lists are read in: uploaded, mapped, tried, applied, taken back."""

from exhibitors.admin.imports import runs  # noqa: F401
