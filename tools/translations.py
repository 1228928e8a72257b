"""
`python3 -m tools.translations`: takes the sentences of code and templates into locale/zh_Hans
(needs gettext).

The check of the same module says which of them are missing, doubtful or no longer used.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.catalogues import ROOT, sources
from tools.console import Trouble, troubles

LANGUAGE = "zh_Hans"
VOLATILE = ('"POT-Creation-Date:', '"Report-Msgid-Bugs-To:')
LEFT_OUT = ("node_modules", ".venv", "var", "tests", "docs")


def main() -> None:
    (ROOT / "locale" / LANGUAGE / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    extract(ROOT)


def extract(root: Path) -> None:
    """Run makemessages on a source tree. Lines are not wrapped and no time is noted, so that a
    change shows what it changes.
    """
    if shutil.which("xgettext") is None:
        raise Trouble("Collecting the sentences needs gettext; install the package gettext.")
    ignored = [part for name in LEFT_OUT for part in ("--ignore", f"{name}/*")]
    style = ("--add-location", "file", "--no-obsolete", "--no-wrap")
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--locale",
        LANGUAGE,
        *style,
        *ignored,
    ]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if result.returncode != 0:
        raise Trouble(f"makemessages failed: {result.stderr.strip()}")
    for source in (root / "locale" / LANGUAGE).rglob("*.po"):
        lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
        source.write_text(
            "".join(line for line in lines if not line.startswith(VOLATILE)), encoding="utf-8"
        )


def complaints() -> str:
    """What is wrong with the translations; empty when they are complete."""
    found: list[str] = []
    for source in sources():
        found += _incomplete(source) + _wrong_format(source)
    if not sources():
        found.append(f"locale/{LANGUAGE} has no translations")
    elif shutil.which("xgettext"):
        found += _not_extracted()
    return "\n".join(found)


def _incomplete(source: Path) -> list[str]:
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    found = [f"{source.name}: obsolete: {message.id!r}" for message in catalogue.obsolete.values()]
    for message in catalogue:
        if not message.id:
            continue
        texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if not texts or not all(texts):
            found.append(f"{source.name}: not translated: {message.id!r}")
        elif message.fuzzy:
            found.append(f"{source.name}: fuzzy: {message.id!r}")
    found += [
        f"{source.name}: {error}: {message.id!r}"
        for message, errors in catalogue.check()
        for error in errors
    ]
    return found


def _wrong_format(source: Path) -> list[str]:
    if shutil.which("msgfmt") is None:
        return []
    result = subprocess.run(
        ["msgfmt", "--check-format", "-o", "/dev/null", str(source)], capture_output=True, text=True
    )
    return [] if result.returncode == 0 else result.stderr.strip().splitlines()


def _not_extracted() -> list[str]:
    """Sentences that a fresh extraction, made in a copy of the tree, finds and the catalogue lacks,
    and the other way round.
    """
    with tempfile.TemporaryDirectory(prefix="jiepai-messages-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".*", "*.mo", "__pycache__", *LEFT_OUT)
        )
        extract(copy)
        fresh = _sentences(copy / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po")
    kept = _sentences(ROOT / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po")
    return [f"not collected: {one}" for one in sorted(fresh - kept)] + [
        f"no longer used: {one}" for one in sorted(kept - fresh)
    ]


def _sentences(path: Path) -> set[str]:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return {
            f"{message.context or ''}|{message.id!r}" for message in read_po(file) if message.id
        }


if __name__ == "__main__":
    from tools.launch import enter_environment

    with troubles():
        enter_environment()
        main()
