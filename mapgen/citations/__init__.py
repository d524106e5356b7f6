"""Sources as readers see them: footnote numbers, bibliographies, BibTeX, RIS."""
