"""The chain and its peers side by side: on the same broker, the same events and the same PostgreSQL server."""
