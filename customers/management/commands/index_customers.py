"""Bring the index of customers up to date, prove it, or make it anew."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from customers.index import fold
from customers.index.proof import all_shards, differences, rebuild


class Command(BaseCommand):
    help = (
        "Bring the index of customers up to date. With --prove every part is compared with the rows"
        " (exit code 1 where one is wrong), with --rebuild every part is read again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--prove", action="store_true", help="compare every part with the rows")
        group.add_argument("--rebuild", action="store_true", help="read every part again")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            rebuild(all_shards())
        parts = fold.bring_up_to_date()
        self.stdout.write(_("Parts of the index brought up to date: %(parts)s") % {"parts": parts})
        if options["prove"]:
            self.prove()

    def prove(self) -> None:
        wrong = {shard: keys for shard in all_shards() if (keys := list(differences(shard)))}
        for shard, keys in wrong.items():
            names = ", ".join(sorted({attribute for attribute, _value, _lane in keys})[:10])
            self.stderr.write(
                _("Part %(part)s is not as the rows say: %(names)s")
                % {"part": shard, "names": names}
            )
        if wrong:
            sys.exit(1)
        self.stdout.write(_("Every part is as the rows say."))
