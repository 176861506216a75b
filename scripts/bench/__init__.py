"""Measurements side by side with what one would take off the shelf: ratios in one run, never times alone."""
