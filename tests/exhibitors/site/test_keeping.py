"""Walks kept as bytes are those worked out."""

import numpy as np
from hypothesis import given, settings

from exhibitors.site.keeping import tables, walks_from, ways
from exhibitors.site.walking import walks_of
from tests.exhibitors.site.plans import feature, gate, rectangle, site, sites, stand


@given(sites())
@settings(max_examples=20, deadline=None)
def test_what_is_kept_is_read_again(plan):
    walks = walks_of(plan)

    kept = walks_from(tables(walks), lambda: ways(walks.networks()))

    assert kept.places == walks.places
    assert kept.points_of == walks.points_of
    assert np.array_equal(kept.plain, walks.plain)
    assert np.array_equal(kept.step_free, walks.step_free)
    for start in walks.places[:3]:
        for end in walks.places[:3]:
            for how in (True, False):
                expected = walks.route(start, end, step_free=how)
                assert kept.route(start, end, step_free=how) == expected


def test_networks_are_read_once_and_only_for_a_route():
    walks = walks_of(
        site(rectangle(10, 5, 10, 10), features=[feature(1, "gate", (0, 0))])
    )
    read = []

    def kept_ways():
        read.append(1)
        return ways(walks.networks())

    kept = walks_from(tables(walks), kept_ways)
    assert kept.minutes(gate(1), stand(1)) == 1
    assert not read
    for _ in range(2):
        kept.route(gate(1), stand(1))
    assert read == [1]
