"""YAML that people and machines write: read as libyaml reads it, or refused with a problem."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from robustness.real_yaml import DIALECT, cases_of, run_files, run_suite, verdict, yaml_files

SUITE, FILES = os.environ.get("YAML_TEST_SUITE"), os.environ.get("REAL_YAML")
REPOSITORY = Path(__file__).parents[2]
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_DATA = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.skipif(SUITE is None, reason="YAML_TEST_SUITE names no checkout of the suite")
def test_the_public_suite_is_read_as_libyaml_reads_it() -> None:
    suite = Path(str(SUITE))
    assert len(list(cases_of(suite))) >= 402
    assert run_suite(suite)[1] == []


@pytest.mark.skipif(FILES is None, reason="REAL_YAML names no folders of files")
def test_real_files_are_read_as_libyaml_reads_them() -> None:
    paths = [path for folder in str(FILES).split(os.pathsep) for path in yaml_files(Path(folder))]
    assert len(paths) >= 1000
    assert run_files(paths)[1] == []


def test_every_yaml_file_of_this_repository_is_read_as_libyaml_reads_it() -> None:
    folders = [REPOSITORY / name for name in ("playbook", "steps", "templates", "tests/cases")]
    counted, wrong = run_files([path for folder in folders for path in yaml_files(folder)])
    assert wrong == []
    assert counted["same"] > 100


@given(_DATA, st.booleans(), st.booleans(), st.sampled_from([None, "'", '"', "|", ">"]))
def test_what_libyaml_writes_is_read_as_libyaml_reads_it(
    data: object, flow: bool, plain: bool, style: str | None
) -> None:
    text = yaml.dump(
        data,
        Dumper=yaml.CSafeDumper,
        default_flow_style=flow,
        allow_unicode=plain,
        default_style=style,
    )
    assert not verdict(text).startswith("DIFFERENT")


@given(st.text(alphabet="ab:-?[]{}!&*#|>'\"%@`,. \n\t0", max_size=40))
def test_marks_in_any_order_are_read_as_libyaml_reads_them_or_refused(text: str) -> None:
    assert not verdict(text).startswith("DIFFERENT")


@given(st.binary(max_size=60))
def test_bytes_are_read_as_libyaml_reads_them_or_refused(data: bytes) -> None:
    said = verdict(data)
    assert said in {"same", "both refuse", *DIALECT.values()}
