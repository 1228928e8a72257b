"""Master data: what a company enters before it plans. Each floor declares its kinds."""

from organization.master_data.checklist import Step, add_steps, founding
from organization.master_data.kind import Kind, Link, kind_about, kind_of, kinds, register
from organization.master_data.unread import tell_owners

__all__ = [
    "Kind",
    "Link",
    "Step",
    "add_steps",
    "founding",
    "kind_about",
    "kind_of",
    "kinds",
    "register",
    "tell_owners",
]
