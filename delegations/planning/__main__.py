"""``python -m delegations.planning PROBLEM.json``: the planner's command line."""

import sys

from delegations.planning.command import main

sys.exit(main())
