"""Themes of the periods, communication plans, and drafts in every state with what reviewers and
planners said to them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from campaigns.enums import Origin
from campaigns.models import Campaign
from comms import commands
from comms.enums import Decision
from comms.kinds import ADVERTISING_TERMS
from comms.models import CommunicationPlan, Theme
from demo.comms_data import DRAFTS, PLANS, PROVINCE_THEME, THEMES
from demo.plans import SEASONS
from demo.scenario import Scenario
from demo.world import World


def load_comms(world: World, campaigns: Sequence[Campaign]) -> None:
    """Write themes, plans and drafts; ``campaigns`` are those around today, in the order in which
    they were made.
    """
    ADVERTISING_TERMS.found()
    themes = _themes(world)
    plans = [_plan(world, themes[row[1]], row, campaigns) for row in PLANS]
    for number, kind, title, about, body, steps in DRAFTS:
        scenario, editor = world.scenario, world.users["comms.editor"]
        first = max((step[0] for step in steps), default=1)
        named = [_named(campaigns, one) for one in about]
        values = {
            "kind": kind,
            "title": title,
            "campaigns": named,
            "body": body,
            "due_on": scenario.day(6 - first),
        }
        draft = commands.create_draft(
            plan=plans[number],
            values=values,
            actor=editor,
            now=scenario.at(scenario.day(-first - 2), 9),
        )
        for ago, username, what, words in steps:
            actor, now = world.users[username], scenario.at(scenario.day(-ago), 15)
            if isinstance(what, Decision):
                commands.sign_draft(
                    draft_id=draft.pk,
                    campaign=named[0],
                    decision=what,
                    text=words,
                    actor=actor,
                    now=now,
                )
            elif what == "remark":
                commands.remark(draft_id=draft.pk, text=words, actor=actor, now=now)
            else:
                commands.change_draft_state(
                    draft_id=draft.pk, name=what, actor=actor, reason=words, now=now
                )


def _themes(world: World) -> list[Theme]:
    scenario, editor = world.scenario, world.users["comms.editor"]
    rows = [
        Theme(
            name=_seasonal(name, scenario, first),
            starts_on=scenario.day(first),
            ends_on=scenario.day(last),
            message=message,
            tone=tone,
            dos=dos,
            donts=donts,
        )
        for name, first, last, message, tone, dos, donts in THEMES
    ]
    name, message, tone, dos, donts = PROVINCE_THEME
    eve = scenario.national_day - dt.timedelta(days=12)
    last = eve + dt.timedelta(days=22)
    rows.append(
        Theme(
            name=name,
            starts_on=eve,
            ends_on=last,
            origin=Origin.PROVINCE,
            is_binding=True,
            message=message,
            tone=tone,
            dos=dos,
            donts=donts,
        )
    )
    return [
        commands.save_theme(theme=theme, actor=editor, now=scenario.at(scenario.day(-50)))
        for theme in rows
    ]


def _plan(
    world: World, theme: Theme, row: tuple, campaigns: Sequence[Campaign]
) -> CommunicationPlan:
    name, _, first, last, wanted, channels = row
    scenario = world.scenario
    values = {
        "name": _seasonal(name, scenario, first),
        "theme": theme,
        "starts_on": scenario.day(first),
        "ends_on": scenario.day(last),
        "campaigns": [_named(campaigns, title) for title in wanted],
        "channels": [world.catalogue.channels[code] for code in channels],
    }
    return commands.create_plan(
        values=values, actor=world.users["comms.editor"], now=scenario.at(scenario.day(-40))
    )


def _named(campaigns: Sequence[Campaign], title: str) -> Campaign:
    """The first campaign with a title; seasonal ones are found by the end of their name."""
    return next(campaign for campaign in campaigns if campaign.name.endswith(title))


def _seasonal(name: str, scenario: Scenario, first: int) -> str:
    return name.format(season=SEASONS[scenario.day(first + 12).month - 1])
