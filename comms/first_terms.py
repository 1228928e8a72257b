"""The advertising terms that a company begins with: a short list of our own, which it edits.

Source: the Advertising Law of the People's Republic of China (广告法), articles 9, 11, 28 and 43.
"""

from __future__ import annotations

from typing import Any

from comms.enums import TermLevel

ABSOLUTE, PROVEN, TRUE, REFUSED = (
    "《广告法》第九条",
    "《广告法》第十一条",
    "《广告法》第二十八条",
    "《广告法》第四十三条",
)
NO_DEGREE = "绝对化用语，与是否属实无关"
A_SOURCE = "数据、排名要真实准确，并注明出处"
# Word, level, article, other ways to write it, why, what may be said instead.
ROWS = (
    ("国家级", TermLevel.FORBIDDEN, ABSOLUTE, "国家级别", NO_DEGREE, "优质"),
    ("最高级", TermLevel.FORBIDDEN, ABSOLUTE, "最高级别、最高档", NO_DEGREE, "高品质"),
    ("最佳", TermLevel.FORBIDDEN, ABSOLUTE, "最好、最优", NO_DEGREE, "优选"),
    ("最优惠", TermLevel.FORBIDDEN, ABSOLUTE, "最实惠、最划算", NO_DEGREE, "更优惠"),
    ("最便宜", TermLevel.FORBIDDEN, ABSOLUTE, "最低价、价格最低、史上最低", NO_DEGREE, "实惠"),
    ("最快", TermLevel.FORBIDDEN, ABSOLUTE, "网速最快、极速第一", NO_DEGREE, "快速"),
    ("最强", TermLevel.FORBIDDEN, ABSOLUTE, "最大优惠", NO_DEGREE, "强劲"),
    ("第一品牌", TermLevel.FORBIDDEN, ABSOLUTE, "全网第一、全国第一、NO.1", NO_DEGREE, "知名品牌"),
    ("顶级", TermLevel.FORBIDDEN, ABSOLUTE, "顶尖、极品", NO_DEGREE, "高端"),
    ("独一无二", TermLevel.FORBIDDEN, ABSOLUTE, "绝无仅有、史无前例", NO_DEGREE, "特色"),
    ("国家领导人推荐", TermLevel.FORBIDDEN, ABSOLUTE, "中央领导推荐", "不得使用国家机关名义", ""),
    ("100%", TermLevel.NEEDS_PROOF, PROVEN, "百分之百、百分百", A_SOURCE, ""),
    ("行业领先", TermLevel.NEEDS_PROOF, PROVEN, "遥遥领先、全国首家", A_SOURCE, ""),
    ("满意度", TermLevel.NEEDS_PROOF, PROVEN, "好评率、零投诉", A_SOURCE, ""),
    (
        "永久免费",
        TermLevel.NEEDS_PROOF,
        TRUE,
        "终身免费",
        "期限须属实，否则即虚假广告",
        "写明免费期",
    ),
    ("拒收", TermLevel.REFUSAL, REFUSED, "退订、拒绝接收", "商业短信须告知拒收方式", "拒收请回复R"),
)
NAMES = ("word", "level", "article", "variants", "explanation", "suggestion")
FIRST_TERMS: tuple[dict[str, Any], ...] = tuple(dict(zip(NAMES, row, strict=True)) for row in ROWS)
