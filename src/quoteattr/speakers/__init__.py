"""Who is meant: each source mention followed to one of the cast, and how surely."""
