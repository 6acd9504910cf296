"""What would become of every norm in many variants of one scenario."""
