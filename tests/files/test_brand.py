"""The brand folder: what it says, what its files hold, and every way in which they can be wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collab_playbook.errors import PlaybookError
from collab_playbook.files.brand import Brought, files_of_brand, read_brand, sound_brand
from collab_playbook.files.brand_fonts import LARGEST
from collab_playbook.files.font_file import Face
from collab_playbook.files.workspace import read_workspace
from collab_playbook.model.workspace import Brand
from files.disks import NOBODY, run
from fontmaking import font

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 8
READ = """
from collab_playbook.errors import PlaybookError
from collab_playbook.files.brand import read_brand
from collab_playbook.model.workspace import Brand
root, said = Path(sys.argv[1]), Brand(folder=sys.argv[2])
read_brand(root, said)
# now
try:
    print("read", read_brand(root, said).problems)
except PlaybookError as error:
    print(f"{error.message} | {error.hint}")
"""
WORKSPACE = "playbook: {id: a, version: 1, digest: b}\nbrand:\n"


def put(root: Path, files: dict[str, bytes | str]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def brought(root: Path, said: str = "") -> Brought:
    """The brand of a workspace whose ``brand`` says this, a line a key."""
    lines = "".join(f"  {line}\n" for line in said.splitlines()) or "  {}\n"
    put(root, {"workspace.yaml": WORKSPACE + lines})
    workspace, problems = read_workspace(root)
    assert workspace is not None, problems
    return read_brand(root, workspace.brand)


def told(root: Path, said: str = "") -> list[str]:
    return [f"{p.place} {p.code}: {p.message} | {p.hint}" for p in brought(root, said).problems]


def test_nothing_said_and_nothing_there_is_no_brand(tmp_path: Path) -> None:
    assert brought(tmp_path) == Brought(Brand())


def test_a_folder_called_brand_is_the_brand(tmp_path: Path) -> None:
    put(tmp_path, {"brand/brand.yaml": "name: Acme\nlogo: img/l.png\n", "brand/img/l.png": PNG})

    found = brought(tmp_path)

    assert found.brand == Brand(name="Acme", logo="img/l.png")
    assert found.logo == (PNG, "image/png")
    assert found.problems == ()


def test_any_folder_can_be_named(tmp_path: Path) -> None:
    put(tmp_path, {"house/acme/brand.yaml": "name: Acme\n", "brand/brand.yaml": "name: Other\n"})

    assert brought(tmp_path, "folder: house/acme").brand.name == "Acme"


def test_what_workspace_yaml_says_wins_key_by_key_and_names_its_own_files(tmp_path: Path) -> None:
    jpeg = b"\xff\xd8\xff\xe0"
    files = {"brand/brand.yaml": "colour: '#112233'\nfooter: House\nlogo: l.png\n"}
    put(tmp_path, {**files, "brand/l.png": PNG, "own.bin": jpeg})

    found = brought(tmp_path, "logo: own.bin\nfooter: Client")

    assert found.brand == Brand(colour="#112233", footer="Client", logo="own.bin")
    assert found.logo == (jpeg, "image/jpeg")


def test_fonts_come_with_the_cut_that_they_say_they_are(tmp_path: Path) -> None:
    regular, bold = font("Blocks"), font("Blocks", 700, italic=True)
    put(tmp_path, {"brand/fonts/b.ttf": bold, "brand/fonts/a.TTF": regular})
    put(tmp_path, {"brand/fonts/OFL.txt": "a licence"})

    found = brought(tmp_path, "font: blocks")

    assert found.fonts == (
        (Face("Blocks", 400, italic=False), regular),
        (Face("Blocks", 700, italic=True), bold),
    )
    assert found.fonts_at == str(tmp_path / "brand/fonts")
    assert found.problems == ()


@pytest.mark.parametrize(
    ("said", "files", "problem"),
    [
        (
            "folder: brnd",
            {"brand/brand.yaml": "name: A"},
            (
                "workspace.yaml:3:11 PB012: The folder 'brnd' holds no brand.yaml"
                " | Did you mean 'brand'?"
            ),
        ),
        (
            "folder: ../brand",
            {},
            (
                "workspace.yaml:3:11 PB011: '../brand' leads out of the folder"
                " | Copy what it names into the folder."
            ),
        ),
        (
            "",
            {"brand/brand.yaml": "colour: '#112233'\nacent: '#445566'\n"},
            "brand/brand.yaml:2:1 PB003: Unknown key 'acent' | Did you mean 'accent'?",
        ),
        (
            "",
            {"brand/brand.yaml": "folder: here\n"},
            "brand/brand.yaml:1:1 PB003: Unknown key 'folder' | Did you mean 'footer'?",
        ),
        (
            "",
            {"brand/brand.yaml": "accent: orange\n"},
            (
                "brand/brand.yaml:1:9 PB005: 'orange' does not fit 'accent': write a colour as"
                " #rrggbb, such as #1F5C99 | "
            ),
        ),
        (
            "",
            {"brand/brand.yaml": "name: A\nlogo: logo.png\n", "brand/logo2.png": PNG},
            "brand/brand.yaml:2:7 PB012: There is no file 'logo.png' | Did you mean 'logo2.png'?",
        ),
        (
            "logo: brand/l.png",
            {"brand/l.png": "<svg/>"},
            (
                "workspace.yaml:3:9 PB840: The logo 'brand/l.png' is neither PNG nor JPEG"
                " | Save the logo anew as PNG."
            ),
        ),
        (
            "",
            {"brand/brand.yaml": "logo: ../own.png\n", "own.png": PNG},
            (
                "brand/brand.yaml:1:7 PB011: '../own.png' leads out of the folder"
                " | Copy what it names into the folder."
            ),
        ),
        (
            "logo: l.png",
            {"l.png": PNG + bytes(LARGEST)},
            (
                "workspace.yaml:3:9 PB010: 'l.png' is larger than 2 MB"
                " | A logo needs no more than 600 pixels across."
            ),
        ),
        (
            "font: Blocks",
            {"brand/fonts/a.ttf": font("Blocks")[:-400]},
            (
                "brand/fonts/a.ttf:1:1 PB840: The font 'a.ttf' is damaged"
                " | Ask for the files of the font as .ttf or .otf, one a cut."
            ),
        ),
        (
            "font: Blocks",
            {"brand/fonts/a.otf": "no font"},
            (
                "brand/fonts/a.otf:1:1 PB840: The font 'a.otf' is no TrueType or OpenType font"
                " | Ask for the files of the font as .ttf or .otf, one a cut."
            ),
        ),
        (
            "font: Blocks",
            {"brand/fonts/a.ttf": font("Blocks", more=("fvar",))},
            (
                "brand/fonts/a.ttf:1:1 PB840: The font 'a.ttf' is a variable font, which a PDF"
                " cannot hold; bring its cuts | Ask for the files of the font as .ttf or .otf,"
                " one a cut."
            ),
        ),
        (
            "font: Blocks",
            {"brand/fonts/a.ttf": b"ttcf" + bytes(20)},
            (
                "brand/fonts/a.ttf:1:1 PB840: The font 'a.ttf' holds several fonts; bring each in a"
                " file of its own | Ask for the files of the font as .ttf or .otf, one a cut."
            ),
        ),
        (
            "font: Blocks",
            {"brand/fonts/a.woff2": b"wOF2"},
            (
                "brand/fonts/a.woff2:1:1 PB840: 'a.woff2' is a font of another kind"
                " | Bring it as .ttf or .otf."
            ),
        ),
        (
            "font: Blocks",
            {"brand/fonts/static/a.ttf": font("Blocks")},
            (
                "brand/fonts/static:1:1 PB840: Fonts lie side by side, not in a folder 'static'"
                " | Move its files up."
            ),
        ),
        (
            "font: Bloks",
            {"brand/fonts/a.ttf": font("Blocks")},
            (
                "brand/fonts/a.ttf:1:1 PB840: The font is called 'Blocks', which neither `font` nor"
                " `heading_font` names | Write `font: Blocks`, or take the file away."
            ),
        ),
        (
            "font: Blocks",
            {f"brand/fonts/{at}.ttf": font("Blocks") + bytes(LARGEST - 4096) for at in range(4)},
            (
                "brand/fonts:1:1 PB010: The fonts are larger than 6 MB together"
                " | Regular, bold and italic of one or two families are enough."
            ),
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_a_remedy(
    tmp_path: Path, said: str, files: dict[str, bytes | str], problem: str
) -> None:
    put(tmp_path, files)

    problems = told(tmp_path, said)

    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_a_word_file_is_the_base_of_word_documents_if_it_is_sound(tmp_path: Path) -> None:
    sound = (Path(__file__).parents[1] / "cases/word/libreoffice.docx").read_bytes()
    put(tmp_path, {"brand/brand.yaml": "word: w.docx\n", "brand/w.docx": sound, "w.doc": "x"})

    assert brought(tmp_path).word == sound
    assert brought(tmp_path, "word: w.doc").word == b""
    assert told(tmp_path, "word: w.doc") == [
        (
            "workspace.yaml:3:9 PB840: The Word file 'w.doc' is damaged, or no Word file"
            " | Open it in Word and save it anew as .docx."
        )
    ]
    assert told(tmp_path, "word: w.docx")[0].startswith(
        "workspace.yaml:3:9 PB012: There is no file 'w.docx' | Did you mean 'w.doc'?"
    )


def test_all_that_is_wrong_is_told_at_once_and_stops_a_build(tmp_path: Path) -> None:
    put(tmp_path, {"brand/brand.yaml": "logo: l.png\ncolour: red\n", "brand/fonts/a.ttf": "x"})

    problems = told(tmp_path, "logo: none.png")

    assert [problem.split()[:2] for problem in problems] == [
        ["brand/brand.yaml:2:9", "PB005:"],
        ["workspace.yaml:3:9", "PB012:"],
        ["brand/fonts/a.ttf:1:1", "PB840:"],
    ]
    with pytest.raises(PlaybookError) as refused:
        sound_brand(tmp_path, Brand(logo="none.png"))
    assert str(refused.value).startswith("brand/brand.yaml:2:9: 'red' does not fit 'colour'")
    assert str(refused.value).endswith(" (2 more)")


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can become someone else"
)
@pytest.mark.parametrize("closed", ["brand", "brand/img", "brand/fonts"])
@pytest.mark.parametrize("said", ["", "brand"])
def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path, closed: str, said: str) -> None:
    put(tmp_path, {"brand/brand.yaml": "font: F\nlogo: img/l.png\n", "brand/img/l.png": PNG})
    put(tmp_path, {"brand/fonts/f.ttf": font("F")})
    for parent in (tmp_path, *tmp_path.parents[:3]):
        parent.chmod(0o755)
    (tmp_path / closed).chmod(0o700)
    first = {"brand": "brand/brand.yaml", "brand/img": "brand/img/l.png"}.get(closed, closed)
    put(tmp_path, {"workspace.yaml": WORKSPACE})
    assert run(READ, tmp_path, said, user=NOBODY).startswith(
        f"'{first}' cannot be read: permission denied | "
    )


def test_a_font_that_nothing_is_set_in_stops_no_build(tmp_path: Path) -> None:
    put(tmp_path, {"brand/fonts/a.ttf": font("Blocks")})
    assert told(tmp_path)[0].startswith("brand/fonts/a.ttf:1:1 PB840: The font is called 'Blocks'")

    assert sound_brand(tmp_path, Brand()).fonts[0][0].family == "Blocks"


def test_nothing_outside_the_workspace_is_read(tmp_path: Path) -> None:
    inside = tmp_path / "acme"
    put(tmp_path, {"secret.png": PNG, "secret.ttf": font("Blocks"), "out/brand.yaml": "name: X\n"})
    (inside / "brand/fonts").mkdir(parents=True)
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    (inside / "brand/fonts/link.ttf").symlink_to(tmp_path / "secret.ttf")
    (inside / "away").symlink_to(tmp_path / "out")

    for name in ("../secret.png", "link.png", str(tmp_path / "secret.png")):
        found = brought(inside, f"logo: {name}")
        assert found.logo is None
        assert found.fonts == ()
        assert len(found.problems) == 2
    found = brought(inside, "folder: away")
    assert found.brand.name == ""
    assert [p.code for p in found.problems] == ["PB011"]


def test_the_files_of_a_brand_are_known_to_whoever_watches_them(tmp_path: Path) -> None:
    put(tmp_path, {"house/brand.yaml": "", "house/fonts/a.ttf": "x", "l.png": PNG})

    assert files_of_brand(tmp_path, Brand()) == ("brand/brand.yaml",)
    assert files_of_brand(tmp_path, Brand(folder="house", logo="l.png")) == (
        *("house/brand.yaml", "house/fonts/a.ttf", "l.png"),
    )
    assert files_of_brand(tmp_path, Brand(folder="../x", logo="../l.png")) == ()
