"""Read the languages of the web, CSS and HTML, as a browser does and in time that grows with the text alone."""
