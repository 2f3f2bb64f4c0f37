"""Runs the steps of a job as a forge's runner does: scripts by ``sh -e``, in order, with the variables that the forge documents."""

import re
import subprocess
import uuid
from pathlib import Path
from typing import Any

import yaml


class StepFailedError(AssertionError):
    """A step ended with another status than 0."""


class Runner:
    """One job's machine: a workspace, a folder of its own, and the files through which steps speak to the forge."""

    def __init__(self, folder: Path, environment: dict[str, str], origin: Path, *, ref: str, expressions: dict[str, str]) -> None:
        self.workspace, self.temp = folder / "workspace", folder / "temp"
        self.temp.mkdir(parents=True)
        self.workspace.mkdir()
        self.origin, self.ref, self.expressions = origin, ref, expressions
        self.output, self.summary = folder / "output", folder / "summary"
        self.output.touch()
        self.summary.touch()
        self.environment = environment | {
            "RUNNER_TEMP": str(self.temp), "GITHUB_OUTPUT": str(self.output), "GITHUB_STEP_SUMMARY": str(self.summary), "HOME": str(folder),
            "GITHUB_WORKSPACE": str(self.workspace), "GITHUB_REF": ref, "CI": "true", "GITHUB_ACTIONS": "true",
            "GITHUB_SERVER_URL": f"file://{origin.parent}", "GITHUB_REPOSITORY": origin.name.removesuffix(".git"),
        }  # fmt: skip
        self.said = ""
        self.uploaded: list[Path] = []

    def run(self, workflow: str, job: str, **more: str) -> dict[str, str]:
        """Run a job of a workflow; gives its outputs. Raises :class:`StepFailedError`."""
        told = yaml.safe_load(workflow)
        environment = self.environment | more | self.filled(told.get("env", {})) | self.filled(told["jobs"][job].get("env", {}))
        for step in told["jobs"][job]["steps"]:
            self.step(step, environment)
        return self.outputs()

    def step(self, step: dict[str, Any], environment: dict[str, str]) -> None:
        action = step.get("uses", "run").partition("@")[0]
        if action == "actions/checkout":
            assert step["with"] == {"fetch-depth": 0, "persist-credentials": False}
            self.checkout(environment)
        elif action == "actions/upload-artifact":
            path = Path(self.filled({"path": step["with"]["path"]})["path"])
            assert path.is_dir()
            self.uploaded.append(path)
        else:
            assert action == "run", action
            self.script(step["run"], environment | self.filled(step.get("env", {})))

    def checkout(self, environment: dict[str, str]) -> None:
        for command in (
            ["git", "init", "--quiet", "."],
            ["git", "remote", "add", "origin", str(self.origin)],
            ["git", "fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", f"+{self.ref}:refs/remotes/checked-out"],
            ["git", "checkout", "--quiet", "--force", "--detach", "refs/remotes/checked-out"],
        ):
            subprocess.run(command, cwd=self.workspace, env=environment, check=True)

    def script(self, text: str, environment: dict[str, str]) -> None:
        assert "${{" not in text, "an expression in a script is put there unquoted"
        script = self.temp / f"{uuid.uuid4()}.sh"
        script.write_text(text, encoding="utf-8")
        done = subprocess.run(["sh", "-e", str(script)], cwd=self.workspace, env=environment, text=True, capture_output=True, check=False)
        self.said += done.stdout + done.stderr
        if done.returncode:
            raise StepFailedError(f"{text}\n--- {done.returncode}\n{done.stdout}{done.stderr}")

    def filled(self, values: dict[str, Any]) -> dict[str, str]:
        """Put in what the forge knows for ``${{ … }}``; what a test does not name is empty, as on a forge."""
        return {key: re.sub(r"\$\{\{ *(.*?) *\}\}", self._known, str(value)) for key, value in values.items()}

    def _known(self, found: re.Match[str]) -> str:
        return str(self.temp) if found[1] == "runner.temp" else self.expressions.get(found[1], "")

    def outputs(self) -> dict[str, str]:
        """Read what the steps wrote to ``GITHUB_OUTPUT``, as the forge does."""
        lines, found = self.output.read_text(encoding="utf-8").split("\n"), {}
        while lines:
            line = lines.pop(0)
            if "<<" in line:
                key, mark = line.split("<<", 1)
                end = lines.index(mark)
                found[key], lines = "\n".join(lines[:end]), lines[end + 1 :]
            elif "=" in line:
                key, found[key] = line.split("=", 1)[0], line.split("=", 1)[1]
        return found


def scripts(text: str) -> list[str]:
    """Give every script of a workflow, or of each job of GitLab's pipeline with what runs before it in the same shell."""
    told = yaml.safe_load(text)
    if "jobs" in told:
        return [step["run"] for job in told["jobs"].values() for step in job["steps"] if "run" in step]
    jobs = [(told.get(job.get("extends"), {}) | job) for job in told.values() if isinstance(job, dict) and "script" in job]
    return ["".join([*job.get("before_script", []), *job["script"]]) for job in jobs]
