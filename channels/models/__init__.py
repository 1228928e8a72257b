from channels.models.brand import BrandPair
from channels.models.channel import Channel
from channels.models.product import CustomerGroup, Product, ProductFamily
from channels.models.rule import LoadingRule
from channels.models.tariff import Tariff

__all__ = [
    "BrandPair",
    "Channel",
    "CustomerGroup",
    "LoadingRule",
    "Product",
    "ProductFamily",
    "Tariff",
]
