"""The verbs as values: what every surface asks for, said in the same words."""
