"""Write a map as slides that a briefer can edit; the only room that knows python-pptx. Start at `deck`."""
