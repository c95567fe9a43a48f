import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import (
    CommandError,
    call_command,
    execute_from_command_line,
)
from django.db import connection, transaction

from delegations.models import Stop
from exhibitors.models import Exhibition, Stand
from tests.delegations.loading.conftest import FACTS, OVERLAY

ROOT = Path(__file__).parents[3]


def lines(capfd: Any) -> list[str]:
    written = capfd.readouterr()
    assert written.out == ""
    return written.err.splitlines()


def run(*arguments: Any, verbosity: int = 1) -> int:
    """Run the command and return its exit code."""
    try:
        call_command("load_exhibition", *map(str, arguments), verbosity=verbosity)
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
        return error.returncode
    return 0


@pytest.mark.django_db
def test_the_report_is_on_standard_error(capfd: Any) -> None:
    assert run(FACTS, "--overlay", OVERLAY) == 0
    assert lines(capfd) == [
        "exhibition: 1 created, 0 changed, 0 unchanged",
        "sources: 39 created, 0 changed, 0 unchanged",
        "meta: 1 created, 0 changed, 0 unchanged",
        "organisations: 18 created, 0 changed, 0 unchanged",
        "sectors: 19 created, 0 changed, 0 unchanged",
        "areas: 2 created, 0 changed, 0 unchanged",
        "stands: 10 created, 0 changed, 0 unchanged",
        "exhibits: 48 created, 0 changed, 0 unchanged",
        "countries: 7 created, 0 changed, 0 unchanged",
        "people: 30 created, 0 changed, 0 unchanged",
        "events: 6 created, 0 changed, 0 unchanged",
        "delegations: 7 created, 0 changed, 0 unchanged",
        "visits: 4 created, 0 changed, 0 unchanged",
        "contradictions: 13 created, 0 changed, 0 unchanged",
    ]


@pytest.mark.django_db
def test_changed_records_are_named_with_their_fields(capfd: Any) -> None:
    call_command("load_exhibition", FACTS, verbosity=0)
    Stand.objects.filter(key="stand-speca").update(area_m2=1, note="Edited")
    assert run(FACTS, verbosity=2) == 0
    assert lines(capfd)[-1] == "stands › stand-speca: area_m2, note"


@pytest.mark.django_db
def test_a_dry_run_says_so(capfd: Any) -> None:
    assert run(FACTS, "--dry-run") == 0
    assert lines(capfd)[0] == "Dry run: nothing was written."
    assert not Exhibition.objects.exists()


@pytest.mark.django_db
def test_a_refused_file_ends_with_one(capfd: Any, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    text = FACTS.read_text("utf-8")
    path.write_text(text.replace('"area_m2": 300', '"area_m2": "big"'), "utf-8")
    assert run(path) == 1
    assert lines(capfd) == [
        "Refused, nothing written.",
        'stands › stand-speca › area_m2: expected a number, found "big"',
    ]
    assert not Exhibition.objects.exists()


@pytest.mark.django_db
def test_a_missing_file_ends_with_one(tmp_path: Path) -> None:
    assert run(tmp_path / "none.json") == 1
    assert run(FACTS, "--overlay", tmp_path / "none.json") == 1
    assert not Exhibition.objects.exists()


@pytest.mark.parametrize("arguments", [[], [FACTS, "--wrong"], [FACTS, FACTS]])
def test_wrong_usage_ends_with_two(arguments: list[Any]) -> None:
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(
            ["manage.py", "load_exhibition", *map(str, arguments)]
        )
    assert end.value.code == 2


def test_the_shell_sees_the_refusal() -> None:
    command = [sys.executable, "manage.py", "load_exhibition", "none.json"]
    ended = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        "CommandError: Refused, nothing written.\n"
        "none.json: No such file or directory\n",
    )


@pytest.mark.django_db
def test_a_load_needs_few_queries_and_the_second_fewer(
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(500):
        call_command("load_exhibition", FACTS, overlay=OVERLAY, verbosity=0)
    with django_assert_max_num_queries(90):
        call_command("load_exhibition", FACTS, overlay=OVERLAY, verbosity=0)


@pytest.fixture
def committed_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database itself: what another process commits would stay in it."""
    with django_db_blocker.unblock():
        yield
        Stop.objects.all().delete()
        Exhibition.objects.all().delete()
        connection.close()


@pytest.mark.server
def test_a_load_killed_half_way_leaves_nothing(committed_database: None) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            # The load writes sources, stands, exhibits, and waits for the people.
            cursor.execute("LOCK TABLE delegations_person IN ACCESS EXCLUSIVE MODE")
        process = subprocess.Popen(
            [sys.executable, "manage.py", "load_exhibition", str(FACTS)],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url()},
            stderr=subprocess.DEVNULL,
        )
        wait_until(is_waiting)
        process.kill()
        assert process.wait() == -9
    wait_until(lambda: not others())
    assert not Exhibition.objects.exists()
    assert run(FACTS, verbosity=0) == 0


def database_url() -> str:
    """Return the address of the test database, embedded or not."""
    connection.ensure_connection()
    at = connection.connection.info
    place = f"{quote(at.host, safe='')}:{at.port}"
    return f"postgres://{quote(at.user)}:{quote(at.password or '')}@{place}/{at.dbname}"


def is_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted"
            " AND relation = 'delegations_person'::regclass"
        )
        return bool(cursor.fetchone()[0])


def others() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND datname = current_database() AND query LIKE '%delegations_person%'"
        )
        return bool(cursor.fetchone()[0])


def wait_until(holds: Any) -> None:
    for _attempt in range(300):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("waited 30 seconds in vain")
