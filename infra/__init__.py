"""How Kafka and PostgreSQL are run and reached."""
