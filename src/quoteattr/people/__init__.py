"""Who is named, and as what: names, the persons and bodies that bear them, and their roles."""
