"use strict";
// Draws the graph that stands in the page and shows the evidence of what is chosen. Asks nothing of any network.
(function () {
  const graph = JSON.parse(document.getElementById("graph").textContent);
  const canvas = document.getElementById("map");
  const panel = document.getElementById("panel");
  const network = new vis.Network(
    canvas,
    { nodes: new vis.DataSet(graph.nodes), edges: new vis.DataSet(graph.edges) },
    {
      physics: { enabled: false },
      interaction: { hover: true, multiselect: false, keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 200 },
      edges: { selectionWidth: 2, labelHighlightBold: false },
    }
  );

  network.on("beforeDrawing", function (context) {
    for (const area of graph.areas) {
      context.fillStyle = area.fill;
      context.beginPath();
      context.roundRect(area.x, area.y, area.w, area.h, 12);
      context.fill();
      context.fillStyle = graph.ink;
      context.font = "600 13px 'Segoe UI', Arial, sans-serif";
      context.fillText(area.title, area.x + 12, area.y + 18);
    }
  });

  function show(id) {
    const card = document.getElementById("card-" + id);
    if (!card) return;
    const shown = document.getElementById("card");
    shown.replaceChildren(...Array.from(card.childNodes, (node) => node.cloneNode(true)));
    for (const button of shown.querySelectorAll("button")) button.remove();
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  function close() {
    panel.hidden = true;
    network.unselectAll();
  }

  document.getElementById("close").addEventListener("click", close);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) close();
  });

  network.on("click", function (event) {
    if (event.nodes.length) show(event.nodes[0]);
    else if (event.edges.length) show(event.edges[0]);
    else close();
  });

  document.addEventListener("click", function (event) {
    const id = event.target.dataset ? event.target.dataset.show : undefined;
    if (!id) return;
    const node = graph.nodes.some((one) => one.id === id);
    network.unselectAll();
    if (node) network.selectNodes([id]);
    else network.selectEdges([id]);
    show(id);
    canvas.scrollIntoView({ block: "center" });
    panel.focus();
  });

  network.fit();
  canvas.dataset.ready = "true";
})();
