"""The law library: statutes from several sources, article by article, and which version of each holds on a day."""
