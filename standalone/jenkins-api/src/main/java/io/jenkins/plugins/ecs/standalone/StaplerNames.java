package io.jenkins.plugins.ecs.standalone;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;

/**
 * Writes down the parameter names that Stapler binds to:
 * {@code <Class>.stapler} for a data-bound constructor,
 * {@code <Class>/<method>.stapler} for a web method with query parameters.
 * Nested classes are folders there, too.
 */
@SupportedAnnotationTypes({"org.kohsuke.stapler.DataBoundConstructor", "org.kohsuke.stapler.QueryParameter"})
public class StaplerNames extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element constructor : round.getElementsAnnotatedWith(DataBoundConstructor.class)) {
            Element type = constructor.getEnclosingElement();
            if (!constructor.getModifiers().contains(Modifier.PUBLIC)) {
                error("@DataBoundConstructor must be public", constructor);
            } else if (type.getModifiers().contains(Modifier.ABSTRACT)) {
                error("@DataBoundConstructor needs a concrete class", constructor);
            } else {
                write(folder(type) + ".stapler", "constructor=" + parameters(constructor) + "\n", constructor);
            }
        }
        round.getElementsAnnotatedWith(QueryParameter.class).stream()
                .map(Element::getEnclosingElement)
                .distinct()
                .forEach(method -> write(
                        folder(method.getEnclosingElement()) + "/" + method.getSimpleName() + ".stapler",
                        parameters(method),
                        method));
        return false;
    }

    private static String parameters(Element executable) {
        return ((ExecutableElement) executable)
                .getParameters().stream().map(Element::getSimpleName).collect(Collectors.joining(","));
    }

    private static String folder(Element type) {
        return ((TypeElement) type).getQualifiedName().toString().replace('.', '/');
    }

    private void write(String file, String content, Element origin) {
        try (Writer out = processingEnv.getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", file, origin)
                .openWriter()) {
            out.write(content);
        } catch (IOException e) {
            error(file + ": " + e, origin);
        }
    }

    private void error(String text, Element where) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, text, where);
    }
}
