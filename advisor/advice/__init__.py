"""Corpus and scenario in, opinion out."""

from advisor.advice.corpus import Corpus, advise, advise_many, load

__all__ = ["Corpus", "advise", "advise_many", "load"]
