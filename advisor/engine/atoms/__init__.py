"""Single tests of facts: numbered once for a law, compiled, and remembered."""
