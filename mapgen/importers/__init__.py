"""Read the files of other programs: each format is a module with ENDINGS, `recognises` and `read`.

A module whose name begins with an underscore is not a format.
"""
