package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;

/**
 * Names that a form offers.
 *
 * @param isWhole whether there are no others
 * @param problem why there are none; empty if nothing is wrong
 */
public record Names(
        @NonNull List<String> names,
        boolean isWhole,
        @NonNull String problem) {

    /** Nothing was read, and nothing is wrong: the form has no credentials, for example. */
    public static final Names NONE = new Names(List.of(), false, "");

    @NonNull
    public static Names of(@NonNull Listing<String> listing) {
        return new Names(listing.items().stream().map(PlainText::line).toList(), listing.isWhole(), "");
    }

    @NonNull
    public static Names none(@NonNull String problem) {
        return new Names(List.of(), false, PlainText.line(problem));
    }
}
