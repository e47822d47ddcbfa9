/*
 * Keeps the panels of a running build up to date: polls a small JSON document and reloads the panels only when its stamp
 * has changed. Polls less often while nothing changes and not at all in a hidden tab. Stops when all deployments have
 * ended. Logs are read only while their details are open.
 */
(function () {
  "use strict";

  const FIRST = 2000;
  const LONGEST = 15000;
  const LONGEST_WITH_LOGS = 5000;
  const AFTER_ERROR = 30000;

  Behaviour.specify(".ecsd-live", "ecsd-live", 0, function (root) {
    if (root.dataset.ecsdRunning !== "true" || root.dataset.ecsdWatched === "true") {
      return;
    }
    root.dataset.ecsdWatched = "true";
    new Poller(root).schedule(FIRST);
  });

  function Poller(root) {
    const url = root.dataset.ecsdUrl;
    let interval = FIRST;
    let timer = null;
    let stopped = false;
    let shown = openLogs().join();

    this.schedule = schedule;
    document.addEventListener("visibilitychange", function () {
      if (!document.hidden && !stopped) {
        interval = FIRST;
        schedule(0);
      }
    });

    /* "toggle" does not bubble, and also follows when the panels were replaced. */
    root.addEventListener("toggle", function () {
      if (!stopped && openLogs().join() !== shown) {
        interval = FIRST;
        schedule(0);
      }
    }, true);

    function schedule(millis) {
      window.clearTimeout(timer);
      timer = window.setTimeout(poll, millis);
    }

    function poll() {
      // Polling resumes when a hidden tab becomes visible, but not after the panels were removed from the page.
      if (document.hidden || stopped || !root.isConnected) {
        return;
      }
      shown = openLogs().join();
      request("live", { headers: { Accept: "application/json" } })
        .then(function (response) {
          return response.json();
        })
        .then(function (state) {
          const changed = state.stamp !== root.dataset.ecsdStamp;
          interval = changed ? FIRST : Math.min(shown === "" ? LONGEST : LONGEST_WITH_LOGS, interval * 1.5);
          return changed && !isFormInUse() ? show(state).then(function () { return state; }) : state;
        })
        .then(function (state) {
          stopped = !state.running && root.dataset.ecsdStamp === state.stamp;
        })
        .catch(function () {
          interval = AFTER_ERROR;
        })
        .then(function () {
          if (!stopped) {
            schedule(interval);
          }
        });
    }

    /* Polling stops for good after 403 or 404. */
    function request(path, options) {
      return fetch(url + path + query(), options).then(function (response) {
        stopped = stopped || response.status === 403 || response.status === 404;
        if (!response.ok) {
          throw new Error("HTTP " + response.status);
        }
        return response;
      });
    }

    function query() {
      const logs = openLogs().map(function (id) {
        return "log=" + encodeURIComponent(id);
      });
      return logs.length === 0 ? "" : "?" + logs.join("&");
    }

    /* The deployments whose logs are shown. */
    function openLogs() {
      return Array.from(root.querySelectorAll("details[data-ecsd-more='log'][open]")).map(function (details) {
        return details.closest("[data-ecsd-id]").dataset.ecsdId;
      });
    }

    /* A form in use must not be replaced. */
    function isFormInUse() {
      const active = document.activeElement;
      return active !== null && root.contains(active) && active.closest("form") !== null;
    }

    function show(state) {
      return request("panels")
        .then(function (response) {
          return response.text();
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

    /* Keeps opened details open and the keyboard focus where it was. */
    function replace(html) {
      const fresh = new DOMParser().parseFromString("<!DOCTYPE html>" + html, "text/html");
      const panels = root.querySelector("[data-ecsd-panels]");
      const open = opened(panels);
      const focused = keyOf(document.activeElement);
      panels.replaceChildren.apply(panels, Array.from(fresh.body.childNodes));
      panels.querySelectorAll("details[data-ecsd-more]").forEach(function (details) {
        const key = keyOf(details);
        // The server opens the logs that were asked for, which may have been closed since.
        details.open = open.indexOf(key) >= 0 || (details.open && details.dataset.ecsdMore !== "log");
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
