"""The words of the admin's theme, which comes without translations of its own.

Named here so that they stand in our catalogues with all other words.
"""

from django.utils.translation import gettext_noop as noop

WORDS = (
    noop("Add row"),
    noop("All applications"),
    noop("Apply Filters"),
    noop("Cancel"),
    noop("Choose file to upload"),
    noop("Click to cancel"),
    noop("Click to download"),
    noop("Dark"),
    noop("Expand row"),
    noop("False"),
    noop("General"),
    noop("Go back"),
    noop("Image preview"),
    noop("Light"),
    noop("Loading more results..."),
    noop("More actions"),
    noop("Next"),
    noop("No data"),
    noop("No recent searches"),
    noop("No results found"),
    noop("No results matching your query"),
    noop("Previous"),
    noop("Recent searches"),
    noop("Reset filters"),
    noop("Return to site"),
    noop("Run"),
    noop("Search apps and models..."),
    noop("Select all rows"),
    noop("Select record"),
    noop("Submit"),
    noop("System"),
    noop("This item will be deleted."),
    noop("This page yielded into no results. Create a new item or reset your filters."),
    noop("Toggle password visibility"),
    noop("True"),
    noop("Type to search"),
    noop("You have been successfully logged out from the administration"),
)
