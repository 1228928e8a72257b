"""What people do at nine o'clock, for Locust: eight planners to a head, a branch and two others,
who think for one to three seconds. One step in ten of a planner saves a section, one in fifty
submits a plan, whose result they then wait for at the pace that its page asks for.
"""

from __future__ import annotations

import json
import os
import random
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from locust import HttpUser, between, task

from tests.load.forms import forms_of, sections_of

PEOPLE = json.loads(Path(os.environ["JIEPAI_LOAD_PEOPLE"]).read_text())
SAVED, SUBMITTED = 0.1, 0.02
EVERY = re.compile(r"every (\d+)s")
LONGEST_S = 60
WORDS = ("充值", "国庆", "C2024-10", "短信")


class Person(HttpUser):
    """Somebody who is signed in and goes from page to page."""

    abstract = True
    wait_time = between(1, 3)
    role = ""
    pages: Mapping[str, int] = {}  # how often each page is opened, among the others

    def on_start(self) -> None:
        known = PEOPLE["people"][self.role]
        self.me = known.pop(0)
        known.append(self.me)
        self.client.cookies.set("sessionid", self.me["session"])
        self.client.cookies.set("csrftoken", "a" * 32)

    @task
    def go_on(self) -> None:
        self.look()

    def look(self) -> None:
        pages, weights = zip(*self.pages.items(), strict=True)
        name = random.choices(pages, weights)[0]
        self.get(name, ADDRESSES[name]())

    def get(self, name: str, address: str, **headers: str) -> str:
        with self.client.get(address, name=name, headers=headers, catch_response=True) as answer:
            if answer.status_code not in {200, 204} or "/accounts/login" in answer.url:
                answer.failure(f"{answer.status_code} {answer.url}")
            return str(answer.text)

    def post(self, name: str, address: str, values: list[tuple[str, str]], **headers: str) -> None:
        with self.client.post(
            address, values, name=name, headers=headers, catch_response=True
        ) as answer:
            if answer.status_code not in {200, 204}:
                answer.failure(f"{answer.status_code} {address}")


def one_of(kind: str) -> Callable[[], str]:
    return lambda: str(random.choice(PEOPLE[kind]))


ADDRESSES: dict[str, Callable[[], str]] = {
    "my day": lambda: "/",
    "calendar": lambda: "/calendar/",
    "campaigns": lambda: "/campaigns/",
    "a plan": lambda: f"/campaigns/{one_of('plans')()}/",
    "schedule": lambda: "/schedule/",
    "search": lambda: f"/search/?q={random.choice(WORDS)}",
    "notices": lambda: "/notices/",
}


class Planner(Person):
    weight = 8
    role = "planner"
    pages = {"my day": 4, "calendar": 3, "campaigns": 3, "a plan": 4, "search": 1}

    def look(self) -> None:
        drawn = random.random()
        if drawn < SUBMITTED:
            self.submit()
        elif drawn < SUBMITTED + SAVED:
            self.save()
        elif drawn < SUBMITTED + SAVED + 0.15:
            self.get("findings", f"/campaigns/{random.choice(self.me['plans'])}/findings/")
        else:
            super().look()

    def save(self) -> None:
        """Open a draft of one's own and write in the first long text that there is."""
        draft = self.me["drafts"][0]
        sections = sections_of(forms_of(self.get("editor", f"/campaigns/{draft}/edit/")))
        if not sections:
            return
        time.sleep(random.uniform(1, 3))
        values = sections[0].with_text(f"九点 {random.randint(1, 99)}")
        self.post(
            "save a section", sections[0].action, self.signed(values), **{"HX-Request": "true"}
        )

    def submit(self) -> None:
        """Submit a draft of one's own and wait for what its check finds."""
        if len(self.me["drafts"]) < 2:
            return
        draft = self.me["drafts"].pop()
        form = forms_of(self.get("editor", f"/campaigns/{draft}/edit/")).get("submit-form")
        if form is None:
            return
        time.sleep(random.uniform(1, 3))
        self.post("submit", form.action, self.signed(form.values))
        address, started = f"/campaigns/{draft}/findings/", time.monotonic()
        page = self.get("findings", address)
        while "hx-trigger" in page and time.monotonic() - started < LONGEST_S:
            seen = re.search(r'hx-get="([^"]*seen=[^"]*)"', page)
            pace = EVERY.search(page)
            if seen is None or pace is None or "load delay" not in page:
                return
            time.sleep(int(pace[1]))
            address = seen[1].replace("&amp;", "&")
            page = self.get("wait for a check", address, **{"HX-Request": "true"}) or page

    @staticmethod
    def signed(values: list[tuple[str, str]]) -> list[tuple[str, str]]:
        kept = [(name, value) for name, value in values if name != "csrfmiddlewaretoken"]
        return [*kept, ("csrfmiddlewaretoken", "a" * 32)]


class Head(Person):
    weight = 1
    role = "head"
    pages = {"my day": 4, "calendar": 1, "campaigns": 2, "a plan": 3}


class Branch(Person):
    weight = 1
    role = "branch"
    pages = {"schedule": 6, "search": 1, "notices": 1}


class Other(Person):
    weight = 2
    role = "other"
    pages = {"my day": 2, "calendar": 3, "campaigns": 2, "a plan": 2, "notices": 1}
