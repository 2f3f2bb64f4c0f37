"""Publishes the administrative powers of a public body as a static site."""
