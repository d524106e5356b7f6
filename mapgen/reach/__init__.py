"""Say what lies within a missile's range: the rule, and the report of it."""
