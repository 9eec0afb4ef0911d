"""A registry that serves the released Avro schemas, for clients that ask one."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from schemas.released import load_released


class _Registry(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer the one question a deserialiser cannot do without: the schema of an id."""
        asked = re.match(r"/schemas/ids/(\d+)", self.path)
        schema = load_released().by_id.get(int(asked[1])) if asked else None
        answer = {"schema": json.dumps(schema.avro)} if schema else {"error_code": 404, "message": "not here"}
        body = json.dumps(answer).encode()
        self.send_response(200 if schema else 404)
        self.send_header("Content-Type", "application/vnd.schemaregistry.v1+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def registry() -> Iterator[str]:
    """The registry's address, for the length of a block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Registry)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
