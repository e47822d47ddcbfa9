/*
 * Shows what ECS says of the services in an element. Its data-ecsd-live is the address to ask: Jenkins answers from
 * memory and reads what is old. Asks soon again while something is being read, otherwise every 8 seconds, and not at
 * all in a hidden tab. Without JavaScript the page shows what was known when it was loaded.
 */
(function () {
  "use strict";

  const SOON = 1500;
  const REGULAR = 8000;
  const AFTER_ERROR = 60000;
  const MOST_SERVICES = 50;
  const LONGEST_QUERY = 4000;
  const TONES = ["busy", "warning", "bad"];

  Behaviour.specify("[data-ecsd-live]", "ecsd-environments", 0, function (table) {
    if (table.dataset.ecsdWatched === "true" || table.querySelector("[data-ecsd-of]") === null) {
      return;
    }
    table.dataset.ecsdWatched = "true";
    watch(table);
  });

  function watch(table) {
    let timer = null;
    let asking = false;
    let interval = SOON;

    document.addEventListener("visibilitychange", resume);
    schedule(SOON);

    function resume() {
      // The table is replaced when it is filtered or sorted.
      if (!table.isConnected) {
        document.removeEventListener("visibilitychange", resume);
      } else if (!document.hidden) {
        schedule(0);
      }
    }

    function schedule(millis) {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, millis);
    }

    function ask() {
      if (asking || document.hidden || !table.isConnected) {
        return;
      }
      asking = true;
      queries(table)
        .reduce(function (before, query) {
          return before.then(function (waiting) {
            return request(table.dataset.ecsdLive + query).then(function (answer) {
              answer.cells.forEach(function (cell) {
                show(table, cell);
              });
              return waiting || answer.cells.some(function (cell) {
                return cell.waiting;
              });
            });
          });
        }, Promise.resolve(false))
        .then(function (waiting) {
          interval = waiting ? Math.min(REGULAR, interval * 1.3) : REGULAR;
        })
        .catch(function (error) {
          // After 403 or 404 nothing is asked any more.
          interval = error.over ? null : AFTER_ERROR;
        })
        .then(function () {
          asking = false;
          if (interval !== null) {
            schedule(interval);
          }
        });
    }
  }

  /* Several short requests, because the address of a request has a limit. */
  function queries(table) {
    const all = [];
    let query = "";
    let services = 0;
    table.querySelectorAll("[data-ecsd-of]").forEach(function (element) {
      const one = (query === "" ? "?of=" : "&of=") + encodeURIComponent(element.dataset.ecsdOf);
      if (query !== "" && (services === MOST_SERVICES || query.length + one.length > LONGEST_QUERY)) {
        all.push(query);
        query = "?of=" + encodeURIComponent(element.dataset.ecsdOf);
        services = 1;
      } else {
        query += one;
        services++;
      }
    });
    all.push(query);
    return all;
  }

  function request(address) {
    return fetch(address, { headers: { Accept: "application/json" } }).then(function (response) {
      if (!response.ok) {
        const error = new Error("HTTP " + response.status);
        error.over = response.status === 403 || response.status === 404;
        throw error;
      }
      return response.json();
    });
  }

  function show(table, cell) {
    table.querySelectorAll("[data-ecsd-of]").forEach(function (element) {
      if (element.dataset.ecsdOf === cell.of) {
        element.replaceChildren.apply(element, cell.lines.map(span));
      }
    });
  }

  function span(line) {
    const element = document.createElement("span");
    element.className = TONES.indexOf(line.tone) >= 0 ? "ecsd-chip ecsd-chip--" + line.tone : "ecsd-matrix__detail";
    element.textContent = line.text;
    return element;
  }
})();
