package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An API of a service whose SDK client may not be there: its plugin is an optional dependency. Where it is not installed,
 * each call fails with an {@link AwsFailure} that names the plugin, and no class of the SDK's client is loaded.
 */
public final class OptionalApi {

    private OptionalApi() {}

    /**
     * @param api an interface
     * @param make only called if the plugin is there, and not before the first call
     */
    @NonNull
    public static <T> T of(@NonNull Class<T> api, @NonNull AwsService service, @NonNull Supplier<T> make) {
        Object[] made = new Object[1];
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (proxy, method, args) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(service, args);
            }
            synchronized (made) {
                if (made[0] == null) {
                    made[0] = made(service, make);
                }
            }
            return call(service, made[0], method, args);
        }));
    }

    private static Object made(AwsService service, Supplier<?> make) {
        if (!service.isInstalled()) {
            throw service.notInstalled(null);
        }
        try {
            return make.get();
        } catch (LinkageError otherVersion) {
            throw service.notInstalled(otherVersion);
        } catch (SdkException | IllegalArgumentException e) {
            throw refused(service, "endpoint", e);
        }
    }

    private static Object call(AwsService service, Object api, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(api, args);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (thrown instanceof LinkageError) {
                throw service.notInstalled(thrown);
            }
            if (thrown instanceof SdkException) {
                // Before the request was made: the endpoint's name can't be derived from the Region, for instance.
                throw refused(service, method.getName(), thrown);
            }
            throw thrown;
        }
    }

    private static AwsFailure refused(AwsService service, String operation, Throwable why) {
        return new AwsFailure(Kind.INVALID, service.iamPrefix, operation, null, why.getMessage(), why);
    }
}
