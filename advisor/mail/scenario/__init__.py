"""A message analysis to a scenario, with what the address book tells."""
