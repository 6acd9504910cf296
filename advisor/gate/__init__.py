"""A content filter for mail servers: each outgoing message checked, none lost and none kept."""
