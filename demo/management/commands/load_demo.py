from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from demo.order import load_demo
from demo.people import demo_password
from demo.scenario import CUSTOMERS, SEED, Scenario
from organization.models import Unit, User

FEWEST = 1500  # below it some blocks of customers would be empty


class Command(BaseCommand):
    help = (
        "Load the demo company Feiteng into an empty database. What it holds is written in"
        " docs/demo.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there is a company already"
        )
        parser.add_argument(
            "--customers",
            type=int,
            default=CUSTOMERS,
            help=f"how many customer accounts (default: {CUSTOMERS})",
        )
        parser.add_argument(
            "--seed", type=int, default=SEED, help="another seed makes other names and numbers"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Unit.objects.exists() or User.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError(
                "There is a company in this database already; the demo is loaded only into an empty"
                " one."
            )
        if not FEWEST <= options["customers"] <= 1_000_000:
            raise CommandError(f"Choose from {FEWEST} to 1000000 customers.")
        password = demo_password()
        began = time.monotonic()
        scenario = Scenario(
            today=clock.today(), customers=options["customers"], seed=options["seed"]
        )
        counted = load_demo(scenario, password=password)
        if options["verbosity"] > 0:
            for what, how_many in counted.items():
                self.stdout.write(f"{what:<14} {how_many:>8}")
            self.stdout.write(
                f"Loaded in {time.monotonic() - began:.1f} s; everybody's password is {password}"
            )
