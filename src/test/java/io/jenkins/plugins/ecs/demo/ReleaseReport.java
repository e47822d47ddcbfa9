package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.ui.build.EnvironmentView;
import io.jenkins.plugins.ecs.ui.build.PathCard;
import io.jenkins.plugins.ecs.ui.build.ReleaseView;
import io.jenkins.plugins.ecs.ui.build.SlotView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pictures of releases, as the pages of their builds show them: view models, class names and style sheet are those of
 * the plugin, the page needs no Jenkins around it.
 */
final class ReleaseReport {

    private static final String LIVE_CSS = "/io/jenkins/plugins/ecs/ui/build/EcsDeploymentsAction/live.css";

    private ReleaseReport() {}

    /** @param pictures by their titles */
    static String html(Map<String, ReleaseOutcome> pictures) {
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Releases on ECS</title>
                <style>
                """);
        page.append(resource("release-report.css")).append(resource(LIVE_CSS));
        page.append("</style>\n</head>\n<body>\n<h1>Releases on ECS</h1>\n");
        page.append("<p>What the page of a build shows of its release. They ran on the ECS sandbox, so the service is"
                + " made up.</p>\n");
        pictures.forEach((title, outcome) -> {
            page.append("<h2>").append(Report.text(title)).append("</h2>\n");
            picture(page, new ReleaseView(null, "", outcome));
        });
        return page.append("</body>\n</html>\n").toString();
    }

    /** The same markup as {@code ReleaseView/picture.jelly}. */
    static void picture(StringBuilder page, ReleaseView release) {
        page.append("<section class=\"ecsd-panel ecsd-panel--").append(release.getTone());
        page.append("\">\n<h3 class=\"ecsd-panel__title\"><span class=\"ecsd-panel__name\">Release of ");
        page.append(Report.text(release.getService())).append(" on path ").append(Report.text(release.getPath()));
        page.append("</span>")
                .append(chip(release.getTone(), release.getState()))
                .append("</h3>\n");
        page.append("<p class=\"ecsd-panel__summary\">")
                .append(Report.text(release.getSummary()))
                .append("</p>\n");
        cards(page, release.getEnvironments());
        page.append("<p class=\"ecsd-path__digests\">").append(Report.text(release.getDigestText()));
        page.append("</p>\n</section>\n");
    }

    /** The same markup as {@code PathCard/card.jelly}. */
    static void cards(StringBuilder page, List<? extends PathCard> cards) {
        page.append("<ol class=\"ecsd-path\">\n");
        for (PathCard card : cards) {
            page.append("<li class=\"ecsd-path__environment ecsd-path__environment--")
                    .append(card.getTone());
            page.append("\">\n<div class=\"ecsd-path__head\"><h4 class=\"ecsd-path__name\">");
            page.append(Report.text(card.getName())).append("</h4>").append(chip(card.getTone(), card.getWords()));
            page.append("<span class=\"ecsd-path__time\">").append(Report.text(card.getTime()));
            page.append("</span></div>\n<dl class=\"ecsd-path__slots\">\n");
            for (SlotView slot : card.getSlots()) {
                page.append("<div class=\"ecsd-path__slot ecsd-path__slot--").append(slot.getTone());
                page.append("\"><dt>").append(Report.text(slot.getName())).append("</dt><dd>");
                if (!slot.getState().isEmpty()) {
                    page.append("<strong>").append(Report.text(slot.getState())).append(": </strong>");
                }
                page.append(Report.text(slot.getText())).append("</dd></div>\n");
            }
            page.append("</dl>\n");
            if (!card.getCause().isEmpty()) {
                page.append("<p class=\"ecsd-path__cause\">")
                        .append(Report.text(card.getCause()))
                        .append("</p>\n");
            }
            page.append("</li>\n");
        }
        page.append("</ol>\n");
    }

    private static String chip(String tone, String text) {
        return "<span class=\"ecsd-chip ecsd-chip--" + tone + "\">" + Report.text(text) + "</span>";
    }

    /** For a terminal. */
    static List<String> lines(ReleaseOutcome outcome) {
        List<String> lines = new ArrayList<>();
        for (EnvironmentView environment : new ReleaseView(null, "", outcome).getEnvironments()) {
            lines.add(environment.getName() + " [" + environment.getWords() + "] " + environment.getTime());
            for (SlotView slot : environment.getSlots()) {
                lines.add("    " + slot.getName() + ": " + (slot.getState().isEmpty() ? "" : slot.getState() + ": ")
                        + slot.getText());
            }
        }
        return lines;
    }

    private static String resource(String name) {
        try (InputStream css = ReleaseReport.class.getResourceAsStream(name)) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
