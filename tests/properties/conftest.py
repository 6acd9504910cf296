"""
How many examples the property tests look at.

`HYPOTHESIS_PROFILE=ci` looks at 10,000 scenarios for the agreement of the engines, always
the same ones; `deep` at two hundred thousand new ones; `dev` at enough for every day.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from properties.strategies import SCENARIOS_TO_A_LAW

settings.register_profile(
    "dev",
    max_examples=200 // SCENARIOS_TO_A_LAW,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "ci",
    settings.get_profile("dev"),
    max_examples=10_000 // SCENARIOS_TO_A_LAW,
    derandomize=True,
    print_blob=True,
)
settings.register_profile(
    "deep",
    settings.get_profile("dev"),
    max_examples=200_000 // SCENARIOS_TO_A_LAW,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
