"""Messages from files, mailboxes, folders and Outlook's own formats."""
