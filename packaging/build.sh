#!/bin/sh
# Build the bundle for this system with PyInstaller: build/dist/portside, on macOS Portside.app.
#
#   packaging/build.sh [--python PROGRAM]     Linux and macOS; packaging/windows/build.ps1 is the other
#
# The Python needs a shared library (Debian's has one, and python-build-standalone); 3.13 or later
# brings the faster terminal engine. What it needs of others comes from uv.lock.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
python=python3
[ "${1-}" = --python ] && python=$2
build=${PORTSIDE_BUILD:-$root/build}
mkdir -p "$build"
cd "$root"
unset VIRTUAL_ENV PYTHONPATH PYTHONHOME

uv=$root/.venv/.uv/bin/uv
[ -x "$uv" ] || uv=$(command -v uv) || {
    "$python" -m venv "$build/uv"
    "$build/uv/bin/python" -m pip install -q --disable-pip-version-check 'uv>=0.9,<1'
    uv=$build/uv/bin/uv
}
export UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT="$build/venv"
"$uv" sync --quiet --locked --no-default-groups --group package --no-editable \
    --reinstall-package portside --python "$python"

# NumPy's wheel for Linux brings 23 MB of OpenBLAS for arithmetic that charts have no need of.
if [ "$(uname -s)" = Linux ]; then
    version=$("$build/venv/bin/python" -c 'import numpy; print(numpy.__version__)')
    wheels=$build/numpy-$version
    if [ -z "$(find "$wheels" -name '*.whl' 2>/dev/null)" ]; then
        "$python" -m venv "$build/pip"
        "$build/pip/bin/python" -m pip wheel --quiet --no-cache-dir --no-deps --no-binary numpy -w "$wheels" \
            "numpy==$version" -Csetup-args=-Dblas=none -Csetup-args=-Dlapack=none \
            -Csetup-args=-Dallow-noblas=true -Csetup-args=-Dcpu-dispatch=none \
            -Csetup-args=-Dbuildtype=minsize
    fi
    "$uv" pip install --quiet --python "$build/venv/bin/python" --reinstall --no-deps \
        "$wheels"/*.whl
fi

"$build/venv/bin/pyinstaller" --clean --noconfirm --log-level WARN \
    --workpath "$build/work" --distpath "$build/dist" packaging/portside.spec
bundle=$build/dist/portside
[ -d "$build/dist/Portside.app" ] && bundle=$build/dist/Portside.app
"$build/venv/bin/python" packaging/measure.py "$bundle"
