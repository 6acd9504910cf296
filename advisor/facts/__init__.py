"""Facts as people tell them: read, checked against the vocabulary, and written again."""
