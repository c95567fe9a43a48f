"""``python -m delegations.planning PROBLEM.json``: the planner's command line."""

import sys

from delegations.planning import stopping

stopping.listen()

from delegations.planning.command import main  # noqa: E402 - it takes its time

sys.exit(main())
