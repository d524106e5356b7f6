"""The HTML page of a map: what it says, its land, its seal, and what goes around it."""
