"""Spreadsheets as grids of texts, their cells cleaned, and the words that they use for a field."""
