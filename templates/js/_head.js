"use strict";

// Before anything is drawn: the page is laid out for scripts only where they run.
document.documentElement.classList.add("js");
