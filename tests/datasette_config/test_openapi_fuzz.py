"""Schemathesis against the room as it is served: no route fails, and each answers as the OpenAPI document says.

JINGWEN_FUZZ=600 asks each route so many times; `make fuzz` does.
"""

import os
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks as declared

from datasette_config.api import openapi

EXAMPLES = int(os.environ.get("JINGWEN_FUZZ", "12"))
CHECKS = [
    checks.not_a_server_error, declared.status_code_conformance, declared.content_type_conformance,
    declared.response_schema_conformance, declared.response_headers_conformance,
]  # fmt: skip
SETTINGS = settings(
    max_examples=EXAMPLES, derandomize="JINGWEN_FUZZ" not in os.environ, deadline=None, database=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
HEADERS = ("content-security-policy", "x-content-type-options", "cache-control", "referrer-policy")
schema = schemathesis.openapi.from_dict(openapi("http://room.test"), config=SchemathesisConfig(seed=20240920))


def test_the_room_serves_this_document(address: str) -> None:
    assert httpx.get(f"{address}/-/openapi.json").json() == {**schema.raw_schema, "servers": [{"url": address}]}


@schema.parametrize()
@SETTINGS
def test_a_route_answers_as_the_document_says(case: Any, address: str, reading_room: Any) -> None:
    holds(case, address)
    if "id" in case.path_parameters:
        known = {"capture": 3, "picture": reading_room.picture}
        wanted = next((number for name, number in known.items() if name in case.path), reading_room.hostile)
        case.path_parameters["id"] = str(wanted)
        holds(case, address)


def holds(case: Any, address: str) -> None:
    """The answer is declared, in its status, type and shape; a 5xx only where the document allows for slowness."""
    answer = case.call(base_url=address, timeout=30)
    slow = answer.status_code == 503 and "503" in case.operation.definition.raw["responses"]
    case.validate_response(answer, checks=CHECKS[1:] if slow else CHECKS)
    assert b"Traceback" not in answer.content
    assert all(name in answer.headers for name in HEADERS)
