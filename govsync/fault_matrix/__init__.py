"""The fault matrix, running: load, faults by a seeded schedule, and the oracles that judge what is left."""
