"""Who this person is to Windows, what is theirs alone, and who may come to the front."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from typing import Any

_TOKEN_QUERY = 0x8
_TOKEN_USER = 1  # of TOKEN_INFORMATION_CLASS
_KERNEL_OBJECT = 6  # of SE_OBJECT_TYPE
_OWNER = 0x1  # OWNER_SECURITY_INFORMATION
_THIS_PROCESS = ctypes.c_void_p(-1)


class _Attributes(ctypes.Structure):
    _fields_ = (
        ("length", ctypes.c_uint32),
        ("descriptor", ctypes.c_void_p),
        ("inherited", ctypes.c_int),
    )


def user() -> str:
    """The security identifier of who runs this, such as ``S-1-5-21-…-1001``."""
    security, token, size = _library("advapi32"), ctypes.c_void_p(), ctypes.c_uint32()
    _need(security.OpenProcessToken(_THIS_PROCESS, _TOKEN_QUERY, ctypes.byref(token)))
    try:
        security.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(size))
        told = ctypes.create_string_buffer(size.value)
        _need(
            security.GetTokenInformation(token, _TOKEN_USER, told, size, ctypes.byref(size)),
        )
        return _written(ctypes.c_void_p.from_buffer(told))
    finally:
        _library("kernel32").CloseHandle(token)


@contextlib.contextmanager
def only_ours() -> Iterator[int]:
    """The address of SECURITY_ATTRIBUTES by which a new object is this person's alone."""
    who, descriptor = user(), ctypes.c_void_p()
    rule = f"O:{who}D:P(A;;GA;;;{who})"
    _need(
        _library("advapi32").ConvertStringSecurityDescriptorToSecurityDescriptorW(
            ctypes.c_wchar_p(rule), 1, ctypes.byref(descriptor), None
        )
    )
    try:
        attributes = _Attributes(ctypes.sizeof(_Attributes), descriptor, 0)
        yield ctypes.addressof(attributes)
    finally:
        _library("kernel32").LocalFree(descriptor)


def is_ours(handle: int) -> bool:
    """Whether an object is this person's own."""
    owner, descriptor = ctypes.c_void_p(), ctypes.c_void_p()
    code = _library("advapi32").GetSecurityInfo(
        ctypes.c_void_p(handle),
        _KERNEL_OBJECT,
        _OWNER,
        ctypes.byref(owner),
        None,
        None,
        None,
        ctypes.byref(descriptor),
    )
    if code:
        raise OSError(code, "GetSecurityInfo")
    try:
        return _written(owner) == user()
    finally:
        _library("kernel32").LocalFree(descriptor)


def let_come_to_front(pipe: int) -> None:
    """Let the process at the other end of a pipe raise its window, as we might, just started."""
    process = ctypes.c_uint32()
    if _library("kernel32").GetNamedPipeServerProcessId(
        ctypes.c_void_p(pipe), ctypes.byref(process)
    ):
        _library("user32").AllowSetForegroundWindow(process)


def disconnect(pipe: int) -> None:
    """Let the one at the other end of our pipe go, so that the next may come."""
    _need(_library("kernel32").DisconnectNamedPipe(ctypes.c_void_p(pipe)))


def _written(identifier: ctypes.c_void_p) -> str:
    text = ctypes.c_wchar_p()
    _need(_library("advapi32").ConvertSidToStringSidW(identifier, ctypes.byref(text)))
    try:
        return str(text.value)
    finally:
        _library("kernel32").LocalFree(text)


def _library(name: str) -> Any:
    load: Any = getattr(ctypes, "WinDLL")  # noqa: B009 - there on Windows only
    return load(name, use_last_error=True)


def _need(worked: int) -> None:
    if not worked:
        code: int = getattr(ctypes, "get_last_error")()  # noqa: B009
        raise OSError(code, "a question about the person at this machine failed")
