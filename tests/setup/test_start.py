"""What a start asks of the machine, and how it says what is wrong."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from tools import probing, up
from tools.console import Trouble, troubles
from tools.launch import ROOT
from tools.stack import Service


def test_ctrl_c_is_one_word(capsys):
    with pytest.raises(SystemExit) as ended, troubles():
        raise KeyboardInterrupt

    assert (ended.value.code, capsys.readouterr().err) == (130, "Stopped.\n")


def test_wrong_settings_are_one_sentence(capsys):
    with pytest.raises(SystemExit), troubles():
        raise ImproperlyConfigured("PORT is 'x', but must be a whole number.")

    assert capsys.readouterr().err == "jiepai: PORT is 'x', but must be a whole number.\n"


def test_an_output_of_few_letters_stops_nothing():
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from tools.console import say, speak_anyhow; speak_anyhow(); say('节拍 ready')",
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout == "\\u8282\\u62cd ready\n"


@pytest.fixture
def little_space(monkeypatch):
    free = SimpleNamespace(free=200 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: free)


def test_a_new_company_needs_space(tmp_path, little_space):
    with pytest.raises(Trouble, match="200 MB are free, 300 MB are needed"):
        up.make_folders(tmp_path / "data")


def test_a_company_that_is_there_needs_less(tmp_path, little_space):
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "PG_VERSION").write_text("18")

    up.make_folders(tmp_path)


def test_nudges_of_an_earlier_run_are_thrown_away(tmp_path):
    messages = tmp_path / "spool" / "messages"
    messages.mkdir(parents=True)
    (messages / "1_a.celery.msg").write_text("")

    up.make_folders(tmp_path)

    assert list(messages.iterdir()) == []


def test_a_taken_port_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Trouble, match="is taken by another program"):
            probing.free_port(other.getsockname()[1])


@pytest.mark.parametrize(("code", "killed"), [(-9, True), (1, False), (0, False), (None, False)])
def test_a_part_that_was_killed_is_no_wrong_part(tmp_path, code, killed):
    part = Service("web", ["true"], tmp_path / "web.log", patience=1)
    part.process = SimpleNamespace(poll=lambda: code)

    assert part.was_killed is killed
