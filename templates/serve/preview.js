// Show the map that `mapgen serve` built last, load it again after each build, and say what is wrong with the data.

const map = document.getElementById("map");
const problems = document.getElementById("problems");
const waiting = document.getElementById("waiting");
const PAUSE = 1000; // milliseconds before the server is asked again after it did not answer
const MIRROR = 300; // milliseconds between two looks at the address of the map
let build = -1;
let shown = 0;

/** The address of the map keeps what the reader chose: language, view, missiles. */
function load() {
  if (shown === 0) map.src = `/map.html${location.hash}`;
  else map.contentWindow.location.reload();
}

/** Keep the reader's choice in the address of this page too, for when it is loaded again. */
function mirror() {
  const { hash, pathname } = map.contentWindow.location;
  if (pathname === "/map.html" && hash !== location.hash) history.replaceState(null, "", hash || location.pathname);
}

function list(lines, kept) {
  problems.hidden = lines.length === 0;
  const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
  problems.querySelector("h1").textContent = kept ? `${count}: this is the last good map` : count;
  problems.querySelector("ol").replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }),
  );
}

function show(state) {
  build = state.number;
  waiting.hidden = state.number > 0;
  list(state.problems, state.page_number > 0);
  map.hidden = state.page_number === 0;
  if (state.page_number !== shown) {
    load();
    shown = state.page_number;
  }
}

async function follow() {
  try {
    // oxlint-disable-next-line no-restricted-globals -- this page is served, and no part of a built one
    show(await (await fetch(`/state?after=${build}`)).json());
    waiting.textContent = "The map is being built.";
  } catch {
    waiting.textContent = "mapgen serve does not answer: it was stopped.";
    waiting.hidden = false;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  follow();
}

setInterval(mirror, MIRROR);
follow();
