; The installer for Windows: for one user without rights, or for all with them.
;
;   makensis -DVERSION=0.1.0 -DBUNDLE=build\dist\portside -DOUT=portside-0.1.0-setup.exe portside.nsi
;
; Silent: portside-setup.exe /S [/CurrentUser | /AllUsers] [/D=C:\folder]; uninstall.exe /S. It ends
; with 2 where Portside is running.

Unicode true
SetCompressor /SOLID lzma
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "Portside"
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Portside"
!define OPEN "Software\Classes\Applications\portside.exe"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "UninstallString"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include x64.nsh
!include LogicLib.nsh

Name "Portside"
OutFile "${OUT}"
BrandingText "Portside ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Portside"
VIAddVersionKey "FileDescription" "Portside setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT"

!define MUI_ICON "${ROOT}/resources/icons/portside.ico"
!define MUI_UNICON "${ROOT}/resources/icons/portside.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\portside.exe"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
LangString NEEDS_64 ${LANG_ENGLISH} "Portside needs a 64-bit Windows."
LangString NEEDS_64 ${LANG_SIMPCHINESE} "Portside 需要 64 位 Windows。"
LangString RUNNING ${LANG_ENGLISH} "Portside is running. Close it, and try again."
LangString RUNNING ${LANG_SIMPCHINESE} "Portside 正在运行。请将其关闭，然后重试。"

; Nothing is replaced or removed under a running program: Windows holds its file.
!macro NOT_WHILE_RUNNING
  ${DoWhile} ${FileExists} "$INSTDIR\portside.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\portside.exe" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${Loop}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(NEEDS_64)" /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "Portside"
  !insertmacro NOT_WHILE_RUNNING
  ; What an older version had and this one has not must not stay.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Portside.lnk" "$INSTDIR\portside.exe"
  ; Open with: for archives and Dockerfiles, beside what opens them now.
  WriteRegStr SHCTX "${OPEN}" "FriendlyAppName" "Portside"
  WriteRegStr SHCTX "${OPEN}\shell\open\command" "" '"$INSTDIR\portside.exe" "%1"'
  !macro OPENS KIND
    WriteRegStr SHCTX "${OPEN}\SupportedTypes" "${KIND}" ""
  !macroend
  !insertmacro OPENS ".tar"
  !insertmacro OPENS ".tgz"
  !insertmacro OPENS ".gz"
  !insertmacro OPENS ".xz"
  !insertmacro OPENS ".bz2"
  !insertmacro OPENS ".zst"
  !insertmacro OPENS ".dockerfile"
  WriteRegStr SHCTX "${KEY}" "DisplayName" "Portside"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "Publisher" "The Portside developers"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\portside.exe"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  !insertmacro NOT_WHILE_RUNNING
  ; By name: the folder may be one that a person chose, with other things in it.
  Delete "$SMPROGRAMS\Portside.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\portside.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey SHCTX "${OPEN}"
  DeleteRegKey SHCTX "${KEY}"
SectionEnd
