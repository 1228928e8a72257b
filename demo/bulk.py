"""Writes told plans in bulk: campaign, version and all its parts, signatures, trail, contacts made,
changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pyroaring import AbstractBitMap

from campaigns import waves
from campaigns.enums import ApprovalRole, ParticipationState
from campaigns.enums import CampaignState as S
from campaigns.models import (
    Approval,
    AudienceSource,
    Campaign,
    Offer,
    Participation,
    Placement,
    PlanVersion,
    ResourceRequest,
    SellingPoint,
    Target,
    Wave,
)
from channels.enums import Direction
from common import changelog, locks
from common.models import AuditEvent, Change, Counter
from customers import bitmaps
from customers.models import Touch
from demo.backdated import BackdatedPlan
from demo.backdated_steps import decision_of, trail_of
from demo.checks import write_runs
from demo.copying import reserve_keys
from demo.sources import Sources
from demo.world import World

TOUCH_DAYS = 60
OPEN_FINAL = S.FINALISED
OVER = frozenset({S.ENDED, S.EVALUATED})
SERVICE = ("contingency", "script", "training_on", "terms", "exit_rule")


class BulkPlans:
    """Collects the rows of many plans and writes each table once."""

    def __init__(self, world: World, sources: Sources) -> None:
        self.world, self.sources = world, sources
        self.hundredths = waves.hundredths()
        self.rows: dict[type[Any], list[Any]] = {}
        self.audiences: list[AbstractBitMap] = []
        self.placements: list[
            tuple[Placement, BackdatedPlan, dict[str, Any], str, AbstractBitMap]
        ] = []

    def write(self, plans: Sequence[BackdatedPlan]) -> list[Campaign]:
        """Write the plans, the earliest created first, and return them in that order."""
        ordered = sorted(plans, key=lambda told: (told.created_at, told.plan["name"]))
        codes = _codes(ordered)
        campaign_key, version_key = (
            reserve_keys(Campaign, len(ordered)),
            reserve_keys(PlanVersion, len(ordered)),
        )
        for number, told in enumerate(ordered):
            self._collect(
                told,
                code=codes[number],
                key=campaign_key + number,
                version_key=version_key + number,
            )
        self._create(
            Campaign,
            PlanVersion,
            SellingPoint,
            Target,
            Offer,
            Participation,
            ResourceRequest,
            Approval,
        )
        self._create(PlanVersion.branches.through)
        self._write_placements()
        self.rows[AuditEvent].sort(key=lambda event: event.happened_at)
        self._create(AudienceSource, Wave, Touch, AuditEvent)
        campaigns: list[Campaign] = self.rows[Campaign]
        newest = _note_changes(campaigns)
        write_runs(campaigns, ordered, self.audiences, calendar_version=newest)
        return campaigns

    def _create(self, *models: type[Any]) -> None:
        for model in models:
            model._default_manager.bulk_create(self.rows.get(model, []))

    def _add(self, row: Any) -> None:
        self.rows.setdefault(type(row), []).append(row)

    def _collect(self, told: BackdatedPlan, *, code: str, key: int, version_key: int) -> None:
        world, plan = self.world, told.plan
        planner, head = world.users[told.author], world.head_of(told.owner)
        last = told.marks[told.steps[-1][0]]
        self._add(
            Campaign(
                pk=key,
                code=code,
                name=plan["name"],
                owner_unit=world.units[told.owner],
                state=told.state,
                origin=told.origin,
                ended_on=told.ends_on if told.state in OVER else None,
                author=planner,
                finalised_by=planner if "finalise" in told.marks else None,
                working_id=version_key,
                in_force_id=version_key if told.was_approved else None,
                objective=plan["objective"],
                contacts=planner.display_name,
                state_since=last,
                created_at=told.created_at,
                updated_at=last,
                etag=len(told.steps),
            )
        )
        audience, stored = self.sources.freeze(plan["audience"])
        self.audiences.append(audience)
        self._add(
            PlanVersion(
                pk=version_key,
                campaign_id=key,
                number=1,
                category=plan["category"],
                starts_on=told.starts_on,
                ends_on=told.ends_on,
                budget=Decimal(plan["budget"]),
                flex_days=plan["flex_days"],
                enrolment=plan.get("enrolment", "opt_in"),
                audience_set=stored,
                asked_set=self.sources.freeze({**plan["audience"], "exclude": []})[1],
                eligibility_set=stored,
                created_at=told.created_at,
                submitted_at=told.marks["submit"],
                submitted_by=planner,
                **{name: plan["service_plan"][name] for name in SERVICE},
            )
        )
        self._collect_parts(plan, version_key)
        self._collect_placements(told, plan, code, version_key, audience)
        if "finalise" in told.marks:
            decided = {} if told.state == OPEN_FINAL else decision_of(told, head)
            self._add(Approval(version_id=version_key, role=ApprovalRole.HEAD, **decided))
        for event in trail_of(told, code, planner.get_username(), head.get_username()):
            self._add(event)

    def _collect_parts(self, plan: Mapping[str, Any], version: int) -> None:
        world = self.world
        for number, text in enumerate(plan["selling_points"]):
            self._add(SellingPoint(version_id=version, position=number, text=text))
        for number, target in enumerate(plan["targets"]):
            self._add(
                Target(
                    version_id=version,
                    position=number,
                    indicator=target["indicator"],
                    value=Decimal(target["value"]),
                )
            )
        for number, offer in enumerate(plan["offers"]):
            values = {name: value for name, value in offer.items() if name != "product"}
            self._add(
                Offer(
                    version_id=version,
                    position=number,
                    product=world.catalogue.products[offer["product"]],
                    **values,
                )
            )
        for number, one in enumerate(plan["participants"]):
            self._add(
                Participation(
                    version_id=version,
                    position=number,
                    unit=world.units[one["unit"]],
                    product=world.catalogue.products[one["product"]],
                    cost_share=Decimal(one["cost_share"]),
                    state=ParticipationState.SIGNED,
                )
            )
        for number, ask in enumerate(plan["resource_requests"]):
            self._add(
                ResourceRequest(
                    version_id=version,
                    position=number,
                    resource=world.resources[ask["resource"]],
                    unit=world.units[ask["unit"]],
                    quantity=ask["quantity"],
                    needed_by=dt.date.fromisoformat(ask["needed_by"]),
                    occasion=ask.get("occasion", ""),
                )
            )
        for branch in plan["branches"]:
            self._add(
                PlanVersion.branches.through(planversion_id=version, unit_id=world.units[branch].pk)
            )
        self.rows.setdefault(AudienceSource, []).extend(
            self.sources.rows(version, plan["audience"])
        )

    def _collect_placements(
        self,
        told: BackdatedPlan,
        plan: Mapping[str, Any],
        code: str,
        version: int,
        audience: AbstractBitMap,
    ) -> None:
        for number, row in enumerate(plan["placements"]):
            excluded, stored = self.sources.excluded(row["exclude"])
            placement = Placement(
                version_id=version,
                position=number,
                channel=self.world.catalogue.channels[row["channel"]],
                product=self.world.catalogue.products[row["product"]],
                expected_orders=row["expected_orders"],
                excluded_set=stored,
            )
            self.placements.append(
                (placement, told, row, code, bitmaps.persons(audience - excluded))
            )

    def _write_placements(self) -> None:
        """Placements first, for waves and exclusions need their keys; the contacts of waves that
        are past go with them.
        """
        Placement.objects.bulk_create(placement for placement, *_ in self.placements)
        for placement, told, row, code, persons in self.placements:
            self.rows.setdefault(AudienceSource, []).extend(
                self.sources.exclusion_rows(placement.version_id, placement.pk, row["exclude"])
            )
            made = [_wave(placement, number, wave) for number, wave in enumerate(row["waves"])]
            reached = waves.split(code, made, persons, among=self.hundredths)
            for wave, people in zip(made, reached, strict=True):
                wave.persons = len(people)
                self._add(wave)
            if told.was_approved and placement.channel.direction == Direction.PUSH:
                self._collect_touches(placement, told.owner, code, made, reached)

    def _collect_touches(
        self,
        placement: Placement,
        owner: str,
        code: str,
        made: Sequence[Wave],
        reached_by_wave: Sequence[AbstractBitMap],
    ) -> None:
        today = self.world.scenario.today
        for number, (wave, reached) in enumerate(zip(made, reached_by_wave, strict=True), start=1):
            if reached and 0 < (today - wave.on).days <= TOUCH_DAYS:
                self._add(
                    Touch(
                        source="execution",
                        key=f"{code}/{placement.channel.code}/{placement.position + 1}/{number}",
                        happened_on=wave.on,
                        contact_class=placement.channel.contact_class,
                        channel=placement.channel.code,
                        campaign=code,
                        unit=owner,
                        party_set=bitmaps.store(reached, now=self.sources.now),
                    )
                )


def _wave(placement: Placement, number: int, wave: Mapping[str, Any]) -> Wave:
    return Wave(
        placement=placement,
        position=number,
        on=dt.date.fromisoformat(wave["on"]),
        starts_at=dt.time.fromisoformat(wave["from"]) if wave.get("from") else None,
        ends_at=dt.time.fromisoformat(wave["until"]) if wave.get("until") else None,
        share=Decimal(str(wave["share"])),
    )


def _codes(plans: Sequence[BackdatedPlan]) -> list[str]:
    """A code per plan, numbered within the year of its creation; the counters stand where the next
    plan goes on.
    """
    counters: dict[int, int] = {}
    codes = []
    for told in plans:
        year = told.created_at.year
        counters[year] = counters.get(year, 0) + 1
        codes.append(f"C{year}-{counters[year]:04d}")
    Counter.objects.bulk_create(
        Counter(name=f"campaign-{year}", value=value) for year, value in counters.items()
    )
    return codes


def _note_changes(campaigns: Sequence[Campaign]) -> int:
    """A change per plan; returns the version of the last one."""
    locks.advisory("change-log")
    first = changelog.current_version() + 1
    Change.objects.bulk_create(
        Change(
            version=first + number,
            kind="campaign",
            code=campaign.code,
            operation="create",
            happened_at=campaign.updated_at,
        )
        for number, campaign in enumerate(campaigns)
    )
    return first + len(campaigns) - 1
