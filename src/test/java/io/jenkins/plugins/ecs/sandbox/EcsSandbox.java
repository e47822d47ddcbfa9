package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A small Amazon ECS on this machine, for tests and demos. It speaks the AWS protocols of ECS and, as far as roles need
 * it, of STS, so that SDKs, the AWS CLI and other tools can use its {@linkplain #endpoint() endpoint}; it simulates
 * services, deployments and tasks on a {@linkplain #clock() clock} that a test moves.
 *
 * <pre>{@code
 * try (EcsSandbox sandbox = EcsSandbox.start()) {
 *     sandbox.cluster("prod");
 *     sandbox.service("prod", "api", service -> service.image("repo/app:1.0.0").desiredCount(2));
 *     sandbox.scenarios().image("repo/app:1.0.1", Scenario.CRASH);
 *     // call UpdateService at sandbox.endpoint()
 *     sandbox.clock().advance(Duration.ofMinutes(5));
 * }
 * }</pre>
 *
 * All methods may be called from any thread.
 */
public final class EcsSandbox implements AutoCloseable {

    /** The access key that every sandbox accepts. */
    public static final String ACCESS_KEY_ID = "SANDBOX";

    /** The secret of {@link #ACCESS_KEY_ID}. */
    public static final String SECRET_ACCESS_KEY = "sandbox-secret";

    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final AtomicInteger MADE = new AtomicInteger();

    private final World world;
    private final AccessKeys keys;
    private final Endpoint endpoint;
    private final int number = MADE.incrementAndGet();
    private final boolean listens;
    private final int port;
    private final String account;
    private final String region;
    /** Null until {@link #endpoint()} is asked for: most tests of decisions need no port. */
    private HttpServer server;

    private ExecutorService threads;

    EcsSandbox(SandboxClock clock, boolean listens, int port, String account, String region, long seed) {
        this.account = account;
        this.region = region;
        world = new World(clock, seed);
        keys = new AccessKeys(clock, world.ids, account);
        keys.add(AccessKey.ofUser(ACCESS_KEY_ID, SECRET_ACCESS_KEY, account, "sandbox"));
        endpoint = new Endpoint(world, keys);
        this.listens = listens;
        this.port = port;
        world.address = this::address;
        if (port != 0) {
            endpoint();
        }
    }

    private synchronized String address() {
        return (server == null ? directEndpoint() : endpoint()).toString();
    }

    private void listen() {
        threads = Executors.newCachedThreadPool(EcsSandbox::thread);
        try {
            // Without it the JDK's server waits for a delayed acknowledgement, 40 ms, in answers on kept connections.
            System.setProperty("sun.net.httpserver.nodelay", "true");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            threads.shutdownNow();
            throw new UncheckedIOException("can't listen on port " + port, e);
        }
        server.createContext("/", endpoint);
        server.setExecutor(threads);
        server.start();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ecs-sandbox-" + STARTED.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Starts a sandbox with a moved clock on a port of its own choice. */
    public static EcsSandbox start() {
        return builder().start();
    }

    /** To choose clock, port, account, Region or a scenario file. */
    public static EcsSandboxBuilder builder() {
        return new EcsSandboxBuilder();
    }

    /**
     * A call without HTTP, signature, faults, quotas and permissions. It is not in {@link #calls}.
     *
     * @param target the prefix of {@code X-Amz-Target}, such as {@code AmazonEC2ContainerServiceV20141113}
     * @param age how old what a read answers may be
     */
    public DirectAnswer answer(String target, String operation, ObjectNode input, Duration age) {
        return endpoint.direct(target, operation, input, age, account, region);
    }

    /** What {@link #exchange} is addressed to, a name that no other sandbox of this process has. */
    public URI directEndpoint() {
        return URI.create("http://sandbox-" + number);
    }

    /**
     * An HTTP request that is answered on the calling thread, without a network: signature, faults, quotas, permissions
     * and {@link #calls} are as over HTTP.
     *
     * @param uri path and query count, the host does not
     */
    public HttpReply exchange(String method, URI uri, Map<String, List<String>> headers, byte[] body) {
        return endpoint.exchange(method, uri, headers, body);
    }

    /** The endpoint of all its services, such as {@code http://127.0.0.1:40123}. It listens from the first call on. */
    public synchronized URI endpoint() {
        if (!listens) {
            throw new IllegalStateException("this sandbox opened no port");
        }
        if (server == null) {
            listen();
        }
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public SandboxClock clock() {
        return world.clock;
    }

    /** The default Region in the sandbox's account. */
    public SandboxRegion region() {
        return region(region);
    }

    /** Another Region in the sandbox's account. */
    public SandboxRegion region(String name) {
        return account(account, name);
    }

    /** A Region of another account, such as one that a role is assumed in. */
    public SandboxRegion account(String accountId, String regionName) {
        return new SandboxRegion(world, accountId, regionName);
    }

    /** Makes a cluster in the default Region; returns its ARN. */
    public String cluster(String name) {
        return region().cluster(name);
    }

    /** Makes a service in the default Region that has been steady for a while; returns its ARN. */
    public String service(String cluster, String name, Consumer<ServiceSpec> spec) {
        return region().service(cluster, name, spec);
    }

    /** Sets up a part of the scene without changing the ids of the rest. */
    public EcsSandbox apart(long seed, Runnable scene) {
        world.ids.apart(seed, scene);
        return this;
    }

    /** The CloudWatch alarm of that name in the default Region. */
    public Alarm alarm(String name) {
        return region().alarm(name);
    }

    public Scenarios scenarios() {
        return world.scenarios;
    }

    /** What the Lambda functions of lifecycle hooks answer. */
    public LifecycleHooks hooks() {
        return world.hooks;
    }

    public Images images() {
        return world.images;
    }

    public Behavior behavior() {
        return world.behavior;
    }

    public Faults faults() {
        return endpoint.faults;
    }

    public Quotas quotas() {
        return endpoint.quotas;
    }

    /** Denies an action: {@code ecs:UpdateService}, {@code sts:AssumeRole}, {@code iam:PassRole}, {@code ecs:*}. */
    public EcsSandbox deny(String action) {
        endpoint.permissions.deny(action);
        return this;
    }

    /** Takes a {@link #deny} back. */
    public EcsSandbox allow(String action) {
        endpoint.permissions.allow(action);
        return this;
    }

    /** A role (by name), secret (by ARN) or parameter (by name) is not there. */
    public EcsSandbox missing(String name) {
        world.missing.add(name);
        return this;
    }

    /** A managed daemon of a cluster. */
    public EcsSandbox daemon(String cluster, String name) {
        region().daemon(cluster, name);
        return this;
    }

    /** Stores a new version of a parameter. */
    public EcsSandbox parameter(String name, String type, String value) {
        world.stored.parameter(name, type, value);
        return this;
    }

    /** Stores a secret, under an ARN with a random end. */
    public EcsSandbox secret(String name, String arn) {
        world.stored.secrets.put(name, new StoredValues.Secret(arn, false));
        return this;
    }

    /** The secret is scheduled for deletion. */
    public EcsSandbox deleteSecret(String name) {
        world.stored.secrets.computeIfPresent(name, (each, old) -> new StoredValues.Secret(old.arn(), true));
        return this;
    }

    public EcsSandbox stack(String name, String status, Map<String, String> outputs) {
        world.stored.stacks.put(name, new StoredValues.Stack(status, Map.copyOf(outputs)));
        return this;
    }

    /** An object of S3, in a bucket of a Region. */
    public EcsSandbox object(String region, String bucket, String key, String text) {
        world.stored.objects.put(bucket + "/" + key, new StoredValues.StoredObject(region, text));
        return this;
    }

    /** Which service a role trusts: {@code ecs-tasks.amazonaws.com} by default. */
    public EcsSandbox trust(String role, String service) {
        world.trusts.put(role, service);
        return this;
    }

    /** What Service Quotas says that the account was granted; without it the quota is not known to it. */
    public EcsSandbox serviceQuota(String code, double value) {
        world.serviceQuotas.put(code, value);
        return this;
    }

    /** Registers an access key of the sandbox's account. */
    public EcsSandbox accessKey(String id, String secret) {
        return accessKey(id, secret, account);
    }

    /** Registers an access key of another account. */
    public EcsSandbox accessKey(String id, String secret, String accountId) {
        keys.add(AccessKey.ofUser(id, secret, accountId, "sandbox"));
        return this;
    }

    /** Forgets an access key, also one that AssumeRole handed out: its calls are refused from now on. */
    public EcsSandbox revokeAccessKey(String id) {
        keys.remove(id);
        return this;
    }

    /** Accepts access keys that are not registered, without checking their signatures. */
    public EcsSandbox acceptAnyKey(boolean accept) {
        keys.acceptAny(accept);
        return this;
    }

    /** All calls so far, oldest first. */
    public List<Call> calls() {
        return endpoint.calls.all();
    }

    /** The calls of one operation so far, oldest first. */
    public List<Call> calls(String operation) {
        return endpoint.calls.of(operation);
    }

    /** Forgets the calls so far. */
    public void clearCalls() {
        endpoint.calls.clear();
    }

    /** Failures of the sandbox itself; always empty unless it has a bug. */
    public List<Throwable> errors() {
        return List.copyOf(endpoint.errors);
    }

    /** Stops listening; the port is free afterwards. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }
}
