package org.jenkinsci.plugins.workflow.flow;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import org.springframework.security.core.Authentication;

public abstract class FlowExecution {
    public FlowExecution() {}
    public String getUrl() throws IOException {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public Authentication getAuthentication2() {
        throw new UnsupportedOperationException();
    }
}
