"""Every possible scenario at once: what a body of law says, proved."""
