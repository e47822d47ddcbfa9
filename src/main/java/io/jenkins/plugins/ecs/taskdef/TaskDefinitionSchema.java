package io.jenkins.plugins.ecs.taskdef;

import java.util.Optional;
import java.util.Set;

/**
 * The fields of {@code RegisterTaskDefinition} and their kinds, from AWS's model of the API. A field that is not in it is
 * passed through as it is: ECS gets new ones several times a year.
 */
final class TaskDefinitionSchema {
    static final ApiModel MODEL = ApiModel.read(TaskDefinitionSchema.class, "task-definition-model.txt");

    private TaskDefinitionSchema() {}

    /** The kind of a field, or null when the field is unknown. Parent is a path without indexes, "" for the top. */
    static FieldKind kind(String parent, String field) {
        return MODEL.kind(parent, field);
    }

    /** The known fields of a parent, empty when the parent is unknown. */
    static Set<String> fields(String parent) {
        return MODEL.fields(parent);
    }

    /** Every parent that has fields, by its path without indexes. */
    static Set<String> parents() {
        return MODEL.parents();
    }

    /** The place nearest to a parent where ECS has a field of this name, as a path without indexes. */
    static Optional<String> nearest(String parent, String field) {
        return MODEL.nearest(parent, field);
    }

    static String child(String parent, String field) {
        return ApiModel.child(parent, field);
    }
}
