"""Reads Dockerfile and docker-compose.yml and runs what they say without Docker, seeing only the
image's packages.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import stat
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import yaml

from tools.launch import ROOT

VARIABLE = re.compile(r"\$\{(\w+)(?:(:[?-])([^}]*))?\}")


def services(variables: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The services of the compose file with their variables filled in, as docker compose does."""
    text = (ROOT / "docker-compose.yml").read_text()
    return dict(
        yaml.safe_load(VARIABLE.sub(lambda found: _value(found, variables), text))["services"]
    )


def _value(found: re.Match[str], variables: dict[str, str]) -> str:
    name, kind, rest = found.groups()
    if value := variables.get(name, ""):
        return value
    if kind == ":-":
        return str(rest)
    raise KeyError(f"{name}: {rest}")


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as pairs of instruction and argument, the last stage only."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [
        line.split(None, 1)
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    ]
    pairs = [(line[0], line[1]) for line in lines]
    return pairs[max(index for index, (name, _) in enumerate(pairs) if name == "FROM") :]


def image_environment() -> dict[str, str]:
    pairs = [
        part.partition("=")
        for name, value in instructions()
        if name == "ENV"
        for part in shlex.split(value)
    ]
    return {name: value for name, _, value in pairs}


def image_command(name: str) -> list[str]:
    """The list form of CMD, or the command of HEALTHCHECK."""
    value = next(value for instruction, value in instructions() if instruction == name)
    return list(json.loads(value[value.index("[") :]))


def build_commands() -> list[str]:
    """The RUN lines that run our own Python code."""
    return [value for name, value in instructions() if name == "RUN" and "python" in value]


class Image:
    """A folder that stands for the image: its packages and programs, and nothing else of this
    environment.
    """

    def __init__(self, folder: Path) -> None:
        self.packages, self.programs = folder / "packages", folder / "bin"
        self.packages.mkdir()
        self.programs.mkdir()
        base = str(Path(sys._base_executable).resolve())
        self._program("python", f'exec "{base}" "$@"')
        for name, module in (("gunicorn", "gunicorn"), ("celery", "celery")):
            self._program(name, f'exec "{base}" -m {module} "$@"')
        for line in (ROOT / "requirements" / "runtime.lock").read_text().splitlines():
            if "==" in line and line[0].isalnum():
                self._link(line.partition("==")[0], conditional=";" in line)

    def environment(self) -> dict[str, str]:
        path = f"{self.programs}:/usr/local/bin:/usr/bin:/bin"
        return {"PATH": path, "PYTHONPATH": str(self.packages), "PYTHONNOUSERSITE": "1"}

    def _program(self, name: str, line: str) -> None:
        file = self.programs / name
        file.write_text(f"#!/bin/sh\n{line}\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def _link(self, name: str, *, conditional: bool) -> None:
        try:
            found = distribution(name)
        except ModuleNotFoundError:
            if conditional:
                return
            raise
        place = Path(str(found.locate_file("")))
        tops = {Path(file).parts[0] for file in found.files or () if ".." not in Path(file).parts}
        for top in tops - {"__pycache__", os.curdir}:
            link = self.packages / top
            if not link.exists():
                link.symlink_to(place / top)
