"""What ``mapgen check --strict`` looks at beside what keeps data from loading."""
