from channels.models.brand import BrandPair
from channels.models.channel import Channel
from channels.models.hotline import CallRate, HotlineCalls, HotlineRoster
from channels.models.product import CustomerGroup, Product, ProductFamily
from channels.models.rule import LoadingRule
from channels.models.tariff import Tariff

__all__ = [
    "BrandPair",
    "CallRate",
    "Channel",
    "CustomerGroup",
    "HotlineCalls",
    "HotlineRoster",
    "LoadingRule",
    "Product",
    "ProductFamily",
    "Tariff",
]
