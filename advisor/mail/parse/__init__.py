"""Bytes to a parsed message: headers, parts and HTML, without trust."""
