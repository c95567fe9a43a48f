"""Reading the pages that visitors get."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.http import HttpResponse

LOADING = {
    "script": "src",
    "img": "src",
    "link": "href",
    "use": "href",
    "source": "srcset",
    "iframe": "src",
}


def is_harmless(script: dict[str, str]) -> bool:
    """Return whether a script comes from a file, or is data that nothing runs."""
    return "src" in script or script.get("type") == "application/ld+json"


@dataclass
class Page(HTMLParser):
    """A page taken apart; ``text`` is what a reader sees, blanks made single."""

    markup: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.pieces).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def links(self) -> list[str]:
        return [attributes.get("href", "") for attributes in self.all("a")]

    @property
    def inline_code(self) -> list[str]:
        """Styles and scripts written into the page."""
        return [
            f"{tag} {name}"
            for tag, attributes in self.elements
            for name in [*attributes, ""]
            if name == "style"
            or name.startswith("on")
            or (not name and tag == "style")
            or (not name and tag == "script" and not is_harmless(attributes))
        ]

    @property
    def foreign_addresses(self) -> list[str]:
        """Addresses on other hosts that the browser would load for the page."""
        return [
            attributes[LOADING[tag]]
            for tag, attributes in self.elements
            if tag in LOADING
            and attributes.get("rel") not in ("alternate", "canonical")
            and urlsplit(attributes.get(LOADING[tag], "")).netloc
        ]


def page(response: HttpResponse) -> Page:
    return Page(response.content.decode())
