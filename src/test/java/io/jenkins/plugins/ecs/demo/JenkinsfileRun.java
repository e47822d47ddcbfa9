package io.jenkins.plugins.ecs.demo;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import hudson.AbortException;
import io.jenkins.plugins.ecs.rollout.Outcome;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.codehaus.groovy.control.CompilerConfiguration;

/** One build of a Jenkinsfile: its parameters, its log, its deployments and its result. */
final class JenkinsfileRun {

    private final int number;
    private final Path jenkinsfile;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<Outcome> deployments = new ArrayList<>();
    private Consumer<String> console = line -> {};
    private Throwable failure;

    JenkinsfileRun(int number, Path jenkinsfile) {
        this.number = number;
        this.jenkinsfile = jenkinsfile;
    }

    JenkinsfileRun with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Who reads the log while the build runs. */
    JenkinsfileRun console(Consumer<String> reader) {
        console = reader;
        return this;
    }

    JenkinsfileRun run(EcsSandbox sandbox, Pace pace) throws IOException {
        CompilerConfiguration groovy = new CompilerConfiguration();
        groovy.setScriptBaseClass(JenkinsfileScript.class.getName());
        Binding variables = new Binding();
        variables.setVariable("params", parameters);
        variables.setVariable("env", new LinkedHashMap<>(Map.of("BUILD_NUMBER", String.valueOf(number))));
        variables.setVariable("currentBuild", new LinkedHashMap<String, Object>());
        for (String word : List.of("any", "none", "scm")) {
            variables.setVariable(word, word);
        }
        JenkinsfileScript script = (JenkinsfileScript)
                new GroovyShell(JenkinsfileRun.class.getClassLoader(), variables, groovy).parse(jenkinsfile.toFile());
        script.belongTo(this, sandbox, pace);
        try {
            script.run();
        } catch (Exception thrown) {
            failure = thrown;
            boolean plain = thrown instanceof AbortException;
            log("ERROR: " + (plain ? thrown.getMessage() : thrown));
        }
        log("Finished: " + result());
        return this;
    }

    void log(String line) {
        log.add(line);
        console.accept(line);
    }

    void add(Outcome deployment) {
        deployments.add(deployment);
    }

    int number() {
        return number;
    }

    Path jenkinsfile() {
        return jenkinsfile;
    }

    /** With the defaults of the Jenkinsfile, once it has run. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /** {@code SUCCESS} or {@code FAILURE}. */
    String result() {
        return failure == null ? "SUCCESS" : "FAILURE";
    }

    Throwable failure() {
        return failure;
    }

    List<String> log() {
        return Collections.unmodifiableList(log);
    }

    List<Outcome> deployments() {
        return Collections.unmodifiableList(deployments);
    }
}
