package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.templates.NewService;
import io.jenkins.plugins.ecs.templates.Template;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The files of a new service to commit, and the job that needs no repository. */
final class NewServiceFiles {

    /** The parameter of the job, and of the Jenkinsfile. */
    static final String IMAGE = "IMAGE";

    private static final String IMAGE_DESCRIPTION = "Image with its digest, such as shop/api@sha256:…";

    private NewServiceFiles() {}

    /**
     * By name.
     *
     * @param badge markup of the badge in Markdown; empty for none
     */
    @NonNull
    static Map<String, String> of(@NonNull NewService service, @NonNull String badge) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("ecs.yaml", service.spec());
        files.put("Jenkinsfile", jenkinsfile());
        files.put("README.md", readme(service, badge));
        return files;
    }

    private static String jenkinsfile() {
        return "properties([parameters([\n    string(name: '" + IMAGE + "', description: '" + IMAGE_DESCRIPTION
                + "')\n])])\n\necsRelease spec: readTrusted('ecs.yaml'), image: params." + IMAGE + "\n";
    }

    private static String readme(NewService service, String badge) {
        Template template = service.template();
        return "# " + service.value(NewService.SERVICE) + "\n\n" + (badge.isEmpty() ? "" : badge + "\n\n")
                + "Runs on Amazon ECS. It is made from the template `" + template.name() + "`"
                + (template.owner().isEmpty() ? "" : " (owner: " + template.owner() + ")")
                + ". `ecs.yaml` has the values of this service. The Jenkins job releases an image on the path `"
                + service.value(NewService.PATH) + "`.\n";
    }

    /** The configuration of a Pipeline job whose script runs in the sandbox, so that nobody has to approve it. */
    @NonNull
    static String job(@NonNull NewService service) {
        String script = "ecsRelease spec: '''\\\n" + quoted(service.spec()) + "''', image: params." + IMAGE + "\n";
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("flow-definition");
            xml.writeStartElement("properties");
            xml.writeStartElement("hudson.model.ParametersDefinitionProperty");
            xml.writeStartElement("parameterDefinitions");
            xml.writeStartElement("hudson.model.StringParameterDefinition");
            element(xml, "name", IMAGE);
            element(xml, "description", IMAGE_DESCRIPTION);
            element(xml, "trim", "true");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("definition");
            xml.writeAttribute("class", "org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition");
            element(xml, "script", script);
            element(xml, "sandbox", "true");
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** Within three single quotes of Groovy. */
    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
