#!/usr/bin/env python3
"""The one door of the project; runs on any Python 3.11, makes its own environment, and continues
there.
"""

import os
import sys

import tools  # noqa: F401 - an old Python is refused here, before it reads on


def main() -> None:
    from tools.console import speak_anyhow, troubles

    speak_anyhow()
    with troubles():
        from tools import launch

        launch.enter_environment()
        run(sys.argv[1:])


def run(arguments: list[str]) -> None:
    if arguments[:1] == ["up"]:
        from tools import up

        sys.exit(up.main(arguments[1:]))
    if arguments[:1] == ["test"]:
        from tools import suite

        sys.exit(suite.main(arguments[1:]))

    from tools.database import database_for

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with database_for(arguments):
        from django.core.management import execute_from_command_line

        execute_from_command_line([sys.argv[0], *arguments])


if __name__ == "__main__":
    main()
