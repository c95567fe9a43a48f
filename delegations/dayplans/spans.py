"""Stretches of minutes, half open: pure arithmetic."""

from collections.abc import Iterable

Span = tuple[int, int]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same minutes as few spans, in order; empty ones are dropped."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def without(spans: Iterable[Span], cuts: Iterable[Span]) -> list[Span]:
    """Return what is left of spans when others are cut out of them, in order."""
    left = merged(spans)
    for first, last in merged(cuts):
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, first)), (max(start, last), end))
            if piece[0] < piece[1]
        ]
    return left


def within(span: Span, spans: Iterable[Span]) -> list[Span]:
    """Return the parts of a span that lie in others, in order."""
    pieces = ((max(span[0], a), min(span[1], b)) for a, b in merged(spans))
    return [piece for piece in pieces if piece[0] < piece[1]]
