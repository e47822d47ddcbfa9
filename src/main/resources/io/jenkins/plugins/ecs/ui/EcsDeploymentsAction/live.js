/*
 * Keeps the panels of a running build up to date: asks for a small JSON, and for the panels anew only when it says that
 * something moved. Asks less often while nothing does, not at all in a hidden tab, and stops at the end.
 */
(function () {
  "use strict";

  const FIRST = 2000;
  const LONGEST = 15000;
  const AFTER_ERROR = 30000;

  Behaviour.specify(".ecsd-live", "ecsd-live", 0, function (root) {
    if (root.dataset.ecsdRunning !== "true" || root.dataset.ecsdWatched === "true") {
      return;
    }
    root.dataset.ecsdWatched = "true";
    new Watch(root).later(FIRST);
  });

  function Watch(root) {
    const url = root.dataset.ecsdUrl;
    let pause = FIRST;
    let timer = null;
    let gone = false;

    this.later = later;
    document.addEventListener("visibilitychange", function () {
      if (!document.hidden && !gone) {
        pause = FIRST;
        later(0);
      }
    });

    function later(millis) {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, millis);
    }

    async function look() {
      // A hidden tab is looked at again when it is shown; a page that lost its panels is not.
      if (document.hidden || gone || !root.isConnected) {
        return;
      }
      try {
        const answer = await fetch(url + "live", { headers: { Accept: "application/json" } });
        if (answer.status === 403 || answer.status === 404) {
          gone = true;
          return;
        }
        if (!answer.ok) {
          throw new Error("HTTP " + answer.status);
        }
        const state = await answer.json();
        const moved = state.stamp !== root.dataset.ecsdStamp;
        if (moved && !isBeingFilledIn()) {
          await show(state);
        }
        pause = moved ? FIRST : Math.min(LONGEST, pause * 1.5);
        gone = !state.running && root.dataset.ecsdStamp === state.stamp;
      } catch (broken) {
        pause = AFTER_ERROR;
      }
      if (!gone) {
        later(pause);
      }
    }

    /* What somebody is about to send must not be taken away under their hands. */
    function isBeingFilledIn() {
      const active = document.activeElement;
      return active !== null && root.contains(active) && active.closest("form") !== null;
    }

    async function show(state) {
      const answer = await fetch(url + "panels");
      if (!answer.ok) {
        throw new Error("HTTP " + answer.status);
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const panels = root.querySelector("[data-ecsd-panels]");
      const open = opened(panels);
      const focused = keyOf(document.activeElement);
      panels.replaceChildren(...fresh.body.childNodes);
      open.forEach(function (key) {
        const details = find(panels, key);
        if (details) {
          details.open = true;
        }
      });
      if (focused) {
        find(panels, focused)?.querySelector("summary")?.focus();
      }
      Behaviour.applySubtree(panels);
      root.dataset.ecsdStamp = state.stamp;
      const headline = root.querySelector("[data-ecsd-headline]");
      if (headline.textContent !== state.headline) {
        headline.textContent = state.headline;
      }
    }

    function opened(panels) {
      return Array.from(panels.querySelectorAll("details[data-ecsd-more][open]")).map(keyOf);
    }

    function keyOf(element) {
      const details = element?.closest("details[data-ecsd-more]");
      return details && root.contains(details)
        ? { panel: details.closest("[data-ecsd-id]").dataset.ecsdId, more: details.dataset.ecsdMore }
        : null;
    }

    function find(panels, key) {
      return Array.from(panels.querySelectorAll("details[data-ecsd-more]")).find(function (details) {
        return (
          details.dataset.ecsdMore === key.more && details.closest("[data-ecsd-id]").dataset.ecsdId === key.panel
        );
      });
    }
  }
})();
