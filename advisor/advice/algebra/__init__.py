"""
Outcome, conflict and verdict, each written once for one scenario, many variants and tables.

A rule is written over *planes*: where something is so, among all that are asked about at
once. Adding a modality, an outcome or a verdict fails the type check in these modules.
"""
