"""What came of tariff plans before this product: two of them drew many complaints."""

from __future__ import annotations

from campaigns.enums import Category
from campaigns.models import PlanResult
from demo.catalogue import Catalogue
from demo.scenario import Scenario

# Code in the billing system, family, channel, last day from today, persons reached, complaints,
# lesson.
RESULTS = (
    (
        "B-PLAN-UP-1",
        "tariff-plan",
        "outbound-call",
        -160,
        18_000,
        43,
        "升档前先告知原套餐到期日和违约金，再请客户二次确认。",
    ),
    (
        "B-PLAN-UP-2",
        "tariff-plan",
        "social-outlet",
        -75,
        9_000,
        16,
        "网点张贴的档位与系统不一致；上线前由后台逐档核对。",
    ),
    ("B-LINE-1", "broadband", "community", -210, 12_000, 5, ""),
    ("B-LINE-2", "broadband", "direct-sales", -95, 8_000, 4, ""),
    ("B-FAMILY-1", "family-plan", "app", -130, 6_000, 3, ""),
)


def load_results(scenario: Scenario, catalogue: Catalogue) -> None:
    """Write the results of plans that were carried out elsewhere."""
    families = {one.family.code: one.family for one in catalogue.products.values()}
    PlanResult.objects.bulk_create(
        PlanResult(
            campaign=code,
            category=Category.TARIFF,
            product_family=families[family],
            channel=catalogue.channels[channel],
            ended_on=scenario.day(ended),
            reached=reached,
            complaints=complaints,
            lesson=lesson,
        )
        for code, family, channel, ended, reached, complaints, lesson in RESULTS
    )
