#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.development")
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    from exhibitors.history.acting import begin  # noqa: PLC0415

    begin(" ".join(["command", *sys.argv[1:2]]))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
