"""What follows from the facts that were told, before any norm is looked at; found twice."""
