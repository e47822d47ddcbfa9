package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** Links in the documentation lead to files and headings that exist, and the architecture page names existing code. */
public class DocumentationLinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");
    /** A class in a table, such as {@code Planner}. */
    private static final Pattern CLASS_CELL = Pattern.compile("`([A-Z][a-z]\\w+)`");

    private static final String SOURCES = "src/main/java/io/jenkins/plugins/ecs";

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    @Test
    public void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<Path> pages = pages();
        assertThat(pages, is(not(empty())));
        for (Path page : pages) {
            Matcher link = LINK.matcher(text(page));
            while (link.find()) {
                if (!link.group(1).contains(":")) {
                    check(page, link);
                }
            }
        }
    }

    private void check(Path page, Matcher link) throws IOException {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        boolean exists = Files.exists(target);
        errors.checkThat(page + " links to " + target, exists, is(true));
        if (exists && link.group(2) != null) {
            errors.checkThat(page + " links to a heading of " + target, anchors(target), hasItem(link.group(2)));
        }
    }

    @Test
    public void architectureNamesThePackages() throws IOException {
        Set<String> packages = packagesIn("");
        String table = section("## Packages", "### Decisions about a deployment");
        Matcher row = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|").matcher(table);
        Set<String> named = new TreeSet<>();
        while (row.find()) {
            named.add(row.group(1));
        }
        assertThat(named, is(packages));

        assertThat(drawn(table), is(packages));
    }

    @Test
    public void architectureDrawsThePackagesOfDecisions() throws IOException {
        Set<String> packages = packagesIn("rollout/decide").stream()
                .map(name -> "decide." + name)
                .collect(Collectors.toCollection(TreeSet::new));
        packages.add("decide");
        assertThat(drawn(section("### Decisions about a deployment", "## The life of one round")), is(packages));
    }

    private static Set<String> packagesIn(String folder) throws IOException {
        try (Stream<Path> folders =
                Files.list(Examples.project().resolve(SOURCES).resolve(folder))) {
            return folders.filter(Files::isDirectory)
                    .map(each -> each.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> drawn(String picture) {
        Matcher box = Pattern.compile("<b>([a-z.]+)</b>").matcher(picture);
        Set<String> drawn = new TreeSet<>();
        while (box.find()) {
            drawn.add(box.group(1));
        }
        return drawn;
    }

    @Test
    public void architectureNamesClassesThatExist() throws IOException {
        String tables = section("## Twelve classes to read", "The tests to read") + section("## Other parts", "\n[");
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Examples.project().resolve(SOURCES))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Set<String> named = new TreeSet<>();
        Matcher name = CLASS_CELL.matcher(tables);
        while (name.find()) {
            named.add(name.group(1));
        }
        named.removeAll(Set.of("UpdateService", "CodeDeploy"));
        assertThat(named, is(not(empty())));
        named.removeAll(classes);
        assertThat("named on the page, but not in the code", named, is(empty()));
    }

    /** From one text to the next one, or to the end of the page. */
    private static String section(String from, String to) throws IOException {
        String page = Files.readString(Examples.project().resolve("docs/architecture.md"));
        int start = page.indexOf(from);
        assertThat(from, start >= 0, is(true));
        int end = page.indexOf(to, start);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    private static List<Path> pages() throws IOException {
        Path project = Examples.project();
        try (Stream<Path> top = Files.list(project);
                Stream<Path> docs = Files.walk(project.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path page) throws IOException {
        return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
    }

    /** As GitHub makes them. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new TreeSet<>();
        Matcher heading = HEADING.matcher(text(page));
        while (heading.find()) {
            anchors.add(heading.group(1)
                    .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }
}
