"""A provider agency's side: files, mappings, the publisher and its state, the simulator."""
