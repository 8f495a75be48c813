"""The CEL conformance files: what the subset claims passes, what it leaves out is told why."""

from __future__ import annotations

import pytest
from conformance import (
    IS_THERE,
    TESTDATA,
    Case,
    cases,
    fault_of,
    reason_for_leaving_out,
    subset,
)

pytestmark = pytest.mark.skipif(
    not IS_THERE, reason="CEL_SPEC names no checkout of google/cel-spec"
)

ALL = list(cases())
CLAIMED = [case for case in ALL if reason_for_leaving_out(case) is None]
LEFT_OUT = [case for case in ALL if reason_for_leaving_out(case) is not None]


@pytest.mark.parametrize("case", CLAIMED, ids=lambda case: case.id)
def test_a_claimed_case_passes(case: Case) -> None:
    assert fault_of(case) == ""


def test_what_is_left_out_does_not_pass_by_chance() -> None:
    assert [case.id for case in LEFT_OUT if not fault_of(case)] == []


def test_every_name_left_out_is_a_case_and_every_reason_is_given() -> None:
    known = {(case.file, case.section, case.name) for case in ALL}
    sections = {(case.file, case.section) for case in ALL}
    strange = []
    for file, by_section in subset()["files"].items():
        for section, by_reason in (by_section or {}).items():
            for reason, names in by_reason.items():
                if reason not in subset()["reasons"] or (file, section) not in sections:
                    strange.append((file, section, reason))
                listed = [] if names == "all" else names
                strange += [(file, section, n) for n in listed if (file, section, n) not in known]
    assert strange == []


def test_every_file_of_the_suite_is_taken_on_or_left_out_with_a_reason() -> None:
    files = {path.stem for path in TESTDATA.glob("*.textproto")}
    assert files == {*subset()["files"], *subset()["not_taken_on"]}
