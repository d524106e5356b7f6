"""One map as plain data: its texts, its view, everything that a format needs."""
