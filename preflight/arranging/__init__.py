"""Start dates for all plans of a cycle that still can be moved, worked out together."""
