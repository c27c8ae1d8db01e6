"""References are read as the Engine reads them, and what is wrong is named by its part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.reference import Fault, Invalid, parse

HEX = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("text", "full", "familiar"),
    [
        ("ubuntu", "docker.io/library/ubuntu:latest", "ubuntu:latest"),
        ("ubuntu:24.04", "docker.io/library/ubuntu:24.04", "ubuntu:24.04"),
        ("user/app", "docker.io/user/app:latest", "user/app:latest"),
        ("docker.io/ubuntu", "docker.io/library/ubuntu:latest", "ubuntu:latest"),
        ("index.docker.io/ubuntu:1", "docker.io/library/ubuntu:1", "ubuntu:1"),
        ("library/a/b", "docker.io/library/a/b:latest", "library/a/b:latest"),
        ("localhost/app", "localhost/app:latest", "localhost/app:latest"),
        ("localhost:5000", "docker.io/library/localhost:5000", "localhost:5000"),
        ("localhost:5000/app", "localhost:5000/app:latest", "localhost:5000/app:latest"),
        ("[::1]:5000/app:x", "[::1]:5000/app:x", "[::1]:5000/app:x"),
        ("Registry/app", "Registry/app:latest", "Registry/app:latest"),
        (f"app@sha256:{HEX}", f"docker.io/library/app@sha256:{HEX}", f"app@sha256:{HEX}"),
        (f"a.b/c:1@sha256:{HEX}", f"a.b/c:1@sha256:{HEX}", f"a.b/c:1@sha256:{HEX}"),
        ("a__b/c--d.e", "docker.io/a__b/c--d.e:latest", "a__b/c--d.e:latest"),
        ("x:" + "T" * 128, "docker.io/library/x:" + "T" * 128, "x:" + "T" * 128),
    ],
)
def test_a_reference_is_read_in_its_parts(text: str, full: str, familiar: str) -> None:
    reference = parse(text)
    assert reference.full == full
    assert reference.familiar == familiar


@pytest.mark.parametrize(
    ("text", "fault", "part"),
    [
        ("", Fault.EMPTY, ""),
        (HEX, Fault.IDENTIFIER, HEX),
        ("https://hub.docker.com/_/nginx", Fault.SCHEME, "https://"),
        ("docker pull nginx", Fault.SPACE, "docker pull nginx"),
        (" nginx", Fault.SPACE, " nginx"),
        ("Ubuntu", Fault.UPPER_CASE, "Ubuntu"),
        ("a.com/Shop:1", Fault.UPPER_CASE, "Shop"),
        ("user/App", Fault.UPPER_CASE, "user/App"),
        ("../x", Fault.DOMAIN, ".."),
        ("-a.com/x", Fault.DOMAIN, "-a.com"),
        ("a.com:port/x", Fault.DOMAIN, "a.com:port"),
        ("/x", Fault.PATH, "/x"),
        ("a..b", Fault.PATH, "a..b"),
        ("a//b", Fault.PATH, "a//b"),
        ("app_", Fault.PATH, "app_"),
        ("<img src=x>", Fault.SPACE, "<img src=x>"),
        ("<img>", Fault.PATH, "<img>"),
        ("x:", Fault.EMPTY_TAG, ""),
        ("x:" + "t" * 129, Fault.LONG_TAG, "t" * 129),
        ("x:-1", Fault.TAG, "-1"),
        ("x:a+b", Fault.TAG, "a+b"),
        ("x:ä", Fault.TAG, "ä"),
        ("a/" + "b" * 254, Fault.LONG_PATH, "a/" + "b" * 254),
        ("x@", Fault.DIGEST, ""),
        ("x@sha256:123", Fault.DIGEST, "sha256:123"),
        (f"x@md5:{HEX}", Fault.ALGORITHM, "md5"),
        (f"x@sha512:{HEX}", Fault.DIGEST_LENGTH, f"sha512:{HEX}"),
        (f"x@sha256:{HEX.upper()}", Fault.DIGEST, f"sha256:{HEX.upper()}"),
        ("1.2.3.4:99/X", Fault.UPPER_CASE, "X"),
    ],
)
def test_the_part_that_is_wrong_is_named(text: str, fault: Fault, part: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse(text)
    assert (caught.value.fault, caught.value.part) == (fault, part)


@given(st.text(alphabet="aB1._-/:@[] \n<", max_size=14))
def test_whatever_is_typed_is_a_reference_or_a_fault(text: str) -> None:
    try:
        reference = parse(text)
    except Invalid as invalid:
        fault = invalid.fault
    else:
        fault = None
        assert parse(reference.familiar).full == reference.full
    assert fault is None or fault in Fault
