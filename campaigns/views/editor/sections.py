"""The sections of the editor: their fields, their state, what they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.categories import is_left_out
from campaigns.models import PlanVersion
from campaigns.plan_view.plans import SECTIONS
from campaigns.views.editor.shape import SECTIONS as SHAPES
from common.errors import Reason

# The section in which a part of the plan's JSON is mended.
SECTION_OF = {root: code for code, shape in SHAPES.items() for root in shape}


@dataclass(slots=True)
class Section:
    """A section as the page shows it: ``state`` is ok, bad or todo; ``wrong`` counts what is to be
    mended.
    """

    code: str
    title: str | Promise
    state: str
    note: str = ""
    wrong: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def template(self) -> str:
        return f"campaigns/edit/{self.code}.html"


def section_of(attr: str | None) -> str:
    """Where a reason's field is found."""
    return SECTION_OF.get((attr or "").split(".")[0], "basics")


def sections(
    version: PlanVersion, reasons: Iterable[Reason], failed: Mapping[str, int]
) -> list[Section]:
    """The sections that the category needs, with their state: wrong input first, then what
    submission still misses, then what is empty.
    """
    notes = notes_of(version)
    missing: dict[str, list[str]] = {}
    for reason in reasons:
        missing.setdefault(section_of(reason.attr), []).append(str(reason))
    found = []
    for code, title in SECTIONS.items():
        wrong = failed.get(code, 0)
        filled = is_filled(code, version)
        if is_left_out(version.category, code, is_filled=filled) and not wrong:
            continue
        if not wrong and filled and missing.get(code):
            wrong = len(missing[code])
        state = "bad" if wrong else "ok" if filled and code not in missing else "todo"
        found.append(Section(code, title, state, notes.get(code, ""), wrong))
    return found


def is_filled(code: str, version: PlanVersion) -> bool:
    """Whether anything stands in the section."""
    match code:
        case "offers":
            return bool(version.offers.all())
        case "audience":
            return any(row.placement_id is None for row in version.sources.all())
        case "channels":
            return bool(version.placements.all())
        case "resources":
            return bool(version.resource_requests.all())
        case "service":
            return bool(version.script and version.contingency)
        case "comms":
            return bool(version.selling_points.all())
    return True


def notes_of(version: PlanVersion) -> dict[str, str]:
    """How much stands in the sections that are lists."""
    tiers, places = len(version.offers.all()), version.placements.all()
    waves, requests = (
        sum(len(one.waves.all()) for one in places),
        len(version.resource_requests.all()),
    )
    channels = ngettext("%(n)s channel", "%(n)s channels", len(places)) % {"n": len(places)}
    return {
        "offers": (
            (
                ngettext("%(n)s tier", "%(n)s tiers", tiers) % {"n": tiers}
                + " · "
                + _("amounts in yuan")
            )
            if tiers
            else ""
        ),
        "audience": _("everybody added, without those taken away"),
        "channels": (
            (channels + " · " + ngettext("%(n)s wave", "%(n)s waves", waves) % {"n": waves})
            if places
            else ""
        ),
        "resources": (
            ngettext("%(n)s request", "%(n)s requests", requests) % {"n": requests}
            if requests
            else ""
        ),
    }
