"""Why an installation failed, in one sentence."""

from __future__ import annotations

from tools.catalogues import ROOT
from tools.console import say

NETWORK_WORDS = (
    "connection",
    "resolve",
    "network",
    "timed out",
    "timeout",
    "unreachable",
    "ssl",
    "certificate",
    "no matching distribution",
    "dns",
)


def why_failed(output: str, *, otherwise: str) -> str:
    """The one sentence for what pip, venv or uv said."""
    low = output.lower()
    if "ensurepip" in low or "python3-venv" in low or "no module named venv" in low:
        return (
            "Python cannot make an environment here; install the package python3-venv and run the"
            " command again."
        )
    if "no space left" in low or "disk quota" in low:
        return (
            f"There is no space left on the disk for the environment in {ROOT}; free some and run"
            " the command again."
        )
    if "permission denied" in low or "read-only file system" in low:
        return f"The folder {ROOT} may not be written by the current user."
    if "do not match the hashes" in low or "hash mismatch" in low:
        return (
            "A downloaded package is not the one that the lock names; nothing was installed"
            " from it."
        )
    if any(word in low for word in NETWORK_WORDS):
        return (
            "The packages could not be fetched; check the network, or name a package index in"
            " PIP_INDEX_URL, and run the command again."
        )
    last = (output.strip().splitlines() or ["no reason was given"])[-1]
    say(output.strip())
    return f"{otherwise}: {last}"
