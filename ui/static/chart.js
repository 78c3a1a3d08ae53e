/* Plots for those who look: drawn from the table beneath, whose numbers are the truth. */
let library;
function load(tag, facts) {
  return new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement(tag), { ...facts, onload: resolve, onerror: reject }));
  });
}

/* Its style first, too: a plot drawn without it would move once it comes. */
function uplot() {
  const of = (name) => new URL(name, import.meta.url);
  library ??= Promise.all([load("link", { rel: "stylesheet", href: of("uplot.css") }), load("script", { src: of("uplot.js") })])
    .then(() => window.uPlot);
  return library;
}

const number = (cell) => Number((cell.dataset.y ?? cell.textContent).replace(/[^\d.-]/g, "")) || 0;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/* Columns of the table: the first is where, those marked data-skip are not drawn. */
function read(table) {
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  const names = rows.map((row) => row.cells[0].textContent.trim());
  const series = heads.flatMap((head, place) => place && head.dataset.draw
    ? [{ label: head.textContent, kind: head.dataset.draw, values: rows.map((row) => number(row.cells[place])) }] : []);
  return { names, series };
}

export default async function chart(figure) {
  const { names, series } = read(document.getElementById(figure.dataset.table));
  if (!names.length || !series.length) return;
  const Plot = await uplot();
  const place = document.createElement("div");
  figure.prepend(place);
  const palette = ["--plot-1", "--plot-2", "--plot-3", "--plot-4"].map(colour);
  const bars = series.filter((one) => one.kind === "bar");
  const stacked = bars.map((_, at) => names.map((__, x) =>
    bars.slice(0, at + 1).reduce((sum, one) => sum + one.values[x], 0)));
  const lines = series.filter((one) => one.kind !== "bar");
  const hours = lines.some((one) => one.kind === "hours");
  const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "12px system-ui" };
  const every = Math.ceil(names.length / Math.max(3, figure.clientWidth / 90));
  const options = {
    width: figure.clientWidth,
    height: 240,
    legend: { show: series.length > 1, live: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [-0.6, names.length - 0.4] }, y: { range: (_, __, most) => [0, most || 1] }, hours: { range: (_, __, most) => [0, most || 1] } },
    axes: [
      { ...axis, grid: { show: false }, splits: () => names.map((_, at) => at).filter((at) => at % every === 0),
        values: (_, splits) => splits.map((at) => names[at].replace(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) /, "")) },
      { ...axis, size: 44 },
      ...(hours ? [{ ...axis, scale: "hours", side: 1, size: 44, grid: { show: false }, values: (_, all) => all.map((value) => `${value} h`) }] : []),
    ],
    series: [
      {},
      /* The tallest first, so that the others stand before it. */
      ...bars.map((one, at) => ({ label: one.label, fill: palette[at % 4], stroke: palette[at % 4], width: 0, points: { show: false }, paths: Plot.paths.bars({ size: [0.7, 48] }) })).reverse(),
      ...lines.map((one, at) => ({ label: one.label, scale: one.kind === "hours" ? "hours" : "y", stroke: colour("--hot"), width: 2, dash: [6, 4], points: { show: names.length < 20 } })),
    ],
  };
  const plot = new Plot(options, [names.map((_, at) => at), ...stacked.reverse(), ...lines.map((one) => one.values)], place);
  new ResizeObserver(() => plot.setSize({ width: figure.clientWidth, height: 240 })).observe(figure);
}
