"""Thirty thousand customer accounts: private people, firms with members and key contacts, wishes
and consents.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence

from channels.enums import ContactClass
from channels.models import CustomerGroup
from common.write import came_about
from customers.bitmaps import ORGANISATION_BASE
from customers.enums import DecisionPlace, LinkKind, PartyKind
from customers.models import Consent, Customer, DoNotContact, Party, PartyLink
from demo import names
from demo.accounts import KINDS, write_accounts
from demo.copying import copy_rows, reserve_keys
from demo.locations import Location
from demo.populace import Firm, Person, Populace
from demo.scenario import Scenario

FIRM_SHARE = 0.03  # 900 of 30,000
MEMBER_SHARE = 0.26  # of the private accounts that belong to a firm
SECOND_NUMBER_SHARE = 0.035


def load_customers(
    scenario: Scenario, places: Sequence[Location], groups: Mapping[str, CustomerGroup]
) -> Populace:
    """Write parties, accounts, links, consents and wishes not to be contacted."""
    chance = scenario.chance("customers")
    firms_wanted = round(scenario.customers * FIRM_SHARE)
    homes = [place for place in places for _ in range(place.accounts)]
    firm_places = sorted(chance.sample(range(len(homes)), firms_wanted))
    taken_places = set(firm_places)
    private = [place for number, place in enumerate(homes) if number not in taken_places]
    persons = _people(chance, private)
    firms = _firms(chance, persons, [homes[number] for number in firm_places])
    _write_parties(persons, firms)
    write_accounts(scenario, chance, persons, firms, groups)
    _write_links(chance, firms)
    agreed, quiet = _write_wishes(scenario, chance, persons)
    came_about("customers", "import", of=["demo"], now=scenario.at(scenario.today, 0))
    return Populace(persons, firms, agreed, quiet)


def _people(chance: random.Random, homes: Sequence[Location]) -> list[Person]:
    """A person per account, but for the second numbers that some have, in grid order."""
    kinds, shares = list(KINDS), [share for share, _, _ in KINDS.values()]
    key, account = reserve_keys(Party, len(homes)), reserve_keys(Customer, len(homes))
    persons: list[Person] = []
    for place in homes:
        if persons and persons[-1].place is place and chance.random() < SECOND_NUMBER_SHARE:
            persons[-1].accounts.append(account)
        else:
            kind = chance.choices(kinds, shares)[0]
            number = len(persons)
            persons.append(
                Person(key + number, number, names.person_name(chance), place, kind, [account])
            )
        account += 1
    return persons


def _firms(
    chance: random.Random, persons: Sequence[Person], homes: Sequence[Location]
) -> list[Firm]:
    """Firms and their people: members live in the firm's branch, and the general manager is one of
    its best private customers.
    """
    near: dict[str, list[Person]] = {}
    for person in persons:
        if person.kind != "senior":
            near.setdefault(person.place.branch, []).append(person)
    for people in near.values():
        chance.shuffle(people)
    key, account = reserve_keys(Party, len(homes)), reserve_keys(Customer, len(homes))
    mean = len(persons) * MEMBER_SHARE / max(len(homes), 1)
    firms: list[Firm] = []
    used_names: set[str] = set()
    for number, place in enumerate(homes):
        name, trade = names.firm_name(chance, place.town)
        while name in used_names:
            name, trade = names.firm_name(chance, place.town)
        used_names.add(name)
        size = max(3, min(round(mean * chance.lognormvariate(-0.5, 1.0)), 120))
        pool = near[place.branch]
        members = [pool.pop() for _ in range(min(size, len(pool)))] or [chance.choice(persons)]
        contacts = members[: 1 + (len(members) > 4)]
        tier = "A 类" if size > 2.5 * mean else "B 类" if size > mean else "C 类"
        for person in members:
            person.is_member = True
        firms.append(
            Firm(
                key + number,
                ORGANISATION_BASE + number,
                account + number,
                name,
                trade,
                place,
                tier,
                members,
                contacts,
            )
        )
    return firms


def _write_parties(persons: Sequence[Person], firms: Sequence[Firm]) -> None:
    people = (
        (p.key, f"P{p.ordinal + 1:07d}", p.ordinal, PartyKind.PERSON.value, p.name) for p in persons
    )
    groups = (
        (f.key, f"E{number:05d}", f.ordinal, PartyKind.ORGANISATION.value, f.name)
        for number, f in enumerate(firms, start=1)
    )
    copy_rows(Party, ("id", "number", "ordinal", "kind", "name"), (*people, *groups))


def _write_links(chance: random.Random, firms: Sequence[Firm]) -> None:
    rows: list[tuple[int, int, str, str, str]] = []
    for firm in firms:
        for number, person in enumerate(firm.contacts):
            title = chance.choice(names.TITLES) if number else names.GENERAL_MANAGER
            place = DecisionPlace.CARRIES_OUT if number else DecisionPlace.DECIDES
            kind = LinkKind.KEY_CONTACT.value
            rows.append((firm.key, person.key, kind, title, place.value))
        kind = LinkKind.MEMBER.value
        rows += [(firm.key, person.key, kind, "", "") for person in firm.members]
    copy_rows(PartyLink, ("organisation", "person", "kind", "title", "decides"), rows)


def _write_wishes(
    scenario: Scenario, chance: random.Random, persons: Sequence[Person]
) -> tuple[list[int], list[int]]:
    """Consents to calls, and the do-not-contact list; returns the ordinals of both."""
    agreed = [p for p in persons if p.kind != "senior" and chance.random() < 0.62]
    copy_rows(
        Consent,
        ("party", "contact_class", "given_on"),
        ((p.key, ContactClass.CALL.value, _some_day(scenario, chance)) for p in agreed),
    )
    quiet: dict[int, None] = {}
    rows: list[tuple[int, str, dt.date, str]] = []
    for contact_class, share, reason in (
        ("", 0.015, "客户致电要求不再营销"),
        (ContactClass.SMS.value, 0.02, "回复退订"),
        (ContactClass.CALL.value, 0.03, "外呼中拒绝"),
    ):
        for person in chance.sample(persons, round(len(persons) * share)):
            rows.append((person.key, contact_class, _some_day(scenario, chance), reason))
            quiet[person.ordinal] = None
    copy_rows(DoNotContact, ("party", "contact_class", "since", "reason"), rows)
    return [p.ordinal for p in agreed], sorted(quiet)


def _some_day(scenario: Scenario, chance: random.Random) -> dt.date:
    return scenario.day(-chance.randrange(1, 1100))
