"""The demonstration, brought up and stopped as its user would."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing

import pytest

from tests.expo.embedded_process import (
    ROOT,
    environment,
    keeper,
    postmaster,
    wait_until,
)

pytestmark = pytest.mark.server


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder, port, *arguments, **variables):
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=ROOT,
        env=environment(
            DJANGO_SETTINGS_MODULE="expo.settings.production",
            EXPO_SECRET_KEY="demo" * 20,
            EXPO_ALLOWED_HOSTS="localhost",
            EXPO_SECURE="0",
            EXPO_DATA_DIR=str(folder),
            PORT=str(port),
            **variables,
        ),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def answers(port, path="/healthz"):
    try:
        with urllib.request.urlopen(f"http://localhost:{port}{path}") as response:
            return response.status
    except OSError:
        return None


@pytest.fixture
def folder(tmp_path):
    yield tmp_path
    assert wait_until(lambda: keeper(tmp_path) is None)


def test_it_serves_the_exhibition_and_stops_on_sigterm(folder):
    port = free_port()
    with start(folder, port, EXPO_DEMO_PASSWORD="open sesame") as demo:
        assert wait_until(lambda: answers(port) == 200, seconds=60)
        pages = [answers(port, path) for path in ("/readyz", "/en/speca-2023/")]
        demo.send_signal(signal.SIGTERM)
        said, _progress = demo.communicate(timeout=30)
    assert pages == [200, 200]
    assert f"http://localhost:{port}/" in said
    assert "organiser@example.org" in said
    assert "open sesame" in said
    assert str(folder) in said
    assert wait_until(lambda: postmaster(folder) is None)


def test_nothing_stays_when_it_is_killed(folder):
    port = free_port()
    with start(folder, port) as demo:
        assert wait_until(lambda: answers(port) == 200, seconds=60)
        os.kill(demo.pid, signal.SIGKILL)
        demo.communicate(timeout=30)
        assert wait_until(lambda: answers(port) is None)
    assert wait_until(lambda: postmaster(folder) is None)


def test_a_taken_port_is_said_in_one_line(folder):
    with closing(socket.socket()) as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with start(folder, port) as demo:
            _said, error = demo.communicate(timeout=30)
    assert demo.returncode == 1
    assert error.splitlines() == [
        f"CommandError: Port {port} is taken (Address already in use): choose "
        "another, as in PORT=8001 make demo."
    ]


@pytest.mark.parametrize("port", ["web", "0", "70000"])
def test_a_port_that_is_none_is_refused(folder, port):
    with start(folder, port) as demo:
        _said, error = demo.communicate(timeout=30)
    assert demo.returncode == 1
    assert f"PORT is '{port}': write a number up to 65535." in error


def test_a_database_out_of_reach_is_said_in_one_line(folder):
    url = "postgres://expo@127.0.0.1:1/expo"
    with start(folder, free_port(), DATABASE_URL=url) as demo:
        _said, error = demo.communicate(timeout=30)
    assert demo.returncode == 1
    (line,) = [text for text in error.splitlines() if "CommandError" in text]
    assert "The database cannot be used: connection" in line
