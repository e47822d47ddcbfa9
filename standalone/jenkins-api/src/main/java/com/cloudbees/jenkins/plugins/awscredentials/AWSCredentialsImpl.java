package com.cloudbees.jenkins.plugins.awscredentials;

import com.cloudbees.plugins.credentials.CredentialsScope;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

public class AWSCredentialsImpl extends BaseAmazonWebServicesCredentials {
    private static final long serialVersionUID = 1L;

    public AWSCredentialsImpl(
            @CheckForNull CredentialsScope scope,
            @CheckForNull String id,
            @CheckForNull String accessKey,
            @CheckForNull String secretKey,
            @CheckForNull String description) {
        super(scope, id, description);
    }

    public String getAccessKey() {
        throw new UnsupportedOperationException();
    }

    public Secret getSecretKey() {
        throw new UnsupportedOperationException();
    }

    public String getIamRoleArn() {
        throw new UnsupportedOperationException();
    }

    public String getIamExternalId() {
        throw new UnsupportedOperationException();
    }

    public String getIamMfaSerialNumber() {
        throw new UnsupportedOperationException();
    }

    public Integer getStsTokenDuration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }
}
