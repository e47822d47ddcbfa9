package io.jenkins.plugins.ecs.rollout.observe;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;
import java.util.Map;

/**
 * The active revisions of a family, and what holds on to them.
 *
 * @param active ARNs
 * @param holders by ARN: what needs the revision, for users; the revision may be of another family, or not active
 * @param unsure why it cannot be told what holds on to them; null where it can
 */
public record RevisionUse(
        List<String> active,
        Map<String, String> holders,
        @Nullable String unsure) {}
