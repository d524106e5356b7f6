"""Tools for the people who maintain the data; not part of the installed package."""
