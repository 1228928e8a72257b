from __future__ import annotations

import random
from decimal import Decimal

import pytest

from comms.first_terms import FIRST_TERMS
from comms.models import AdvertisingTerm
from findings.enums import FindingClass, Severity
from preflight.applying import applied
from preflight.context import Context, DraftText
from preflight.law import TermFacts, hits
from preflight.plan_texts import own_texts
from preflight.rules.advertising_law import AdvertisingLaw
from preflight.snapshot import PlanSnapshot, ServicePlan
from preflight.tariffs import TariffFacts
from tests.preflight.builders import cases_of, context, day, findings, offer, only, plan
from tests.seeds import times

RULE = AdvertisingLaw()


def term(word: str, level: str = "forbidden", *variants: str, **more: str) -> TermFacts:
    return TermFacts(
        word=word, level=level, forms=(word, *variants), **{"article": "第九条", **more}
    )


BEST = term("最佳", suggestion="优选", explanation="绝对化用语")
STATE = term("国家级")
PROOF = term("100%", "needs_proof", "百分之百", article="第十一条")
REFUSE = term("拒收", "refusal", "退订", suggestion="拒收请回复R", article="第四十三条")
LIST = (BEST, STATE, PROOF, REFUSE)


def around(*drafts: DraftText, terms: tuple[TermFacts, ...] = LIST) -> Context:
    return context(terms=terms, drafts=drafts)


def named(name: str, **more: object) -> PlanSnapshot:
    return plan(name=name, **more)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        pytest.param("最佳", "最佳", id="as in the list"),
        pytest.param("最 佳", "最 佳", id="a blank inside"),
        pytest.param("最\u3000佳", "最\u3000佳", id="a wide blank inside"),
        pytest.param("最\u200b佳", "最\u200b佳", id="an invisible blank inside"),
        pytest.param("最·佳", "最·佳", id="a dot inside"),
        pytest.param("最，*佳", "最，*佳", id="signs inside"),
        pytest.param("國家級", "國家級", id="traditional"),
        pytest.param("國 家－級", "國 家－級", id="traditional with signs inside"),
        pytest.param("１００％", "１００％", id="full width"),
        pytest.param("百分之百", "百分之百", id="a variant"),
    ],
)
def test_a_word_is_found_however_it_is_written(written, found):
    (hit,) = hits(f"春节{written}优惠", LIST)

    assert (hit.written, hit.start) == (found, 2)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("充100送50", id="a number without its sign"),
        pytest.param("2100%", id="the end of another number"),
        pytest.param("价格最。佳节", id="two sentences"),
        pytest.param("价格最\n佳节", id="two lines"),
        pytest.param("佳最", id="the other way round"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_only_looks_like_a_word_is_none(text):
    assert not list(hits(text, LIST))


def test_latin_words_stand_for_themselves():
    first = term("第一品牌", "forbidden", "NO.1")

    assert [hit.written for hit in hits("全网ｎｏ．１，NO.1", (first,))] == ["ｎｏ．１", "NO.1"]
    assert not list(hits("NO.12 CASINO.1", (first,)))


def test_the_longer_word_counts_and_none_within_another():
    words = (term("最高"), term("最高级"), term("级别"))

    assert [hit.term.word for hit in hits("最高级别，最高", words)] == ["最高级", "最高"]


@pytest.mark.parametrize(
    ("checked", "place"),
    [
        (named("最佳套餐"), "name"),
        (plan(selling_points=("好", "网速最佳")), "selling_point"),
        (plan(service_plan=ServicePlan(script="这是最佳选择")), "script"),
        (plan(explanations=(("C2", "两者最佳"),)), "explanation"),
        (plan(service_plan=ServicePlan(terms="最佳")), "terms"),
    ],
)
def test_every_text_of_the_plan_is_read(checked, place):
    found = only(RULE, checked, around())

    assert (found.case, found.severity) == ("forbidden", Severity.BLOCKING)
    assert found.finding_class == FindingClass.HARM
    assert found.facts["places"] == [place]


def test_drafts_are_read_with_their_title():
    draft = DraftText(code="D2026-0001", kind="leaflet", title="最佳", body="国家级网络")

    found = only(RULE, plan(), around(draft))

    assert [(one["word"], one["draft"]) for one in found.facts["found"]] == [
        ("最佳", "D2026-0001"),
        ("国家级", "D2026-0001"),
    ]


def test_facts_name_word_place_article_and_what_to_say_instead():
    found = only(RULE, named("最 佳套餐", selling_points=("最佳",)), around())

    assert found.subject == {"level": "forbidden"}
    assert found.facts["words"] == ["最佳"]
    assert found.facts["count"] == 1
    assert found.facts["articles"] == ["第九条"]
    assert found.facts["places"] == ["name", "selling_point"]
    assert found.facts["found"][0] == {
        "word": "最佳",
        "written": "最 佳",
        "place": "name",
        "draft": "",
        "article": "第九条",
        "explanation": "绝对化用语",
        "suggestion": "优选",
    }
    assert [way.params for way in found.ways_out] == [
        {"word": "最 佳", "to": "优选", "places": [{"text": "name", "at": 0}]},
        {"word": "最佳", "to": "优选", "places": [{"text": "selling_points.1", "at": 0}]},
    ]


def test_a_claim_warns_beside_a_forbidden_word():
    found = findings(RULE, named("最佳100%"), around())

    assert [(one.case, one.severity) for one in found] == [
        ("forbidden", Severity.BLOCKING),
        ("needs_proof", Severity.WARNING),
    ]
    assert found[1].facts["articles"] == ["第十一条"]


@pytest.mark.parametrize(
    ("kind", "body", "cases"),
    [
        ("sms", "充100送50", ["refusal"]),
        ("sms", "充100送50，拒收请回复R", []),
        ("sms", "充100送50，退訂回T", []),
        ("sms", "", ["refusal"]),
        ("leaflet", "充100送50", []),
    ],
)
def test_a_text_message_says_how_to_refuse(kind, body, cases):
    draft = DraftText(code="D2026-0001", kind=kind, body=body)

    assert cases_of(RULE, plan(), around(draft)) == cases


def test_what_is_missing_in_a_message_is_proposed():
    draft = DraftText(code="D2026-0001", kind="sms", body="充100送50")

    found = only(RULE, plan(), around(draft))

    assert (found.severity, found.facts["drafts"]) == (Severity.BLOCKING, ["D2026-0001"])
    assert [way.params for way in found.ways_out] == [{"add": "拒收请回复R"}]


def test_the_first_way_to_refuse_is_proposed_by_its_word_where_no_sentence_is_given():
    ways = (term("退订", "refusal"), term("取消", "refusal", suggestion="取消请回复Q"))
    draft = DraftText(code="D2026-0001", kind="sms", body="充100送50")

    found = only(RULE, plan(), around(draft, terms=ways))

    assert [way.params for way in found.ways_out] == [{"add": "退订"}]


def test_without_a_list_nothing_is_said():
    draft = DraftText(code="D2026-0001", kind="sms", body="最佳")

    assert cases_of(RULE, named("最佳"), around(draft, terms=())) == []


def test_the_first_list_finds_its_own_words_and_no_usual_name():
    terms = tuple(
        TermFacts(word=row.word, level=row.level, article=row.article, forms=row.forms)
        for row in (AdvertisingTerm(**values) for values in FIRST_TERMS)
    )

    for one in terms:
        for form in one.forms:
            assert [hit.term.word for hit in hits(form, terms)] == [one.word], form
    for usual in ("充100送50", "最低消费58元", "首月免费", "第一季度存量保有", "5G 换机补贴"):
        assert not list(hits(usual, terms)), usual


@pytest.mark.parametrize("seed", range(times(40)))
def test_as_found_by_hand(seed):
    """Words of two letters planted among other letters, with anything between that is not read."""
    dice = random.Random(seed)
    pieces, expected = [], []
    for _ in range(30):
        if dice.random() < 0.3:
            gap = "".join(dice.choice(" 　·*，-_\u200b") for _ in range(dice.randint(0, 3)))
            written = f"{dice.choice('最')}{gap}佳"
            expected.append(written)
            pieces.append(written)
        else:
            pieces.append(dice.choice(["优", "惠", "5", "G", "佳", "最。", "网"]))
            if pieces[-1] == "佳" and pieces[:-1] and pieces[-2].endswith("最"):
                pieces[-1] = "网"
    text = "".join(pieces)

    assert [hit.written for hit in hits(text, (BEST,))] == expected


MUSIC = TariffFacts(
    code="music",
    product="music-pack",
    names=("音乐畅听包",),
    price=Decimal(10),
    condition="不限速率",
    source="资费公示 2026-17",
    published_on=day("2026-01-01"),
)


def test_a_price_that_is_not_the_published_one_is_told_by_product_and_replaced_where_it_stands():
    draft = DraftText(code="D2026-0001", kind="leaflet", body="音乐畅听包12元/月")
    checked = plan(
        offers=(offer(description="音乐畅听包每月12元"),), selling_points=("音乐畅听包10元/月",)
    )
    around = context(tariffs=(MUSIC,), drafts=(draft,))

    found = only(RULE, checked, around)

    assert (found.case, found.severity) == ("tariff", Severity.WARNING)
    assert found.subject == {"product": "music-pack"}
    assert found.facts["price"] == "10.00"
    assert found.facts["places"] == ["offer", "draft"]
    own, theirs = found.ways_out
    assert own.params == {
        "word": "每月12元",
        "to": "每月10元",
        "places": [{"text": "offers.1", "at": 5}],
    }
    assert theirs.params == {"word": "12元/月", "to": "10元/月"}
    assert applied(checked, theirs, found, around) is None
    after = applied(checked, own, found, around)
    assert after is not None
    assert after.offers[0].description == "音乐畅听包每月10元"


def test_one_other_price_is_enough():
    checked = plan(offers=(offer(description="音乐畅听包每月12元"),))

    assert only(RULE, checked, context(tariffs=(MUSIC,))).facts["price"] == "10.00"


@pytest.mark.parametrize(
    "checked",
    [
        plan(name="最佳套餐，最佳"),
        plan(offers=(offer(description="最佳"),)),
        plan(selling_points=("好", "网速最佳")),
        plan(service_plan=ServicePlan(script="这是最佳选择")),
        plan(explanations=(("C2", "两者最佳"),)),
        plan(service_plan=ServicePlan(terms="最佳")),
    ],
)
def test_a_word_is_replaced_wherever_it_stands_in_the_plan(checked):
    found = only(RULE, checked, around())
    (way,) = found.ways_out

    after = applied(checked, way, found, around())

    assert after is not None
    assert cases_of(RULE, after, around()) == []
    assert sum(text.count("优选") for text in own_texts(after).values()) == len(
        way.params["places"]
    )
