package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

public class ChoiceParameterDefinition extends SimpleParameterDefinition {
    ChoiceParameterDefinition() {
        super("");
    }

    @NonNull
    public List<String> getChoices() {
        throw new UnsupportedOperationException();
    }
}
