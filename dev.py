#!/usr/bin/env python3
"""Everything a developer starts, with nothing but Python installed.

    python3 dev.py run            样例数据上打开程序；没有显示器时直接生成各表
    python3 dev.py test [...]     代码检查、类型检查、测试、覆盖率；参数转给 pytest
    python3 dev.py bench          性能测量
    python3 dev.py build          打包成可分发的文件夹，并自检
    python3 dev.py screenshots    重新生成文档中的图片

The first call makes `.venv` and installs the versions and hashes of the lock files; a later one installs
again only when they have changed. This file keeps to what Python 3.7 can read, so that an old one is told
what is needed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed-locks"
LOCKS = {"runtime": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
PYTHONS = ((3, 11), (3, 12), (3, 13))
HEADLESS_QT = ("QtGui*", "QtWidgets*", "QtPrintSupport*", "Qt/plugins/platforms/libqoffscreen*")
TEST_TOOLS = {
    "soffice": "libreoffice-calc",
    "pdffonts": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
}
# Debian names a library's package after its soname; these are the exceptions among those Qt loads.
PACKAGE_EXCEPTIONS = {"libglib-2.0.so.0": "libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0"}


class MachineError(Exception):
    """What this machine lacks, with the command that puts it right; shown without a traceback."""


def main(argv: Sequence[str]) -> int:
    """Runs one command and gives its exit status; 2 for wrong usage."""
    speak_utf8()
    commands = {"run": run, "test": test, "bench": bench, "build": build, "screenshots": screenshots}
    if not argv or argv[0] not in commands:
        print(__doc__)
        return 0 if argv and argv[0] in ("-h", "--help") else 2
    try:
        if sys.version_info[:2] not in PYTHONS:
            return start_again_with(suitable_python(), argv)
        python = environment("runtime" if argv[0] == "run" else "dev")
        missing = missing_libraries(python, HEADLESS_QT)
        if missing:
            raise MachineError(missing_notice(missing))
        return commands[argv[0]](python, argv[1:])
    except MachineError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# --- what the commands do --------------------------------------------------------------------------


def run(python: Path, arguments: Sequence[str]) -> int:
    """The sample year: in the window where there is a display, else as sheets in out/sample."""
    sample: list[str | Path] = [python, "-m", "xiaowei_desktop", "sample", "--out", Path("out", "sample")]
    if can_open_window(python):
        return call([*sample, "--open", *arguments])
    say("不能打开窗口，直接生成样例数据库和各表。 / No window here: making the sample's sheets.")
    return call([*sample, *arguments], offscreen=True)


def test(python: Path, arguments: Sequence[str]) -> int:
    """Style, types, tests and coverage; with arguments, which may select, coverage is not measured."""
    report_missing_tools()
    steps: dict[str, list[str | Path]] = {
        "ruff check": [python, "-m", "ruff", "check"],
        "ruff format": [python, "-m", "ruff", "format", "--check"],
        "mypy": [python, "-m", "mypy"],
    }
    if arguments:
        steps["pytest"] = [python, "-m", "pytest", "-n", "2", *arguments]
    else:  # coverage is the unit tests' duty, with the sample year that they do not play: measuring slows the others
        sample = "tests/integration/test_sample_year.py"
        measured = ["--cov", "--cov-report=", "tests/unit", "tests/test_architecture.py", sample]
        others = ["tests/integration", f"--ignore={sample}", "tests/gui"]
        steps["pytest with coverage"] = [python, "-m", "pytest", "-n", "2", *measured]
        steps["pytest of files, commands and the window"] = [python, "-m", "pytest", "-n", "2", *others]
        steps["coverage of domain and application"] = [python, "-m", "coverage", "report", "--fail-under=100"]
    failed = []
    for name, command in steps.items():
        say(f"== {name}")
        if call(command, offscreen=True):
            failed.append(name)
    say(f"未通过 / failed: {', '.join(failed)}" if failed else "全部通过 / all passed")
    return 1 if failed else 0


def bench(python: Path, arguments: Sequence[str]) -> int:
    """Figures as ratios against a baseline, measured in one run."""
    return call([python, "-m", "benchmarks", *arguments], offscreen=True)


def build(python: Path, arguments: Sequence[str]) -> int:
    """A folder in dist/ that runs without Python, proved by its own self-test."""
    packages = missing_packaging_tools()
    if packages:
        raise MachineError(f"打包还需要 / Packaging also needs:\n    {apt_install(packages)}")
    status = call([python, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *arguments, "build.spec"])
    if status:
        return status
    name = "xiaowei-desktop-cli.exe" if os.name == "nt" else "xiaowei-desktop"
    program = ROOT / "dist" / "xiaowei-desktop" / name
    say(f"打包完成，正在自检：{program}")
    return call([program, "self-test"], offscreen=True)


def screenshots(python: Path, arguments: Sequence[str]) -> int:
    """The pictures of the documents, drawn from the sample year."""
    pictures = Path("docs", "pictures")
    return call([python, "-m", "xiaowei_desktop", "screenshots", "--out", pictures, *arguments], offscreen=True)


# --- Python and its packages -----------------------------------------------------------------------


def suitable_python() -> str:
    """Another Python on this machine that the locked packages are made for."""
    for version in reversed(PYTHONS):
        found = shutil.which("python{}.{}".format(*version))
        if found and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
            return found
    raise MachineError(
        "本程序需要 Python 3.11、3.12 或 3.13，当前是 {}.{}。请安装后用它运行，例如：python3.12 dev.py run\n"
        "Python 3.11, 3.12 or 3.13 is needed.".format(*sys.version_info[:2])
    )


def start_again_with(python: str, argv: Sequence[str]) -> int:
    return subprocess.run([python, str(Path(__file__).resolve()), *argv], check=False).returncode


def environment(packages: str) -> Path:
    """The Python of `.venv`, made and filled where that has not been done; `dev` contains `runtime`."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not works(python):
        make_environment()
    locks = hashlib.sha256(b"".join(path.read_bytes() for path in LOCKS.values())).hexdigest()
    installed = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    if installed not in ([locks, packages], [locks, "dev"]):
        install(python, LOCKS[packages])
        STAMP.write_text(f"{locks} {packages}\n", encoding="utf-8")
    return python


def works(python: Path) -> bool:
    """Whether the environment's Python still starts; a removed or upgraded system Python breaks it."""
    if not python.exists():
        return False
    known = f"import pip, sys; sys.exit(sys.version_info[:2] not in {PYTHONS})"
    return subprocess.run([str(python), "-c", known], capture_output=True, check=False).returncode == 0


def make_environment() -> None:
    say("正在建立运行环境 .venv …… / Making .venv ...")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if made.returncode:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        raise MachineError(
            f"无法建立运行环境，多半是缺少 Python 的 venv 组件。请运行后重试 / venv is missing, run:\n"
            f"    {apt_install([package])}\n\n{made.stdout.strip()}"
        )


def install(python: Path, lock: Path) -> None:
    say("正在安装所需的软件包，第一次需要联网和几分钟时间 …… / Installing packages ...")
    # Without builds from source, nothing is fetched or run whose hash the lock does not hold.
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    if call([python, "-m", "pip", "install", *options, "-r", lock]):
        raise MachineError(
            "软件包没有装好，原因见上面几行。网络不通的，请配置 pip 的镜像源后重试；\n"
            "ARM 版 Linux 需要 glibc 2.39 以上。\n"
            "Packages could not be installed, see above. ARM Linux needs glibc 2.39."
        )


# --- what the system has to bring ------------------------------------------------------------------


def can_open_window(python: Path) -> bool:
    """Whether a window would be seen; says so where there is a display and only libraries are missing."""
    if not sys.platform.startswith("linux"):
        return True
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal") or not (wayland or x11):
        return False
    platform = "Qt/plugins/platforms/libqxcb*" if x11 else "Qt/plugins/platforms/libqwayland*"
    missing = missing_libraries(python, (platform, "Qt/plugins/printsupport/*"))
    if missing:
        say(missing_notice(missing))
        return False
    probe = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    return subprocess.run([str(python), "-c", probe], capture_output=True, check=False).returncode == 0


def missing_libraries(python: Path, patterns: Iterable[str]) -> list[str]:
    """The shared libraries that these files of Qt need and Linux does not have installed."""
    if not sys.platform.startswith("linux") or not shutil.which("ldd"):
        return []
    qt = next(python.parents[1].glob("lib/python3*/site-packages/PySide6"))
    files = [str(path) for pattern in patterns for path in sorted(qt.glob(pattern)) if ".so" in path.name]
    linked = subprocess.run(["ldd", *files], stdout=subprocess.PIPE, text=True, check=False).stdout
    return sorted(set(re.findall(r"(\S+) => not found", linked)))


def missing_notice(libraries: Sequence[str]) -> str:
    return (
        f"系统缺少 Qt 需要的共享库：{'、'.join(libraries)}。请安装 / Shared libraries are missing, run:\n"
        f"    {apt_install(debian_package(library) for library in libraries)}"
    )


def debian_package(library: str) -> str:
    """The Debian package of a shared library: libEGL.so.1 is in libegl1, libX11.so.6 in libx11-6."""
    if library in PACKAGE_EXCEPTIONS:
        return PACKAGE_EXCEPTIONS[library]
    name, _, version = library.lower().partition(".so.")
    return f"{name}-{version}" if name[-1].isdigit() else f"{name}{version}"


def missing_packaging_tools() -> list[str]:
    """The Debian packages that PyInstaller needs and Linux does not have installed."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [] if shutil.which("objdump") else ["binutils"]
    library = Path(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME"))
    if ".so" in library.name and not library.exists():
        packages.append("libpython{}.{}".format(*sys.version_info[:2]))
    return packages


def report_missing_tools() -> None:
    missing = [tool for tool in TEST_TOOLS if not shutil.which(tool)]
    if missing:
        say(
            f"缺少 {'、'.join(missing)}：需要它们的测试将跳过（CI 中算失败）。\n"
            f"安装 / Tests that need them are skipped; to install:\n"
            f"    {apt_install(TEST_TOOLS[tool] for tool in missing)}"
        )


def apt_install(packages: Iterable[str]) -> str:
    return "sudo apt-get install -y " + " ".join(sorted(set(packages)))


# --- talking to the terminal and to other programs -------------------------------------------------


def call(command: Sequence[str | Path], *, offscreen: bool = False) -> int:
    """Runs a program in the project's folder, with its output passed through, and gives its exit status."""
    surroundings = {**os.environ, "PYTHONUTF8": "1"}
    if offscreen:
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=surroundings, check=False).returncode


def speak_utf8() -> None:
    """Chinese messages on any console, the Windows one included."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
