"""How templates are read."""

from __future__ import annotations

import re

from django.template.base import Origin
from django.template.loaders.app_directories import Loader as AppDirectories

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(AppDirectories):
    """Reads the templates of apps without the indentation of their lines, which is for the people
    who write them: in a page of many rows it is a third of what is sent. No template writes text
    whose leading blanks are shown. Line numbers in errors stay right.
    """

    def get_contents(self, origin: Origin) -> str:
        contents: str = super().get_contents(origin)
        return INDENTATION.sub("", contents) if str(origin.name).endswith(".html") else contents
