"""Measuring the chain on a platform of its own: first whether the result is right, then how fast it came."""
