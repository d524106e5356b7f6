"""The HTML page of a map: its texts, its land, its scripts, its seal, and the HTML that embeds it elsewhere."""
