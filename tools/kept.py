"""Secrets that a try-out makes for itself, kept in its data folder and readable by their owner
alone.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_secret(path: Path, made: str | None = None) -> str:
    """The secret in this file; a missing one is written first, from `made` or at random."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        value = made or secrets.token_urlsafe(48)
        half = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(value)
        half.replace(path)
        return value


def demo_password(data: Path) -> str:
    """The password of the demo accounts: JIEPAI_DEMO_PASSWORD when the demo was made with it, else
    one that was drawn.
    """
    return kept_secret(
        data / "demo_password", os.environ.get("JIEPAI_DEMO_PASSWORD") or secrets.token_urlsafe(9)
    )
