"""The embedded server, with real processes that are really killed."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from expo.embedded.cluster import make_ready
from expo.embedded.places import EmbeddedError, Places
from tests.expo.embedded_process import (
    ROOT,
    environment,
    keeper,
    postmaster,
    run,
    serve,
    wait_until,
)

pytestmark = pytest.mark.server


@pytest.fixture
def folder():
    """A data folder that any account can reach."""
    path = Path(tempfile.mkdtemp(prefix="embedded-"))
    path.chmod(0o755)
    yield path / "var"
    wait_until(lambda: keeper(path / "var") is None)
    shutil.rmtree(path)


def is_gone(folder):
    return wait_until(lambda: postmaster(folder) is None and keeper(folder) is None)


def test_importing_settings_starts_nothing(folder):
    program = "import expo.settings.test"
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment(EXPO_DATA_DIR=str(folder)),
        check=True,
    )
    assert not folder.exists()


def test_first_use_starts_it_and_the_last_to_go_stops_it(folder):
    with serve(folder) as first, serve(folder) as second:
        assert (first.ask("SELECT 1"), second.ask("SELECT 2")) == ("1", "2")
        server = postmaster(folder)
        first.kill(signal.SIGTERM)
        assert not wait_until(lambda: postmaster(folder) != server, seconds=4)
        assert second.ask("SELECT 3") == "3"
    assert is_gone(folder)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_it_stops_however_its_user_ends(folder, number):
    with serve(folder) as user:
        user.ask("SELECT 1")
        user.kill(number)
        assert is_gone(folder)


def test_a_killed_server_comes_back_and_keeps_what_was_committed(folder):
    with serve(folder) as user:
        user.ask("CREATE TABLE t AS SELECT 7 AS n; SELECT count(*) FROM t")
        os.kill(postmaster(folder), signal.SIGKILL)
        answers = []
        assert wait_until(
            lambda: answers.append(user.ask("SELECT n FROM t")) or answers[-1] == "7",
            seconds=10,
        )
        # At most the one question asked on the dead connection failed.
        assert len([answer for answer in answers if answer != "7"]) <= 1


def test_no_committed_row_is_lost_when_all_are_killed(folder):
    with serve(folder) as user:
        user.ask("CREATE TABLE t(n int); SELECT 0")
        for number in range(50):
            user.ask(f"INSERT INTO t VALUES ({number}); SELECT {number}")
        for pid in (keeper(folder), postmaster(folder)):
            os.kill(pid, signal.SIGKILL)
        user.kill()
    with serve(folder) as user:
        assert user.ask("SELECT count(*) FROM t") == "50"


def test_a_killed_keeper_takes_the_server_along_and_is_replaced(folder):
    with serve(folder) as user:
        user.ask("SELECT 1")
        old = postmaster(folder)
        os.kill(keeper(folder), signal.SIGKILL)
        assert wait_until(lambda: postmaster(folder) != old)
        assert wait_until(lambda: user.ask("SELECT 2") == "2", seconds=10)
    assert is_gone(folder)


def test_many_processes_start_one_server(folder):
    users = [serve(folder) for _user in range(6)]
    answers = [user.ask("SELECT pg_backend_pid() > 0") for user in users]
    servers = {postmaster(folder)}
    for user in users:
        user.kill()
        user.popen.communicate()
    assert (answers, len(servers)) == (["True"] * 6, 1)


def test_a_forked_worker_keeps_the_server(folder):
    program = """
        sql("SELECT 1")
        connection.close()
        if os.fork():
            os._exit(0)
        os.close(1); os.close(2)
        time.sleep(5)
        sql("CREATE TABLE worked AS SELECT 1")
        os._exit(0)
    """
    run(folder, program)
    assert not wait_until(lambda: postmaster(folder) is None, seconds=4)
    assert wait_until(lambda: keeper(folder) is None)
    assert (
        run(folder, 'print(sql("SELECT count(*) FROM worked")[0][0])').stdout == "1\n"
    )


def test_a_started_program_does_not_keep_the_server(folder):
    program = """
        from subprocess import DEVNULL, Popen
        sql("SELECT 1")
        # Else the test would wait for it, and see the server gone with it.
        quiet = dict(stdout=DEVNULL, stderr=DEVNULL)
        print(Popen(["sleep", "60"], close_fds=False, **quiet).pid)
    """
    said = run(folder, program)
    gone = is_gone(folder)
    os.kill(int(said.stdout), signal.SIGKILL)
    assert gone


def test_an_interrupted_creation_starts_over(folder):
    places = Places(folder)
    places.prepare()
    (places.home / "cluster.new").mkdir()
    (places.home / "cluster.new" / "PG_VERSION").write_text("18\n")
    places.give(places.home / "cluster.new")
    assert run(folder, 'print(sql("SELECT 1")[0][0])').stdout == "1\n"


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "xx_YY.UTF-8"}, {"LANG": "C", "LC_ALL": "POSIX"}, {"TZ": "X"}]
)
def test_any_locale_will_do(folder, locale):
    program = """print(sql("SHOW server_encoding")[0][0], sql("SELECT 'Əə'")[0][0])"""
    said = run(folder, program, env={**locale, "PYTHONIOENCODING": "utf-8"})
    assert said.stdout == "UTF8 Əə\n"


def test_a_long_path_gets_a_short_private_socket_folder(folder):
    deep = folder / ("d" * 60) / ("e" * 60)
    assert run(deep, 'print(sql("SELECT 1")[0][0])').stdout == "1\n"
    socket = Places(deep).socket
    assert len(str(socket)) < 93
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert wait_until(lambda: keeper(deep) is None)
    socket.rmdir()


def test_nobody_else_can_enter_and_no_network_address_is_open(folder):
    program = """
        print(sql("SHOW listen_addresses")[0][0] or "none")
        print(sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")[0][0])
        print(sql("SELECT usename FROM pg_user WHERE usename = current_user")[0][0])
    """
    assert run(folder, program).stdout.split() == ["none", "False", "expo"]
    modes = [Places(folder).home, Places(folder).socket, Places(folder).cluster]
    assert {stat.S_IMODE(path.stat().st_mode) for path in modes} == {0o700}


def test_nothing_outside_the_folder_changes(folder):
    folder.parent.chmod(0o755)
    above = [folder.parent, *folder.parent.parents]
    before = [(path.stat().st_mode, path.stat().st_uid) for path in above]
    run(folder, 'sql("SELECT 1")')
    assert [(path.stat().st_mode, path.stat().st_uid) for path in above] == before


def test_data_of_another_major_version_is_refused_in_one_line(folder):
    run(folder, 'sql("SELECT 1")')
    assert wait_until(lambda: keeper(folder) is None)
    (folder / "postgres/cluster/PG_VERSION").write_text("17\n")
    said = run(folder, 'sql("SELECT 1")')
    line = said.stderr.splitlines()[-1]
    assert "holds data of PostgreSQL 17, this is PostgreSQL 18" in line


def test_a_full_disk_is_said_in_one_line(folder, monkeypatch):
    usage = shutil.disk_usage("/")._replace(free=10)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(EmbeddedError, match="is full: 0 MB free, 150 MB needed"):
        make_ready(Places(folder))


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change accounts")


@as_root
def test_root_does_not_run_the_server(folder):
    with serve(folder) as user:
        user.ask("SELECT 1")
        owner = Path(f"/proc/{postmaster(folder)}").stat().st_uid
    assert owner == Places(folder).account.pw_uid != 0


def reachable_python(places):
    """Return a Python of our version that the server's account can run, or None."""
    debian = f"/usr/bin/python3.{sys.version_info.minor}"
    for python in (sys.executable, debian):
        path = Path(python).resolve()
        if path.exists() and places.can_enter(path.parent) and places.can_enter(ROOT):
            return python
    return None


@as_root
def test_an_ordinary_user_runs_it(folder):
    account = pwd.getpwnam("nobody")
    folder.parent.chmod(0o777)
    options = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    python = reachable_python(Places(folder))
    if python is None:
        pytest.skip("an ordinary user cannot read this checkout or its Python")
    packages = os.pathsep.join(path for path in sys.path if "site-packages" in path)
    options |= {"python": python, "env": {"PYTHONPATH": packages}}
    said = run(folder, 'print(sql("SELECT 1")[0][0])', **options)
    assert (said.stdout, folder.stat().st_uid) == ("1\n", account.pw_uid)


@as_root
def test_root_has_it_below_a_folder_of_its_own(folder):
    folder.parent.chmod(0o700)
    try:
        said = run(folder, 'print(sql("SELECT 1")[0][0])')
        assert said.stdout == "1\n", said.stderr
        assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
        assert wait_until(lambda: keeper(folder) is None)
    finally:
        shutil.rmtree((folder / "postgres").resolve())
