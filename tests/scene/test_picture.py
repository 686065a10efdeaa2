"""The picture of a question: what the question names is drawn, whatever else it leaves out."""

from __future__ import annotations

from hypothesis import given, settings

from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.scene.picture import painted, picture_of
from tests.mechanisms import mechanisms, queries


@given(mechanisms(), queries)
@settings(max_examples=40)
def test_every_box_and_arrow_of_the_part_is_drawn(mechanism: Mechanism, query: Query) -> None:
    picture = picture_of(mechanism, query)
    scene = painted(picture, selected=query.select)
    assert {node.id for node in picture.diagram.nodes} <= {box.id for box in scene.boxes}
    assert {arrow.id for arrow in picture.diagram.arrows} <= {arrow.id for arrow in scene.arrows}


def test_what_is_named_is_drawn_where_it_has_lost_its_last_relation(toy: Mechanism) -> None:
    boxes = {box.id: box.faded for box in painted(picture_of(toy, Query(evidence="human", to=("pain",)))).boxes}
    assert boxes["pain"] is False
