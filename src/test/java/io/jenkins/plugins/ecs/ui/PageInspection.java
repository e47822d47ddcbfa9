package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.rules.ErrorCollector;

/** What must be true of each page: its texts, the policy, contrast, widths, no complaint of the browser. */
final class PageInspection {

    private static final List<Integer> WIDTHS = List.of(360, 1000, 3840);

    private final Chromium browser;
    private final String jenkins;
    private final ErrorCollector errors;

    /** @param jenkins its address, ending with a slash */
    PageInspection(Chromium browser, String jenkins, ErrorCollector errors) {
        this.browser = browser;
        this.jenkins = jenkins;
        this.errors = errors;
    }

    void at(String path, List<String> texts, boolean dark) throws Exception {
        browser.size(1000, 800);
        browser.go(jenkins + path);
        String where = path + (dark ? ", dark" : ", light");
        String text = browser.eval("document.body.textContent").asText();
        texts.forEach(part -> errors.checkThat(where, text, containsString(part)));
        errors.checkThat(
                where,
                browser.eval("fetch(location.href).then(a => a.headers.get('Content-Security-Policy'))")
                        .asText(),
                containsString("default-src 'self'"));
        errors.checkThat(where + ": what can't be read", texts(browser.eval(PageLooks.UNREADABLE)), is(empty()));
        for (int width : WIDTHS) {
            browser.size(width, 900);
            errors.checkThat(where + ": wider than " + width, texts(browser.eval(PageLooks.TOO_WIDE)), is(empty()));
            errors.checkThat(
                    where + ": words broken at " + width, texts(browser.eval(PageLooks.BROKEN_WORDS)), is(empty()));
        }
        errors.checkThat(where, browser.complaints(), is(empty()));
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** A theme is other values of Jenkins' variables, which are all that our style sheets know of colours. */
    void theme(boolean dark) throws Exception {
        browser.call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        if (dark) {
            browser.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", PageLooks.DARK));
        }
    }
}
