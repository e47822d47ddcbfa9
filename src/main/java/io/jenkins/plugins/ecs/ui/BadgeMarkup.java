package io.jenkins.plugins.ecs.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.ServiceKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What to paste into a README to have a badge there. For people to read and to copy. */
public final class BadgeMarkup {

    private final ServiceKey service;
    private final String source;
    private final String image;
    private final String link;

    private BadgeMarkup(ServiceKey service, String source, String image, String link) {
        this.service = service;
        this.source = source;
        this.image = image;
        this.link = link;
    }

    /**
     * @param root Jenkins' address, ending with a slash
     * @param link path of the page that the badge leads to
     */
    @NonNull
    static BadgeMarkup of(@NonNull String root, @NonNull ServiceKey service, @NonNull String link) {
        String source = "ecs-badge/" + segment(service.cluster()) + "/" + segment(service.service()) + ".svg?region="
                + segment(service.region());
        return new BadgeMarkup(service, source, root + source, root + link);
    }

    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public String getTitle() {
        return service.cluster() + "/" + service.service() + " in " + service.region();
    }

    /** The picture's address within Jenkins. */
    public String getSource() {
        return source;
    }

    /** The picture's address. */
    public String getImage() {
        return image;
    }

    public String getMarkdown() {
        return "[![" + alt() + "](" + image + ")](" + link + ")";
    }

    public String getAsciidoc() {
        return "image:" + image + "[" + alt() + ",link=" + link + "]";
    }

    public String getHtml() {
        return "<a href=\"" + link + "\"><img src=\"" + image + "\" alt=\"" + alt() + "\"></a>";
    }

    /** Names of services have none of the characters that mean something there; what has is not a name. */
    private String alt() {
        return service.service().replaceAll("[^A-Za-z0-9_-]", "_");
    }
}
