"use strict";

// In the page that embeds a map: give its frame the height that the map asks for; listen to that frame and no other.
{
  const frame = document.currentScript.previousElementSibling;
  const origins = new Set(["null", new URL(frame.src).origin]); // a frame in a sandbox has no origin
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || !origins.has(origin)) return;
    if (data?.mapgen !== "height" || !Number.isFinite(data.height)) return;
    frame.height = Math.min(Math.max(Math.ceil(data.height), 200), 2000);
  });
}
