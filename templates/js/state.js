"use strict";

// What the reader has chosen, and who wants to know when it changes.
mapgen.state = (() => {
  const story = mapgen.read("mapgen-story");
  const chosen = {
    language: story.language,
    missiles: new Set(story.missiles.filter((missile) => missile.shown).map((missile) => missile.id)),
    hiddenKinds: new Set(),
    origins: [], // those that rings are drawn from; none: all of them together
    figures: "band", // which figures count: "band" (all), "low", "high", or the number of one source
    asOf: null, // the year at whose end the reader stands; null: the day of the story
    pin: null, // [lon, lat] of the reader's own pin
    from: null, // the site that the world is seen from: the azimuthal view
    limit: null, // where that view ends, in km; null: chosen by its rings
    naive: false, // whether flat circles are shown behind the rings
  };
  const sites = new Map(mapgen.read("mapgen-sites").features.map((feature) => [feature.id, feature]));
  const listeners = [];

  /** Take over some of the choices, and tell everyone. */
  function change(patch) {
    Object.assign(chosen, patch);
    for (const listener of listeners) listener(chosen, patch);
  }

  /** Return a set with one member added or taken out. */
  function toggled(set, member, present) {
    const copy = new Set(set);
    if (present) copy.add(member);
    else copy.delete(member);
    return copy;
  }

  return { chosen, story, sites, change, toggled, listen: (listener) => listeners.push(listener) };
})();
