"""Read CSS and HTML as a browser does, in a time proportional to the length of the text."""
