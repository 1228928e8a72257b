"""Two people change one entry: the second is told what the first changed, and loses nothing."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from channels.enums import Fit
from channels.models import LoadingRule, ProductFamily
from common import meanwhile
from organization.enums import Role, UnitKind
from organization.models import Policy, Unit, User
from resources.models import Resource
from tests.factories.channels import make_channel, make_group, make_product
from tests.factories.organization import company, make_unit, make_user
from tests.factories.resources import make_resource

pytestmark = [pytest.mark.django_db, pytest.mark.database]

READ = re.compile(r'name="read" value="([^"]*)"')
POLICY = "customers.lookups_per_hour"
FAMILY = reverse("organization:entry", args=["product-families", "music"])


def client_of(role: Role, **values: object) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_user(role, **values))
    return client


def opened(client: Client, address: str) -> str:
    """The marks that the page's form carries."""
    found = READ.search(client.get(address).content.decode())
    assert found is not None, address
    return unescape(found[1])


def family(**values: str) -> dict[str, str]:
    return {"name": "音乐", "name_en": "Music", "is_active": "on", **values}


@pytest.fixture
def music() -> ProductFamily:
    return ProductFamily.objects.create(code="music", name="音乐", name_en="Music")


def test_who_saves_later_sees_what_changed_and_keeps_what_they_typed(music: ProductFamily):
    first, second = (client_of(Role.CHANNEL_MANAGER) for _ in range(2))
    reads = [opened(first, FAMILY), opened(second, FAMILY)]
    first.post(FAMILY, family(name="声音", name_en="Sound", read=reads[0]))

    answer = second.post(FAMILY, family(name="乐曲", read=reads[1]))

    page = answer.content.decode()
    music.refresh_from_db()
    assert answer.status_code == 422
    assert (music.name, music.name_en) == ("声音", "Sound")
    # Typed by the second: it stands there, beside what the first one made of it.
    assert 'value="乐曲"' in page
    assert "Meanwhile somebody made this “声音”. Yours stands here." in page
    # Left alone by the second: the first one's stands there now.
    assert 'value="Sound"' in page
    assert "Nothing is lost" in page
    again = second.post(FAMILY, family(name="乐曲", name_en="Sound", read=opened_in(page)))
    music.refresh_from_db()
    assert again.status_code == 302
    assert (music.name, music.name_en) == ("乐曲", "Sound")


def opened_in(page: str) -> str:
    found = READ.search(page)
    assert found is not None
    return unescape(found[1])


def test_the_same_said_twice_is_no_conflict(music: ProductFamily):
    client = client_of(Role.CHANNEL_MANAGER)
    read = opened(client, FAMILY)
    ProductFamily.objects.update(name="声音")

    answer = client.post(FAMILY, family(name="声音", name_en="Sounds", read=read))

    music.refresh_from_db()
    assert answer.status_code == 302
    assert music.name_en == "Sounds"


def test_a_tick_that_another_took_away_is_not_put_back(music: ProductFamily):
    client = client_of(Role.CHANNEL_MANAGER)
    read = opened(client, FAMILY)
    ProductFamily.objects.update(is_active=False)

    answer = client.post(FAMILY, family(name="声音", read=read))

    assert answer.status_code == 422
    box = re.search(r'<input type="checkbox" name="is_active"[^>]*>', answer.content.decode())
    assert box is not None
    assert "checked" not in box[0]
    assert "“no”" in answer.content.decode()


def test_who_does_not_say_what_they_read_is_taken(music: ProductFamily):
    ProductFamily.objects.update(name="声音")
    answer = client_of(Role.CHANNEL_MANAGER).post(FAMILY, family(name="乐曲"))
    assert answer.status_code == 302


def test_every_page_that_changes_an_entry_carries_what_was_read():
    unit = make_unit("branch-east", kind=UnitKind.BRANCH, name="东")
    product, group, channel = make_product("music"), make_group("young"), make_channel("text")
    LoadingRule.objects.create(
        product=product,
        customer_group=group,
        channel=channel,
        fit=Fit.ALLOWED,
        valid_from=dt.date(2026, 1, 1),
    )
    resource = make_resource()
    person = make_user(Role.PLANNER, unit)
    admin, channels = client_of(Role.ADMINISTRATOR), client_of(Role.CHANNEL_MANAGER)
    keeper, service = client_of(Role.RESOURCE_KEEPER), client_of(Role.SERVICE_MANAGER)
    cell = [product.code, group.code, channel.code]
    pages = [
        (admin, reverse("organization:unit", args=[unit.code])),
        (admin, reverse("organization:person", args=[person.username])),
        (channels, reverse("channels:product", args=[product.code])),
        (channels, reverse("channels:channel", args=[channel.code])),
        (channels, reverse("channels:cell", args=cell)),
        (keeper, reverse("resources:edit", args=[resource.code])),
        (service, reverse("organization:policy", args=[POLICY])),
    ]
    for client, address in pages:
        assert opened(client, address), address


def test_a_form_for_a_new_entry_shows_no_marks():
    for client, address in (
        (client_of(Role.RESOURCE_KEEPER), "/resources/new/"),
        (client_of(Role.CHANNEL_MANAGER), "/channels/new/"),
        (client_of(Role.ADMINISTRATOR), "/setup/units/new/"),
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert not re.search(r"\bname:[0-9a-f]{12}", page.content.decode()), address


def test_a_unit_that_another_renamed_is_not_named_back():
    make_unit("branch-east", kind=UnitKind.BRANCH, name="东", position=3)
    client = client_of(Role.ADMINISTRATOR)
    address = reverse("organization:unit", args=["branch-east"])
    read = opened(client, address)
    Unit.objects.filter(code="branch-east").update(name="东湖")

    answer = client.post(address, {"name": "东", "colour": "fg", "position": "4", "read": read})

    unit = Unit.objects.get(code="branch-east")
    assert answer.status_code == 422
    assert (unit.name, unit.position) == ("东湖", 3)


def test_a_fit_that_another_set_meanwhile_is_seen_before_it_is_set_again():
    product, group, channel = make_product("music"), make_group("young"), make_channel("text")
    LoadingRule.objects.create(
        product=product,
        customer_group=group,
        channel=channel,
        fit=Fit.ALLOWED,
        valid_from=dt.date(2026, 1, 1),
    )
    client = client_of(Role.CHANNEL_MANAGER)
    address = reverse("channels:cell", args=[product.code, group.code, channel.code])
    read = opened(client, address)
    LoadingRule.objects.update(fit=Fit.FORBIDDEN)

    answer = client.post(address, {"fit": "preferred", "reason": "热卖", "read": read})

    assert answer.status_code == 422
    assert LoadingRule.objects.get().fit == Fit.FORBIDDEN
    assert "热卖" in answer.content.decode()


def test_a_name_that_another_corrected_is_not_taken_back():
    person = make_user(Role.PLANNER, username="li", display_name="李")
    client = client_of(Role.ADMINISTRATOR)
    address = reverse("organization:person", args=["li"])
    read = opened(client, address)
    User.objects.filter(pk=person.pk).update(display_name="李明")

    answer = client.post(address, {"display_name": "李", "language": "en", "read": read})

    person.refresh_from_db()
    assert answer.status_code == 422
    assert (person.display_name, person.language) == ("李明", "")


def test_a_resource_by_the_api_is_changed_only_as_it_was_read():
    make_resource(code="fan", name="扇")
    client = APIClient()
    client.force_authenticate(make_user(Role.RESOURCE_KEEPER))
    address = "/api/v1/resources/fan/"
    tag = client.get(address)["ETag"]

    first = client.patch(address, {"name": "团扇"}, format="json", headers={"if-match": tag})
    late = client.patch(address, {"name": "折扇"}, format="json", headers={"if-match": tag})
    then = {"if-match": first["ETag"]}
    again = client.patch(address, {"name": "折扇"}, format="json", headers=then)
    held = client.get(address, headers={"if-none-match": again["ETag"]})

    assert [first.status_code, late.status_code, again.status_code] == [200, 412, 200]
    assert held.status_code == 304
    assert Resource.objects.get().name == "折扇"


def test_a_policy_by_the_api_is_changed_only_as_it_was_read():
    client = APIClient()
    client.force_authenticate(make_user(Role.SERVICE_MANAGER))
    address = f"/api/v1/policies/{POLICY}/"
    answer = client.get(address)
    assert answer.status_code == 200, answer.data
    tag, value = answer["ETag"], int(answer.json()["value"])
    sent = {"value": str(value + 1), "reason": "更多"}

    first = client.patch(address, sent, format="json", headers={"if-match": tag})
    late = client.patch(address, sent, format="json", headers={"if-match": tag})

    assert [first.status_code, late.status_code] == [200, 412], first.data
    assert Policy.objects.count() == 1


@pytest.mark.parametrize("by", ["page", "program"])
def test_two_units_of_one_name_below_one_are_refused_at_the_name(by: str):
    make_unit("east", kind=UnitKind.BRANCH, name="东湖", name_en="East")
    sent = {"code": "east-2", "name": "东湖", "name_en": "EAST", "kind": "branch"}
    sent["parent"] = company().code
    if by == "page":
        client = client_of(Role.ADMINISTRATOR)
        answer = client.post(
            reverse("organization:unit-new"), {**sent, "colour": "fg", "position": "0"}
        )
        errors = answer.context["form"].errors
        assert answer.status_code == 422
        assert set(errors) == {"name", "name_en"}
        assert "east beside it" in errors["name"][0]
    else:
        api = APIClient()
        api.force_authenticate(make_user(Role.ADMINISTRATOR))
        answer = api.post("/api/v1/units/", sent, format="json")
        assert answer.status_code == 400, answer.data
        assert {one["attr"] for one in answer.json()["errors"]} == {"name", "name_en"}
    assert not Unit.objects.filter(code="east-2").exists()


def test_units_of_one_name_below_different_ones_are_two_places():
    west = make_unit("west", kind=UnitKind.BRANCH, name="西")
    make_unit("centre", kind=UnitKind.CENTRE, name="一中心", parent=west)
    unit = Unit(code="other", name="一中心", kind=UnitKind.CENTRE, parent=company())
    unit.full_clean(exclude=["path"])


def test_no_role_is_chosen_before_somebody_chooses_it():
    make_user(Role.PLANNER, username="li")
    client = client_of(Role.ADMINISTRATOR)
    for address in (
        reverse("organization:people"),
        reverse("organization:person", args=["li"]),
    ):
        page = client.get(address).content.decode()
        chooser = page[page.index('name="role"') :]
        assert re.search(r'<option value=""[^>]*selected', chooser), address
    sent = {"username": "wang", "display_name": "王", "unit": company().pk, "role": ""}
    answer = client.post(reverse("organization:people"), sent)
    assert answer.context["form"].errors.keys() == {"role"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_the_second_is_told(
    monkeypatch, race, is_locked, music: ProductFamily
):
    clients = [client_of(Role.CHANNEL_MANAGER) for _ in range(2)]
    reads = [opened(one, FAMILY) for one in clients]
    met = race.before(meanwhile.NoticesChanges._compare)
    monkeypatch.setattr(meanwhile.NoticesChanges, "_compare", met)

    def save(at: int):
        sent = family(name=f"声音{at}", read=reads[at])
        return lambda: clients[at].post(FAMILY, sent).status_code

    answers = race.together(save(0), save(1))

    assert answers == ({302: 1, 422: 1} if is_locked else {302: 2})
