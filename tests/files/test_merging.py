from __future__ import annotations

from collab_playbook.documents.plan import Merged
from collab_playbook.files.merging import merge_texts

BASE = "# Charter\n\nSponsor: Claire.\n\n## Scope\n\nAll sites.\n\n## End\n\nOne year.\n"


def test_changes_in_different_places_come_together() -> None:
    yours = BASE.replace("One year.", "Two years, as agreed on site.")
    new = BASE.replace("Claire", "Karine")

    assert merge_texts(BASE, yours, new) == Merged(
        BASE.replace("Claire", "Karine").replace("One year.", "Two years, as agreed on site."), 0
    )


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    same = BASE.replace("Claire", "Karine")

    assert merge_texts(BASE, same, same) == Merged(same, 0)


def test_an_added_section_survives_beside_a_removed_one() -> None:
    yours = BASE + "\n## Annex\n\nOurs.\n"
    new = BASE.replace("## Scope\n\nAll sites.\n\n", "")

    assert merge_texts(BASE, yours, new) == Merged(new + "\n## Annex\n\nOurs.\n", 0)


def test_the_same_line_changed_twice_is_shown_with_both_texts() -> None:
    yours = BASE.replace("Sponsor: Claire.", "Sponsor: Claire, of course.")
    new = BASE.replace("Sponsor: Claire.", "Sponsor: Karine.")

    assert merge_texts(BASE, yours, new) == Merged(
        BASE.replace(
            "Sponsor: Claire.\n",
            "\n**[conflict: your text]**\n\nSponsor: Claire, of course.\n"
            "\n**[conflict: new text]**\n\nSponsor: Karine.\n\n**[conflict: end]**\n\n",
        ),
        1,
    )


def test_a_text_without_its_last_line_break_merges_too() -> None:
    yours = BASE.removesuffix("\n")
    new = BASE.replace("Claire", "Karine")

    assert merge_texts(BASE, yours, new) == Merged(new.removesuffix("\n"), 0)


def test_a_text_of_too_many_lines_is_left_to_the_person() -> None:
    long = "line\n" * 60_000

    assert merge_texts(long, long + "mine\n", long + "new\n").conflicts == 1
