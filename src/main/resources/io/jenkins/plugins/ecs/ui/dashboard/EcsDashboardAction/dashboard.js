/* Filters and sorts without reloading the page. Without JavaScript, the same form and links still work. */
(function () {
  "use strict";

  Behaviour.specify(".ecsd-dashboard", "ecsd-dashboard", 0, function (root) {
    if (root.dataset.ecsdWatched === "true") {
      return;
    }
    root.dataset.ecsdWatched = "true";
    const form = root.querySelector(".ecsd-filter");
    const filter = form.querySelector("input[name=filter]");
    const table = root.querySelector("[data-ecsd-table]");
    let timer = null;
    let newest = 0;

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      show(query());
    });
    filter.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        show(query());
      }, 250);
    });
    table.addEventListener("click", function (event) {
      const link = event.target.closest("a[data-ecsd-sort]");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        show(new URL(link.href).search, link.textContent);
      }
    });

    /* The query of the current URL, with the filter from the text field. */
    function query() {
      const parameters = new URLSearchParams(window.location.search);
      parameters.set("filter", filter.value);
      parameters.delete("page");
      return "?" + parameters;
    }

    function show(search, focus) {
      const request = ++newest;
      fetch("table" + search)
        .then(function (response) {
          if (!response.ok) {
            throw new Error("HTTP " + response.status);
          }
          return response.text();
        })
        .then(function (html) {
          if (request === newest) {
            replace(html, focus);
            window.history.replaceState(null, "", search);
          }
        })
        .catch(function () {
          window.location.assign(search);
        });
    }

    function replace(html, focus) {
      const fresh = new DOMParser().parseFromString("<!DOCTYPE html>" + html, "text/html");
      table.replaceChildren.apply(table, Array.from(fresh.body.childNodes));
      Behaviour.applySubtree(table);
      Array.from(table.querySelectorAll("a[data-ecsd-sort]"))
        .filter(function (link) {
          return link.textContent === focus;
        })
        .forEach(function (link) {
          link.focus();
        });
    }
  });
})();
