"""How a map looks: colours, fonts, a logo."""
