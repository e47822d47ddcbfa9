package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a team's file names: {@code web-service@2.1.0}, or {@code web-service@2} for the newest version with this major
 * number that is no pre-release.
 *
 * @param exact null if a major number is named
 */
public record TemplateRef(
        @NonNull String name, int major, @Nullable TemplateVersion exact) {

    private static final Pattern FORM = Pattern.compile("([^@]+)@(.+)");
    private static final Pattern MAJOR = Pattern.compile("0|[1-9][0-9]{0,5}");

    /** Empty if the text does not name a template with a version. */
    @NonNull
    public static Optional<TemplateRef> parse(@CheckForNull String text) {
        Matcher form = FORM.matcher(text == null ? "" : text.strip());
        if (!form.matches() || TemplateChecks.checkName(form.group(1)).isPresent()) {
            return Optional.empty();
        }
        String version = form.group(2);
        if (MAJOR.matcher(version).matches()) {
            return Optional.of(new TemplateRef(form.group(1), Integer.parseInt(version), null));
        }
        return TemplateVersion.parse(version).map(exact -> new TemplateRef(form.group(1), exact.major(), exact));
    }

    /** Whether this version may be used. */
    public boolean takes(@NonNull TemplateVersion version) {
        return exact == null ? version.major() == major && !version.isPreRelease() : version.equals(exact);
    }

    @Override
    public String toString() {
        return name + "@" + (exact == null ? String.valueOf(major) : exact);
    }
}
