"""Where law differs: from one day to the next, and from one place to another."""
