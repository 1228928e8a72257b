"""Composing playbooks: every change is a new version, so that plans under way keep theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Category
from common import clock, locks
from common.errors import Reason, Refused
from common.write import check_etag, written
from coordination.enums import Gate, Mode
from coordination.models import Playbook, PlaybookItem, PlaybookVersion, RoleComponent
from coordination.models.terms import MAX_DAYS, WORDS
from coordination.playbooks.access import KEEPERS
from organization.models import User
from organization.rows import require_any


@dataclass(frozen=True, slots=True)
class Line:
    """A component in a playbook, by its code: due so many working days before the launch, what
    waits for it, and the components that have to be kept first.
    """

    component: str
    days_before: int
    gate: Gate = Gate.NONE
    waits_for: tuple[str, ...] = ()


def code_of(category: Category, mode: Mode) -> str:
    """What a playbook is called in addresses."""
    return f"{category}-{mode}".replace("_", "-")


PLACES = {code_of(category, mode): (category, mode) for category in Category for mode in Mode}


def newest(playbook: Playbook) -> PlaybookVersion | None:
    """The version that holds for plans submitted from now on."""
    return playbook.versions.order_by("-number").first()


def items_of(version: PlaybookVersion | None) -> list[PlaybookItem]:
    """The items of a version in their order, with what they name."""
    if version is None:
        return []
    rows = version.items.select_related("component", "performer_unit", "customer_unit")
    return list(rows.prefetch_related("waits_for__component"))


def lines_of(items: Sequence[PlaybookItem]) -> list[Line]:
    """The items as they were composed."""
    return [
        Line(
            one.component.code,
            one.days_before,
            Gate(one.gate),
            tuple(sorted(other.component.code for other in one.waits_for.all())),
        )
        for one in items
    ]


@transaction.atomic
def compose(
    *,
    category: Category,
    mode: Mode,
    lines: Sequence[Line],
    actor: User,
    is_active: bool = True,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> Playbook:
    """Save the playbook of a category and mode; what is as it was makes no new version.

    Raises ``Refused``: 403; 400 at ``lines.<component>.<field>``; 412 when it was composed after
    ``etag`` was read. Raises ``Busy``.
    """
    require_any(actor, KEEPERS)
    at = now or clock.now()
    found, is_new = Playbook.objects.get_or_create(
        category=category, mode=mode, defaults={"code": code_of(category, mode)}
    )
    playbook = locks.one(Playbook, found.pk)
    check_etag(playbook.etag, etag)
    components = {
        one.code: one
        for one in RoleComponent.objects.filter(code__in=[line.component for line in lines])
    }
    if reasons := list(why_not(lines, components)):
        raise Refused(reasons)
    before = lines_of(items_of(newest(playbook)))
    after = sorted(lines, key=lambda line: (-line.days_before, line.component))
    changed = [
        Line(one.component, one.days_before, one.gate, tuple(sorted(one.waits_for)))
        for one in after
    ]
    if changed == before and playbook.is_active == is_active and not is_new:
        return playbook
    playbook.is_active, playbook.etag = is_active, playbook.etag + 1
    playbook.save()
    version = new_version(playbook, changed, components, actor=actor, at=at)
    written(
        "add_playbook" if is_new else "change_playbook",
        "playbook",
        playbook.code,
        actor=actor,
        now=at,
        log=("playbooks", "change"),
        details={"version": version.number, "components": [line.component for line in changed]},
    )
    return playbook


def why_not(lines: Sequence[Line], components: dict[str, RoleComponent]) -> Iterator[Reason]:
    """Reasons (400) against a composition, each at its line."""
    due = {line.component: line.days_before for line in lines}
    if len(due) < len(lines):
        yield Reason("twice", _("A component stands in a playbook once."), status=400, attr="lines")
    for line in lines:
        at = f"lines.{line.component}"
        if line.component not in components:
            yield Reason("unknown", _("There is no such component."), status=400, attr=at)
        if not 0 <= line.days_before <= MAX_DAYS:
            yield Reason(
                "out-of-reach",
                _("0 to %(most)s working days before the launch."),
                status=400,
                attr=f"{at}.days_before",
                params={"most": MAX_DAYS},
            )
        for other in line.waits_for:
            if other not in due:
                yield Reason(
                    "not-in-playbook",
                    _("It waits for a component that is not in the playbook."),
                    status=400,
                    attr=f"{at}.waits_for",
                )
            elif due[other] < line.days_before:
                yield Reason(
                    "due-later",
                    _("It waits for “%(other)s”, which is due later."),
                    status=400,
                    attr=f"{at}.waits_for",
                    params={"other": str(components.get(other, other))},
                )
    try:
        TopologicalSorter({line.component: line.waits_for for line in lines}).prepare()
    except CycleError:
        yield Reason(
            "circle", _("Components wait for each other in a circle."), status=400, attr="lines"
        )


def new_version(
    playbook: Playbook,
    lines: Sequence[Line],
    components: dict[str, RoleComponent],
    *,
    actor: User | None,
    at: dt.datetime,
) -> PlaybookVersion:
    """Write the next version, with the words that the components have now."""
    last = newest(playbook)
    version = PlaybookVersion.objects.create(
        playbook=playbook,
        number=last.number + 1 if last else 1,
        created_by=actor,
        created_at=at,
    )
    items = PlaybookItem.objects.bulk_create(
        PlaybookItem(
            version=version,
            component=components[line.component],
            position=place,
            days_before=line.days_before,
            gate=line.gate,
            **{name: getattr(components[line.component], name) for name in WORDS},
        )
        for place, line in enumerate(lines)
    )
    by_code = {line.component: item for line, item in zip(lines, items, strict=True)}
    through = PlaybookItem.waits_for.through
    through.objects.bulk_create(
        through(
            from_playbookitem_id=by_code[line.component].pk, to_playbookitem_id=by_code[other].pk
        )
        for line in lines
        for other in line.waits_for
    )
    return version


def renew(component: RoleComponent, *, actor: User, now: dt.datetime) -> None:
    """Give the playbooks that use a component its new words, as a new version of each."""
    using = PlaybookVersion.objects.filter(items__component=component)
    for playbook in locks.many(Playbook.objects.filter(pk__in=using.values("playbook"))):
        items = items_of(newest(playbook))
        if all(item.component_id != component.pk for item in items):
            continue
        components = {item.component.code: item.component for item in items}
        new_version(
            playbook,
            lines_of(items),
            components | {component.code: component},
            actor=actor,
            at=now,
        )
        playbook.etag += 1
        playbook.save(update_fields=["etag"])
