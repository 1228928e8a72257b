"""For whom joint products are meant, and brands that are not sold together."""

from __future__ import annotations

from channels.models import BrandPair
from customers.models import ProductTarget, Segment
from demo.catalogue import Catalogue

# Product and segment.
TARGETS = (
    ("broadband-fttr", "home-with-line"),
    ("music-pack", "campus-students"),
    ("video-member", "data-heavy"),
    ("family-share", "home-with-line"),
    ("device-watch", "silver-age"),
    ("line-cloud", "key-enterprises"),
)
# Code, two brands, reason.
APART = (
    ("campus-enterprise", "青芒", "政企", "校园客户不得列入集团统付。"),
    ("silver-video", "银龄", "映视", "银龄套餐不捆绑视频业务，2024 年投诉集中。"),
)


def load_targets(catalogue: Catalogue) -> None:
    """Write both lists."""
    segments = Segment.objects.in_bulk([code for _, code in TARGETS], field_name="code")
    ProductTarget.objects.bulk_create(
        ProductTarget(product=catalogue.products[product], segment=segments[segment])
        for product, segment in TARGETS
    )
    BrandPair.objects.bulk_create(
        BrandPair(code=code, brand=brand, other_brand=other, reason=reason)
        for code, brand, other, reason in APART
    )
