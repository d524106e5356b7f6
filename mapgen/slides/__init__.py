"""Write a map as slides that a briefer can edit; no other package knows python-pptx."""
