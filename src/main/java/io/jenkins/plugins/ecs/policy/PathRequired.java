package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Only releases on one of these paths may change it. A rollback to the previous revision is always allowed; tasks change
 * no service, and a scaling deploys nothing.
 *
 * @param levels where the paths must be defined: a folder further inside cannot define one of the same name
 */
public record PathRequired(List<String> names, List<String> levels) implements Rule {

    /** The name in the configuration. */
    public static final String NAME = "pathRequired";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isAboutExport() {
        return true;
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        Change.OfPath path = change.context().path();
        boolean onIt = path != null && names.contains(path.name()) && levels.contains(path.where());
        List<String> images = change.images();
        boolean scales = images != null && images.isEmpty() && change.deletion() == null && !change.creates();
        return onIt || change.rollback() || change.task() != null || scales
                ? Optional.empty()
                : Optional.of(PolicyMessages.pathRequired(names, path == null ? null : path.name()));
    }
}
