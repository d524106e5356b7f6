"""Draw a map as a static figure, for paper and for readers without JavaScript: start at `map`."""
