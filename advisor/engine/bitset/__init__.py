"""Conditions over integer bit sets: one scenario, or many variants of one, at once."""
