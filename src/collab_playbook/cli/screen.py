"""The console and the sentences of the command that runs."""

from __future__ import annotations

import os
import sys

from collab_playbook.cli.options import Options
from collab_playbook.terminal.console import Console, console_of
from collab_playbook.terminal.words import Words


def console_for(options: Options) -> Console:
    """The console as the environment and the line ask for it."""
    return console_of(os.environ, sys.stdout, sys.stderr, accessible=options.accessible)


def words_for(language: str) -> Words:
    """The sentences of the program in a language."""
    return Words(language)
