package io.jenkins.plugins.ecs.events;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened to a deployment, a verification or a task run. Immutable. Its texts come from AWS,
 * Jenkinsfiles and users: they have no control or direction characters and are limited in length, known secrets are
 * masked, and they are untrusted all the same. An event has no log lines and no environment variables.
 */
public final class DeploymentEvent {

    private static final int MOST_DIGESTS = 20;
    private static final int LONGEST_DIGEST = 200;

    private final String id;
    private final EventType type;
    private final long time;
    private final Map<EventField, String> texts;
    private final Map<String, String> imageDigests;

    private DeploymentEvent(Builder builder) {
        id = builder.id;
        type = builder.type;
        time = builder.time;
        texts = new EnumMap<>(builder.texts);
        imageDigests = Collections.unmodifiableMap(new LinkedHashMap<>(builder.imageDigests));
    }

    /**
     * @param id the same if the same event is made again; without dots
     * @param time epoch milliseconds
     */
    @NonNull
    public static Builder of(@NonNull String id, @NonNull EventType type, long time) {
        return new Builder(id, type, time);
    }

    /** Identifies the event, also if it is delivered more than once. */
    @NonNull
    public String getId() {
        return id;
    }

    @NonNull
    public EventType getType() {
        return type;
    }

    @NonNull
    public Instant getTime() {
        return Instant.ofEpochMilli(time);
    }

    /** The text of a field; empty if the event has none. */
    @NonNull
    public String get(@NonNull EventField field) {
        return texts.getOrDefault(field, "");
    }

    /** Digests of the deployed images, by container name. */
    @NonNull
    public Map<String, String> getImageDigests() {
        return imageDigests;
    }

    /** Account, Region, cluster and service, as far as they are known: {@code 123456789012/eu-central-1/prod/api}. */
    @NonNull
    public String getPlace() {
        StringBuilder place = new StringBuilder();
        for (EventField field :
                new EventField[] {EventField.ACCOUNT, EventField.REGION, EventField.CLUSTER, EventField.SERVICE}) {
            String text = get(field);
            if (!text.isEmpty()) {
                place.append(place.length() == 0 ? "" : "/").append(text);
            }
        }
        return place.toString();
    }

    @Override
    public String toString() {
        return type.getKey() + " " + getPlace() + " " + id;
    }

    /** Makes an event. Texts are cleaned and cut. */
    public static final class Builder {

        private final String id;
        private final EventType type;
        private final long time;
        private final Map<EventField, String> texts = new EnumMap<>(EventField.class);
        private final Map<String, String> imageDigests = new LinkedHashMap<>();

        private Builder(String id, EventType type, long time) {
            this.id = id;
            this.type = type;
            this.time = time;
        }

        /** An empty text leaves the field out. */
        @NonNull
        public Builder with(@NonNull EventField field, @CheckForNull String text) {
            String plain = PlainLine.of(text, field.longest()).strip();
            if (plain.isEmpty()) {
                texts.remove(field);
            } else {
                texts.put(field, plain);
            }
            return this;
        }

        /** At most 20. */
        @NonNull
        public Builder withDigest(@NonNull String container, @CheckForNull String digest) {
            if (imageDigests.size() < MOST_DIGESTS) {
                imageDigests.put(PlainLine.of(container, LONGEST_DIGEST), PlainLine.of(digest, LONGEST_DIGEST));
            }
            return this;
        }

        @NonNull
        public DeploymentEvent build() {
            return new DeploymentEvent(this);
        }
    }
}
