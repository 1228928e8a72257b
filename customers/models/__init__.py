from customers.models.consent import Consent, DoNotContact
from customers.models.customer import Customer, Holding
from customers.models.grid import GridUnit
from customers.models.header import KeptHeader
from customers.models.imports import ImportBatch
from customers.models.index import IndexNews, IndexShard, IndexStale, IndexState, IndexValue
from customers.models.marketing import MarketingCustomer, MarketingLink
from customers.models.match import MatchStep, PartyKey, PartyMatch, UnmatchedBlock, UnmatchedParty
from customers.models.party import GoneParty, Party, PartyLink
from customers.models.party_set import PartySet, PartySetShard
from customers.models.segment import Segment, SegmentVersion
from customers.models.target import ProductTarget
from customers.models.touch import Touch

__all__ = [
    "Consent",
    "Customer",
    "DoNotContact",
    "GoneParty",
    "GridUnit",
    "Holding",
    "ImportBatch",
    "IndexNews",
    "IndexShard",
    "IndexStale",
    "IndexState",
    "IndexValue",
    "KeptHeader",
    "MarketingCustomer",
    "MarketingLink",
    "MatchStep",
    "Party",
    "PartyKey",
    "PartyLink",
    "PartyMatch",
    "PartySet",
    "PartySetShard",
    "ProductTarget",
    "Segment",
    "SegmentVersion",
    "Touch",
    "UnmatchedBlock",
    "UnmatchedParty",
]
