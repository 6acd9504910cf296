"""Opinions for programs: JSON, its schema, and SARIF."""
