/* A view in a frame, put together from its parts. */
const stage = new Stage(document.getElementById("figure"));
const choose = (item, byKey) => reader.choose(named(item), byKey);
const walk = new Walk(stage, choose);
new Hands(stage, choose);
const reader = new Aside(new Drawn(stage, walk), stage.frame.dataset.select);
near(stage.frame);
new Frame(document.getElementById("show"), stage.height / stage.width);
stage.frame.classList.add("is-ready");
