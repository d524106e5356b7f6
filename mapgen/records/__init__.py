"""The records of the catalog: their models, their error messages, what follows from them."""
