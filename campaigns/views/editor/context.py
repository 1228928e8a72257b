"""What the editor's templates show: the form of the plan, what its selects offer, and what stands
around the fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from campaigns import workflow
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_view import formatting
from campaigns.registries import editor_panels
from campaigns.review_status import keep_review_status, status_of_parts
from campaigns.views.editor import figures
from campaigns.views.editor.cells import SIDED, Part, dashed
from campaigns.views.editor.choices import Choices, chosen_in, chosen_in_filter
from campaigns.views.editor.form import Read, read
from campaigns.views.editor.lines import marked_lines
from campaigns.views.editor.saving import Attempt, shown
from campaigns.views.editor.sections import Section, sections
from campaigns.views.editor.shape import CONDITION, PLAN, SECTIONS, SOURCE, TARGET
from organization.models import User

ROOT, ROW_NUMBER = "__root__", "__i__"


def failed_in(tried: Attempt | None) -> dict[str, int]:
    """How many fields of the section that was refused are wrong."""
    return {tried.section: len(tried.errors)} if tried and tried.errors else {}


def still_refused(marks: Iterable[str]) -> dict[str, int]:
    """How many fields are wrong in the other sections that the page holds unsaved, from marks such
    as ``offers:2``.
    """
    pairs = (mark.partition(":")[::2] for mark in marks)
    return {code: int(count) for code, count in pairs if code in SECTIONS and count.isdecimal()}


def status_context(
    campaign: Campaign, version: PlanVersion, user: User, failed: Mapping[str, int]
) -> dict[str, Any]:
    """What stands around the fields: sections with their state, and what submission still misses.
    A section that was refused (``failed``) is not what is typed in it, so nothing is submitted.
    """
    campaign.working = version
    keep_review_status(campaign, status_of_parts(version))
    reasons = [
        reason
        for reason in workflow.machine_of(campaign).why_not("submit", campaign, user)
        if reason.code != "no-permission"
    ]
    rows = sections(version, reasons, failed)
    return {
        "campaign": campaign,
        "version": version,
        "sections": rows,
        "done": sum(1 for row in rows if row.state == "ok"),
        "missing": [*not_saved(rows, failed), *(str(reason) for reason in reasons)],
        "first_open": next((row.code for row in rows if row.state != "ok"), ""),
    }


def not_saved(rows: Iterable[Section], failed: Mapping[str, int]) -> list[str]:
    """The refused sections in words."""
    names = formatting.joined(row.title for row in rows if row.code in failed)
    said = _("Not saved, something needs mending: %(sections)s.") % {"sections": names}
    return [said] if names else []


def page_context(
    campaign: Campaign,
    version: PlanVersion,
    user: User,
    *,
    tried: Attempt | None = None,
) -> dict[str, Any]:
    """Everything for the whole page; the section that was refused shows what was typed."""
    tree = shown(campaign, version, user)
    names = row_names(read(PLAN, tree))
    if tried is not None:
        tree |= {root: tried.tree.get(root) for root in SECTIONS[tried.section]}
    plan = Part(PLAN, tree, tried.errors if tried else {})
    choices = Choices(campaign, chosen(tree, version))
    context = status_context(campaign, version, user, failed_in(tried))
    add_figures(plan, version, choices)
    if tried is None:
        for rows, work_out in (
            (plan["offers"], figures.rates),
            (plan["placements"], figures.fits),
            (plan["resource_requests"], figures.stocks),
        ):
            for row, figure in zip(rows, work_out(version), strict=True):
                row.figure = figure
    for one in context["sections"]:
        one.errors = [
            text
            for name, texts in plan.all_errors.items()
            if name in {"", one.code}
            for text in texts
        ]
    return context | {
        "choices": choices,
        "plan": plan,
        "blank": blanks(version),
        "hints": figures.day_hints(version),
        "panels": editor_panels(),
        "line_names": json.dumps(names),
        "nav": "campaigns",
    }


def chosen(tree: Mapping[str, Any], version: PlanVersion) -> dict[str, set[str]]:
    """The codes that the page shows, by the list that they come from."""
    found: dict[str, set[str]] = {}
    filters = [row.filter for row in version.sources.all() if row.filter]
    for kind, code in [*chosen_in(PLAN, tree), *chosen_in_filter(filters)]:
        found.setdefault(kind, set()).add(code)
    return found


def add_figures(plan: Part, version: PlanVersion, choices: Choices) -> None:
    """Words for what a form cannot say: the lines that are taken over, the names of other plans."""
    lines = marked_lines(version.sources.all())
    inner = [row for placement in plan["placements"] for row in placement["exclude"]]
    for row in [*plan["audience"], *plan["eligibility"], *inner]:
        if line := lines.get(row["stored"].value):
            row.figure = {"kind": line.kind, "words": formatting.source(line, choices.fields)}
    others = {one.against.code: one.against.name for one in version.explanations.all()}
    for row in plan["service_plan"]["scripts"]:
        row.figure = {"name": others.get(row["campaign"].value, "")}


def blanks(version: PlanVersion) -> dict[str, Part]:
    """A new row of each kind, with marks in the place of its list's name and its number."""

    def new(shape: Any, /, **given: Any) -> Part:
        return Part(shape, given, name=f"{ROOT}.{ROW_NUMBER}", is_row=True)

    offers, channels = SECTIONS["offers"], SECTIONS["channels"]
    placement = channels["placements"][0]
    source = {**SOURCE.fields, **SIDED}
    condition = {"op": "eq"}
    return {
        "targets": new(TARGET),
        "offers": new(offers["offers"][0], get_kind="balance"),
        "participants": new(offers["participants"][0], enrolment="opt_in"),
        "segment": new(source, side="include", segment=""),
        "conditions": new(source, side="include", filter={"all": {"0": condition}}),
        "list": new(source, side="include", list=""),
        "campaign": new(source, side="exclude", campaign=""),
        "exclusion": new(source, segment=""),
        "filter": new(CONDITION.fields, **condition),
        "placements": new(placement),
        "waves": new(
            placement["waves"][0], on=version.starts_on.isoformat(), to="all", share="100%"
        ),
        "resource_requests": new(SECTIONS["resources"]["resource_requests"][0]),
    }


def row_names(said: Read) -> dict[str, str]:
    """The form's name of each row of the JSON, both dashed: where the page's script puts a line's
    count.
    """
    return {"-".join(map(str, path)): dashed(name) for path, name in said.rows.items()}


def computed(version: PlanVersion, tried: Attempt) -> dict[str, Any]:
    """The numbers beside the rows that were saved, by the numbers that the form gave its rows."""
    kinds = {
        "offers": ("offers", "offer_figures", figures.rates),
        "channels": ("placements", "placement_figures", figures.fits),
        "resources": ("resource_requests", "request_figures", figures.stocks),
    }
    if tried.section not in kinds:
        return {}
    root, name, work_out = kinds[tried.section]
    rows = [
        (dashed(tried.read.rows[root, at]), figure) for at, figure in enumerate(work_out(version))
    ]
    return {name: rows}
