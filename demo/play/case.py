"""The acts of the case, each with what must come of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from common import clock
from demo.play import words
from demo.play.client import Client, calendar_feed
from demo.play.expecting import only, require, way
from demo.play.product import NotPlayed, Product

CASTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("planner.consumer", ("read", "plans", "customers")),
    ("planner.enterprise", ("read", "plans", "customers")),
    ("planner.product", ("read", "plans")),
    ("head.enterprise", ("read", "approve")),
    ("service.manager", ("read", "approve", "plans")),
    ("branch.east", ("read",)),
    ("channel.manager", ("read", "plans")),
    ("resource.keeper", ("read", "plans")),
    ("comms.editor", ("read", "plans")),
)
GAP_POINTS = 20
# Whom the playbook asks before a plan is finalised, by role.
PERFORMERS: Mapping[str, str] = {
    "channel_manager": "channel.manager",
    "resource_keeper": "resource.keeper",
    "comms_editor": "comms.editor",
    "service_manager": "service.manager",
}


@dataclass(slots=True)
class Case:
    """The play under way. ``tell`` gets each row of the table."""

    product: Product
    clients: Mapping[str, Client]
    tell: Callable[[tuple[str, str, str, str]], None]
    codes: dict[str, str] = field(default_factory=dict)

    def play(self) -> None:
        """All acts in their order. Raises ``NotPlayed`` at the first that comes out wrong."""
        day = words.first_day(clock.today())
        self.submits("consumer", words.consumer_plan(day))
        self.submits("product", words.product_plan(day))
        self.frees_the_customer()
        self.submits("enterprise", words.enterprise_plan(day))
        self.sees_the_clash()
        self.excludes_the_shared()
        self.attaches_the_words()
        self.promises()
        self.approves()
        self.stands_in_the_calendar(day.isoformat())

    @contextmanager
    def act(self, step: str, who: str) -> Iterator[list[str]]:
        """One row: what is appended to the list, and how long it took."""
        began = time.monotonic()
        came_of_it: list[str] = []
        yield came_of_it
        self.tell((step, who, "\n".join(came_of_it), f"{time.monotonic() - began:7.2f}"))

    def open_findings(self, unit: str) -> list[dict[str, Any]]:
        """What is open on a department's plan, as its planner reads it."""
        planner, code = self.clients[f"planner.{unit}"], self.codes[unit]
        found = planner.get(f"/campaigns/{code}/findings/")["results"]
        return [one for one in found if one["state"] == "open"]

    def submits(self, unit: str, plan: dict[str, Any]) -> None:
        """A department posts its whole plan in one request and submits it; the worker checks it."""
        planner = self.clients[f"planner.{unit}"]
        with self.act("submit", f"planner.{unit}") as told:
            campaign = planner.post("/campaigns/", plan, expect=201)
            code = self.codes[unit] = campaign["code"]
            told.append(f"{code} {plan['name']}, {plan['starts_on']} to {plan['ends_on']}")
            submitted = planner.post(f"/campaigns/{code}/submit/", expect=202)
        with self.act("check", "worker") as told:
            told.append(self._summary(planner.checked(code, submitted["check_run"]), code))

    def _summary(self, run: Mapping[str, Any], code: str) -> str:
        counts = run["counts"]
        return (
            f"{code}: {counts['blocking']} blocking, {counts['warning']} warnings,"
            f" {counts['notice']} notices; grade {run['risk_grade']}, {run['plans_compared']} plans"
            " compared"
        )

    def applies(self, unit: str, finding: Mapping[str, Any], kind: str, **extra: str) -> None:
        """A planner takes a way out of their own plan; the new revision is checked at once."""
        planner, code = self.clients[f"planner.{unit}"], self.codes[unit]
        chosen = way(finding, kind, code)
        with self.act(f"way out: {kind}", f"planner.{unit}") as told:
            submitted = planner.post(
                f"/campaigns/{code}/findings/{finding['id']}/apply/",
                {"way_out": chosen["id"], **extra},
                expect=202,
            )
            told.append(chosen["label"])
            told.append(self._summary(planner.checked(code, submitted["check_run"]), code))

    def frees_the_customer(self) -> None:
        """The service that is switched on by default is stopped, and opened again by asking the
        customer first.
        """
        with self.act("found: opt-out-enrolment", "planner.product") as told:
            harm = only(self.open_findings("product"), "opt-out-enrolment", "blocking")
            told.append(harm["message"])
        refused = self.clients["planner.product"].call(
            "POST",
            f"/campaigns/{self.codes['product']}/findings/{harm['id']}/accept/",
            {"reason": "x"},
        )
        require(
            refused.status == 403,
            f"Nobody may accept harm, but accepting it answered {refused.status}.",
        )
        self.applies("product", harm, "opt_in")
        rules = [one["rule"] for one in self.open_findings("product")]
        require(
            "opt-out-enrolment" not in rules,
            "The harm is still open after the customer is asked first.",
        )

    def sees_the_clash(self) -> None:
        """Both departments read the same finding with the same numbers, and the plan cannot be
        finalised over it.
        """
        consumer, enterprise = self.codes["consumer"], self.codes["enterprise"]
        with self.act("found: offer-clash", "both planners") as told:
            mine = only(self.open_findings("enterprise"), "offer-clash", "blocking", consumer)
            theirs = only(self.open_findings("consumer"), "offer-clash", "blocking", enterprise)
            facts = mine["facts"]
            require(
                mine["id"] == theirs["id"], "The two departments see two findings instead of one."
            )
            require(
                facts["gap_points"] == GAP_POINTS,
                f"The gap is {facts['gap_points']} points instead of {GAP_POINTS}.",
            )
            require(
                "social-outlet" in facts["public_channels"],
                f"The shared channel is missing: {facts['public_channels']}.",
            )
            require(
                theirs["facts"]["rate_own"] == facts["rate_other"],
                "The two sides read different rates.",
            )
            told.append(mine["message"])
            told.append(
                f"{facts['shared_persons']} persons shared, {facts['shared_members']} of them"
                f" enterprise members; rates {facts['rate_own']} and {facts['rate_other']}, gap"
                f" {facts['gap_points']} points; both on {', '.join(facts['public_channels'])}"
            )
        customers = self.clients["planner.enterprise"].get(
            f"/campaigns/{enterprise}/findings/{mine['id']}/customers/?limit=1"
        )
        require(
            customers["count"] == facts["shared_persons"] > 0,
            f"The list holds {customers['count']} of {facts['shared_persons']} customers.",
        )
        refused = self.clients["planner.enterprise"].call(
            "POST", f"/campaigns/{enterprise}/finalise/", {}
        )
        require(
            refused.status == 409, f"Finalising over a blocking finding answered {refused.status}."
        )
        self.tell(("finalise refused (409)", "planner.enterprise", refused.sentences, ""))

    def excludes_the_shared(self) -> None:
        """The enterprise department leaves the shared customers out: the clash closes, its sight at
        the outlet stays.
        """
        enterprise, consumer = self.codes["enterprise"], self.codes["consumer"]
        before = self.clients["planner.enterprise"].get(f"/campaigns/{enterprise}/")[
            "audience_size"
        ]
        clash = only(self.open_findings("enterprise"), "offer-clash", "blocking", consumer)
        self.applies("enterprise", clash, "exclude_shared")
        after = self.clients["planner.enterprise"].get(f"/campaigns/{enterprise}/")["audience_size"]
        require(after < before, f"The audience did not shrink: {before} to {after}.")
        blocking = [
            one["rule"] for one in self.open_findings("enterprise") if one["severity"] == "blocking"
        ]
        require(not blocking, f"Still blocking after leaving the shared customers out: {blocking}.")
        with self.act("stays: offer-clash (visible)", "planner.enterprise") as told:
            told.append(
                only(self.open_findings("enterprise"), "offer-clash", "warning", consumer)[
                    "message"
                ]
            )
            told.append(f"audience {before} to {after}")

    def attaches_the_words(self) -> None:
        """A script for the counter settles what customers see side by side."""
        consumer = self.codes["consumer"]
        visible = only(self.open_findings("enterprise"), "offer-clash", "warning", consumer)
        self.applies("enterprise", visible, "attach_script", text=words.SCRIPT)
        left = [
            one
            for one in self.open_findings("enterprise")
            if one["rule"] == "offer-clash" and consumer in one["campaigns"]
        ]
        require(not left, "The clash is still open after the script was attached.")

    def promises(self) -> None:
        """What finalising waits for is promised by those whom the playbook asks."""
        code, planner = self.codes["enterprise"], self.clients["planner.enterprise"]
        refused = planner.call("POST", f"/campaigns/{code}/finalise/", {})
        require(
            refused.status == 409, f"Finalising without the promises answered {refused.status}."
        )
        self.tell(("finalise refused (409)", "planner.enterprise", refused.sentences, ""))
        asked = planner.get(f"/commitments/?campaign={code}&gate=finalise")["results"]
        require(len(asked) > 0, "Nobody is asked for a commitment.")
        for one in asked:
            who = PERFORMERS[one["performer_role"]]
            with self.act("promise", who) as told:
                given = self.clients[who].post(f"/commitments/{one['code']}/promise/")
                told.append(f"{one['code']} {one['name']}, {given['due_on']}: {given['state']}")

    def approves(self) -> None:
        """The planner finalises and may not approve; the head does, and the service manager where
        the grade asks for it.
        """
        code, planner = self.codes["enterprise"], self.clients["planner.enterprise"]
        with self.act("finalise", "planner.enterprise") as told:
            told.append(f"{code} {planner.post(f'/campaigns/{code}/finalise/')['state']}")
        refused = planner.call("POST", f"/campaigns/{code}/approve/", {})
        require(refused.status == 403, f"The planner's own approval answered {refused.status}.")
        self.tell(("approve refused (403)", "planner.enterprise", refused.sentences, ""))
        for who in ("head.enterprise", "service.manager"):
            with self.act("approve", who) as told:
                state = self.clients[who].post(f"/campaigns/{code}/approve/")["state"]
                told.append(f"{code} {state}")
            if state == "approved":
                return
        raise NotPlayed(f"{code} is {state} after all who must sign have signed.")

    def stands_in_the_calendar(self, day: str) -> None:
        """The branch finds the approved plan and none of the others, and its calendar program finds
        it too.
        """
        code = self.codes["enterprise"]
        with self.act("calendar", "branch.east") as told:
            entries = self.clients["branch.east"].get(
                f"/calendar/?from={day}&to={words.last_day(day)}"
            )["entries"]
            mine = [one for one in entries if one["campaign"] == code]
            require(len(mine) == 1, f"{code} stands {len(mine)} times in the branch's calendar.")
            hidden = {self.codes["consumer"], self.codes["product"]} & {
                one["campaign"] for one in entries
            }
            require(not hidden, f"The branch sees plans that are not approved: {sorted(hidden)}.")
            told.append(
                f"{code} {mine[0]['name']} {mine[0]['starts_on']} to {mine[0]['ends_on']}, revision"
                f" {mine[0]['revision']}"
            )
        with self.act(".ics feed", "branch.east") as told:
            event = self._event(
                calendar_feed(self.product, "branch.east").replace("\r\n ", ""), code
            )
            told += [
                line
                for line in event
                if line.startswith(("UID", "SUMMARY", "DTSTART", "SEQUENCE", "STATUS"))
            ]

    def _event(self, feed: str, code: str) -> list[str]:
        events = [
            event.split("END:VEVENT")[0].splitlines() for event in feed.split("BEGIN:VEVENT")[1:]
        ]
        mine = [event for event in events if any(code in line for line in event)]
        require(len(mine) == 1, f"{code} stands {len(mine)} times in the feed.")
        return mine[0]
