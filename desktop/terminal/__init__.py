"""Terminals: bytes in, a screen out. No Qt, no Docker.

A :class:`~desktop.terminal.protocol.Terminal` is fed what a program writes and tells what its
screen shows. Two engines keep that protocol. What a person does (keys, mouse, paste) is encoded by
functions of the terminal's :class:`~desktop.terminal.protocol.Modes`, the same for both.
"""
