"""Say which places are within a missile's range: the rule, and the report."""
