"""The throw-away PostgreSQL of a test run, copied from a migrated one that an earlier run left in
the temporary folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from tools.launch import LOCK, ROOT
from tools.postgres import THROW_AWAY, Server, binaries

PREFIX = f"jiepai-migrated-{os.getuid()}-"


def fingerprint() -> str:
    """What a migrated cluster depends on: every migration, the packages, the server."""
    digest = hashlib.sha256(LOCK.read_bytes() + bytes(binaries()))
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:20]


class ThrowAway:
    """One data folder with its server; `is_fresh` means that the tables were not copied and have to
    be made.
    """

    def __init__(self) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="jiepai-tests-"))
        self.data.chmod(0o711)
        self.server = Server(self.data, options=THROW_AWAY)
        self.template = Path(tempfile.gettempdir()) / (PREFIX + fingerprint())
        self.is_fresh = True

    def start(self) -> None:
        if self.server.process is None:
            self.is_fresh = not self._copy_template()
            self.server.start()

    def save(self) -> None:
        """Keep the migrated cluster for the next run, in the place of older ones."""
        self.server.stop()
        half = self.template.with_name(f"{self.template.name}.{os.getpid()}")
        half.mkdir(mode=0o700)
        shutil.copytree(self.server.cluster, half / "pg", symlinks=True)
        for old in self.template.parent.glob(PREFIX + "*"):
            if not old.name.startswith(self.template.name):
                shutil.rmtree(old, ignore_errors=True)
        try:
            half.rename(self.template)
        except OSError:
            shutil.rmtree(half, ignore_errors=True)
        self.server.start()
        self.is_fresh = False

    def remove(self) -> None:
        self.server.stop()
        shutil.rmtree(self.data, ignore_errors=True)

    def _copy_template(self) -> bool:
        try:
            facts = self.template.lstat()
            if facts.st_uid != os.getuid() or facts.st_mode & 0o077:
                return False
            shutil.copytree(self.template / "pg", self.server.cluster, symlinks=True)
        except (OSError, shutil.Error):
            shutil.rmtree(self.server.cluster, ignore_errors=True)
            return False
        return True
