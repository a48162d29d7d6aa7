"""The papers that a plan and its tasks rest on (căn cứ), as the page Nhiệm vụ names and offers them."""

from __future__ import annotations

from ttcs_desktop.directives.numbers import read_number, same_number
from ttcs_desktop.directives.wording import named, named_in_full
from ttcs_desktop.plans.model import Plan, Task
from ttcs_desktop.workspace import Workspace
from ui.kit.fields import Choice
from ui.kit.form import FormField

_NONE = "Chưa gắn văn bản nào"
_LEAST_LETTERS = 12


def bases_of(workspace: Workspace, task: Task) -> list[str]:
    """The papers that a task rests on, then those of its plan, each once."""
    service = workspace.directives
    links = (*service.bases_of("task", task.id), *service.bases_of("plan", task.plan_id))
    return [named(service.directive(one)) for one in dict.fromkeys(link.directive_id for link in links)]


def basis_field(workspace: Workspace, plan: Plan) -> FormField | None:
    """Asks which paper a plan rests on: the one linked, else the one of the plan's own number. None without papers."""
    service, number = workspace.directives, read_number(plan.number)
    linked = service.bases_of("plan", plan.id)
    of_number = service.numbered(number.number) if number.number else []
    alike = next((one.id for one in of_number if same_number(read_number(one.full_number), number)), None)
    chosen = [link.directive_id for link in linked] or [alike or ""]
    directives = dict.fromkeys([*service.those(chosen), *service.newest()])
    if not directives:
        return None
    choice = Choice([(None, _NONE), *((one.id, named_in_full(one)) for one in directives)])
    # A long name is cut in the field, never the card made wider.
    choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(_LEAST_LETTERS)
    choice.set_value(linked[0].directive_id if linked else alike)
    hint = "" if linked or alike is None else "Trong Văn bản có số này; lưu thì gắn vào kế hoạch."
    return FormField("basis", "Văn &bản làm căn cứ", choice, hint)
