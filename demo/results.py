"""What came of past tariff plans: two of them drew many complaints."""

from __future__ import annotations

from collections.abc import Sequence

from campaigns.enums import CampaignState, Category
from campaigns.models import Campaign, PlanResult
from demo.catalogue import Catalogue
from demo.scenario import Scenario

# Code in the billing system, where no past plan has a name like this one, that name, family,
# channel, last day from today, persons reached, complaints, lesson.
RESULTS = (
    (
        "B-PLAN-UP-1",
        "老客升档",
        "tariff-plan",
        "outbound-call",
        -160,
        18_000,
        43,
        "升档前先告知原套餐到期日和违约金，再请客户二次确认。",
    ),
    (
        "B-PLAN-UP-2",
        "轻享新装",
        "tariff-plan",
        "social-outlet",
        -75,
        9_000,
        16,
        "网点张贴的档位与系统不一致；上线前由后台逐档核对。",
    ),
    ("B-LINE-1", "千兆入户", "broadband", "community", -210, 12_000, 5, ""),
    ("B-LINE-2", "宽带提速", "broadband", "direct-sales", -95, 8_000, 4, ""),
    ("B-FAMILY-1", "家庭共享", "family-plan", "app", -130, 6_000, 3, ""),
)


def load_results(scenario: Scenario, catalogue: Catalogue, campaigns: Sequence[Campaign]) -> None:
    """Write the results, each of the newest evaluated plan of its name, or of one that was carried
    out before.
    """
    families = {one.family.code: one.family for one in catalogue.products.values()}
    for code, topic, family, channel, ended, reached, complaints, lesson in RESULTS:
        past = _newest(campaigns, topic)
        PlanResult.objects.create(
            campaign=past.code if past else code,
            category=Category.TARIFF,
            product_family=families[family],
            channel=catalogue.channels[channel],
            ended_on=past.ended_on if past and past.ended_on else scenario.day(ended),
            reached=reached,
            complaints=complaints,
            lesson=lesson,
        )


def _newest(campaigns: Sequence[Campaign], topic: str) -> Campaign | None:
    named = [one for one in campaigns if topic in one.name and one.state == CampaignState.EVALUATED]
    return max(named, key=lambda one: one.code, default=None)
