"""An opinion, and what stands behind it, for every kind of reader."""
