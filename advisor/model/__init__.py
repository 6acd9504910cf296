"""The nouns: law, scenarios and opinions as frozen values."""
