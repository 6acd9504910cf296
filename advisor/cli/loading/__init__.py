"""What commands read: the law, scenarios, messages, and the calendar."""
