package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;

public class HttpResponses extends org.kohsuke.stapler.HttpResponses {
    public HttpResponses() {}

    public static HttpResponse okJSON() {
        throw new UnsupportedOperationException();
    }

    public static HttpResponse okJSON(@NonNull JSONObject data) {
        throw new UnsupportedOperationException();
    }

    public static HttpResponse okJSON(@NonNull Map<?, ?> data) {
        throw new UnsupportedOperationException();
    }

    public static HttpResponse errorJSON(@NonNull String message) {
        throw new UnsupportedOperationException();
    }

    public static HttpResponse errorJSON(@NonNull String message, @NonNull JSONObject data) {
        throw new UnsupportedOperationException();
    }
}
