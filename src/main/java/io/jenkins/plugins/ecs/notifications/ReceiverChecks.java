package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.http.HttpProbe;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of the settings of receivers, each with the error or empty. */
final class ReceiverChecks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]{0,62}");

    /** Without anything that ends an address or a header. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;:<>()\"\\\\]+@[\\w.-]+");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private static final Set<String> OWN_HEADERS = Set.of(
            "host",
            "connection",
            "content-type",
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "expect",
            "upgrade",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature");

    private static final int MOST_RECIPIENTS = 50;

    private ReceiverChecks() {}

    /** @throws IllegalArgumentException with the error, if there is one */
    static void refuse(@NonNull Optional<String> problem) {
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
    }

    @NonNull
    static Optional<String> name(@CheckForNull String name) {
        return name != null && NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(NotificationMessages.notAName(PlainText.line(name)));
    }

    @NonNull
    static Optional<String> format(@CheckForNull String format) {
        return format == null || MessageFormat.parse(format).isPresent()
                ? Optional.empty()
                : Optional.of(NotificationMessages.unknownFormat(PlainText.line(format)));
    }

    /** The URL may be a secret, so it is not in the error. */
    @NonNull
    static Optional<String> url(@CheckForNull String url) {
        if (url == null) {
            return Optional.empty();
        }
        try {
            return HttpProbe.problem(new URI(url)).map(NotificationMessages::badUrl);
        } catch (URISyntaxException invalid) {
            return Optional.of(NotificationMessages.badUrl("is not valid"));
        }
    }

    /** Those that the plugin or the protocol sets itself are refused. */
    @NonNull
    static Optional<String> headerName(@CheckForNull String name) {
        boolean isGood =
                name == null || HEADER.matcher(name).matches() && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT));
        return isGood ? Optional.empty() : Optional.of(NotificationMessages.notAHeader(PlainText.line(name)));
    }

    @NonNull
    static Optional<String> recipients(@CheckForNull String recipients) {
        List<String> all = list(recipients);
        List<String> wrong =
                all.stream().filter(each -> !ADDRESS.matcher(each).matches()).toList();
        if (recipients != null && all.isEmpty()) {
            return Optional.of(NotificationMessages.noAddresses(PlainText.line(recipients)));
        }
        if (!wrong.isEmpty()) {
            return Optional.of(NotificationMessages.noAddresses(PlainText.line(String.join(", ", wrong))));
        }
        return all.size() > MOST_RECIPIENTS
                ? Optional.of(NotificationMessages.tooManyRecipients(all.size(), MOST_RECIPIENTS))
                : Optional.empty();
    }

    @NonNull
    static Optional<String> events(@CheckForNull String events) {
        if (events != null && list(events).isEmpty()) {
            // Not "all": it would never get any.
            return Optional.of(NotificationMessages.unknownEvents(PlainText.line(events)));
        }
        List<String> unknown = list(events).stream()
                .filter(each -> EventType.parse(each).isEmpty())
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(NotificationMessages.unknownEvents(PlainText.line(String.join(", ", unknown))));
    }

    /** A receiver that could never send, or two that cannot be told apart. */
    @NonNull
    static Optional<String> all(@NonNull List<EcsReceiver> receivers) {
        Set<String> names = new HashSet<>();
        for (EcsReceiver each : receivers) {
            if (!names.add(each.getName())) {
                return Optional.of(NotificationMessages.nameTwice(each.getName()));
            }
            boolean isMail = each.messageFormat() == MessageFormat.MAIL;
            if (isMail != (each.getRecipients() != null)) {
                return Optional.of(NotificationMessages.recipientsOfMail(each.getName()));
            }
            if ((each.messageFormat() == MessageFormat.JSON) != (each.getBody() != null)) {
                return Optional.of(NotificationMessages.bodyOfJson(each.getName()));
            }
            if ((each.getHeaderName() == null) != (each.getHeaderCredentialsId() == null)) {
                return Optional.of(NotificationMessages.wholeHeader(each.getName()));
            }
            boolean hasUrl = each.getUrl() != null;
            boolean hasSecretUrl = each.getUrlCredentialsId() != null;
            if (isMail ? hasUrl || hasSecretUrl : hasUrl == hasSecretUrl) {
                return Optional.of(
                        isMail
                                ? NotificationMessages.noUrlForMail(each.getName())
                                : NotificationMessages.oneUrl(each.getName()));
            }
        }
        return Optional.empty();
    }

    @NonNull
    static Optional<String> hosts(@CheckForNull String hosts) {
        return SettingChecks.policyProblem("hosts", list(hosts), List.of());
    }

    @NonNull
    static Optional<String> privateRanges(@CheckForNull String ranges) {
        return SettingChecks.policyProblem("privateRanges", List.of(), list(ranges));
    }

    static boolean wants(@CheckForNull String events, @CheckForNull String targets, @NonNull DeploymentEvent event) {
        boolean type = events == null
                || list(events).stream()
                        .anyMatch(each -> EventType.parse(each)
                                .filter(event.getType()::equals)
                                .isPresent());
        return type && (targets == null || list(targets).contains(event.get(EventField.TARGET)));
    }

    @NonNull
    static List<String> list(@CheckForNull String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,\\s]+"))
                        .filter(each -> !each.isEmpty())
                        .toList();
    }
}
