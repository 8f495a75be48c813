"""Inputs grown by libFuzzer towards every branch of the program; whatever goes wrong stops it.

    pip install -e '.[fuzz]'
    python tests/robustness/fuzz_coverage.py guard --minutes 3 [--seed 1] [--kept FOLDER]

``targets.py`` says what is fed and what must hold. The input that went wrong is written to
``crash-...`` in the folder of ``--kept``; mended, it belongs into ``tests/cases/fuzz/TARGET``.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

TESTS = Path(__file__).parents[1]
_LAYERS = ("model", "language", "engine", "rules", "files")
_WORD = re.compile(rb"[A-Za-z_]{2,30}")
_MOST_WORDS = 1500


def _dictionary(seeds: list[bytes], pieces: tuple[bytes, ...]) -> str:
    """Pieces and words for the fuzzer to put in, as it reads them."""
    words = {word for seed in seeds for word in _WORD.findall(seed)}
    known = [piece for piece in pieces if len(piece) < 60] + sorted(words)[:_MOST_WORDS]
    return "".join('"' + "".join(f"\\x{byte:02X}" for byte in each) + '"\n' for each in known)


def main() -> None:
    """Feeds one target until the time is over; the fuzzer ends the program."""
    sys.path.insert(0, str(TESTS))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=("yaml", "guard", "template", "playbook"))
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path, default=None)
    asked = parser.parse_args()

    atheris = import_module("atheris")  # an extra of its own: only this script needs it
    package = import_module("collab_playbook")
    with atheris.instrument_imports(include=["collab_playbook"]):
        for module in walk_packages(package.__path__, "collab_playbook."):
            if module.name.split(".")[1] in _LAYERS:
                import_module(module.name)
        targets = import_module("robustness.targets")
    pieces = import_module("rules.fuzz").PIECES

    target = targets.TARGETS[asked.target]
    kept = asked.kept or Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus = kept / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = target.seeds()
    for seed in seeds:
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    (kept / "words").write_text(_dictionary(seeds, pieces), "ascii")

    def one(data: bytes) -> None:
        targets.fed(asked.target, data)

    for seed in seeds:
        one(seed)
    options = {
        "max_total_time": round(asked.minutes * 60),
        "seed": asked.seed,
        "max_len": target.longest,
        "len_control": 0,
        "keep_seed": 1,
        "reduce_inputs": 0,
        "timeout": 30,
        "rss_limit_mb": 2048,
        "print_final_stats": 1,
        "artifact_prefix": f"{kept}/",
        "dict": kept / "words",
    }
    flags = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
