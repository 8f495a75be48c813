"""Eighteen months of a company on the command line, each command a fresh desk on disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from living import Life, path_of, person

if TYPE_CHECKING:
    from commandline import Cli

EXAMPLE = Path(__file__).parents[2] / "playbook" / "example"
CLAIRE, MATHIEU, KARINE = "Claire Fontanel", "Mathieu Perrillat", "Karine Bosson"
NADIA, SOPHIE, HELENE = "Nadia Benhamou", "Sophie Delacroix", "Hélène Marchetti"
MARC = "Marc Pellissier"
CIRCLE_GATE = "friends/first_outsiders"


class Work(NamedTuple):
    """A step that is answered on one day, handed in and signed on another."""

    step: str
    begun: str
    done: str
    signed: tuple[tuple[str, str], ...] = ()
    by: str = MATHIEU


class Company(Life):
    """The sample company's people and answers, on days of our own."""

    def answer(self, step: str, by: str = MATHIEU) -> None:
        """Answers a step, or the profile, as the sample company does."""
        self._given({step: self.sample(step)}, by)

    def sample(self, step: str) -> dict[str, Any]:
        """The sample company's answers to a step."""
        found = next((EXAMPLE / "answers").glob(f"*-{step}.yaml"))
        answers: dict[str, Any] = yaml.safe_load(found.read_text("utf-8"))
        return answers

    def _given(self, answers: dict[str, Any], by: str) -> None:
        file = self.folder.parent / "given.yaml"
        file.write_text(yaml.safe_dump(answers, allow_unicode=True), "utf-8")
        self.do("answer", "--from", str(file), by=by)

    def give(self, path: str, value: object, by: str = MATHIEU) -> None:
        """Answers one question from a file, inside a circle or community too."""
        *where, question = path.split("/")
        step, _, name = question.partition(".")
        answers: dict[str, Any] = {step: {name: value}}
        if where:
            answers = {f"{where[0]}": {where[1]: answers}}
        self._given(answers, by)

    def work(self, *works: Work) -> None:
        """Answers, hands in and signs steps, each on its days."""
        for work in works:
            self.on(work.begun).answer(work.step, work.by)
            self.on(work.done).do("submit", work.step, by=work.by)
            self.sign(work.step, *work.signed)

    def sign(self, step: str, *signed: tuple[str, str]) -> None:
        """Signatures under a step, and that it is done then."""
        for role, by in signed:
            self.do("approve", step, "--as", role, by=by)
        assert self.states()[step] == "done", self.do("why", step).out

    def row(self, gate: str) -> dict[str, Any]:
        """A gate as the board shows it."""
        where, _, name = gate.rpartition("/")
        found: dict[str, Any] = next(
            row
            for row in self.told("gate", "list")["gates"]
            if row["id"] == name
            and row["instance"] == (f"circle:{where}" if where else "programme")
        )
        return found

    def circle(self, name: str) -> dict[str, Any]:
        """A circle as it is shown."""
        shown: dict[str, Any] = self.told("circle", "show", name)
        return shown

    def stale(self) -> set[str]:
        """The steps that rest on something that has changed."""
        return {step for step, state in self.states().items() if state == "stale"}

    def step(self, path: str) -> dict[str, Any]:
        """A step as the board shows it."""
        return next(step for step in self.told("status")["steps"] if path_of(step) == path)

    def read(self, indicator: str, value: object, period: str, *where: str) -> None:
        """A reading, typed."""
        self.do("indicator", "record", indicator, str(value), "--period", period, *where)

    def sheet(self, name: str) -> dict[str, Any]:
        """A sheet of answers as it is on disk."""
        text = (self.folder / f"answers/{name}.yaml").read_text("utf-8")
        answers: dict[str, Any] = yaml.safe_load(text)
        return answers

    def repeat(self, step: str, answers: dict[str, Any], by: str = MATHIEU) -> None:
        """A step that came back: what it asks anew, then handed in."""
        typed = (
            f"{step}.{name}={value if isinstance(value, str) else json.dumps(value, default=str)}"
            for name, value in answers.items()
        )
        self.do("answer", *typed, by=by)
        self.do("submit", step, by=by)

    def people(self, *gone: str, new: dict[str, list[str]] | None = None) -> None:
        """Edits ``workspace.yaml``: who has left, and who holds which roles now."""
        file = self.folder / "workspace.yaml"
        text, _, _ = file.read_text("utf-8").partition("people:\n")
        self.staff = [p for p in self.staff if p["name"] not in gone]
        for name, roles in (new or {}).items():
            address = person(name).partition("<")[2].rstrip(">")
            self.staff.append({"name": name, "email": address, "roles": roles})
        told = yaml.safe_dump({"people": self.staff}, allow_unicode=True, sort_keys=False)
        file.write_text(text + told, "utf-8")

    staff: list[dict[str, Any]]


SPONSOR, OWNER = ("sponsor", CLAIRE), ("business_owner", KARINE)
SITTING = ("steering_committee", KARINE)
DPO, HR = ("dpo", HELENE), ("hr", SOPHIE)
LESSON = ("lesson", "add", "The five minutes come last and are dropped", "--about", "facilitation")
LESSON_OF_RULES = ("lesson", "add", "Nobody reads nineteen rules", "--about", "house_rules")
LESSON_OF_GOALS = ("lesson", "add", "Three objectives are one too many", "--about", "objectives")
LESSON_OF_HOURS = ("lesson", "add", "Hours are agreed and not given", "--about", "founders")
APPLY = ("lesson", "apply", "--circle", "friends")


@pytest.fixture
def company(cli: Cli, tmp_path: Path) -> Company:
    """A workspace for the shipped playbook, with the sample company's people."""
    folder = tmp_path / "brevent"
    said = cli(
        *("init", str(folder), "--no-input", "--answers", "/dev/null"),
        *("--by", person(MATHIEU), "--now", "2025-09-01"),
    )
    assert said.code == 0, said.err
    life = Company(cli, folder, "2025-09-01")
    life.staff = yaml.safe_load((EXAMPLE / "workspace.yaml").read_text("utf-8"))["people"]
    life.people()
    life.git("init", "-q", "-b", "main")
    return life


def test_a_company_lives_eighteen_months(company: Company, tmp_path: Path) -> None:
    for month in MONTHS:
        month(company)
        company.audit()
    _starts_anew_from_its_journal(company, tmp_path / "again")


def september(company: Company) -> None:
    """The sponsor refuses, hears what she wanted to hear, and signs."""
    company.answer("org")
    company.answer("leadership")
    company.on("2025-09-24").do("submit", "leadership")
    said = company.do("approve", "leadership", "--as", "sponsor", by=MATHIEU, code=3)
    assert "does not hold the role" in said.err
    company.do("refuse", "leadership", "--as", "sponsor", "--reason", "Five hours", by=CLAIRE)
    assert company.states()["leadership"] == "active"
    mandate = {**company.sample("leadership")["mandate"], "sponsor_hours": "5"}
    company.on("2025-09-25").give("leadership.mandate", mandate)
    company.on("2025-09-26").do("submit", "leadership")
    company.sign("leadership", SPONSOR)


def october(company: Company) -> None:
    """The committee sits; what its sponsor keeps comes back every month."""
    company.work(
        Work("committee", "2025-09-29", "2025-10-10", (SPONSOR,)),
        Work("objectives", "2025-10-13", "2025-10-31", (SPONSOR, OWNER)),
        Work("governance", "2025-10-14", "2025-10-31", (DPO, SITTING)),
    )
    assert company.flags("leadership") == ["due"]


def november(company: Company) -> None:
    """The repeat of October is answered late, and the gate to the design is opened."""
    company.on("2025-11-03").do("gate", "decide", "framed", "go", by=KARINE)
    company.on("2025-11-20").repeat("leadership", {"acts_kept": 3})
    told = company.told("log", "leadership")["events"]
    assert [event["occurrence"] for event in told[-3:]] == [2, 2, 2]
    assert company.flags("leadership") == []
    company.work(
        Work("measurement", "2025-11-03", "2025-11-14"),
        Work("indicators", "2025-11-17", "2025-11-28", (SITTING,)),
        Work("theme", "2025-11-18", "2025-12-05"),
    )


def december(company: Company) -> None:
    """A slip is taken back, and what somebody rests on is not."""
    company.on("2025-12-08").answer("founders")
    company.do("answer", "founders.size=12")
    company.do("undo")
    assert company.sheet("07-founders")["size"] == company.sample("founders")["size"]
    company.on("2025-12-19").do("submit", "founders")


def january(company: Company) -> None:
    """Two people work on two branches, and git merges them."""
    company.git("add", "-A")
    company.git("commit", "-qm", "The year before")
    company.git("checkout", "-qb", "nadia")
    company.work(Work("content", "2026-01-12", "2026-01-30", by=NADIA))
    company.git("add", "-A")
    company.git("commit", "-qm", "Content")
    company.git("checkout", "-q", "main")
    company.work(Work("house_rules", "2026-01-05", "2026-01-23", (SITTING,)))
    company.git("add", "-A")
    company.git("commit", "-qm", "House rules")
    company.git("merge", "-qm", "Both", "nadia")
    company.on("2026-01-30")
    states = company.states()
    assert (states["content"], states["house_rules"]) == ("done", "done")


def february(company: Company) -> None:
    """The pilot may begin on a condition, which is met in time."""
    company.on("2026-02-02").do(
        *("gate", "decide", "cleared", "go_with_conditions"),
        *("--condition", "2026-02-20 A report reaches a trained moderator"),
        by=KARINE,
    )
    company.work(
        Work("hr_recognition", "2026-01-19", "2026-02-06", (HR,)),
        Work("moderation", "2026-01-26", "2026-02-13", (SITTING,)),
        Work("advocacy", "2026-02-02", "2026-02-20", by=NADIA),
    )
    assert company.row("cleared")["flags"] == ["due"]
    company.do("gate", "settle", "cleared", "1", "--note", "Tried on 12 February")
    assert company.row("cleared")["flags"] == []
    company.work(Work("guides", "2026-02-09", "2026-02-27"))


def march(company: Company) -> None:
    """An objective changes: what rests on it is stale, until somebody says that it holds."""
    items = company.sample("objectives")["items"]
    aim = [{**items[0], "aim": "18 a year by the end of 2026"}, *items[1:]]
    company.on("2026-03-02").do("reopen", "objectives", "--reason", "The aim is higher")
    company.give("objectives.items", aim)
    company.do("submit", "objectives")
    company.sign("objectives", SPONSOR, OWNER)
    founder, *others = company.sample("founders")["founders"]
    company.give("founders.founders", [{**founder, "site": "Turin"}, *others])
    assert company.stale() == {"measurement", "founders", "house_rules"}
    company.do("reaffirm", "founders", "--reason", "The same people, one of them has moved")
    company.on("2026-03-09").do("reaffirm", "house_rules", "--reason", "The rules still fit")
    company.do("reopen", "measurement", "--reason", "Another aim")
    company.do("submit", "measurement")
    assert company.stale() == set()


def april(company: Company) -> None:
    """Somebody edits a sheet by hand; the pilot ends and the gate to all staff opens."""
    company.work(Work("cocreation", "2026-02-02", "2026-04-10"))
    sheet = company.folder / "answers/16-guides.yaml"
    said = company.sample("guides")["purpose"]
    assert isinstance(said, str)
    text = sheet.read_text("utf-8").replace(said.split()[0], "Here,", 1)
    assert text != sheet.read_text("utf-8")
    sheet.write_text(text, "utf-8")
    company.on("2026-04-13").do("gate", "decide", "pilot_proven", "go", by=KARINE)
    assert company.told("log", "guides")["events"][-1]["data"]["source"] == "edited in file"


def may(company: Company) -> None:
    """The place opens to all staff; rules redone with the same outcome leave the pilot be."""
    company.work(
        Work("internal_launch", "2026-04-13", "2026-05-07"),
        Work("facilitation", "2026-05-04", "2026-05-22", by=NADIA),
    )
    company.on("2026-05-25").do("reopen", "house_rules", "--reason", "Read again at the launch")
    assert company.states()["cocreation"] == "done"
    company.do("submit", "house_rules")
    company.sign("house_rules", SITTING)
    assert company.states()["cocreation"] == "done"


def june(company: Company) -> None:
    """The data protection officer leaves; what she signed stays signed."""
    company.work(
        Work("leader_support", "2026-05-11", "2026-06-05"),
        Work("steering", "2026-06-01", "2026-06-19"),
    )
    company.people(HELENE)
    states = company.on("2026-06-30").states()
    assert states["governance"] == "done"
    assert company.step("governance")["sign_off"]["state"] == "given"


def july(company: Company) -> None:
    """The gate to the outside opens for the programme; readings come in every month."""
    company.work(Work("barriers", "2026-06-08", "2026-07-03"))
    company.on("2026-07-06").do("gate", "decide", "inside_mastered", "go", by=KARINE)
    company.on("2026-07-31")
    for month, active, silent in (("05", 21, 14), ("06", 24, 11), ("07", 26, 10)):
        company.read("interactive_rate", active, f"2026-{month}")
        company.read("zero_reply_rate", silent, f"2026-{month}")


def august(company: Company) -> None:
    """What was missed in the summer comes back once and not three times."""
    assert company.on("2026-08-31").flags("content") == ["overdue"]
    again = {name: company.sample("content")[name] for name in ("calendar", "worked")}
    company.repeat("content", again, by=NADIA)
    assert company.step("content")["due"] == "2026-09-30"
    company.work(Work("user_journey", "2026-06-22", "2026-08-28", by=NADIA))
    company.on("2026-08-31").read("interactive_rate", 25, "2026-08")
    company.read("zero_reply_rate", 12, "2026-08")


def september_again(company: Company) -> None:
    """A year later the first signature has run out, and a role has nobody."""
    company.on("2026-07-06").answer("external_opening")
    company.on("2026-09-25").do("submit", "external_opening")
    company.do("approve", "external_opening", "--as", "sponsor", by=CLAIRE)
    waiver = [c for c in company.actions() if c.startswith("collab-playbook approve external")]
    assert len(waiver) == 1
    assert "--waive role" in waiver[0]
    company.people(HELENE, new={MARC: ["dpo"]})
    offered = [c for c in company.actions() if c.startswith("collab-playbook approve external")]
    assert offered == [f"collab-playbook approve external_opening --as dpo --by '{person(MARC)}'"]
    company.do("approve", "external_opening", "--as", "dpo", by=MARC)
    assert company.states()["external_opening"] == "done"
    assert company.on("2026-09-28").flags("leadership") == ["overdue"]
    company.do("approve", "leadership", "--as", "sponsor", by=CLAIRE)
    assert company.states()["leadership"] == "done"
    company.read("interactive_rate", 27, "2026-09")
    company.read("zero_reply_rate", 12, "2026-09")


def october_again(company: Company) -> None:
    """A circle is planned out of order, prepared, and held until there are lessons."""
    company.on("2026-10-05").do("circle", "add", "friends", code=3)
    company.do("circle", "add", "friends", "--reason", "Those who build with our parts first")
    company.do("answer", "--carried", "--circle", "friends")
    company.do("submit", "friends/objectives", code=3)
    company.do("gate", "decide", CIRCLE_GATE, "go", by=KARINE, code=3)
    company.do(
        *("gate", "decide", CIRCLE_GATE, "hold", "--review", "2026-11-16"),
        *("--reason", "Six months are not over, and nothing learned is applied yet"),
        by=KARINE,
    )
    assert company.row(CIRCLE_GATE)["due"] == "2026-11-16"
    company.on("2026-10-15").do(*LESSON, "--change", "The briefing opens with its question")
    company.do(*LESSON_OF_RULES, "--change", "Seven rules instead of nineteen")
    company.do(*LESSON_OF_GOALS, "--change", "Two objectives for the next cycle")
    company.do(*LESSON_OF_HOURS, "--change", "The line manager says them aloud")


def november_again(company: Company) -> None:
    """The hold is looked at again, and the circle opens on a condition."""
    assert company.on("2026-11-16").row(CIRCLE_GATE)["flags"] == ["due"]
    company.read("zero_reply_rate", 14, "2026-10")
    company.do(*APPLY, "4", "--change", "Each member says which hour of the week it is")
    company.do(*APPLY, "2", "--change", "Seven rules from the first day")
    company.do(*APPLY, "1", "--change", "The weekly call opens with a question")
    judged = company.told("gate", "show", CIRCLE_GATE)
    assert judged["advice"] == "go_with_conditions", judged
    open_now = [c["id"] for c in judged["criteria"] if c["verdict"] != "met"]
    assert open_now == ["nobody_waits"]
    company.do(
        *("gate", "decide", CIRCLE_GATE, "go_with_conditions"),
        *("--condition", "2026-12-15 At most 12 % of November's threads had no reply"),
        by=KARINE,
    )
    assert company.circle("friends")["state"] == "open"
    assert company.circle("friends")["opened_on"] == "2026-11-16"
    asked = company.told("next", "--circle", "friends")["question"]
    assert (asked["step"], asked["id"]) == ("objectives", "items")
    assert [lesson["number"] for lesson in asked["lessons"]] == [3]


def december_again(company: Company) -> None:
    """The circle works; its condition falls due and is met."""
    company.on("2026-12-01").give(
        "circles/friends/objectives.success_phrase",
        "A fitter asks why a seal leaks and knows it before the day is over",
    )
    assert company.on("2026-12-16").row(CIRCLE_GATE)["flags"] == ["due"]
    company.do(*APPLY, "3", "--change", "One objective in the first year")
    company.do("gate", "settle", CIRCLE_GATE, "1", "--note", "It was 11 %")
    assert company.row(CIRCLE_GATE)["flags"] == []
    company.read("interactive_rate", 40, "2026-12", "--circle", "friends")


def january_again(company: Company) -> None:
    """A second circle is planned out of order, with its reason, and a community begins."""
    company.on("2027-01-11").do("circle", "add", "partners", code=3)
    company.do("circle", "add", "partners", "--reason", "Our fitters are partners, not customers")
    assert company.circle("partners")["reason"] == "Our fitters are partners, not customers"
    company.do("community", "add", "seals", "--circle", "friends", "--animator", "Paul Lambersens")
    company.give("communities/seals/theme.audience", company.sample("theme")["audience"])
    company.do("answer", "--carried", "--community", "seals")
    assert company.states()["seals/theme"] in {"active", "blocked"}


def february_again(company: Company) -> None:
    """The community is closed again; what was written there stays readable."""
    company.on("2027-02-08").do(
        *("community", "close", "seals", "--reason", "Its members ask in the circle itself")
    )
    states = company.states()
    assert {s for path, s in states.items() if path.startswith("seals/")} == {"not_applicable"}
    assert (company.folder / "answers/communities/seals/06-theme.yaml").is_file()
    company.on("2027-02-26").do("build")
    company.do("build", "--check")


MONTHS = (
    september,
    october,
    november,
    december,
    january,
    february,
    march,
    april,
    may,
    june,
    july,
    august,
    september_again,
    october_again,
    november_again,
    december_again,
    january_again,
    february_again,
)


def _starts_anew_from_its_journal(company: Company, folder: Path) -> None:
    again = company.born_again(folder)
    for name in company.views():
        (company.folder / name).unlink()
    company.do("build")
    again.do("build")
    assert again.views() == company.views()
    assert again.lists() == company.lists()
    assert company.views().keys() >= {
        "answers/circles/friends/03-objectives.yaml",
        "answers/communities/seals/06-theme.yaml",
        "measures/readings.csv",
    }
