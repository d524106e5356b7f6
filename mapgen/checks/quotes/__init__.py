"""Compare quotes with the figures that they support, and with the archived texts of their sources: start at `match`."""
