"""Data of an older PostgreSQL taken over by the one that is installed."""

from pathlib import Path

import pytest

from expo.embedded.cluster import make_cluster, version_of
from expo.embedded.places import EmbeddedError, Places
from expo.embedded.upgrading import _ask, _server, upgrade
from tests.expo.embedded_process import run, serve
from tests.expo.test_embedded import folder, is_gone

__all__ = ["folder"]

OLD = Path("/usr/lib/postgresql/15/bin")

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(
        not (OLD / "postgres").exists(), reason="needs Debian's postgresql-15"
    ),
]

TABLE = "CREATE TABLE kept AS SELECT n, 'ə' || n AS word FROM generate_series(1, 500) n"


@pytest.fixture
def old(folder):
    """A data folder whose cluster was made by the older version."""
    places = Places(folder)
    places.prepare()
    places.__dict__["binaries"] = OLD
    make_cluster(places, places.cluster)
    with _server(places, OLD, places.cluster):
        _ask(places, "psql", "--quiet", f"--command={TABLE}", "expo")
    return folder


def test_every_row_is_there_and_the_old_cluster_too(old):
    done = upgrade(old, OLD)

    assert (done.before, done.after, done.tables, done.rows) == ("15", "18", 1, 500)
    assert version_of(done.kept) == "15"
    with serve(old) as user:
        assert user.ask("SELECT sum(n) || max(word) FROM kept") == "125250ə99"
    assert is_gone(old)


def test_it_is_refused_while_somebody_uses_the_data(folder):
    with serve(folder) as user:
        user.ask("SELECT 1")
        with pytest.raises(EmbeddedError, match="is of PostgreSQL 18 already"):
            upgrade(folder, OLD)
    assert is_gone(folder)


def test_wrong_programs_are_refused(old, tmp_path):
    with pytest.raises(EmbeddedError, match="there is no program postgres in"):
        upgrade(old, tmp_path)
    with pytest.raises(EmbeddedError, match="is PostgreSQL 18, the data is of"):
        upgrade(old, Places(old).binaries)


def test_a_failure_leaves_the_old_cluster_as_it_was(old, monkeypatch):
    counts = iter([{"kept": 500}, {"kept": 499}])
    monkeypatch.setattr("expo.embedded.upgrading._counts", lambda _p: next(counts))

    with pytest.raises(EmbeddedError, match="kept has 499 rows of 500"):
        upgrade(old, OLD)

    assert version_of(Places(old).cluster) == "15"
    monkeypatch.undo()
    assert upgrade(old, OLD).rows == 500


def test_no_empty_cluster_is_made_where_an_upgrade_was_cut_short(old):
    places = Places(old)
    places.cluster.rename(places.home / "cluster.15")

    said = run(old, 'sql("SELECT 1")')

    assert "an upgrade was cut short" in said.stderr.splitlines()[-1]
