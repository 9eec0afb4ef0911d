"""The Rules, running: pure rules and pipeline, and the two shells that run them."""
