"""Command lines to values: options declared once, read fast, or by typer where one is misused."""
