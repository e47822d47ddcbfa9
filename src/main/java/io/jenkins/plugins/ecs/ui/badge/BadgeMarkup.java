package io.jenkins.plugins.ecs.ui.badge;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.ServiceKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What to paste into a README to have a badge there. For people to read and to copy. */
public final class BadgeMarkup {

    /** Names of services have none of the characters that mean something there; what has is not a name. */
    private static final String MEANT = "[^A-Za-z0-9_-]";

    private final String title;
    private final String alt;
    private final String source;
    private final String image;
    private final String link;

    private BadgeMarkup(String title, String alt, String source, String root, String link) {
        this.title = title;
        this.alt = alt.replaceAll(MEANT, "_");
        this.source = source;
        this.image = root + source;
        this.link = root + link;
    }

    /**
     * @param root Jenkins' address, ending with a slash
     * @param account AWS account, where the service has the names of one in another; else empty
     * @param link path of the page that the badge leads to
     */
    @NonNull
    public static BadgeMarkup of(
            @NonNull String root, @NonNull ServiceKey service, @NonNull String account, @NonNull String link) {
        String source = "ecs-badge/" + segment(service.cluster()) + "/" + segment(service.service()) + ".svg?region="
                + segment(service.region())
                + (account.isEmpty() ? "" : "&account=" + segment(account));
        String title = service.cluster() + "/" + service.service() + " in " + service.region()
                + (account.isEmpty() ? "" : ", account " + account);
        return new BadgeMarkup(title, service.service(), source, root, link);
    }

    /** Of a service at a target, wherever that leads: the target may move to another cluster. */
    @NonNull
    public static BadgeMarkup ofTarget(
            @NonNull String root,
            @NonNull String target,
            @NonNull String targetLabel,
            @NonNull String service,
            @NonNull String link) {
        String source = "ecs-badge/target/" + segment(target) + "/" + segment(service) + ".svg";
        return new BadgeMarkup(
                service + " at target " + (targetLabel.isEmpty() ? target : targetLabel), service, source, root, link);
    }

    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public String getTitle() {
        return title;
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
        return "[![" + alt + "](" + image + ")](" + link + ")";
    }

    public String getAsciidoc() {
        return "image:" + image + "[" + alt + ",link=" + link + "]";
    }

    public String getHtml() {
        return "<a href=\"" + link + "\"><img src=\"" + image.replace("&", "&amp;") + "\" alt=\"" + alt + "\"></a>";
    }
}
