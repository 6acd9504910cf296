"""The programs' interface: the verbs over HTTP, under `/api/v1`."""

API_PREFIX = "/api/v1"
"""Where it is mounted; another shape of the answers would be another version."""
