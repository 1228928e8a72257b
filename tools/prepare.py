"""Brings a database up to date before anything serves from it: tables, the shared cache, the demo
company on first start.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main(arguments: list[str]) -> None:
    """Write what `up` prints into the file named first; a second argument 'demo' loads the demo
    into an empty company.
    """
    answer, wants_demo = Path(arguments[0]), "demo" in arguments[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    django.setup()
    began = time.monotonic()
    try:
        call_command("migrate", interactive=False, verbosity=0, skip_checks=False)
    except SystemCheckError as refusal:
        sys.exit(f"jiepai: {refusal}")
    call_command("createcachetable", verbosity=0)
    _tell("Bringing the tables up to date", began)

    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    if wants_demo and not users.exists():
        began = time.monotonic()
        call_command("load_demo", verbosity=0)
        _tell("Loading the demo company", began)
    people = [
        [user.get_username(), user.get_full_name()]
        for user in users.filter(is_active=True).order_by("pk")[:40]
    ]
    answer.write_text(json.dumps(people))


def _tell(what: str, began: float) -> None:
    print(f"  {what} ... {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
