"""Make the records of a data folder: a small one to start from, or those of imported files."""
