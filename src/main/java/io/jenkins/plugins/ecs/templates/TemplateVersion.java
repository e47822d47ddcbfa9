package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as in <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>, without build metadata.
 *
 * @param preRelease what is behind the hyphen; empty for none
 */
public record TemplateVersion(
        int major, int minor, int patch, @NonNull String preRelease) implements Comparable<TemplateVersion> {

    private static final String NUMBER = "(0|[1-9][0-9]{0,5})";
    private static final Pattern FORM = Pattern.compile(
            NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-([0-9A-Za-z-]{1,20}(?:\\.[0-9A-Za-z-]{1,20}){0,4}))?");

    private static final Comparator<TemplateVersion> ORDER = Comparator.comparingInt(TemplateVersion::major)
            .thenComparingInt(TemplateVersion::minor)
            .thenComparingInt(TemplateVersion::patch)
            // A version without a pre-release is newer than those with one.
            .thenComparing(version -> !version.isPreRelease())
            .thenComparing(TemplateVersion::preRelease, TemplateVersion::comparePreReleases);

    /** Empty if the text is not a version. */
    @NonNull
    public static Optional<TemplateVersion> parse(@CheckForNull String text) {
        Matcher form = FORM.matcher(text == null ? "" : text);
        return form.matches()
                ? Optional.of(new TemplateVersion(
                        Integer.parseInt(form.group(1)),
                        Integer.parseInt(form.group(2)),
                        Integer.parseInt(form.group(3)),
                        form.group(4) == null ? "" : form.group(4)))
                : Optional.empty();
    }

    public boolean isPreRelease() {
        return !preRelease.isEmpty();
    }

    /** Identifiers of digits by their number and before others, others as texts, and fewer before more. */
    private static int comparePreReleases(String one, String other) {
        String[] left = one.split("\\.");
        String[] right = other.split("\\.");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean isNumber = left[i].matches("[0-9]+");
            boolean isOtherNumber = right[i].matches("[0-9]+");
            int order = isNumber != isOtherNumber
                    ? (isNumber ? -1 : 1)
                    : isNumber
                            ? new BigInteger(left[i]).compareTo(new BigInteger(right[i]))
                            : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    @Override
    public int compareTo(@NonNull TemplateVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease);
    }
}
