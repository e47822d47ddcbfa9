package io.jenkins.plugins.ecs.aws;

import java.util.List;

/**
 * What a list operation gave.
 *
 * @param isWhole whether that is all there is; a listing that was cut off proves nothing of what is not in it
 */
public record Listing<T>(List<T> items, boolean isWhole) {}
