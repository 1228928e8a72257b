import pytest
from django.http import QueryDict

from campaigns.formdata import MAX_ROWS, parse


def form(text):
    return QueryDict(text)


def test_parse_nests_dotted_names():
    nested = parse(
        form(
            "name=A&placements.0.channel=sms&placements.0.waves.0.on=2026-10-01&placements.0.waves.1.on=2026-10-08"
        ),
        roots=["name", "placements"],
    )

    assert nested.data == {
        "name": "A",
        "placements": [{"channel": "sms", "waves": [{"on": "2026-10-01"}, {"on": "2026-10-08"}]}],
    }


def test_parse_keeps_the_order_of_the_form_and_closes_gaps():
    nested = parse(form("offers.7.pay=100&offers.2.pay=200"), roots=["offers"])

    assert nested.data == {"offers": [{"pay": "100"}, {"pay": "200"}]}
    assert nested.name_of(["offers", 1, "pay"]) == "offers.2.pay"


def test_name_of_finds_a_nested_row_again():
    nested = parse(form("placements.3.waves.9.share=0.5"), roots=["placements"])

    assert nested.name_of(["placements", 0, "waves", 0, "share"]) == "placements.3.waves.9.share"


def test_name_of_a_field_that_the_form_lacks():
    assert parse(form(""), roots=["offers"]).name_of(["offers", 0, "pay"]) == "offers.0.pay"


def test_parse_collects_lists_without_empty_values():
    nested = parse(form("branches[]=&branches[]=east&branches[]=west"), roots=["branches"])

    assert nested.data == {"branches": ["east", "west"]}


def test_parse_gives_an_empty_list_when_nothing_is_ticked():
    assert parse(form("branches[]="), roots=["branches"]).data == {"branches": []}


@pytest.mark.parametrize(
    ("text", "data"),
    [
        pytest.param("csrfmiddlewaretoken=x&name=A", {"name": "A"}, id="other fields are left out"),
        pytest.param("name=A&name=B", {"name": "B"}, id="the last value counts"),
        pytest.param("name=A&name.0.x=B", {"name": "A"}, id="a text cannot have rows"),
        pytest.param("name.x=B&name=A", {"name": {"x": "B"}}, id="rows cannot become a text"),
        pytest.param("name..x=B", {}, id="empty parts"),
        pytest.param("name." + ".".join("abcdefgh") + "=B", {}, id="too deep"),
        pytest.param(
            "name.0=a&name.x=b", {"name": {"0": "a", "x": "b"}}, id="mixed keys stay named"
        ),
        pytest.param("name.٣=a", {"name": {"٣": "a"}}, id="only plain digits number rows"),
    ],
)
def test_parse_leaves_out_what_it_cannot_place(text, data):
    assert parse(form(text), roots=["name"]).data == data


def test_parse_limits_rows():
    text = "&".join(f"offers.{n}.pay=1" for n in range(MAX_ROWS + 5))

    assert len(parse(form(text), roots=["offers"]).data["offers"]) == MAX_ROWS
