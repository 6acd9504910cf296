"""What stands before every page: checks of the request, of its forms, and limits."""
