"""Re-planning is stopped with the best plan so far."""

import threading

from delegations.planning.building import read
from delegations.planning.limits import Limits
from delegations.planning.replan.stages import Replanned, replan

from .test_replan import busy_day


def test_another_thread_can_stop_it() -> None:
    limits = Limits(seconds=60)
    found: list[Replanned] = []

    def stop_it(each: Replanned) -> None:
        found.append(each)
        thread = threading.Thread(target=limits.stop)
        thread.start()
        thread.join()

    result = replan(read(busy_day()), limits, stop_it)
    assert result == found[-1]
    assert result.proven == 0
