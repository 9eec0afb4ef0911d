"""The contract: what agencies share, item by item, and how it looks on the wire."""

import os

# Read by polars when it is first imported: one thread per worker process (workers scale by processes), and
# no backtrace for the panic its Avro reader answers damaged bytes with.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
os.environ["RUST_BACKTRACE"] = "0"
