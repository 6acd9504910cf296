"""What an audit counted, for a screen, as a page with charts, as JSON and as SARIF."""
