from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.records import (
    COMPOSE_PROJECT,
    Container,
    Health,
    Kind,
    Record,
    State,
    Subnet,
)
from desktop.model.filters import Filter, Term, parse
from tests.model.fake_engine import (
    attached,
    make_container,
    make_id,
    make_image,
    make_network,
    make_volume,
    mounted,
    published,
)

NET = make_network(700, "shop_net", subnets=(Subnet("10.9.0.0/16"),), internal=True)
WEB = make_container(
    0xABC,
    "web",
    image="nginx:1.27",
    health=Health.HEALTHY,
    ports=(published(80, 8080), published(443, None)),
    networks=(attached(NET),),
    mounts=(mounted("shop_data"),),
    labels={COMPOSE_PROJECT: "shop", "Tier": "Front"},
)
DONE = make_container(2, "worker", image="shop:dev", state=State.EXITED, exit_code=137)
IMAGE = make_image(900, "nginx:1.27", "localhost:5000/nginx:latest")
DANGLING = make_image(901)
VOLUME = make_volume("shop_data", driver="nfs")
ANONYMOUS = make_volume("a" * 64)
EVERYTHING: list[Record] = [WEB, DONE, IMAGE, DANGLING, NET, VOLUME, ANONYMOUS]


def in_use(kind: Kind, key: str) -> int:
    used = {IMAGE.key, NET.key, VOLUME.key}
    return 1 if key in used else 0


def found(text: str) -> list[Record]:
    wanted = parse(text)
    return [record for record in EVERYTHING if wanted.matches(record, in_use)]


def test_what_may_be_used_is_not_found_as_unused() -> None:
    assert not parse("is:unused").matches(DANGLING, lambda _kind, _key: None)


@pytest.mark.parametrize(
    "text", ["app", "image:app", "name:app", "APP", f"app@sha256:{make_id(5)}", make_id(902)]
)
def test_an_image_without_a_tag_is_found_by_what_it_was_pulled_by(text: str) -> None:
    pulled = make_image(902, digests=(f"app@sha256:{make_id(5)}",))
    wanted = parse(text)
    assert wanted.matches(pulled, in_use)
    assert not wanted.matches(DANGLING, in_use)


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("", EVERYTHING),
        ("   ", EVERYTHING),
        ("web", [WEB]),
        ("WEB", [WEB]),
        ("8080", [WEB]),
        ("nginx", [WEB, IMAGE]),
        ("nginx:1.27", [WEB, IMAGE]),
        ("nginx web", [WEB]),
        ("-nginx -shop", [DANGLING, ANONYMOUS]),
        ("state:running", [WEB]),
        ("state:run", [WEB]),
        ("STATE:Exited", [DONE]),
        ("state:healthy", [WEB]),
        ("state:unhealthy", []),
        ("state:stopped", [DONE]),
        ("-state:running", [DONE, IMAGE, DANGLING, NET, VOLUME, ANONYMOUS]),
        ("state:", EVERYTHING),
        ('state:""', EVERYTHING),
        ("label:tier", [WEB]),
        ("label:tier=front", [WEB]),
        ('label:tier="front"', [WEB]),
        ("label:tier=back", []),
        ("label:tie", []),
        ("image:nginx", [WEB, IMAGE]),
        ("image:shop", [DONE]),
        ("network:shop", [WEB]),
        ("volume:data", [WEB]),
        ("port:8080", [WEB]),
        ("port:443", [WEB]),
        ("port:80", [WEB]),
        ("port:8", []),
        ("port:none", []),
        ("project:sho", [WEB]),
        ("name:web", [WEB]),
        ("name:5000", [IMAGE]),
        ("driver:nfs", [VOLUME]),
        ("driver:bri", [NET]),
        ("is:unused", [DANGLING, ANONYMOUS]),
        ("is:dangling", [DANGLING]),
        ("is:internal", [NET]),
        ("is:anonymous", [ANONYMOUS]),
        ("is:what", []),
        ("10.9.0", [NET]),
        (make_id(0xABC), [WEB]),
        (make_id(901), [DANGLING]),
        ("unknown:key", []),
        ('"two words"', []),
        ("-", EVERYTHING),
    ],
)
def test_what_a_filter_finds(text: str, records: list[Record]) -> None:
    assert found(text) == records


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ('"two words" -x', (Term("", "two words"), Term("", "x", True))),
        ('-"two words"', (Term("", "two words", True),)),
        ('"open', (Term("", "open"),)),
        ('label:a="b c" d', (Term("label", "a=b c"), Term("", "d"))),
        ("https://x", (Term("", "https://x"),)),
        ("a:b:c", (Term("", "a:b:c"),)),
    ],
)
def test_how_a_filter_is_read(text: str, terms: tuple[Term, ...]) -> None:
    assert parse(text) == Filter(terms)


TEXTS = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ["state:", "label:", "is:", "-", '"', " ", "port:", "=", ":", "web", "unused", "İ", "ß"]
    ),
    max_size=8,
).map("".join)
TERMS = st.text(
    st.characters(exclude_characters='"-', exclude_categories=("Z", "Cc", "Cs")), min_size=1
) | st.sampled_from(["state:running", "is:unused", "label:tier=front", "port:80", "name:w"])


@given(TEXTS, st.sampled_from(EVERYTHING))
def test_anything_is_a_filter_and_fits_any_record(text: str, record: Record) -> None:
    assert parse(text).matches(record, in_use) in (True, False)


@given(TERMS, st.sampled_from(EVERYTHING))
def test_minus_means_the_opposite(text: str, record: Record) -> None:
    plain, opposite = parse(text), parse(f"-{text}")
    if plain:  # a key without a value is no condition, with a minus or without
        assert plain.matches(record, in_use) is not opposite.matches(record, in_use)
    else:
        assert not opposite


@given(TEXTS, TEXTS, st.sampled_from(EVERYTHING))
def test_all_terms_must_hold(one: str, other: str, record: Record) -> None:
    one = one.replace('"', "")
    both = parse(f"{one} {other}").matches(record, in_use)
    alone = parse(one).matches(record, in_use) and parse(other).matches(record, in_use)
    assert both is alone


@given(st.builds(make_container, st.integers(0, 9), st.text(), image=st.text(), command=st.text()))
def test_a_container_is_found_by_its_name(container: Container) -> None:
    word = f'"{container.name}"'
    if '"' not in container.name and container.name:
        assert parse(word).matches(container, in_use)
