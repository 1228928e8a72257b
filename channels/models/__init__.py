from channels.models.brand import BrandPair
from channels.models.channel import Channel
from channels.models.estimate import CellEstimate
from channels.models.hotline import CallRate, HotlineCalls, HotlineRoster
from channels.models.product import CustomerGroup, Product, ProductFamily
from channels.models.result import PlacementResult
from channels.models.rule import LoadingRule
from channels.models.tariff import Tariff

__all__ = [
    "BrandPair",
    "CallRate",
    "CellEstimate",
    "Channel",
    "CustomerGroup",
    "HotlineCalls",
    "HotlineRoster",
    "LoadingRule",
    "PlacementResult",
    "Product",
    "ProductFamily",
    "Tariff",
]
