"""Who said what, as whom: quotations in news text, linked to named speakers and their roles."""
