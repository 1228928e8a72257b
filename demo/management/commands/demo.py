from __future__ import annotations

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand

from demo.play import table
from demo.play.case import CASTS, Case
from demo.play.client import Client, wait_for_quiet
from demo.play.product import NotPlayed, running_product


class Command(BaseCommand):
    help = (
        "Play the Feiteng case through the REST API of a product that is started for it and thrown"
        " away; exit 0 if all came out right."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            self._play()
        except NotPlayed as trouble:
            self.stderr.write(f"\nNot as it must be: {trouble}")
            sys.exit(1)
        self.stdout.write(
            f"\nAll came out right, in {time.monotonic() - began:.1f} s with starting and stopping."
        )

    def _play(self) -> None:
        self.stdout.write("Starting a product with the demo company ...")
        self.stdout.flush()
        with running_product() as product:
            tokens = product.tokens(CASTS)
            wait_for_quiet(product.url)
            self.stdout.write(f"\n{table.head()}")
            clients = {name: Client(product.url, token) for name, token in tokens.items()}
            Case(product, clients, tell=self._row).play()

    def _row(self, cells: tuple[str, str, str, str]) -> None:
        self.stdout.write(table.row(cells))
        self.stdout.flush()
