"""A day's JSON with what an offer proposes done to it."""

from copy import deepcopy


def _named(items, name):
    return next(each for each in items if each["id"] == name)


def _stop(raw, name):
    stops = [stop for group in raw["delegations"] for stop in group["stops"]]
    return _named(stops, name)


def mended(raw, offer, less=0):
    """Return the day after an offer; ``less`` is by how much less than it asks for."""
    raw = deepcopy(raw)
    _HOW[offer["code"]](raw, offer["params"], less)
    for name in offer.get("stops", ()):
        _stop(raw, name)["mandatory"] = False
    return raw


def _moved(raw, params, less):
    stop, time = _stop(raw, params["stop"]), params["time"] + less
    if stop["fixed_start"] is None:
        first, last = stop["window"]
        stop["window"] = [min(first, time), max(last, time)]
        return
    stop["fixed_start"] = time
    if stop["window"] and not stop["window"][0] <= time <= stop["window"][1]:
        stop["window"] = None


def _window(end):
    def change(raw, params, less):
        group = _named(raw["delegations"], params["delegation"])
        group["window"][end] = params["time"] + (-less if end else less)

    return change


def _hours(kind, key, end):
    def change(raw, params, less):
        spans = _named(raw[f"{kind}s" if kind == "stand" else "people"], params[kind])
        spans[key][-1 if end else 0][end] = params["time"] + (-less if end else less)

    return change


def _interpreters(raw, params, less):
    raw["interpreters"][params["language"]] = params["count"] - less


def _groups(raw, params, less):
    _named(raw["stands"], params["stand"])["capacity"] = params["count"] - less


def _host(raw, params, _less):
    _stop(raw, params["stop"])["hosts"].remove(params["person"])


def _escort(raw, params, _less):
    group = _named(raw["delegations"], params["delegation"])
    group["escorts"].remove(params["person"])


def _pair(raw, params, _less):
    pair = {params["delegation"], params["other_delegation"]}
    raw["apart"] = [each for each in raw["apart"] if set(each) != pair]


def _drop(raw, params, _less):
    _stop(raw, params["stop"])["mandatory"] = False


_HOW = {
    "move_later": lambda raw, params, less: _moved(raw, params, -less),
    "move_earlier": _moved,
    "leave_later": _window(1),
    "come_earlier": _window(0),
    "open_later": _hours("stand", "open", 1),
    "open_earlier": _hours("stand", "open", 0),
    "available_later": _hours("person", "available", 1),
    "available_earlier": _hours("person", "available", 0),
    "one_more_interpreter": _interpreters,
    "one_more_group": _groups,
    "another_host": _host,
    "another_escort": _escort,
    "let_meet": _pair,
    "drop_stop": _drop,
    "drop_stops": lambda raw, params, less: None,
}
