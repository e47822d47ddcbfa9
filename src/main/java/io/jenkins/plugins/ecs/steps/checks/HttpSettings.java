package io.jenkins.plugins.ecs.steps.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** {@code http}: does a URL respond as expected? */
public final class HttpSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    private String url;
    private String path;
    private String method;
    private ArrayList<String> headers = new ArrayList<>();
    private String status;
    private String body;
    private String jsonPath;
    private String jsonValue;
    private Integer latencyMillis;
    private Integer percentile;
    private Integer requests;
    private Integer successes;
    private Integer requestTimeoutSeconds;

    @DataBoundConstructor
    public HttpSettings() {
        super(CheckKind.HTTP);
    }

    @CheckForNull
    public String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(String url) {
        this.url = Util.fixEmptyAndTrim(url);
    }

    /** Of the load balancer's own name, where no address is given. */
    @CheckForNull
    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        this.path = Util.fixEmptyAndTrim(path);
    }

    @CheckForNull
    public String getMethod() {
        return method;
    }

    @DataBoundSetter
    public void setMethod(String method) {
        this.method = Util.fixEmptyAndTrim(method);
    }

    /** As in {@code Accept: application/json}. */
    public List<String> getHeaders() {
        return Collections.unmodifiableList(headers);
    }

    @DataBoundSetter
    public void setHeaders(List<String> headers) {
        this.headers = headers == null ? new ArrayList<>() : new ArrayList<>(headers);
    }

    /** For the form, which has a text with one entry per line. */
    @Restricted(NoExternalUse.class)
    public String getHeadersText() {
        return String.join("\n", headers);
    }

    /** As in {@code 200} or {@code 200-299,404}. */
    @CheckForNull
    public String getStatus() {
        return status;
    }

    @DataBoundSetter
    public void setStatus(String status) {
        this.status = Util.fixEmptyAndTrim(status);
    }

    /** A regular expression. */
    @CheckForNull
    public String getBody() {
        return body;
    }

    @DataBoundSetter
    public void setBody(String body) {
        this.body = Util.fixEmptyAndTrim(body);
    }

    @CheckForNull
    public String getJsonPath() {
        return jsonPath;
    }

    @DataBoundSetter
    public void setJsonPath(String jsonPath) {
        this.jsonPath = Util.fixEmptyAndTrim(jsonPath);
    }

    @CheckForNull
    public String getJsonValue() {
        return jsonValue;
    }

    @DataBoundSetter
    public void setJsonValue(String jsonValue) {
        this.jsonValue = Util.fixEmptyAndTrim(jsonValue);
    }

    @CheckForNull
    public Integer getLatencyMillis() {
        return latencyMillis;
    }

    @DataBoundSetter
    public void setLatencyMillis(Integer latencyMillis) {
        this.latencyMillis = latencyMillis;
    }

    @CheckForNull
    public Integer getPercentile() {
        return percentile;
    }

    @DataBoundSetter
    public void setPercentile(Integer percentile) {
        this.percentile = percentile;
    }

    @CheckForNull
    public Integer getRequests() {
        return requests;
    }

    @DataBoundSetter
    public void setRequests(Integer requests) {
        this.requests = requests;
    }

    @CheckForNull
    public Integer getSuccesses() {
        return successes;
    }

    @DataBoundSetter
    public void setSuccesses(Integer successes) {
        this.successes = successes;
    }

    @CheckForNull
    public Integer getRequestTimeoutSeconds() {
        return requestTimeoutSeconds;
    }

    @DataBoundSetter
    public void setRequestTimeoutSeconds(Integer requestTimeoutSeconds) {
        this.requestTimeoutSeconds = requestTimeoutSeconds;
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {
        spec.option("url", url)
                .option("path", path)
                .option("method", method)
                .option("headers", String.join("\n", headers))
                .option("status", status)
                .option("body", body)
                .option("jsonPath", jsonPath)
                .option("jsonValue", jsonValue)
                .option("latencyMillis", latencyMillis)
                .option("percentile", percentile)
                .option("requests", requests)
                .option("successes", successes)
                .option("requestTimeoutSeconds", requestTimeoutSeconds);
    }

    @Extension
    @Symbol("http")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.HTTP);
        }

        @Override
        public CheckSettings newInstance(StaplerRequest2 req, @NonNull JSONObject form) throws FormException {
            return super.newInstance(req, withLines(form, "headers"));
        }
    }
}
