"""Corpus and scenario in, opinion out."""

from advisor.advise.corpus import Corpus, load

__all__ = ["Corpus", "load"]
