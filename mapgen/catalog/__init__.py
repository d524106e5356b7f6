"""Everything that mapgen knows: data read from files, cross-checked, described."""
