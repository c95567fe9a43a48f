"""Steps of migrations."""

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.db.migrations.state import ProjectState


class AddConstraint(migrations.AddConstraint):
    """Adds a constraint or a trigger, and leaves the models of the step as they are.

    Django makes a model and all that are related to it anew for every one: with
    hundreds of them that took more than half the time of a first start. Nothing reads
    a constraint of such a model; PostgreSQL has it, and the next step that does make
    the model anew puts it in.
    """

    def state_forwards(self, app_label: str, state: "ProjectState") -> None:
        """Note the constraint with the model, without making the model anew."""
        options = state.models[app_label, self.model_name_lower].options
        options["constraints"] = [
            *options.get("constraints", ()),
            self.constraint,  # type: ignore[attr-defined]  # the stubs leave it out
        ]
