"use strict";

// In an article around a map: the map shows the step of the paragraph that crosses the middle of the window.
{
  const story = document.currentScript.parentElement;
  const frame = story.querySelector("iframe");
  let step = 0;
  const ask = () => frame.contentWindow.postMessage({ mapgen: "step", step }, "*");
  const watch = new IntersectionObserver(
    (crossings) => {
      const found = crossings.find(({ isIntersecting }) => isIntersecting);
      if (!found) return;
      step = Number(found.target.dataset.step);
      ask();
    },
    { rootMargin: "-50% 0px" },
  );
  for (const paragraph of story.querySelectorAll("[data-step]")) watch.observe(paragraph);
  addEventListener("message", ({ source, data }) => {
    if (source === frame.contentWindow && data?.mapgen === "height" && step > 0) ask(); // it was not ready before
  });
}
