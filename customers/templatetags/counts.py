"""Numbers of persons in templates."""

from __future__ import annotations

from django import template

from customers import counting

register = template.Library()
register.filter("told", counting.told)
register.filter("floored", counting.floored)
