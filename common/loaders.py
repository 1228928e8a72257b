"""How templates are read."""

from __future__ import annotations

import re
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.base import Origin, Template
from django.template.loaders import cached
from django.template.loaders.app_directories import Loader as AppDirectories
from django.template.loaders.base import Loader as Base

from common.quick_templates import QuickTemplate

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(AppDirectories):
    """Reads the templates of apps without the indentation of their lines, which is for the people
    who write them: in a page of many rows it is a third of what is sent. No template writes text
    whose leading blanks are shown. Line numbers in errors stay right.
    """

    def get_contents(self, origin: Origin) -> str:
        contents: str = super().get_contents(origin)
        return INDENTATION.sub("", contents) if str(origin.name).endswith(".html") else contents


class Quick(Base):
    """Makes quick templates of what a loader reads."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                continue
            try:
                contents = self.read(origin)
            except TemplateDoesNotExist:
                continue
            return QuickTemplate(contents, origin, str(origin.template_name), self.engine)
        raise TemplateDoesNotExist(template_name)

    @staticmethod
    def read(origin: Any) -> str:
        return str(origin.loader.get_contents(origin))


class Cached(cached.Loader, Quick):
    """Reads a template once in a process, and makes it quick."""
