"""The embedded platform: real Kafka and real PostgreSQL from packages alone, for one machine."""
