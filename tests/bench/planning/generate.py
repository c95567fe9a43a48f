"""Write a day at random, possible, impossible or delayed.

    python -m tests.bench.planning.generate --size 20x30 --seed 3 --crowded OUT.json

``--plan FILE`` writes the plan hidden in it as ``previous`` has it; ``--broken KIND``
makes the day impossible, ``--late`` sets it to its middle, with some delayed.
"""

import argparse
import json
from pathlib import Path

from .breaking import KINDS, broken
from .days import SIZES, Starts, generate, in_force, size_of
from .delays import late

__all__ = ["KINDS", "SIZES", "broken", "generate", "in_force", "late", "size_of"]


def main() -> None:
    """Write a day into a file."""
    parser = argparse.ArgumentParser(description="Write a day at random.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", default="20x30", help="delegations x stands")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crowded", action="store_true")
    parser.add_argument("--plan", type=Path, help="where to write the hidden plan")
    variant = parser.add_mutually_exclusive_group()
    variant.add_argument("--broken", choices=KINDS)
    variant.add_argument("--late", action="store_true")
    told = parser.parse_args()
    size, plan = size_of(told.size), Starts()
    if told.broken:
        problem, _ = broken(size, told.seed, told.broken, is_crowded=told.crowded)
    else:
        problem, plan = generate(size, told.seed, is_crowded=told.crowded)
    if told.late:
        problem = late(problem, plan, told.seed)
    told.out.write_text(json.dumps(problem), encoding="utf-8")
    if told.plan:
        told.plan.write_text(json.dumps(in_force(plan)), encoding="utf-8")


if __name__ == "__main__":
    main()
