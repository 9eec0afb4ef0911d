"""A validator that begins at the end of its topics, as `auto.offset.reset=latest` would without stored offsets."""

from infra import topics
from stream_processors import validator

validator._first_offsets = topics.high_watermarks
