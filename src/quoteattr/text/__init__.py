"""A text as it stands: its passages, whether it is English, and the parsed page with its questions about grammar."""
