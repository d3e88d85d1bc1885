"""The spaCy pipeline: found, checked, loaded, made fast, and run over passages."""
