"""Write a map as slides that a briefer can edit; no other room knows python-pptx."""
