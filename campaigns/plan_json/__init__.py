"""A plan as JSON, read and written: the one description that pages and API share."""
