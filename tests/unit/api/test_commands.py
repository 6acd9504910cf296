"""The commands around the interface: keys, and who is let in."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.cli import main
from advisor.cli.parsing import server_options
from advisor.web.api.access import KeyHolders, Open, ThroughProxy
from advisor.web.api.keys import hashed, read_keys


def left(*arguments: str) -> int:
    """Run a command and give its exit status."""
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    return int(leaving.value.code or 0)


def test_a_key_is_shown_once_and_kept_as_a_hash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file holds the hash, for nobody else to read, and a second key is added to it."""
    file = tmp_path / "keys"

    assert 0 == left("api-key", "dms", "--to", str(file))
    first = capsys.readouterr().out.strip()
    file.write_text(f"{file.read_text()}# no line break at the end")
    assert 0 == left("api-key", "crm", "--to", str(file))
    text = file.read_text()
    access = server_options.access(file, "", ())

    assert [f"dms sha256:{hashed(first)}"] == text.splitlines()[:1]
    assert first not in text
    assert 0 == file.stat().st_mode & 0o077
    assert {"dms", "crm"} == set(read_keys(text.splitlines()).names.values())
    assert isinstance(access, KeyHolders)
    assert "dms" == access.keys.name(first)


def test_a_key_without_a_file_is_printed_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The line for the file stands below the key."""
    assert 0 == left("api-key", "dms")
    key, kept = capsys.readouterr().out.splitlines()

    assert f"dms sha256:{hashed(key)}" == kept


@pytest.mark.parametrize("name", ["", "A B", "../x", "dms sha256:"])
def test_a_name_that_would_not_be_read_again(name: str) -> None:
    """What could not stand in the file is refused at once."""
    assert 2 == left("api-key", name)


def test_a_file_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No key is given out whose hash could not be kept."""
    assert 1 == left("api-key", "dms", "--to", str(tmp_path / "none" / "keys"))
    out, err = capsys.readouterr()

    assert "" == out
    assert "error[cannot-write]" in err


def test_broken_keys_are_told_with_their_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be read to its end lets nobody in."""
    file = tmp_path / "keys"
    file.write_text("# ours\ndms sha256:short\n")

    assert 1 == left("serve", "--api-keys", str(file))
    assert f"{file}:2: error[bad-keys]" in capsys.readouterr().err
    file.write_text(f"# ours\u2028dms sha256:{'0' * 64}\n")
    assert 1 == left("serve", "--api-keys", str(file))
    assert f"{file}:1: error[bad-keys]: the file lists no key" in capsys.readouterr().err
    assert 1 == left("serve", "--api-keys", str(tmp_path / "none"))
    assert "error[unreadable]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        ("--trusted-header", "X-Remote-User"),
        ("--trusted-header", "X Remote", "--trusted-proxy", "127.0.0.1"),
        ("--trusted-proxy", "the proxy"),
        ("--trusted-header", "X-A", "--trusted-proxy", "::1", "--api-keys", "keys"),
        ("--api-rate", "0"),
    ],
)
def test_options_that_would_let_anybody_in(options: tuple[str, ...]) -> None:
    """A header without a proxy, or two ways at once, is misuse."""
    assert 2 == left("serve", *options)


def test_nobody_unknown_is_answered_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    """On this machine everybody may ask; from others only who is known."""
    here, elsewhere = "127.0.0.1", "0.0.0.0"  # noqa: S104 - the point of the test
    proxies = server_options.networks(["10.0.0.0/8"])
    signed = server_options.access(None, "X-Remote-User", proxies)
    answered = server_options.interface(None, here, 600, only=False)
    known = server_options.interface(signed, elsewhere, 60, only=True)

    assert answered is not None
    assert isinstance(answered.access, Open)
    assert known is not None
    assert isinstance(known.access, ThroughProxy)
    assert 60 == known.per_minute
    assert server_options.interface(None, elsewhere, 600, only=False) is None
    assert 1 == left("serve", "--host", "0.0.0.0", "--port", "0", "--api-only")  # noqa: S104 - likewise
    assert "error[open-interface]" in capsys.readouterr().err
