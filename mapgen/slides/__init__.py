"""Write a map as slides that a briefer can edit, as the only room that knows python-pptx: start at `deck`."""
