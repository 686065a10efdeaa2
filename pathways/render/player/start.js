/* The light page, put together from its parts. */
const stage = new Stage(document.getElementById("figure"));
const choose = (item, byKey) => reader.choose(named(item), byKey);
const walk = new Walk(stage, choose);
new Hands(stage, choose);
const reader = new Reader(new Drawn(stage, walk), stage.frame.dataset.select);
new Find(reader);
near(stage.frame);
new Legend();
stage.frame.classList.add("is-ready");
