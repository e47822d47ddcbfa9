package hudson.model;

import java.util.List;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean(defaultVisibility = 2)
public class ParametersDefinitionProperty extends JobProperty<Job<?, ?>> {
    ParametersDefinitionProperty() {}

    public List<ParameterDefinition> getParameterDefinitions() {
        throw new UnsupportedOperationException();
    }

    public List<String> getParameterDefinitionNames() {
        throw new UnsupportedOperationException();
    }
}
