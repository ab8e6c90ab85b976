"use strict";
/** Put into a large page what the files beside it hold, as HTML that is ready. */
globalThis.raciAdd = () => {
  for (const [place, html] of globalThis.raciMore?.splice(0) ?? []) {
    document.getElementById(place).insertAdjacentHTML("beforeend", html);
  }
};
raciAdd();
// An address that leads to what was not there yet is followed again.
if (location.hash) location.replace(location.hash);
