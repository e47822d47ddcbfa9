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

    function look() {
      // A hidden tab is looked at again when it is shown; a page that lost its panels is not.
      if (document.hidden || gone || !root.isConnected) {
        return;
      }
      ask("live", { headers: { Accept: "application/json" } })
        .then(function (answer) {
          return answer.json();
        })
        .then(function (state) {
          const moved = state.stamp !== root.dataset.ecsdStamp;
          pause = moved ? FIRST : Math.min(LONGEST, pause * 1.5);
          return moved && !isBeingFilledIn() ? show(state).then(function () { return state; }) : state;
        })
        .then(function (state) {
          gone = !state.running && root.dataset.ecsdStamp === state.stamp;
        })
        .catch(function () {
          pause = AFTER_ERROR;
        })
        .then(function () {
          if (!gone) {
            later(pause);
          }
        });
    }

    /* Who may no longer see it is not to ask again. */
    function ask(what, options) {
      return fetch(url + what, options).then(function (answer) {
        gone = gone || answer.status === 403 || answer.status === 404;
        if (!answer.ok) {
          throw new Error("HTTP " + answer.status);
        }
        return answer;
      });
    }

    /* What somebody is about to send must not be taken away under their hands. */
    function isBeingFilledIn() {
      const active = document.activeElement;
      return active !== null && root.contains(active) && active.closest("form") !== null;
    }

    function show(state) {
      return ask("panels")
        .then(function (answer) {
          return answer.text();
        })
        .then(function (html) {
          replace(html);
          root.dataset.ecsdStamp = state.stamp;
          const headline = root.querySelector("[data-ecsd-headline]");
          if (headline.textContent !== state.headline) {
            headline.textContent = state.headline;
          }
        });
    }

    /* What was unfolded, and where the keyboard was, stays so. */
    function replace(html) {
      const fresh = new DOMParser().parseFromString("<!DOCTYPE html>" + html, "text/html");
      const panels = root.querySelector("[data-ecsd-panels]");
      const open = opened(panels);
      const focused = keyOf(document.activeElement);
      panels.replaceChildren.apply(panels, Array.from(fresh.body.childNodes));
      panels.querySelectorAll("details[data-ecsd-more]").forEach(function (details) {
        const key = keyOf(details);
        details.open = details.open || open.indexOf(key) >= 0;
        if (key === focused) {
          details.querySelector("summary").focus();
        }
      });
      Behaviour.applySubtree(panels);
    }

    function opened(panels) {
      return Array.from(panels.querySelectorAll("details[data-ecsd-more][open]")).map(keyOf);
    }

    function keyOf(element) {
      const details = element ? element.closest("details[data-ecsd-more]") : null;
      return details && root.contains(details)
        ? details.closest("[data-ecsd-id]").dataset.ecsdId + " " + details.dataset.ecsdMore
        : null;
    }
  }
})();
