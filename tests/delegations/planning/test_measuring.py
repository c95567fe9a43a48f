"""How the planner is measured: runs are judged, best known costs only improve."""

import sys

import pytest

from tests.bench.planning.best_known import BestKnown
from tests.bench.planning.removals import without
from tests.bench.planning.runs import Case, run
from tests.delegations.planning.answers import answer, day, delegation, stop


def problem():
    return day(
        delegation("KZ", stop("KZ-1", "A", hosts=["host"]), escorts=["host"]),
        delegation("UZ", stop("UZ-1", "A")),
        people=[{"id": "host", "available": [[540, 720]]}],
        apart=[["KZ", "UZ"]],
        interpreters={"ru": 0},
    )


def test_best_known_costs_only_improve(tmp_path):
    path = tmp_path / "known.json"
    known = BestKnown(path)
    assert known.cost(problem()) is None
    assert known.improve(problem(), "a day", 700)
    assert not known.improve(problem(), "a day", 701)
    assert not known.improve(problem(), "a day", 700)
    assert known.improve(problem(), "a day", 690)
    assert BestKnown(path).cost(problem()) == 690
    assert BestKnown(path).cost({**problem(), "apart": []}) is None


def planner(tmp_path, text, code=0):
    """Return a planner that answers a text, whatever it is asked."""
    script = tmp_path / "planner.py"
    script.write_text(
        f"import sys\nprint('{{}}', file=sys.stderr, flush=True)\n"
        f"print({text!r})\nsys.exit({code})\n"
    )
    return [sys.executable, str(script)]


def test_a_run_tells_time_memory_and_a_judged_answer(tmp_path):
    found = answer(problem(), {"KZ-1": 600, "UZ-1": 640})
    text = repr(found).replace("None", "null").replace("'", '"')
    done = run(Case("a day", problem()), 5, planner=planner(tmp_path, text))
    assert (done.wrong, done.cost, done.code) == ([], found["cost"], 0)
    assert 0 < done.first_word <= done.wall < 5
    assert done.megabytes > 1


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("no", 1, "No answer; exit 1, last word: {}"),
        ('{"status": "no_plan_yet", "stops": []}', 4, None),
        (
            '{"status": "no_plan_yet", "stops": []}',
            0,
            "The exit code is 0 with status no_plan_yet.",
        ),
        ('{"status": "feasible"}', 0, "The answer has no list of stops."),
    ],
)
def test_a_wrong_answer_is_told(tmp_path, text, code, says):
    done = run(Case("a day", problem()), 5, planner=planner(tmp_path, text, code))
    assert done.wrong == ([says] if says else [])
    assert done.cost is None


def test_that_a_possible_day_is_called_impossible_is_wrong(tmp_path):
    text = (
        '{"status": "infeasible", "stops": [], "conflict": {"sentence": "No.",'
        ' "members": [{"kind": "stand", "id": "A"}]}}'
    )
    command = planner(tmp_path, text, 3)
    possible = run(Case("a day", problem()), 5, planner=command)
    assert possible.wrong == ["A plan exists and the day is called infeasible."]
    case = Case("a day", problem(), members=frozenset({("stand", "A")}))
    assert run(case, 5, planner=command).wrong == []


@pytest.mark.parametrize(
    ("kind", "name", "change"),
    [
        ("delegation", "UZ", lambda p: (len(p["delegations"]), p["apart"]) == (1, [])),
        ("stop", "KZ-1", lambda p: p["delegations"][0]["stops"] == []),
        ("apart", "KZ–UZ", lambda p: p["apart"] == []),
        ("language", "ru", lambda p: p["interpreters"] == {"ru": 2}),
        ("stand", "A", lambda p: p["stands"][0].get("capacity") == 40),
        ("person", "host", lambda p: p["delegations"][0]["escorts"] == []),
    ],
)
def test_each_kind_of_member_can_be_taken_out(kind, name, change):
    before = problem()
    assert not change(before)
    assert change(without(before, {"kind": kind, "id": name}))
    assert before == problem()
