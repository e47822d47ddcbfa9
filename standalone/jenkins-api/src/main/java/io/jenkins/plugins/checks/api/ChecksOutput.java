package io.jenkins.plugins.checks.api;

public class ChecksOutput {
    ChecksOutput() {}

    public static class ChecksOutputBuilder {
        public ChecksOutputBuilder() {}

        public ChecksOutputBuilder withTitle(String value) {
            throw new UnsupportedOperationException();
        }

        public ChecksOutputBuilder withSummary(String value) {
            throw new UnsupportedOperationException();
        }

        public ChecksOutputBuilder withText(String value) {
            throw new UnsupportedOperationException();
        }

        public ChecksOutput build() {
            throw new UnsupportedOperationException();
        }
    }
}
