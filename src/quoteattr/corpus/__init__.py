"""Many articles: read from files, written to one table, and asked about."""
