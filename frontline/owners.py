"""Who has to decide about a report: a named person by unit and kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaigns.models import Campaign
from campaigns.people import heads_of, leaders, people_with
from coordination.enums import Level
from frontline.enums import ReportKind
from frontline.models import Responsible
from frontline.models.responsible import ANY
from organization.enums import Role
from organization.models import Unit, User

# Whose work a kind is where nobody is named for it.
ROLES: Mapping[str, Role] = {
    ReportKind.CLASH: Role.PLANNER,
    ReportKind.WORDS: Role.PLANNER,
    ReportKind.HANDLING: Role.SUPPORT,
    ReportKind.STOCK: Role.RESOURCE_KEEPER,
    ReportKind.CHANNEL: Role.CHANNEL_MANAGER,
    ReportKind.COMPLAINT: Role.SERVICE_MANAGER,
    ReportKind.OTHER: Role.SERVICE_MANAGER,
}
# Of no plan: words and clashes are the service side's to find out about.
WITHOUT_PLAN = Role.SERVICE_MANAGER


@dataclass(frozen=True, slots=True)
class Owner:
    """The person, and the unit for which they decide."""

    person: User
    unit: Unit


def owner_of(*, kind: str, campaign: Campaign | None, unit: Unit, reporter: User) -> Owner | None:
    """Who decides about a report: who is named for the kind at the plan's unit, else where it was
    seen, the nearest unit first; else who has the role for it; else leadership. Nobody decides
    about what they reported themselves while there is somebody else. None: there is nobody.
    """
    found = list(_in_order(kind, campaign, unit))
    others = [one for one in found if one.person.pk != reporter.pk]
    return next(iter(others or found), None)


def _in_order(kind: str, campaign: Campaign | None, unit: Unit) -> Iterator[Owner]:
    places = [unit] if campaign is None else [campaign.owner_unit, unit]
    for place in places:
        yield from _named(kind, place)
    role = ROLES[kind]
    if role == Role.PLANNER:
        if campaign is not None:
            yield from (Owner(one, campaign.owner_unit) for one in _planners(campaign))
        role = WITHOUT_PLAN
    yield from (_of(one, role, places[0]) for one in people_with({role}, places[0]))
    yield from (Owner(one, places[0]) for one in leaders(places[0]))


def _named(kind: str, place: Unit) -> Iterator[Owner]:
    """Who is named for the kind at the unit or above it, the nearest first."""
    above = place.paths_above
    rows = Responsible.objects.filter(unit__path__in=above, kind__in=(kind, ANY))
    nearest = sorted(
        rows.select_related("unit"), key=lambda one: (-len(one.unit.path), one.kind == ANY)
    )
    people = {
        one.username: one
        for one in User.objects.filter(
            username__in=[row.username for row in nearest], is_active=True
        )
    }
    for row in nearest:
        if row.username in people:
            yield Owner(people[row.username], row.unit)


def _planners(campaign: Campaign) -> Sequence[User]:
    """Who writes plans for the unit, the plan's author first."""
    planners = people_with({Role.PLANNER}, campaign.owner_unit)
    return sorted(planners, key=lambda one: one.pk != campaign.author_id)


def _of(person: User, role: Role, place: Unit) -> Owner:
    """A role of the whole company decides for the unit in which it is held."""
    held = [one.unit for one in person.valid_memberships if one.role == role]
    return Owner(person, held[0] if held else place)


def in_line(unit: Unit, level: Level) -> list[User]:
    """Who is asked on a level: who answers for the unit, then leadership; where nobody is, those of
    the next one.
    """
    heads = heads_of(unit) if level == Level.HEAD else []
    return heads or leaders(unit)
