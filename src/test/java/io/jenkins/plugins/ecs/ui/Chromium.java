package io.jenkins.plugins.ecs.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One page in a real, headless Chromium, through its DevTools protocol. Keeps what the browser complains about: what the
 * Content Security Policy forbade, errors of scripts, and what could not be loaded.
 */
final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private String session;

    private Chromium(Process process, Path profile, WebSocket.Builder to, URI address) {
        this.process = process;
        this.profile = profile;
        this.socket = to.buildAsync(address, new Messages()).join();
    }

    /** Where it is installed; empty where it isn't. */
    static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path program, Path profile) throws Exception {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--hide-scrollbars",
                        "--force-color-profile=srgb",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        try {
            List<String> port = port(process, profile.resolve("DevToolsActivePort"));
            URI address = URI.create("ws://127.0.0.1:" + port.get(0) + port.get(1));
            Chromium started =
                    new Chromium(process, profile, HttpClient.newHttpClient().newWebSocketBuilder(), address);
            started.open();
            return started;
        } catch (Exception | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Chromium writes it when it listens. */
    private static List<String> port(Process process, Path file) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < until && process.isAlive()) {
            List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() == 2) {
                return lines;
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new IOException("Chromium did not start: " + Files.readString(file.resolveSibling("chromium.log")));
    }

    private void open() throws Exception {
        String target = call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonNode answered = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answered.has("error")) {
            throw new IOException(method + ": " + answered.path("error"));
        }
        return answered.path("result");
    }

    /** Loads a page, and waits until it and all that belongs to it are there. */
    void go(String address) throws Exception {
        synchronized (events) {
            events.clear();
        }
        String failed =
                call("Page.navigate", Map.of("url", address)).path("errorText").asText("");
        if (!failed.isEmpty()) {
            throw new IOException(address + ": " + failed);
        }
        awaitEvent(event -> event.path("method").asText().equals("Page.loadEventFired"));
        eval("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 0)))");
    }

    /** Clicks on what leads to another page, and waits until that is there. */
    void follow(String selector) throws Exception {
        synchronized (events) {
            events.clear();
        }
        String element = "document.querySelector(" + JSON.writeValueAsString(selector) + ")";
        if (!eval(element + " !== null").asBoolean()) {
            throw new AssertionError("there is no " + selector + " on " + eval("location.href") + "\n"
                    + eval("document.body.innerText").asText());
        }
        // The click answers before the page is left.
        eval("setTimeout(() => " + element + ".click(), 0) > 0");
        awaitEvent(event -> event.path("method").asText().equals("Page.loadEventFired"));
        eval("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 0)))");
    }

    /** Enters a value into a field of a form. */
    void fill(String name, String value) throws Exception {
        eval("document.querySelector(" + JSON.writeValueAsString("[name=\"" + name + "\"]") + ").value = "
                + JSON.writeValueAsString(value));
    }

    private void awaitEvent(Predicate<JsonNode> wanted) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (events) {
            while (events.stream().noneMatch(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    throw new IOException("the page is not there after " + PATIENCE_SECONDS + " s");
                }
                events.wait(left);
            }
        }
    }

    /** The value of an expression of JavaScript, or of what its promise brings. */
    JsonNode eval(String expression) throws Exception {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Waits until something is so on the page; whatever changes there is looked at. */
    void await(String condition) throws Exception {
        JsonNode came = eval("new Promise(done => { const end = setTimeout(() => done(false), "
                + TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS - 10) + ");"
                + "const look = () => { if (" + condition + ") { clearTimeout(end); done(true); return true; } };"
                + "if (!look()) { const o = new MutationObserver(() => look() && o.disconnect());"
                + "o.observe(document, {subtree: true, childList: true, characterData: true, attributes: true}); } })");
        if (!came.asBoolean()) {
            throw new AssertionError("never came: " + condition + "\n"
                    + eval("document.body.innerText").asText());
        }
    }

    void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** @param code the key's own name, such as {@code Tab}, {@code Enter}, {@code Space} */
    void press(String code) throws Exception {
        Map<String, Integer> keys = Map.of("Tab", 9, "Enter", 13, "Space", 32);
        String text = code.equals("Enter") ? "\r" : code.equals("Space") ? " " : "";
        String key = code.equals("Space") ? " " : code;
        for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            code,
                            "windowsVirtualKeyCode",
                            keys.get(code),
                            "text",
                            type.equals("keyUp") ? "" : text));
        }
    }

    /** Of a part of the page, or of what is seen of it where {@code selector} is empty. */
    byte[] picture(String selector) throws Exception {
        JsonNode shot;
        if (selector.isEmpty()) {
            shot = call("Page.captureScreenshot", Map.of("format", "png"));
        } else {
            JsonNode box = eval("(() => { const b = document.querySelector(" + JSON.writeValueAsString(selector)
                    + ").getBoundingClientRect(); return {x: b.x + scrollX - 8, y: b.y + scrollY - 8,"
                    + " width: b.width + 16, height: b.height + 16, scale: 1}; })()");
            shot = call(
                    "Page.captureScreenshot",
                    Map.of("format", "png", "captureBeyondViewport", true, "clip", JSON.convertValue(box, Map.class)));
        }
        return Base64.getDecoder().decode(shot.path("data").asText());
    }

    /** What the browser complained about since it was asked last. */
    List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.removeAll(all);
        return all;
    }

    @Override
    public void close() throws Exception {
        session = null;
        try {
            call("Browser.close", Map.of());
        } catch (Exception alreadyGone) {
            process.destroy();
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> waiting =
                    answers.remove(message.path("id").asInt());
            if (waiting != null) {
                waiting.complete(message);
            }
            return;
        }
        JsonNode what = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" -> complaints.add("script: " + what.path("exceptionDetails"));
            case "Runtime.consoleAPICalled" -> {
                if (what.path("type").asText().equals("error")) {
                    complaints.add("console: " + what.path("args"));
                }
            }
            case "Log.entryAdded" -> {
                JsonNode entry = what.path("entry");
                // Jenkins' own page may ask for something out there, which a test can't reach.
                boolean elsewhere = entry.path("source").asText().equals("network")
                        && !entry.path("url").asText().startsWith("http://localhost");
                if (entry.path("level").asText().equals("error") && !elsewhere) {
                    complaints.add(entry.path("source").asText() + ": "
                            + entry.path("text").asText() + " "
                            + entry.path("url").asText());
                }
            }
            default -> {
                synchronized (events) {
                    events.add(message);
                    events.notifyAll();
                }
            }
        }
    }

    private final class Messages implements WebSocket.Listener {

        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                String whole = part.toString();
                part.setLength(0);
                try {
                    take(JSON.readTree(whole));
                } catch (IOException e) {
                    complaints.add("not understood: " + e);
                }
            }
            from.request(1);
            return null;
        }
    }
}
