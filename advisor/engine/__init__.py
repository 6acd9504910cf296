"""Truth: which propositions hold of a scenario."""
