"""Hold quotes to the figures they carry, and to the text of their sources: start at `match`."""
