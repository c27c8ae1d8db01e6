# Install build\packages\*-setup.exe silently, for this user and then for all, try what it installed,
# and remove it without leftovers. Needs an administrator for the second.
#
#   packaging\windows\check.ps1 [FOLDER FOR REPORTS AND PICTURES]
param([string]$Out = "smoke-test")
$ErrorActionPreference = "Stop"
$root = (Resolve-Path "$PSScriptRoot\..\..").Path
$setup = (Get-ChildItem "$root\build\packages\*-setup.exe")[0].FullName
$version = python "$root\packaging\bundle.py"
New-Item -Force -ItemType Directory $Out | Out-Null
$Out = (Resolve-Path $Out).Path

function Assert-That($holds, $what) { if (-not $holds) { throw "not so: $what" } }
function Start-Program($file, $arguments) {
    $process = Start-Process $file $arguments -Wait -PassThru
    Assert-That ($process.ExitCode -eq 0) "$file $arguments ends with 0, and not $($process.ExitCode)"
}

foreach ($mode in "CurrentUser", "AllUsers") {
    $ofUser = $mode -eq "CurrentUser"
    $folder = if ($ofUser) { "$env:LOCALAPPDATA\Programs\Portside" } else { "$env:ProgramFiles\Portside" }
    $hive = if ($ofUser) { "HKCU:" } else { "HKLM:" }
    $key = "$hive\Software\Microsoft\Windows\CurrentVersion\Uninstall\Portside"
    $open = "$hive\Software\Classes\Applications\portside.exe"
    $menu = if ($ofUser) { $env:APPDATA } else { $env:ProgramData }
    $shortcut = "$menu\Microsoft\Windows\Start Menu\Programs\Portside.lnk"

    Start-Program $setup "/S /$mode"
    Assert-That ((Get-ItemProperty $key).InstallLocation -eq $folder) "it is installed in $folder"
    Assert-That ((Get-ItemProperty $key).DisplayVersion -eq $version) "the list of applications says $version"
    Assert-That ((Get-Item "$folder\portside.exe").VersionInfo.ProductVersion -eq $version) "the program says $version"
    Assert-That (Test-Path $shortcut) "it is in the start menu"
    Assert-That (Test-Path "$open\shell\open\command") "it opens files"

    Start-Program "$folder\portside.exe" "--smoke-test `"$Out\$mode`""
    Get-Content "$Out\$mode\report.txt"

    # Told where it is, the uninstaller does not go on elsewhere, and can be waited for; it stays itself.
    Start-Program "$folder\uninstall.exe" "/S /$mode _?=$folder"
    Assert-That (-not (Get-ChildItem $folder -Exclude uninstall.exe)) "$folder is empty"
    Remove-Item -Recurse $folder
    foreach ($left in $key, $open, $shortcut) { Assert-That (-not (Test-Path $left)) "$left is gone" }
}
