"""What files must be before anything else can be said of them; found while they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.checked import Checked


def yaml_syntax(checked: Checked) -> Iterator[Problem]:
    """A file is not YAML.

    Why:
        Nothing of the file can be read, so nothing of it can be checked or run.
    Bad:
        # file: steps/02-team/step.yaml
        needs: [goal
    Good:
        # file: steps/02-team/step.yaml
        needs: [goal]
    Says:
        steps/02-team/step.yaml:2:8: PB001 This list is not closed [yaml-syntax]
    """
    return _while_reading(checked)


def duplicate_key(checked: Checked) -> Iterator[Problem]:
    """A key stands twice in the same map.

    Why:
        Only one of the two can count, and which one would be chance to whoever reads the file.
    Bad:
        # file: steps/02-team/step.yaml
        purpose: Nobody does it alone.
        purpose: Everybody helps.
    Good:
        # file: steps/02-team/step.yaml
        purpose: Nobody does it alone.
    Says:
        steps/02-team/step.yaml:3:1: PB002 The key 'purpose' stands twice; first in line 2
          [duplicate-key]
    """
    return _while_reading(checked)


def unknown_key(checked: Checked) -> Iterator[Problem]:
    """A key has no meaning at its place.

    Why:
        A misspelt key would be passed over, and what it says would never happen.
    Bad:
        # file: steps/02-team/step.yaml
        neds: [goal]
    Good:
        # file: steps/02-team/step.yaml
        needs: [goal]
    Says:
        steps/02-team/step.yaml:2:1: PB003 Unknown key 'neds' in 'team' [unknown-key]
    """
    return _while_reading(checked)


def missing_key(checked: Checked) -> Iterator[Problem]:
    """A key that must be there is not.

    Why:
        The program has no value to assume for it.
    Bad:
        # file: playbook/catalogues/roles.yaml
        records:
          - {id: lead}
          - {id: sponsor, title: Sponsor}
    Good:
        # file: playbook/catalogues/roles.yaml
        records:
          - {id: lead, title: Project lead}
          - {id: sponsor, title: Sponsor}
    Says:
        playbook/catalogues/roles.yaml:3:5: PB004 The key 'title' is missing in 'lead'
          [missing-key]
    """
    return _while_reading(checked)


def wrong_type(checked: Checked) -> Iterator[Problem]:
    """A value is not of the type that its key takes.

    Why:
        Values are read by the type that is expected at their place, so that none changes its
        meaning by accident.
    Bad:
        # file: steps/02-team/step.yaml
        needs: goal
    Good:
        # file: steps/02-team/step.yaml
        needs: [goal]
    Says:
        steps/02-team/step.yaml:2:8: PB005 'needs' must be a list, not 'goal' [wrong-type]
    """
    return _while_reading(checked)


def not_allowed_value(checked: Checked) -> Iterator[Problem]:
    """A value is of the right type and still not among those that its key takes.

    Why:
        The program would not know what to do with it.
    Bad:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: txt, ask: What did you learn?, label: Learnt, example: A lot}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
    Good:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, example: A lot}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
    Says:
        steps/03-look_back/step.yaml:3:24: PB006 'txt' is not allowed for 'type'
          [not-allowed-value]
    """
    return _while_reading(checked)


def encoding(checked: Checked) -> Iterator[Problem]:
    r"""A file is not UTF-8 text, is indented with tabs, or holds characters that are no text.

    Why:
        What cannot be seen cannot be reviewed, and other programs would read it otherwise.
    Bad:
        # file: steps/02-team/step.yaml
        purpose: "Nobody does it\x07 alone."
    Good:
        # file: steps/02-team/step.yaml
        purpose: Nobody does it alone.
    Says:
        steps/02-team/step.yaml:2:10: PB007 The character U+0007 is not allowed, even as
          an escape [encoding]
    """
    return _while_reading(checked)


def word_template(checked: Checked) -> Iterator[Problem]:
    """A Word template is no sound Word file, or one that documents may not be made from.

    Why:
        A file with macros, with a password, damaged, or of another format stops the build on the
        day on which the document is due.
    Bad:
        {# file: templates/goal_sheet/body.docx #}
        This is a text that was named as if it were a Word file.
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        A template that Word did not write is Markdown: {{ goal.aim }}.
    Says:
        templates/goal_sheet/body.docx:1:1: PB425 The Word template is damaged, or no Word file
          [word-template]
    """
    return _while_reading(checked)


def yaml_feature(checked: Checked) -> Iterator[Problem]:
    """A file uses anchors, aliases, tags or merge keys, which this dialect of YAML leaves out.

    Why:
        A value must stand where it is used, so that a problem can point at it and a reader need
        not search.
    Bad:
        # file: steps/02-team/step.yaml
        purpose: !quoted Nobody does it alone.
    Good:
        # file: steps/02-team/step.yaml
        purpose: Nobody does it alone.
    Says:
        steps/02-team/step.yaml:2:10: PB008 The tag '!quoted' is not allowed
          [yaml-feature]
    """
    return _while_reading(checked)


def too_large(checked: Checked) -> Iterator[Problem]:
    """A file is larger, or its values nested deeper, than any playbook needs.

    Why:
        A playbook may come from a stranger; it must not be able to use up the memory of whoever
        checks it.
    Bad:
        # file: steps/02-team/step.yaml
        purpose: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    Good:
        # file: steps/02-team/step.yaml
        purpose: Nobody does it alone.
    Says:
        steps/02-team/step.yaml:2:49: PB010 Values are nested more than 40 deep
          [too-large]
    """
    return _while_reading(checked)


def outside_folder(checked: Checked) -> Iterator[Problem]:
    """A link leads out of the playbook's folder.

    Why:
        A playbook from a stranger could otherwise read any file of whoever runs it.
    """
    return _while_reading(checked)


def missing_file(checked: Checked) -> Iterator[Problem]:
    """A file that makes a folder a playbook, a step or a document is not there.

    Why:
        What the folder is for cannot be told without it.
    Bad:
        # no file: templates/goal_sheet/document.yaml
    Good:
        # file: templates/goal_sheet/document.yaml
        id: goal_sheet
    Says:
        templates/goal_sheet/document.yaml:1:1: PB012 The folder 'templates/goal_sheet'
          has no document.yaml [missing-file]
    """
    return _while_reading(checked)


def duplicate_id(checked: Checked) -> Iterator[Problem]:
    """An id or a number belongs to two things of the same kind.

    Why:
        Whatever names it could mean either of them.
    Bad:
        # file: playbook/catalogues/roles.yaml
        records:
          - {id: lead, title: Project lead}
          - {id: sponsor, title: Sponsor}
          - {id: lead, title: Team lead}
    Good:
        # file: playbook/catalogues/roles.yaml
        records:
          - {id: lead, title: Project lead}
          - {id: sponsor, title: Sponsor}
          - {id: team_lead, title: Team lead}
    Says:
        playbook/catalogues/roles.yaml:5:10: PB101 The id 'lead' stands twice in this
          list; first in line 3 [duplicate-id]
    """
    return _while_reading(checked)


def folder_name(checked: Checked) -> Iterator[Problem]:
    """A folder or a file is not named after the id inside.

    Why:
        A listing of the folders reads as the process, and people look for a step by its folder.
    Bad:
        # file: steps/02-team/step.yaml
        number: 4
    Good:
        # file: steps/02-team/step.yaml
        number: 2
    Says:
        steps/02-team/step.yaml:3:5: PB109 The folder 'steps/02-team' is not named after
          the id inside [folder-name]
    """
    return _while_reading(checked)


def _while_reading(checked: Checked) -> Iterator[Problem]:
    """Nothing: what can be examined has been read."""
    del checked
    yield from ()


RULES: tuple[Rule, ...] = (
    Rule("PB001", "yaml-syntax", yaml_syntax),
    Rule("PB002", "duplicate-key", duplicate_key),
    Rule("PB003", "unknown-key", unknown_key),
    Rule("PB004", "missing-key", missing_key),
    Rule("PB005", "wrong-type", wrong_type),
    Rule("PB006", "not-allowed-value", not_allowed_value),
    Rule("PB007", "encoding", encoding),
    Rule("PB425", "word-template", word_template),
    Rule("PB008", "yaml-feature", yaml_feature),
    Rule("PB010", "too-large", too_large),
    Rule("PB011", "outside-folder", outside_folder),
    Rule("PB012", "missing-file", missing_file),
    Rule("PB101", "duplicate-id", duplicate_id),
    Rule("PB109", "folder-name", folder_name),
)
