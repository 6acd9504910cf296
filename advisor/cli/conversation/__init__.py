"""Commands that ask: an interview, a sitting of training, and where answers come from."""
