package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables and secrets of the containers. ECS ignores a member that an entry does not have, so a secret among the
 * variables would be lost without a word, and a value among the secrets as well.
 */
final class NamedEntries {
    private static final int MOST = 20;

    private final SourceMappedTree tree;
    private final List<TaskDefinitionException> problems = new ArrayList<>();

    private NamedEntries(SourceMappedTree tree) {
        this.tree = tree;
    }

    /** @throws TaskDefinitionException naming every entry that is wrong; values are not shown */
    static void check(SourceMappedTree tree) {
        NamedEntries entries = new NamedEntries(tree);
        JsonNode containers = tree.root().path(TaskDefinitions.CONTAINERS);
        for (int i = 0; i < containers.size(); i++) {
            entries.container(
                    containers.get(i),
                    TextPath.TOP.child(TaskDefinitions.CONTAINERS).item(i));
        }
        if (!entries.problems.isEmpty()) {
            throw TaskDefinitionException.all(entries.problems);
        }
    }

    private void container(JsonNode container, TextPath path) {
        String name = container.path("name").asText();
        Set<String> variables = new HashSet<>();
        JsonNode environment = container.path("environment");
        for (int i = 0; i < environment.size(); i++) {
            JsonNode entry = environment.get(i);
            TextPath here = path.child("environment").item(i);
            variables.add(entry.path("name").asText());
            if (entry.has("valueFrom")) {
                add(here.child("valueFrom"), DefinitionMessages.valueFromInEnvironment(name));
            }
        }
        Set<String> seen = new HashSet<>();
        JsonNode secrets = container.path("secrets");
        for (int i = 0; i < secrets.size(); i++) {
            JsonNode entry = secrets.get(i);
            TextPath here = path.child("secrets").item(i);
            String secret = entry.path("name").asText();
            if (entry.has("value")) {
                add(here.child("value"), DefinitionMessages.valueInSecrets(name));
            }
            if (!seen.add(secret) || variables.contains(secret)) {
                add(here.child("name"), DefinitionMessages.namedTwice(name, TextPath.cut(secret, 100)));
            }
        }
    }

    private void add(TextPath path, String problem) {
        if (problems.size() < MOST) {
            problems.add(tree.error(path, problem));
        }
    }
}
