"""The version of the program; the law has its own hash."""

VERSION = "0.1.0"
