"""What somebody tells in words of their own, as facts to confirm."""

from advisor.told.description import Description, TellingReader
from advisor.told.offers import LeftOver, OfferBasis, OfferedFact, PassedOver

__all__ = [
    "Description",
    "LeftOver",
    "OfferBasis",
    "OfferedFact",
    "PassedOver",
    "TellingReader",
]
