package io.jenkins.plugins.ecs.build;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The classes of the plugin, read once for all rules about them. */
final class PluginClasses {

    static final JavaClasses ALL = read();

    private PluginClasses() {}

    /** Of other classes, rules ask for the name and the supertypes only. The rest would take longer than all rules. */
    private static JavaClasses read() {
        ArchConfiguration configuration = ArchConfiguration.get();
        for (String of : new String[] {"MemberTypes", "AccessesToTypes", "EnclosingTypes", "GenericSignatureTypes"}) {
            configuration.setProperty("import.dependencyResolutionProcess.maxIterationsFor" + of, "0");
        }
        return new ClassFileImporter().importPath(ProjectFiles.mainClasses());
    }
}
