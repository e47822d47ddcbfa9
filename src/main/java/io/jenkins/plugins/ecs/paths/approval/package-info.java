/** An approval that is no part of a release ({@code ecsApprove}), from its question to its end. */
package io.jenkins.plugins.ecs.paths.approval;
