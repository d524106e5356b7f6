"""What one map shows: a story resolved, as of a day."""
