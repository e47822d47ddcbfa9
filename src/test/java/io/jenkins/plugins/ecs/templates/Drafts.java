package io.jenkins.plugins.ecs.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A template for the tests, of which each test changes a part. */
final class Drafts {

    static final String IMAGE = "shop/api@sha256:" + "ab".repeat(32);

    static final String TASK = """
            family: "{{ service }}"
            networkMode: awsvpc
            requiresCompatibilities: [FARGATE]
            cpu: "{{ size.cpu }}"
            memory: "{{ size.memory }}"
            containerDefinitions:
              - name: app
                image: "{{ image }}"
                portMappings: [{containerPort: "{{ port }}"}]
                environment:
                  - {name: PORT, value: "{{ port }}"}
                  - {name: GREETING, value: "Hello {{ service }} on {{ port }}"}
                  - {name: EXTRA, value: "{{ extra }}"}
                dockerLabels: "{{ labels }}"
            """;
    static final String SERVICE = """
            desiredCount: "{{ tasks }}"
            launchType: FARGATE
            networkConfiguration:
              awsvpcConfiguration:
                subnets: "{{ subnets }}"
            """;

    String name = "web";
    String version = "1.2.0";
    String where = "the global settings";
    String taskDefinition = TASK;
    String serviceDefinition = SERVICE;
    List<String> open = List.of("variables", "secrets", "command", "scaling");
    final List<ParameterDraft> parameters = new ArrayList<>(List.of(
            parameter("port", "integer").range(1024, 65535).with("8080"),
            parameter("size", "size").perEnvironment().with("256/512"),
            parameter("tasks", "integer").range(1, 40).perEnvironment().with("2"),
            parameter("extra", "string").pattern("[a-z ]*").example("more").optional(),
            parameter("labels", "map").example("{team: shop}").optional(),
            parameter("subnets", "list").with("[subnet-0a1b2c3d]")));

    TemplateDraft draft() {
        return new TemplateDraft(
                name,
                version,
                where,
                "Web service",
                null,
                "the platform team",
                parameters,
                open,
                taskDefinition,
                serviceDefinition);
    }

    TemplateChecks.Checked check() {
        return TemplateChecks.check(List.of(draft()), Map.of());
    }

    Template template() {
        TemplateChecks.Checked checked = check();
        if (!checked.problems().isEmpty()) {
            throw new AssertionError(checked.problems());
        }
        return checked.templates().get(0);
    }

    static Draft parameter(String name, String type) {
        return new Draft(name, type);
    }

    /** Builds a parameter. */
    static final class Draft {
        private final String name;
        private final String type;
        private String pattern;
        private Integer min;
        private Integer max;
        private Integer minLength;
        private Integer maxLength;
        private List<String> choices = List.of();
        private String example;
        private boolean perEnvironment;

        private Draft(String name, String type) {
            this.name = name;
            this.type = type;
        }

        Draft pattern(String value) {
            pattern = value;
            return this;
        }

        Draft range(Integer from, Integer to) {
            min = from;
            max = to;
            return this;
        }

        Draft length(Integer from, Integer to) {
            minLength = from;
            maxLength = to;
            return this;
        }

        Draft choices(String... values) {
            choices = List.of(values);
            return this;
        }

        Draft example(String value) {
            example = value;
            return this;
        }

        Draft perEnvironment() {
            perEnvironment = true;
            return this;
        }

        ParameterDraft optional() {
            return made(null, true);
        }

        /** @param defaultValue null for none */
        ParameterDraft with(String defaultValue) {
            return made(defaultValue, false);
        }

        private ParameterDraft made(String defaultValue, boolean isOptional) {
            return new ParameterDraft(
                    name,
                    type,
                    "what " + name + " is",
                    pattern,
                    minLength,
                    maxLength,
                    min,
                    max,
                    choices,
                    defaultValue,
                    example,
                    isOptional,
                    perEnvironment);
        }
    }
}
