package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.util.Random;

/**
 * One fault: first which calls it hits ({@link #times}, {@link #skip}, {@link #afterEffect}), then what it does to them
 * ({@link #throttle} and so on, which switch it on). It hits every matching call until it is used up or
 * {@linkplain #off() switched off}.
 */
public final class Fault {

    enum Kind {
        ERROR,
        UNAVAILABLE,
        RESET,
        DENIED,
        SLOW,
        SLOW_ON_CLOCK,
        STALE,
        GARBAGE,
        PAGE
    }

    private final Faults owner;
    private final String operation;
    private int skip;
    private int left = Integer.MAX_VALUE;
    private int hits;
    private double share = 1;
    private Random random;
    private boolean afterEffect;
    private Kind kind;
    private AwsError error;
    private Reply page;
    private Duration duration = Duration.ZERO;

    Fault(Faults owner, String operation) {
        this.owner = owner;
        this.operation = operation;
    }

    /** Hits at most this number of calls. */
    public synchronized Fault times(int count) {
        left = count;
        return this;
    }

    /** Hits some of the calls, in an order that is the same each time. */
    public synchronized Fault share(double of, long seed) {
        share = of;
        random = new Random(seed);
        return this;
    }

    /** Lets the first calls pass. */
    public synchronized Fault skip(int count) {
        skip = count;
        return this;
    }

    /** The call does its work, and only its answer is the fault. */
    public synchronized Fault afterEffect() {
        afterEffect = true;
        return this;
    }

    /** 400 ThrottlingException. */
    public Fault throttle() {
        return error(400, "ThrottlingException", "Rate exceeded");
    }

    /** 500 ServerException. */
    public Fault serverError() {
        return error(500, "ServerException", "Service Unavailable. Please try again later.");
    }

    /** 503 without a body, as load balancers answer. */
    public Fault serviceUnavailable() {
        return arm(Kind.UNAVAILABLE);
    }

    /** The connection is closed without an answer, and nothing was done. */
    public Fault reset() {
        return arm(Kind.RESET);
    }

    /** The call does its work, then the connection is closed without an answer. */
    public Fault resetAfterEffect() {
        return afterEffect().arm(Kind.RESET);
    }

    /** The answer comes late, in real time, whatever the sandbox's clock. */
    public synchronized Fault slow(Duration time) {
        duration = time;
        return arm(Kind.SLOW);
    }

    /** The answer comes late on the sandbox's clock, which moves on by as much with each call. */
    public synchronized Fault slowOnTheClock(Duration time) {
        duration = time;
        return arm(Kind.SLOW_ON_CLOCK);
    }

    /** 400 ExpiredTokenException. */
    public Fault expiredToken() {
        AwsError expired = AwsError.expiredToken();
        return error(expired.status, expired.code, expired.getMessage());
    }

    /** 400 AccessDeniedException with the text of IAM. */
    public Fault denied() {
        return arm(Kind.DENIED);
    }

    /** A refusal that names another action than the call's own, as IAM does for {@code iam:PassRole} and the like. */
    public Fault denied(String action, String resource, String why) {
        return error(
                400,
                "AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/deployer/jenkins is not authorized to perform: " + action
                        + " on resource: " + resource + " " + why);
    }

    /** An answer of something in between, before the call reaches AWS: an HTML page without any of AWS's headers. */
    public Fault page(int status) {
        return page(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html><head><title>Gateway says " + status
                        + "</title></head><body><h1>Access to this site</h1><br>goes through the proxy</body></html>");
    }

    /** Any other answer without a header or code of AWS. */
    public synchronized Fault page(int status, String contentType, String body) {
        page = Reply.page(status, contentType, body);
        return arm(Kind.PAGE);
    }

    /** 400 UnknownOperationException, as emulators and old partitions answer. */
    public Fault unknownOperation() {
        return error(400, "UnknownOperationException", "");
    }

    /** Describe and List answer what was true this long ago on the sandbox's clock: eventual consistency. */
    public synchronized Fault stale(Duration age) {
        duration = age;
        return arm(Kind.STALE);
    }

    /** 200, and half of the JSON. The call does its work. */
    public Fault garbage() {
        return afterEffect().arm(Kind.GARBAGE);
    }

    /** Any other error. */
    public synchronized Fault error(int status, String code, String message) {
        error = new AwsError(status, code, message);
        return arm(Kind.ERROR);
    }

    /** Ends the fault. */
    public void off() {
        owner.remove(this);
    }

    /** How many calls it has hit. */
    public synchronized int hits() {
        return hits;
    }

    private synchronized Fault arm(Kind what) {
        kind = what;
        owner.add(this);
        return this;
    }

    /** Whether it hits this call; counts. */
    synchronized boolean strikes(String service, String name) {
        boolean all = operation.equals("*") || operation.equals(service + ":*");
        if (left <= 0 || !all && !operation.equals(name)) {
            return false;
        }
        if (kind == Kind.STALE && !EcsApi.isRead(name)) {
            return false;
        }
        if (skip > 0) {
            skip--;
            return false;
        }
        if (random != null && random.nextDouble() >= share) {
            return false;
        }
        left--;
        hits++;
        return true;
    }

    synchronized Kind kind() {
        return kind;
    }

    synchronized boolean isAfterEffect() {
        return afterEffect;
    }

    synchronized Duration duration() {
        return duration;
    }

    synchronized Reply page() {
        return page;
    }

    synchronized AwsError error() {
        return error;
    }
}
