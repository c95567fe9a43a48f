"""What a browser calls itself, in words."""

from django.utils.translation import gettext as _

# The first that is found; most browsers name others beside themselves.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser", "Yandex Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def in_words(name: str) -> str:
    """Return “Firefox on Windows” for what such a browser sends."""
    browser = next((word for mark, word in BROWSERS if mark in name), "")
    system = next((word for mark, word in SYSTEMS if mark in name), "")
    if browser and system:
        text = _("%(browser)s on %(system)s")
        return text % {"browser": browser, "system": system}
    return browser or system or _("an unknown browser")
