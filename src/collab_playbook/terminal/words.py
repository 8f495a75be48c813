"""Every sentence that the terminal says by itself, in plain sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # -- the header -------------------------------------------------------------------------------
    "header.step": "Step {number} of {total}: {title}",
    "header.profile": "{title}",
    "header.where": "For {path}",
    "header.again": "Time {occurrence} round",
    "header.progress": "{answered} of {total} questions answered, about {minutes} min left",
    "header.finished": "All {total} questions have their reply",
    "header.steps": "{done} of {total} steps finished",
    "hint.line": "? is help, < goes back, /commands lists more. Each answer is saved at once.",
    "hint.rich": "Shift+Tab is back, F1 help, Ctrl-C saves and quits. Answers are saved at once.",
    # -- a question -------------------------------------------------------------------------------
    "note": "({position} of {total}, {need})",
    "need.required": "required",
    "need.optional": "optional",
    "question.sensitive": "Sensitive: the journal keeps it in clear, exports mask it.",
    "question.again": "Asked again, because this is not met yet: {reason}",
    "standing.current": "Your answer: {shown} (Enter keeps it)",
    "standing.usual": "Enter: {shown}",
    "standing.default": "Enter takes: {shown} ({source})",
    "pass.hint": "Enter without an answer passes this question.",
    "understood": "Understood: {shown}",
    "problem.required": "'{name}' is required, so it needs an answer",
    "problem.hint": "You may go on later: /quit saves and stops here, < goes back.",
    "problem.example": "Example: {example}",
    "problem.unsaved": "Not saved: {reason}",
    "problem.retry": "What you typed is still here; press Enter to try again, or /quit.",
    "problem.encoding": "That line is not UTF-8 text; type it again.",
    "problem.long_line": "A terminal cuts lines this long; check the answer, or use /editor.",
    "prompt": "> ",
    # -- hints by type ----------------------------------------------------------------------------
    "type.text": "",
    "type.long_text.line": "Several lines; a single dot on a line ends. /editor opens your editor.",
    "type.long_text.rich": "Several lines; Alt+Enter (or Esc, Enter) ends. F4 opens your editor.",
    "type.integer": "A whole number.",
    "type.decimal": "A number.",
    "type.percent": "A percentage.",
    "type.money": "An amount with its currency, such as 12 000 EUR or 12k€.",
    "type.date": "A date: 5 January 2026, 5/1/2026 (day first), 2026-01-05, tomorrow or +3w.",
    "type.period": "A period: 3 months, 2 weeks or P3M.",
    "type.boolean": "yes or no.",
    "type.choice": "",
    "type.choices": "Several may be chosen.",
    "type.scale": "A mark from {low} to {high}.",
    "type.person": "Name <mail>, function.",
    "type.email": "An e-mail address.",
    "type.link": "A web address.",
    "type.file": "The path of a file; a copy is kept in evidence/.",
    "type.record": "",
    "type.records": "",
    # -- choices ----------------------------------------------------------------------------------
    "choices.one": "Enter a number between 1 and {count}, or the beginning of a text.",
    "choices.many": "Enter numbers between 1 and {count} such as 1, 3, or 'none'.",
    "choices.long": "{count} choices. Type part of a text to find some, or * to list them all.",
    "choices.found": "{count} of them match:",
    "choices.chosen": "(chosen)",
    "choices.use_one": "(arrows, then Enter)",
    "choices.use_many": "(arrows, Space to choose, Enter when done)",
    "choices.use_search": "(type to search, arrows, then Enter)",
    "choices.use_search_many": "(type to search, arrows, Space to choose, Enter when done)",
    "choices.picked": "Chosen: {shown}",
    "choices.none": "none",
    "choices.pass": "(pass this question)",
    "yes": "Yes",
    "no": "No",
    # -- commands ---------------------------------------------------------------------------------
    "command.unknown": "There is no command '{word}'{near}",
    "command.near": "; did you mean {word}?",
    "command.literally": "To answer with this text, type a space before it.",
    "command.edit": "Say which question: /edit 3. /list shows the numbers.",
    "command.first": "This is the first question.",
    "command.no_editor": "An editor opens for long texts only.",
    "commands.title": "At any prompt:",
    "help.none": "There is no further help on this question.",
    "guide.none": "This step has no guide.",
    "skipped": "Passed. /list shows it as open; /edit {number} brings it back.",
    "cleared": "The answer is withdrawn.",
    # -- the outline ------------------------------------------------------------------------------
    "list.title": "The questions of this step:",
    "row.answered": "answered",
    "row.open": "open",
    "row.passed": "passed",
    "row.not_asked": "not asked",
    "row.here": "(here)",
    "row.required": "required",
    # -- the review -------------------------------------------------------------------------------
    "review.title": "Review of '{title}'",
    "review.criteria": "Exit criteria:",
    "review.missing": "missing: {paths}",
    "review.reasons": "The step cannot be handed in yet:",
    "review.ask": "What now?",
    "review.submit": "Hand the step in",
    "review.waive": "Hand it in although a criterion is not met, with the reason",
    "review.go_on": "Go on with the questions",
    "review.edit": "Change an answer",
    "review.leave": "Leave the step as it is",
    "review.which": "Which question? Enter its number.",
    "review.why_waive": "Why is it handed in all the same? The reason stays visible.",
    "review.submitted": "Handed in.",
    "review.finished": "That is all for now; the answers are saved.",
    # -- records ----------------------------------------------------------------------------------
    "records.none": "No entry yet.",
    "records.count": "{count} so far:",
    "records.unfinished": "Goes on with what you had entered before.",
    "records.ask": "What now?",
    "records.add": "Add an entry",
    "records.edit": "Edit an entry",
    "records.delete": "Delete an entry",
    "records.move": "Move an entry",
    "records.paste": "Paste rows from a spreadsheet",
    "records.show": "Show an entry in full",
    "records.done": "Done",
    "records.use": "Type add, edit 2, delete 2, move 3 1, paste, show 2 or done.",
    "records.use_empty": "Type add, paste or done.",
    "records.which": "Which entry? Enter a number between 1 and {count}.",
    "records.where": "To which place? Enter a number between 1 and {count}.",
    "records.number": "there is no entry '{text}'; the numbers go from 1 to {count}",
    "records.entry": "Entry {number}",
    "records.added": "Entry {number} is added.",
    "records.changed": "Entry {number} is changed.",
    "records.deleted": "Entry {number} is deleted.",
    "records.moved": "Entry {number} is now number {place}.",
    "records.dropped": "The entry is not added.",
    "records.wanted": "At least {count} wanted.",
    "paste.ask": "Paste the rows, with or without a line of headings.",
    "paste.columns": "Columns: {columns}.",
    "paste.taken": "{count} rows are added.",
    "paste.none": "No row was taken.",
    # -- the board --------------------------------------------------------------------------------
    "board.progress": "{done} of {total} steps done",
    "board.phase": "{title} ({done} of {total} done)",
    "board.answered": "{done} of {total} questions answered",
    "board.overdue": "overdue since {date}",
    "board.due": "due {date}",
    "board.due_soon": "due soon, {date}",
    "board.coming": "comes back {date}",
    "board.waits": "waits for step {number}",
    "board.waits_many": "waits for steps {numbers} and {last}",
    "board.changed": "changed since: {paths}",
    "next.title": "Next",
    "next.question": "{path}: {ask}",
    "next.run": "collab-playbook run {path}",
    "next.who": "{why}; by {who}{due}",
    "next.due": ", due {date}",
    "next.until": "Nothing to do before {date}: {why}.",
    "next.nothing": "Nothing is left to do.",
    # -- the page of a step -----------------------------------------------------------------------
    "page.title": "Step {number}: {title}",
    "page.facts": "Who and when",
    "page.accountable": "Accountable: {roles}",
    "page.responsible": "Responsible: {roles}",
    "page.consulted": "Consulted: {roles}",
    "page.informed": "Informed: {roles}",
    "page.sign_off": "Signed by: {roles}",
    "page.duration": "Usually {days} working days",
    "page.duration_waiting": "Usually {days} working days, then {waiting} calendar days of waiting",
    "page.needs": "After: {steps}",
    "page.repeat": "Every {every}: {questions}",
    "page.questions": "Questions",
    "page.criteria": "Exit criteria",
    "page.documents": "Documents",
    "page.pitfalls": "Pitfalls",
    # -- the schedule -----------------------------------------------------------------------------
    "schedule.end.on_time": "Ends on {end}, as planned.",
    "schedule.end.late": "Ends on {end}, {days} later than planned ({planned}).",
    "schedule.end.early": "Ends on {end}, {days} earlier than planned ({planned}).",
    "schedule.ended.on_time": "Ended on {end}, as planned.",
    "schedule.ended.late": "Ended on {end}, {days} later than planned ({planned}).",
    "schedule.ended.early": "Ended on {end}, {days} earlier than planned ({planned}).",
    "schedule.from": "Starts on {start}.",
    "schedule.since": "Started on {start}.",
    "schedule.day": "1 working day",
    "schedule.days": "{days} working days",
    "schedule.nothing": "No step has a date.",
    "schedule.path": "Critical path: {steps}",
    "schedule.slip": "Slip: {stretches}",
    "schedule.slip_of": "{title} {days}",
    "schedule.gates": "Gates",
    "schedule.legend": (
        "# done, = to come, * to come and critical, ~ waiting, . as planned, | today, + gate;"
        " +3 is three working days later than planned."
    ),
    "schedule.step": "{number}. {title}: {start} to {end}, {state}.",
    "schedule.step_day": "{number}. {title}: {end}, {state}.",
    "schedule.step_late": "{days} later than planned.",
    "schedule.step_early": "{days} earlier than planned.",
    "schedule.step_waits": "The last {days} calendar days are waiting.",
    "schedule.step_critical": "On the critical path.",
    "schedule.step_slack": "May slip by {days}.",
    "schedule.gate": "Gate '{title}': {day}, {verdict}.",
    "schedule.gate_ahead": "Gate '{title}': not before {day}.",
    "schedule.try": "Tried, not recorded: it would end on {end} instead of {was}.",
    "schedule.try_same": "Tried, not recorded: it would end on {end} all the same.",
    "schedule.moved": "{number}. {title}: {start} to {end}, was {was_start} to {was_end} ({days})",
    "schedule.moved_none": "Nothing moves.",
    "schedule.weekends": (
        "Only days outside the working week are free. To leave public holidays free too, add"
        " 'calendar: {country: FR}' to workspace.yaml, with your country."
    ),
    # -- the journal ------------------------------------------------------------------------------
    "log.line": "{what}, by {who}",
    "log.taken_back": "(taken back) {what}, by {who}",
    "log.reason": "{what}: {reason}",
    "log.sensitive": "(sensitive)",
    "log.created": "workspace made",
    "log.circle_added": "circle '{title}' added",
    "log.community_added": "community '{title}' added",
    "log.started": "{where} started",
    "log.answered": "{where}.{question} answered: {value}",
    "log.withdrawn": "{where}.{question} withdrawn",
    "log.submitted": "{where} handed in",
    "log.approved": "{where} approved as {role}",
    "log.refused": "{where} sent back as {role}",
    "log.completed": "{where} done",
    "log.skipped": "{where} skipped",
    "log.reopened": "{where} reopened",
    "log.reaffirmed": "{where} reaffirmed",
    "log.voided": "took back: {where} {type}",
    # -- the end ----------------------------------------------------------------------------------
    "quit": "Saved. {answered} of {total} questions of this step are answered.",
    "quit.resume": "Continue with: {command}",
    "interrupted": "saved; {answered} of {total} questions of '{title}' are answered",
    "terminal.poor": "This terminal cannot show menus ({reason}); going on line by line.",
}

COMMANDS_HELP: tuple[tuple[str, str], ...] = (
    ("<", "back to the question before; nothing is lost (Shift+Tab)"),
    ("?", "help on this question (F1)"),
    ("??", "why it is asked, and what rests on it (F2)"),
    ("/list", "the questions of this step with their answers (F3)"),
    ("/skip", "pass an optional question"),
    ("/edit N", "go to question N of the list"),
    ("/clear", "withdraw the answer given here"),
    ("/editor", "write a long text in your editor (F4)"),
    ("/guide", "read the guide of this step"),
    ("/review", "see everything, and hand the step in"),
    ("/quit", "save and quit (Ctrl-C or the end of input do the same)"),
    ("/commands", "this list"),
)


class Words:
    """The sentences in one language.

    Args:
        language: ``en``; what another language lacks is said in English.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._texts = LANGUAGES.get(language, ENGLISH)

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of that key with its values filled in."""
        text = self._texts.get(key) or ENGLISH[key]
        return text.format(**values) if values else text


LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH}
