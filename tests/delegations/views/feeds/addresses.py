"""Where a calendar is read."""


def address(feed):
    return f"/feeds/{feed.token}.ics"
