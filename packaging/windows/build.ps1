# Build the bundle and the installer on Windows. Needs Python 3.13, uv and NSIS on the PATH.
#
#   packaging\windows\build.ps1
#
# Signed where SIGN_COMMAND is set: a program and its arguments, to which a file's name is added.
$ErrorActionPreference = "Stop"
$PSNativeCommandUseErrorActionPreference = $true
$root = (Resolve-Path "$PSScriptRoot\..\..").Path
Set-Location $root
$env:UV_PROJECT_ENVIRONMENT = "$root\build\venv"
uv sync --quiet --locked --no-default-groups --group package --no-editable --reinstall-package portside
if ($LASTEXITCODE) { exit $LASTEXITCODE }
& build\venv\Scripts\pyinstaller --clean --noconfirm --log-level WARN --workpath build\work --distpath build\dist packaging\portside.spec
if ($LASTEXITCODE) { exit $LASTEXITCODE }

function Protect-File($file) {
    if ($env:SIGN_COMMAND) {
        $program, $arguments = $env:SIGN_COMMAND -split " "
        & $program @arguments $file
        if ($LASTEXITCODE) { exit $LASTEXITCODE }
    }
}

& build\venv\Scripts\python packaging\measure.py build\dist\portside
if ($LASTEXITCODE) { exit $LASTEXITCODE }
$version = & build\venv\Scripts\python packaging\bundle.py
New-Item -Force -ItemType Directory build\packages | Out-Null
$setup = "$root\build\packages\portside-$version-setup.exe"
Protect-File "$root\build\dist\portside\portside.exe"
makensis /V2 /WX "/DROOT=$root" "/DVERSION=$version" "/DBUNDLE=$root\build\dist\portside" "/DOUT=$setup" packaging\windows\portside.nsi
if ($LASTEXITCODE) { exit $LASTEXITCODE }
Protect-File $setup
& build\venv\Scripts\python packaging\sbom.py "$root\build\packages\portside-$version-windows-x86_64.cdx.json"
if ($LASTEXITCODE) { exit $LASTEXITCODE }
