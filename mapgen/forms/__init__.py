"""What several forms of a map share: their tables, their texts, the areas of their rings, and zip archives."""
