"""Lists whose rows are counted once."""

from typing import Any

from django.http import HttpRequest
from unfold.views import ChangeList


class CountedOnce(ChangeList):  # type: ignore[misc]
    """A list that counts its rows once; all of them where nothing narrows it.

    Where something does, how many there are in all is not told.
    """

    def get_results(self, request: HttpRequest) -> None:
        """Read the rows of the page."""
        super().get_results(request)
        if not (self.query or self.get_filters_params()):
            self.full_result_count: Any = self.result_count
