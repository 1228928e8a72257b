"""Somebody else who enters the same at the same instant."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_save


@contextmanager
def faster(model: type[Model]) -> Iterator[None]:
    """Whatever is to be added to the table is there already, just before it is written."""

    def add_first(instance: Any, **_more: Any) -> None:
        if instance._state.adding:
            rival = copy.copy(instance)
            rival._state = copy.copy(instance._state)
            model._default_manager.bulk_create([rival])

    pre_save.connect(add_first, sender=model)
    try:
        yield
    finally:
        pre_save.disconnect(add_first, sender=model)
