"""The shapes of the files, as people write them."""
