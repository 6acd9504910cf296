"""Text or Python values to nodes that know their place; nothing here knows any law."""
