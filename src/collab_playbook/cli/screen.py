"""The console and the sentences of the command that runs."""

from __future__ import annotations

from collab_playbook.cli.options import Options
from collab_playbook.files.translations import translation_for
from collab_playbook.terminal.console import Console
from collab_playbook.terminal.console_here import console_here
from collab_playbook.terminal.words import Words


def console_for(options: Options) -> Console:
    """The console as the environment and the line ask for it."""
    return console_here(accessible=options.accessible)


def words_for(language: str) -> Words:
    """The sentences of the program in a language."""
    return Words(translation_for(language))
