package io.jenkins.plugins.ecs.paths.approval;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an approval is about. It counts for nothing else.
 *
 * @param image with its digest; empty if none was named
 * @param target name of a target; empty if none was named
 * @param service short name; empty if none was named
 */
public record ApprovedThing(
        @NonNull String image,
        @NonNull String target,
        @NonNull String service) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Of the image; empty if none was named. */
    @NonNull
    public String digest() {
        int at = image.lastIndexOf('@');
        return at < 0 ? "" : image.substring(at + 1);
    }

    /** For display; empty if nothing was named. */
    @NonNull
    public List<String> lines() {
        return Stream.of(
                        image,
                        service.isEmpty() ? "" : "service " + service,
                        target.isEmpty() ? "" : "target " + target)
                .filter(line -> !line.isEmpty())
                .map(PlainText::line)
                .toList();
    }
}
