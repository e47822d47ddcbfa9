package io.jenkins.plugins.ecs.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import hudson.Extension;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Test;

/**
 * The plugins that the manifest requires are those that classes link to. Only the classes named here link to an optional
 * one, and nothing loads them where it is not installed: {@code OptionalApi} asks first, Jenkins skips extensions that are
 * declared optional, and {@code InputApprovals} and
 * {@code MailReceivers} ask the plugin manager.
 */
public class PluginDependenciesTest {

    private static final String SDK = "software.amazon.awssdk.services.";

    /** The longest prefix decides. */
    private static final Map<String, String> PLUGINS = plugins();

    private static Map<String, String> plugins() {
        Map<String, String> plugins = new LinkedHashMap<>();
        plugins.put("org.jenkinsci.plugins.workflow.support.steps.input.", "pipeline-input-step");
        plugins.put("org.jenkinsci.plugins.workflow.steps.", "workflow-step-api");
        plugins.put("org.jenkinsci.plugins.workflow.", "workflow-api");
        plugins.put("org.jenkinsci.plugins.structs.", "structs");
        plugins.put("org.jenkinsci.Symbol", "structs");
        plugins.put("org.jenkinsci.plugins.scriptsecurity.", "script-security");
        plugins.put("org.jenkinsci.plugins.credentialsbinding.", "credentials-binding");
        plugins.put("com.cloudbees.jenkins.plugins.awscredentials.", "aws-credentials");
        plugins.put("com.cloudbees.plugins.credentials.", "credentials");
        plugins.put("org.jenkinsci.plugins.plaincredentials.", "plain-credentials");
        plugins.put("com.cloudbees.hudson.plugins.folder.", "cloudbees-folder");
        plugins.put("io.jenkins.plugins.checks.", "checks-api");
        plugins.put("io.jenkins.plugins.mcp.", "mcp-server");
        plugins.put("jenkins.plugins.mailer.", "mailer");
        plugins.put("jakarta.mail.", "mailer");
        plugins.put("jenkins.scm.api.", "scm-api");
        plugins.put("io.opentelemetry.", "opentelemetry-api");
        plugins.put("jenkins.metrics.", "metrics");
        plugins.put("com.codahale.metrics.", "metrics");
        plugins.put("com.fasterxml.jackson.", "jackson2-api");
        plugins.put("com.jayway.jsonpath.", "json-path-api");
        plugins.put("org.apache.http.", "apache-httpcomponents-client-4-api");
        plugins.put(SDK + "sts.", "aws-java-sdk2-core");
        return plugins;
    }

    /** Where a class of a plugin is used without a link in bytecode. */
    private static final Set<String> BY_VIEWS = Set.of("ionicons-api");

    /** Classes that link to an optional plugin; of those of the AWS SDK, the classes {@code aws.*.*SdkApi} do. */
    private static final Map<String, String> OPTIONAL = Map.of(
            "checks-api",
            "ui.publish.EcsChecks",
            "mailer",
            "notifications.MailSender",
            "mcp-server",
            "ui.mcp.EcsMcpTools",
            "metrics",
            "ui.publish.EcsMetrics",
            "opentelemetry-api",
            "ui.publish.EcsSpans",
            "pipeline-input-step",
            "config.evidence.InputApprovals$Answers");

    private static Optional<String> plugin(String type) {
        if (type.startsWith(SDK) && !type.startsWith(SDK + "sts.")) {
            String module = type.substring(SDK.length());
            return Optional.of("aws-java-sdk2-" + module.substring(0, module.indexOf('.')));
        }
        if (type.startsWith("software.amazon.awssdk.")) {
            return Optional.of("aws-java-sdk2-core");
        }
        return PLUGINS.entrySet().stream()
                .filter(each -> type.startsWith(each.getKey()))
                .max(Comparator.comparingInt(each -> each.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /** Plugin to the classes that link to it. */
    private static Map<String, Set<String>> links() {
        Map<String, Set<String>> links = new TreeMap<>();
        for (JavaClass each : PluginClasses.ALL) {
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getName();
                plugin(target)
                        .ifPresent(plugin -> links.computeIfAbsent(plugin, key -> new TreeSet<>())
                                .add(each.getName().substring("io.jenkins.plugins.ecs.".length())));
            }
        }
        return links;
    }

    private static boolean mayLink(String plugin, String type) {
        if (plugin.startsWith("aws-java-sdk2-")) {
            return type.matches("aws\\.\\w+\\.\\w+SdkApi(\\$.*)?");
        }
        String only = OPTIONAL.get(plugin);
        return type.equals(only) || type.startsWith(only + "$");
    }

    private static Set<String> declared(boolean optional) {
        Set<String> found = new TreeSet<>();
        ProjectFiles.pluginDependencies().forEach((id, version) -> {
            if (version.contains("resolution:=optional") == optional) {
                found.add(id);
            }
        });
        return found;
    }

    @Test
    public void declaredPluginsAreThoseThatClassesLinkTo() {
        Set<String> declared = declared(false);
        declared.addAll(declared(true));
        Set<String> linked = new TreeSet<>(links().keySet());
        linked.addAll(BY_VIEWS);
        assertThat(declared, is(linked));
    }

    @Test
    public void onlyGuardedClassesLinkToOptionalPlugins() {
        Map<String, Set<String>> links = links();
        for (String plugin : declared(true)) {
            for (String type : links.get(plugin)) {
                assertThat(type + " links to " + plugin, mayLink(plugin, type), is(true));
            }
        }
    }

    /** Jenkins ignores such an extension where it cannot be loaded, and reports any other one. */
    @Test
    public void extensionsThatLinkToOptionalPluginsAreDeclaredOptional() {
        Set<String> optional = declared(true);
        for (JavaClass each : PluginClasses.ALL) {
            boolean links = each.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> plugin(dependency.getTargetClass().getName()))
                    .anyMatch(plugin -> plugin.filter(optional::contains).isPresent());
            if (links && each.isAnnotatedWith(Extension.class)) {
                assertThat(
                        each.getName(),
                        each.getAnnotationOfType(Extension.class).optional(),
                        is(true));
            }
        }
    }
}
