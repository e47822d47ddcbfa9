package io.jenkins.plugins.ecs.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a test stores in Parameter Store, Secrets Manager, CloudFormation and S3. */
final class StoredValues {

    /** @param values of its versions, from 1 */
    record Parameter(String type, List<String> values) {}

    record Secret(String arn, boolean deleted) {}

    record Stack(String status, Map<String, String> outputs) {}

    record StoredObject(String region, String text) {}

    /** By name. */
    final Map<String, Parameter> parameters = new TreeMap<>();

    final Map<String, Secret> secrets = new TreeMap<>();
    final Map<String, Stack> stacks = new TreeMap<>();
    /** By bucket and key. */
    final Map<String, StoredObject> objects = new TreeMap<>();

    void parameter(String name, String type, String value) {
        parameters
                .computeIfAbsent(name, each -> new Parameter(type, new ArrayList<>()))
                .values()
                .add(value);
    }
}
