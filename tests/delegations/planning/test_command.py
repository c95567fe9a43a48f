"""The planner's command line, in a process of its own."""

import json
import signal
import subprocess
import sys
import time

import pytest

from delegations.planning.check import check
from tests.bench.planning.generate import generate, size_of

from .answers import day, delegation, stop

COMMAND = [sys.executable, "-m", "delegations.planning"]


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a problem to a file."""

    def write(problem):
        path = tmp_path / "problem.json"
        path.write_text(json.dumps(problem), encoding="utf-8")
        return str(path)

    return write


def run(*arguments):
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def simple():
    return day(
        delegation("KZ", stop("KZ-1", "A"), stop("KZ-2", "B")),
        delegation("UZ", stop("UZ-1", "A")),
    )


def test_a_plan_is_one_object_and_right(written):
    problem = simple()

    done = run(written(problem), "--time-limit", "5")

    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["status"] == "optimal"
    assert check(problem, answer) == []


def test_progress_comes_as_json_lines(written):
    done = run(written(simple()), "--time-limit", "5")

    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert lines[0]["seconds"] < 1
    assert [*lines[-1]] == ["seconds", "cost", "bound", "gap", "unplaced"]
    assert (lines[-1]["gap"], lines[-1]["unplaced"]) == (0, 0)


def test_bad_input_is_one_line_that_names_the_field(written):
    problem = simple()
    problem["delegations"][0]["stops"][1]["stand"] = "C"

    done = run(written(problem), "--time-limit", "5")

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "delegations[0].stops[1].stand: “C” is unknown\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--time-limit", "0"),
        ("--time-limit", "5", "--work-limit", "5"),
        ("--time-limit", "5", "--workers", "0"),
        ("--time-limit", "5", "--seed", "-1"),
        (),
    ],
)
def test_bad_arguments_are_refused(written, arguments):
    assert run(written(simple()), *arguments).returncode == 2


def test_a_missing_file_is_bad_input(tmp_path):
    assert run(str(tmp_path / "none.json"), "--time-limit", "5").returncode == 2


def test_no_json_is_bad_input(tmp_path):
    path = tmp_path / "problem.json"
    path.write_text("{", encoding="utf-8")

    assert run(str(path), "--time-limit", "5").returncode == 2


def test_an_impossible_day_says_so(written):
    problem = day(delegation("KZ", stop("KZ-1", "A", duration=500)))

    done = run(written(problem), "--time-limit", "5")

    answer = json.loads(done.stdout)
    assert done.returncode == 3
    assert (answer["status"], answer["cost"], answer["stops"]) == (
        "infeasible",
        None,
        [],
    )
    assert check(problem, answer) == []


def test_equal_work_gives_an_equal_plan(written):
    path = written(generate(size_of("20x30"), 5, is_crowded=True)[0])

    one, other = (
        json.loads(run(path, "--work-limit", "2", "--seed", "7").stdout)
        for _ in range(2)
    )

    assert one["stops"] == other["stops"]
    assert one["bound"] == other["bound"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_brings_the_best_plan_so_far(written, number):
    problem = generate(size_of("20x30"), 3, is_crowded=True)[0]
    with subprocess.Popen(
        [*COMMAND, written(problem), "--time-limit", "60"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        for line in process.stderr:
            if json.loads(line)["cost"] is not None:
                break
        process.send_signal(number)
        sent = time.monotonic()
        answer = json.loads(process.stdout.read())
        assert process.wait() == 0

    assert time.monotonic() - sent < 10
    assert answer["status"] == "feasible"
    assert check(problem, answer) == []


def test_two_workers_go_the_same_way_again(written):
    path = written(generate(size_of("20x30"), 9, is_crowded=True)[0])

    one, other = (
        json.loads(run(path, "--work-limit", "4", "--workers", "2").stdout)
        for _ in range(2)
    )

    assert (one["cost"], one["stops"]) == (other["cost"], other["stops"])


def test_a_signal_before_the_first_plan_is_answered(written):
    problem = generate(size_of("60x150"), 3, is_crowded=True)[0]
    with subprocess.Popen(
        [*COMMAND, written(problem), "--time-limit", "60"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        # The first word comes before there is a plan.
        process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        answer = json.loads(process.stdout.read())

    assert (process.returncode, answer["status"]) in [
        (4, "no_plan_yet"),
        (0, "feasible"),
    ]


@pytest.mark.parametrize(
    "fields", [{"weight": 10**12}, {"window": [0, 10**9], "weight": 10**9}]
)
def test_numbers_too_large_to_count_with_are_refused(written, fields):
    problem = day(delegation("KZ", stop("KZ-1", "A"), **fields))

    assert run(written(problem), "--time-limit", "5").returncode == 2


def test_a_day_without_anybody_costs_nothing(written):
    problem = simple()
    del problem["delegations"]

    answer = json.loads(run(written(problem), "--time-limit", "5").stdout)

    assert (answer["status"], answer["cost"], answer["stops"]) == ("optimal", 0, [])


def test_a_lone_delegation_costs_what_it_costs_alone(written):
    problem = day(delegation("KZ", stop("KZ-1", "A")))

    answer = json.loads(run(written(problem), "--time-limit", "5").stdout)

    assert answer["tours"][0]["alone"] == answer["cost"]
