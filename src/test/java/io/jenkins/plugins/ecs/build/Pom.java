package io.jenkins.plugins.ecs.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A POM as written, with its own properties and those of the POM above it put in. */
final class Pom {
    private final Element project;
    private final Pom parent;

    static final class Dependency {
        final String artifactId;
        final String version;
        final String scope;

        private Dependency(Pom pom, Element element) {
            artifactId = pom.filled(text(element, "artifactId"));
            version = pom.filled(text(element, "version"));
            scope = text(element, "scope");
        }
    }

    Pom(Path file, Pom parent) {
        this.parent = parent;
        try {
            project = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** The text of an element, given by its way from the project; group and version may come from the parent. */
    String value(String way) {
        String text = text(project, way.split("/"));
        return filled(text == null ? text(project, "parent", way) : text);
    }

    String property(String name) {
        String text = text(project, "properties", name);
        return text == null && parent != null ? parent.property(name) : filled(text);
    }

    List<Dependency> dependencies() {
        return dependencies(project);
    }

    List<Dependency> managed() {
        return dependencies(child(project, "dependencyManagement"));
    }

    private List<Dependency> dependencies(Element of) {
        List<Dependency> found = new ArrayList<>();
        for (Element element : children(child(of, "dependencies"))) {
            found.add(new Dependency(this, element));
        }
        return found;
    }

    private String filled(String text) {
        if (text == null) {
            return null;
        }
        Matcher expression = Pattern.compile("\\$\\{([^}]+)}").matcher(text);
        return expression.replaceAll(found -> {
            String name = found.group(1);
            String value = name.startsWith("project.") ? value(name.substring("project.".length())) : property(name);
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }

    private static String text(Element from, String... way) {
        Element element = from;
        for (String name : way) {
            element = element == null ? null : child(element, name);
        }
        return element == null ? null : element.getTextContent().trim();
    }

    private static Element child(Element of, String name) {
        return children(of).stream()
                .filter(element -> element.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<Element> children(Element of) {
        List<Element> found = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                found.add((Element) node);
            }
        }
        return found;
    }
}
