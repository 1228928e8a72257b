"""As whom the database server runs: never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.console import Trouble


class Identity:
    """As whom the server runs. PostgreSQL refuses root, so root uses nobody, or a user namespace
    where nobody may not enter.
    """

    def __init__(
        self, *, uid: int, gid: int, arguments: dict[str, Any], wrapper: tuple[str, ...] = ()
    ) -> None:
        self.uid, self.gid, self.arguments, self.wrapper = uid, gid, arguments, wrapper

    @classmethod
    def choose(cls, *, paths: Iterable[Path]) -> Identity:
        if os.getuid() != 0:
            return cls(uid=os.getuid(), gid=os.getgid(), arguments={})
        nobody = pwd.getpwnam("nobody")
        if all(open_to_all(path) for path in paths):
            arguments = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            return cls(uid=nobody.pw_uid, gid=nobody.pw_gid, arguments=arguments)
        if shutil.which("unshare") is None:
            raise Trouble(
                "As root the database needs a data folder and a checkout outside the root home;"
                " choose other ones."
            )
        return cls(uid=0, gid=0, arguments={}, wrapper=("unshare", "-U", "--map-user=1000", "--"))

    def own(self, folder: Path) -> None:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def open_to_all(path: Path) -> bool:
    """Whether a stranger may walk down to the folder: every folder above it lets others through."""
    existing = [folder for folder in (path.resolve(), *path.resolve().parents) if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)
