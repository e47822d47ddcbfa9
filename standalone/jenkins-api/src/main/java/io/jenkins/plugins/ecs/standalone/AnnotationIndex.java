package io.jenkins.plugins.ecs.standalone;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.jvnet.hudson.annotation_indexer.Indexed;

/**
 * Lists the classes that use an annotation marked as {@link Indexed}, in the form that Jenkins reads:
 * {@code META-INF/services/annotations/<annotation>} with one class name per line.
 */
@SupportedAnnotationTypes("*")
public class AnnotationIndex extends AbstractProcessor {
    private final Map<String, Set<String>> users = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            if (annotation.getAnnotation(Indexed.class) != null) {
                Set<String> names = users.computeIfAbsent(binaryName(annotation), name -> new TreeSet<>());
                round.getElementsAnnotatedWith(annotation).forEach(element -> names.add(nameOf(element)));
            }
        }
        if (round.processingOver() && !round.errorRaised()) {
            users.forEach(this::write);
        }
        return false;
    }

    private String nameOf(Element element) {
        if (element instanceof PackageElement) {
            return ((PackageElement) element).getQualifiedName() + ".*";
        }
        Element type = element;
        while (!(type instanceof TypeElement)) {
            type = type.getEnclosingElement();
        }
        return binaryName((TypeElement) type);
    }

    private String binaryName(TypeElement type) {
        return processingEnv.getElementUtils().getBinaryName(type).toString();
    }

    private void write(String annotation, Set<String> names) {
        String file = "META-INF/services/annotations/" + annotation;
        try (Writer out = processingEnv.getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", file)
                .openWriter()) {
            for (String name : names) {
                out.write(name + "\n");
            }
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, file + ": " + e);
        }
    }
}
