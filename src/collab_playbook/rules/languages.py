"""Languages: what a playbook promises in one is there, and says the same as its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.model.marks import BETWEEN_SOURCES, SOURCES
from collab_playbook.model.problem import Label, Place, Problem
from collab_playbook.rules.languages_texts import (
    has_words,
    named,
    texts_of,
    translation_of,
    words_of,
)
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.languages_texts import Path
    from collab_playbook.rules.templates_reading import Examined


def missing_translation(checked: Checked) -> Iterator[Problem]:
    """A language is listed, and a file or a text has no words in it.

    Why:
        What is not translated is shown in the source language. A reader who chose another one gets
        a mixture, and nobody notices before that reader.
    Bad:
        # file: playbook/playbook.yaml
        languages: [en, fr]
    Good:
        # file: playbook/playbook.yaml
        languages: [en]
    Says:
        playbook/playbook.yaml:2:17: PB701 'fr' is listed, and no file is translated into it
          [missing-translation]
    """
    yield from _missing_files(checked)
    yield from _missing_texts(checked, "PB701", "missing-translation")


def differing_translation(checked: Checked) -> Iterator[Problem]:
    """A translated template reads other answers than its source.

    Why:
        Two versions of a document have to say the same. One of them was changed, and the other was
        forgotten.
    Bad:
        # file: playbook/playbook.yaml
        languages: [en, fr]
        {# file: templates/goal_sheet/body.md.j2 #}
        {{ goal.aim }}, until {{ goal.until }}.
        {# file: templates/goal_sheet/body.fr.md.j2 #}
        {{ goal.aim }}, {{ goal.pace.text }}.
    Good:
        # file: playbook/playbook.yaml
        languages: [en, fr]
        {# file: templates/goal_sheet/body.md.j2 #}
        {{ goal.aim }}, until {{ goal.until }}.
        {# file: templates/goal_sheet/body.fr.md.j2 #}
        {{ goal.aim }}, avant le {{ goal.until }}.
    Says:
        templates/goal_sheet/body.fr.md.j2:2:20: PB702 'goal.pace' is read here and not in
          'templates/goal_sheet/body.md.j2' [differing-translation]
        templates/goal_sheet/body.md.j2:2:26: PB702 'goal.until' is read here and not in
          'templates/goal_sheet/body.fr.md.j2' [differing-translation]
    """
    if not any(each.language for each in named(checked.files)):
        return
    from collab_playbook.rules.templates_reading import (  # noqa: PLC0415 - it brings Jinja
        examined,
    )

    seen = examined(checked)
    for each in named(checked.files):
        one = each.source.removeprefix("templates/")
        other = each.name.removeprefix("templates/")
        if each.language and one in seen.reads and other in seen.reads:
            yield from _differing(checked, seen, one, other)
            yield from _differing(checked, seen, other, one)


def _differing(checked: Checked, seen: Examined, one: str, other: str) -> Iterator[Problem]:
    """What one template reads of the playbook and the other does not."""
    roots = {*checked.playbook.step_by_id, "org", "programme", "catalogue"}
    theirs = _answers(seen, other, roots)
    for name, read in _answers(seen, one, roots).items():
        if name not in theirs:
            span = seen.reads[one][read]
            yield Problem(
                "PB702",
                "differing-translation",
                say("'{name}' is read here and not in 'templates/{other}'", name=name, other=other),
                seen.sources[one].place(span),
                say("Let both say the same."),
                labels=(Label(Place(f"templates/{other}"), say("the other language")),),
                anchor=f"templates/{one}/{name}",
            )


def _answers(seen: Examined, template: str, roots: set[str]) -> dict[str, str]:
    """The answers and catalogues that a template reads, each with the longest path to it."""
    found: dict[str, str] = {}
    for path in seen.reads[template]:
        first, *rest = path.replace("organisation.", "org.", 1).split(".")
        depth = 2 if first == "programme" else 1
        if first in roots and len(rest) >= depth:
            found.setdefault(".".join((first, *rest[:depth])), path)
    return found


def translation_of_nothing(checked: Checked) -> Iterator[Problem]:
    """A translation stands beside no file that it could translate.

    Why:
        Only a file that exists in the source language is read, so that nobody ever sees this one.
        As a rule the source was renamed.
    Bad:
        # file: playbook/playbook.yaml
        languages: [en]
        <!-- file: steps/02-team/guide.en.md -->
        Gather people.
    Good:
        # file: playbook/playbook.yaml
        languages: [en]
        <!-- file: steps/02-team/guide.md -->
        Gather people.
    Says:
        steps/02-team/guide.en.md:1:1: PB703 There is no 'steps/02-team/guide.md' that this
          could translate [translation-of-nothing]
    """
    for each in named(checked.files):
        if each.language and each.source not in checked.files:
            yield Problem(
                "PB703",
                "translation-of-nothing",
                say("There is no '{source}' that this could translate", source=each.source),
                Place(each.name, 1, 1, 1, 2),
                say("Rename it after its source, or remove it."),
                anchor=each.name,
            )


def untranslated_choice(checked: Checked) -> Iterator[Problem]:
    """A choice has no words in a language that is listed.

    Why:
        Choices are read and picked in a hurry. One in another language than the rest is misread,
        and stored all the same.
    Bad:
        # file: playbook/playbook.yaml
        languages: [en, fr]
        # file: steps/01-goal/step.fr.yaml
        questions:
          - {id: pace, choices: [{id: calm, text: Doucement}]}
    Good:
        # file: playbook/playbook.yaml
        languages: [en, fr]
        # file: steps/01-goal/step.fr.yaml
        questions:
          - {id: pace, choices: [{id: calm, text: Doucement}, {id: fast, text: Vite}]}
    Says:
        steps/01-goal/step.yaml:17:26: PB704 This choice has no words in 'fr'
          [untranslated-choice]
    """
    yield from _missing_texts(checked, "PB704", "untranslated-choice")


def unlisted_language(checked: Checked) -> Iterator[Problem]:
    """Files are translated into a language that the playbook does not list.

    Why:
        People can only choose a language that is listed, so that these files are never read.
    Bad:
        # file: playbook/playbook.yaml
        languages: [en]
        <!-- file: steps/01-goal/guide.fr.md -->
        Une phrase que chacun peut répéter.
    Good:
        # file: playbook/playbook.yaml
        languages: [en, fr]
        <!-- file: steps/01-goal/guide.fr.md -->
        Une phrase que chacun peut répéter.
    Says:
        playbook/playbook.yaml:2:12: PB705 The language 'fr' is not listed, and
          'steps/01-goal/guide.fr.md' is written in it [unlisted-language]
    """
    first: dict[str, str] = {}
    for each in named(checked.files):
        if each.language and each.language not in checked.playbook.languages:
            first.setdefault(each.language, each.name)
    for language, name in first.items():
        yield Problem(
            "PB705",
            "unlisted-language",
            say(
                ("The language '{language}' is not listed, and '{name}' is written in it"),
                language=language,
                name=name,
            ),
            checked.places.of("playbook", "languages"),
            say("Add {language} to the languages, or remove the files.", language=language),
            labels=(Label(Place(name), say("a file in this language")),),
            anchor=f"playbook/languages/{language}",
        )


def _missing_files(checked: Checked) -> Iterator[Problem]:
    files = named(checked.files)
    for language in checked.playbook.languages[1:]:
        if not any(each.language == language for each in files):
            yield Problem(
                "PB701",
                "missing-translation",
                say("'{language}' is listed, and no file is translated into it", language=language),
                checked.places.of("playbook", "languages", language),
                say("Translate the files, or take the language out."),
                anchor=f"playbook/languages/{language}",
            )
            continue
        for each in files:
            wanted = translation_of(each.source, language)
            if not each.language and wanted not in checked.files:
                yield Problem(
                    "PB701",
                    "missing-translation",
                    say(
                        "'{wanted}' is missing, and '{language}' is listed",
                        wanted=wanted,
                        language=language,
                    ),
                    Place(each.name, 1, 1, 1, 2),
                    say("Translate the file."),
                    labels=(_listed(checked, language),),
                    anchor=wanted,
                )


def _missing_texts(checked: Checked, code: str, name: str) -> Iterator[Problem]:
    """The texts that are as in the source although their file is translated."""
    languages = checked.playbook.languages[1:]
    source = dict(texts_of(checked.playbook)) if languages else {}
    listed = checked.playbook.catalogue_by_id.get(SOURCES)
    named_alike = {each.title for each in listed.records} if listed is not None else set()
    for language in languages:
        translated = checked.translations.get(language)
        theirs = dict(texts_of(translated)) if translated is not None else {}
        said: dict[str, str] = {}
        for path, text in source.items():
            is_choice = "choices" in path
            if (
                is_choice is not (code == "PB704")
                or theirs.get(path) != text
                or not has_words(text)
                or _names_sources(text, named_alike)
            ):
                continue
            place = checked.places.of(*path)
            file = translation_of(place.file, language)
            if file not in checked.files:
                continue
            if file not in said:
                said[file] = words_of(checked.texts.get(file, ""))
            if words_of(text) not in said[file]:  # a word can be the same in both languages
                yield _untranslated(checked, (code, name), language, path, file)


def _names_sources(text: str, titles: Container[str]) -> bool:
    """Whether a text is nothing but sources, which may be called the same in every language."""
    return all(part in titles for part in text.split(BETWEEN_SOURCES["en"]))


def _untranslated(
    checked: Checked, code: tuple[str, str], language: str, path: Path, file: str
) -> Problem:
    what = say("This choice") if code[0] == "PB704" else say("This text")
    return Problem(
        *code,
        say("{what} has no words in '{language}'", what=what, language=language),
        checked.places.of(*path),
        say("Write them in {file}.", file=file),
        labels=(_listed(checked, language),),
        anchor=f"{'/'.join(map(str, path))}/{language}",
    )


def _listed(checked: Checked, language: str) -> Label:
    return Label(checked.places.of("playbook", "languages", language), say("listed here"))


RULES: tuple[Rule, ...] = (
    Rule("PB701", "missing-translation", missing_translation, "warning"),
    Rule("PB702", "differing-translation", differing_translation, "warning"),
    Rule("PB703", "translation-of-nothing", translation_of_nothing, "warning"),
    Rule("PB704", "untranslated-choice", untranslated_choice, "warning"),
    Rule("PB705", "unlisted-language", unlisted_language, "warning"),
)
