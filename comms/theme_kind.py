"""Themes as master data: a sheet of the workbook beside the floor's own pages and API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from comms.commands.planning import save_theme
from comms.forms import THEME, ThemeForm, in_order, offer_branches
from comms.models import Theme
from organization.master_data import Kind, register
from organization.models import User
from organization.permissions import Permission
from organization.row_forms import RowForm, RowMeta


class ThemeRowForm(RowForm):
    """A theme as a row; its name and first day name it."""

    fixed = ("name", "starts_on")

    class Meta(RowMeta):
        model = Theme
        fields = THEME
        labels = ThemeForm.Meta.labels
        help_texts = ThemeForm.Meta.help_texts

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_branches(self.fields["unit"])

    def clean(self) -> dict[str, Any]:
        return in_order(self, super().clean() or {})


def save(form: ThemeRowForm, actor: User) -> str:
    save_theme(theme=form.instance, actor=actor)
    return ""


THEMES = Kind(
    code="themes",
    object_type="theme",
    title=_("Themes"),
    one=_("Theme"),
    text=_("What a period's communication is about, own or set by the province."),
    icon="target",
    order=145,
    model=Theme,
    form=ThemeRowForm,
    key=("name", "starts_on"),
    may_see=(Permission.SEE_COMMS,),
    may_write=(Permission.WRITE_DRAFT, Permission.REVIEW_DRAFT),
    save=save,
    page="comms:themes",
    entry="comms:theme-new",
    unread=_("Checks know of no period's theme while none is entered."),
)

register(THEMES)
