"""How fast, how large, and compared with whom."""
