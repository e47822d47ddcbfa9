package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.AwsService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Makes one kind of failure of all that can go wrong in a client of the AWS SDK, and lets no answer pass that AWS did not
 * write: the SDK takes a proxy's page with status 200 for an answer without content.
 */
final class SdkAnswers implements ExecutionInterceptor {

    /** Where the root element of an XML document begins, at the latest. */
    private static final int PROLOGUE = 512;

    private final AwsService service;
    private final AnswerCheck check;

    SdkAnswers(@NonNull AwsService service, @NonNull AnswerCheck check) {
        this.service = service;
        this.check = check;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        byte[] body = bytes(context.responseBody().orElse(InputStream.nullInputStream()));
        HttpAnswer answer = HttpAnswer.of(context.httpResponse(), body);
        String operation = operation(attributes);
        if (!isForm(operation, answer)) {
            throw check.unreadable(
                    operation,
                    answer,
                    answer.body().length == 0 ? AwsMessages.EMPTY : AwsMessages.OF_ANOTHER_OPERATION);
        }
        if (service.protocol == AwsService.Protocol.JSON && !check.isTrusted(answer)) {
            throw check.notAws(operation, answer);
        }
        check.understood(operation);
        return Optional.of(new ByteArrayInputStream(body));
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        return SdkTexts.clean(context.response());
    }

    /** Whether it looks like a response to the operation. JSON services answer some operations with nothing. */
    private boolean isForm(String operation, HttpAnswer answer) {
        if (answer.contentType().startsWith("application/cbor")) {
            return answer.isMarked() || !answer.isPage();
        }
        String text = new String(answer.body(), 0, Math.min(PROLOGUE, answer.body().length), StandardCharsets.UTF_8);
        return service.protocol == AwsService.Protocol.QUERY
                ? text.contains("<" + operation + "Response")
                : text.isBlank() || text.stripLeading().startsWith("{");
    }

    private static byte[] bytes(InputStream body) {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SDK wants an exception of the same class returned, so ours is thrown. */
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        throw failure(context, operation(attributes));
    }

    private AwsFailure failure(Context.FailedExecution context, String operation) {
        Throwable thrown = context.exception();
        if (thrown instanceof AwsFailure failure) {
            return failure;
        }
        if (thrown instanceof AwsServiceException error) {
            return refused(operation, error, context.httpResponse());
        }
        if (thrown instanceof AbortedException) {
            return check.failure(Kind.LOST, operation, null, AwsMessages.INTERRUPTED, thrown);
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof IOException && context.httpResponse().isEmpty()) {
                return check.broken(operation, t);
            }
        }
        return context.httpResponse()
                .map(head -> check.unreadable(operation, HttpAnswer.of(head, new byte[0]), brief(thrown)))
                .orElseGet(() -> check.failure(Kind.INVALID, operation, null, brief(thrown), thrown));
    }

    private AwsFailure refused(String operation, AwsServiceException error, Optional<SdkHttpResponse> response) {
        AwsErrorDetails details = error.awsErrorDetails();
        SdkBytes raw = details == null ? null : details.rawResponse();
        byte[] body = raw == null ? new byte[0] : raw.asByteArrayUnsafe();
        HttpAnswer answer = response.map(head -> HttpAnswer.of(head, body))
                .orElseGet(() -> new HttpAnswer(error.statusCode(), null, error.requestId(), "", body, null));
        String code = details == null ? null : SignedJsonCall.code(details.errorCode());
        String message = details == null ? null : details.errorMessage();
        return check.refused(operation, answer, code, message);
    }

    /** Without what the SDK adds to it: names of its classes, and other failures. */
    private static String brief(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
