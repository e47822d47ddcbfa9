package io.jenkins.plugins.ecs.ui.badge;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.ServiceKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Markup of a badge, to copy into a README. */
public final class BadgeMarkup {

    /** Characters with a meaning in markup. Names of services have none of them. */
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
     * @param root Jenkins' URL, ending with a slash
     * @param account AWS account if other accounts have a service with the same names; otherwise empty
     * @param link path of the page that the badge links to
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

    /** The badge of a service at a target, even if the target moves to another cluster. */
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

    /** Path of the image within Jenkins. */
    public String getSource() {
        return source;
    }

    /** URL of the image. */
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
