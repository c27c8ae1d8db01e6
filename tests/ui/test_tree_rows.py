"""Which rows a record becomes."""

from __future__ import annotations

from desktop.engine.records import Kind
from desktop.model.store import Store
from desktop.ui.trees.rows import container_rows, image_rows, network_rows, volume_rows
from tests.support.records import (
    attached,
    make_container,
    make_image,
    make_network,
    make_volume,
    mounted,
)


def test_a_container_of_a_compose_project_is_in_its_group() -> None:
    (row,) = container_rows(make_container(project="shop"), Store())
    assert row.group is not None
    assert (row.group.title, row.group.kind) == ("shop", Kind.CONTAINER)
    assert container_rows(make_container(), Store())[0].group is None


def test_an_image_has_one_row_in_each_repository_with_its_tags_there() -> None:
    image = make_image(1, "nginx:1.27", "registry.example:5000/team/nginx:1.27", "nginx:latest")
    rows = image_rows(image, Store())
    found = {row.group.title: row.tags for row in rows if row.group is not None}
    assert found == {
        "nginx": ("1.27", "latest"),
        "registry.example:5000/team/nginx": ("1.27",),
    }
    assert len({row.key for row in rows}) == 2


def test_an_image_without_any_name_is_with_the_dangling_ones() -> None:
    (row,) = image_rows(make_image(1), Store())
    assert row.group is not None
    assert row.group.dangling


def test_an_image_that_is_known_by_digest_only_is_in_its_repository() -> None:
    (row,) = image_rows(make_image(1, digests=("nginx@sha256:" + "a" * 64,)), Store())
    assert row.group is not None
    assert (row.group.title, row.title, row.tags) == ("nginx", "<none>", ())


def test_users_are_below_networks_and_volumes() -> None:
    store = Store()
    store.take_networks(None, [make_network(1, "shop_net")])
    store.take_volumes(None, [make_volume("data")])
    store.take_containers(
        None,
        [
            make_container(2, "web", networks=(attached(),), mounts=(mounted(),)),
            make_container(3, "Db", networks=(attached(ipv4="172.18.0.3"),)),
        ],
    )
    (network,) = network_rows(make_network(1, "shop_net"), store)
    assert [child.title for child in network.children] == ["Db", "web"]
    assert network.users == 2
    (volume,) = volume_rows(make_volume("data"), store)
    assert [child.title for child in volume.children] == ["web"]
