"""Audits: any number of messages or rows read, answered by the law and counted."""
