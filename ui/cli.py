"""`ttcs`: the command line, one front beside the window. Composition root; the verbs stand in ui/commands."""

from __future__ import annotations

import io
import sys

import click

from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.system.paths import ward_folder
from ttcs_desktop.workspace import Workspace
from ui.commands.base import Session, VerbGroup, run
from ui.commands.brief import brief
from ui.commands.carried import files, package, received
from ui.commands.city import enrol, report_folder, sync
from ui.commands.collecting import collect
from ui.commands.content import content, intake
from ui.commands.demo import demo
from ui.commands.equipment import equipment
from ui.commands.exports import export
from ui.commands.hub_keeper import hub
from ui.commands.keeping import backup, doctor, restore, undo
from ui.commands.log import log
from ui.commands.office import authorisation, board
from ui.commands.paper import paper
from ui.commands.pcs import pc_exchange
from ui.commands.plans import plan
from ui.commands.record import deadlines, init, list_
from ui.commands.schedule import schedule
from ui.commands.search import search
from ui.commands.speech import speech
from ui.commands.stats import stats
from ui.commands.stats_catalogue import catalogue as stats_catalogue
from ui.commands.stats_charts import charts as stats_charts
from ui.commands.stats_papers import papers as stats_papers
from ui.commands.stats_reference import stats_reference
from ui.commands.urgent import urgent
from ui.commands.ward_pcs import pc
from ui.commands.weeks import WEEKS


@click.group(cls=VerbGroup)
def root() -> None:
    """Sổ thông tin cơ sở của xã, phường, trên dòng lệnh."""


for verb in (
    demo,
    init,
    list_,
    deadlines,
    search,
    undo,
    backup,
    restore,
    doctor,
    plan,
    content,
    board,
    authorisation,
    intake,
    schedule,
    urgent,
    equipment,
    log,
    speech,
    stats,
    collect,
    brief,
    paper,
    export,
    sync,
    package,
    pc_exchange,
    files,
    received,
    pc,
    enrol,
    report_folder,
    hub,
):
    root.add_command(verb)
root.add_command(stats, "statistics")
stats.add_command(stats_papers)
stats.add_command(stats_reference)
stats.add_command(stats_catalogue)
stats.add_command(stats_charts)
for one in WEEKS:
    schedule.add_command(one)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):  # help pages go through click, which asks the stream for its encoding
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(root, new_session()))


def new_session() -> Session:
    """A session that knows where the ward's folder is and how to reach the city."""
    return Session(courier_of=_courier_of, default_folder=ward_folder)


def _courier_of(workspace: Workspace) -> Courier:
    from ui.city import courier_for, secrets_for  # noqa: PLC0415  only verbs that send need it

    url = workspace.enrolment.url if workspace.enrolment else ""
    return courier_for(workspace, secrets_for(workspace.folder, url))


if __name__ == "__main__":
    main()
