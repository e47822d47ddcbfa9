package io.jenkins.plugins.ecs.steps.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code digest}: do the running containers have the expected image? */
public final class DigestSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    private String image;
    private String digest;
    private String container;

    @DataBoundConstructor
    public DigestSettings() {
        super(CheckKind.DIGEST);
    }

    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    /** {@code sha256:…} */
    @CheckForNull
    public String getDigest() {
        return digest;
    }

    @DataBoundSetter
    public void setDigest(String digest) {
        this.digest = Util.fixEmptyAndTrim(digest);
    }

    /** Where only one is meant. */
    @CheckForNull
    public String getContainer() {
        return container;
    }

    @DataBoundSetter
    public void setContainer(String container) {
        this.container = Util.fixEmptyAndTrim(container);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {
        spec.option("image", image).option("digest", digest).option("container", container);
    }

    @Extension
    @Symbol("digest")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.DIGEST);
        }
    }
}
