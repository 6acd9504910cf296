"""What commands write: opinions, memos, receipts, progress, and the terminal they go to."""
