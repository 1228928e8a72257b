from channels.models.channel import Channel
from channels.models.product import CustomerGroup, Product, ProductFamily
from channels.models.rule import LoadingRule

__all__ = ["Channel", "CustomerGroup", "LoadingRule", "Product", "ProductFamily"]
