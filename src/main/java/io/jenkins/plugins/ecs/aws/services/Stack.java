package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/** A stack of CloudFormation with its outputs. */
public record Stack(@NonNull String status, @NonNull Map<String, String> outputs) {}
