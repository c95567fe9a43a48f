"""Exhibitions to measure with."""

from exhibitors.models import Exhibit, Exhibition, Stand


def make_exhibition(stands: int) -> Exhibition:
    """Return a published exhibition with so many stands of three exhibits each."""
    exhibition = Exhibition.objects.create(
        slug=f"bench-{stands}",
        name="Bench",
        start_on="2026-01-01",
        end_on="2026-01-02",
        timezone="Asia/Baku",
        is_published=True,
    )
    rows = Stand.objects.bulk_create(
        Stand(
            exhibition=exhibition,
            slug=f"s-{n}",
            number=f"S{n}",
            name=f"Stand {n}",
            country_id=("AZ", "KZ", "KG", "TJ", "TM", "UZ")[n % 6],
        )
        for n in range(stands)
    )
    Exhibit.objects.bulk_create(
        Exhibit(
            exhibition=exhibition,
            slug=f"e-{stand.slug}-{n}",
            name=f"Exhibit {n}",
            stand=stand,
            country_id=stand.country_id,
        )
        for stand in rows
        for n in range(3)
    )
    return exhibition
