package io.jenkins.plugins.ecs.rollout;

import java.util.List;

/** What a seed makes happen, once. */
public interface RandomRun {

    /** @return what is wrong with the end, or null */
    String run();

    /** What happened, line by line. */
    List<String> story();
}
