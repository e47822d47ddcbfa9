package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.build.LabeledValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One page with what the pages of some builds show: the view model is theirs, the page needs no Jenkins around it. */
final class Report {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>ECS deployments</title>
            <style>
            """;

    private static final String BODY = """
            </style>
            </head>
            <body>
            <header>
            <h1>ECS deployments</h1>
            <p>What the page of a build shows of its deployments. They ran on the ECS sandbox, so the services are made
            up and the links to the AWS console lead nowhere.</p>
            </header>
            <main>
            """;

    private final List<JenkinsfileRun> builds;

    Report(List<JenkinsfileRun> builds) {
        this.builds = builds;
    }

    String html() {
        StringBuilder page = new StringBuilder(HEAD).append(style()).append(BODY);
        builds.forEach(build -> build(page, build));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void build(StringBuilder page, JenkinsfileRun build) {
        page.append("<article>\n<h2>Build #").append(build.number()).append("</h2>\n<p class=\"facts\">");
        page.append(text(build.jenkinsfile().getFileName().toString()));
        build.parameters().forEach((name, value) -> page.append(" · ").append(text(name + "=" + value)));
        page.append(" · finished: ").append(text(build.result())).append("</p>\n");
        build.deployments()
                .forEach(deployment ->
                        deployment(page, new DeploymentView("", deployment, null, deployment.finishedAt())));
        page.append("<details>\n<summary>Console output</summary>\n<pre tabindex=\"0\">");
        build.log().forEach(line -> page.append("<span>").append(text(line)).append("</span>"));
        page.append("</pre>\n</details>\n</article>\n");
    }

    private static void deployment(StringBuilder page, DeploymentView deployment) {
        page.append("<section class=\"").append(colour(deployment)).append("\" aria-label=\"");
        page.append(text(deployment.getTitle())).append("\">\n<h3>").append(mark(deployment));
        page.append(text(deployment.getTitle()))
                .append(": ")
                .append(text(deployment.getStatus()))
                .append("</h3>\n");
        page.append("<p>").append(text(deployment.getSummary())).append("</p>\n<dl>\n");
        for (LabeledValue row : deployment.getRows()) {
            page.append("<div><dt>").append(text(row.getLabel())).append("</dt><dd>");
            page.append(text(row.getValue())).append("</dd></div>\n");
        }
        page.append("</dl>\n<p><a href=\"").append(text(deployment.getConsoleUrl()));
        page.append("\" rel=\"noopener noreferrer\">Deployments in the AWS console</a></p>\n</section>\n");
    }

    /** By the icon that Jenkins would show. */
    private static String colour(DeploymentView deployment) {
        return Map.of("symbol-status-blue", "good", "symbol-status-red", "bad")
                .getOrDefault(deployment.getIcon(), "other");
    }

    private static String mark(DeploymentView deployment) {
        String path =
                switch (colour(deployment)) {
                    case "good" -> "M6 10.5l2.8 2.8L14.2 7";
                    case "bad" -> "M7 7l6 6M13 7l-6 6";
                    default -> "M6.5 10h7";
                };
        return "<svg viewBox=\"0 0 20 20\" aria-hidden=\"true\"><circle cx=\"10\" cy=\"10\" r=\"9\"/><path d=\"" + path
                + "\"/></svg> ";
    }

    private static String style() {
        try (InputStream css = Report.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For text and for attribute values in quotation marks. */
    static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
