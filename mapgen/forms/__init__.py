"""What several export formats share: their tables, their texts, the areas of their rings, and zip archives."""
