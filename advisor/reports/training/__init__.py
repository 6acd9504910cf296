"""Exercises and scores as pages, papers and tables."""
