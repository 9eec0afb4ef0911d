"""The contract: what agencies share, item by item, and how it looks on the wire."""
