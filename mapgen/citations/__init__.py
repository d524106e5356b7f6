"""Sources as readers meet them: footnote numbers, bibliographies, BibTeX."""
