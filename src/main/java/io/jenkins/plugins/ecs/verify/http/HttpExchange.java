package io.jenkins.plugins.ecs.verify.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 request to one address that was looked at before. The clients of the JDK look names up themselves, so what
 * they connect to need not be what was checked; here the address is given, and only the certificate is held against the
 * name. An answer has a time and a size that it may not exceed, also if it comes byte by byte.
 */
final class HttpExchange {

    /** What is longer is cut off; a health page is not. */
    static final int MOST_BODY = 1024 * 1024;

    private static final int MOST_HEAD = 64 * 1024;

    private final SSLSocketFactory tls;
    private final HttpBudget budget;

    HttpExchange(SSLSocketFactory tls, HttpBudget budget) {
        this.tls = tls;
        this.budget = budget;
    }

    /** @param deadline in {@link System#nanoTime()} */
    HttpAnswer send(String method, URI uri, InetAddress address, Map<String, String> headers, long deadline)
            throws IOException {
        long start = System.nanoTime();
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() == -1 ? (secure ? 443 : 80) : uri.getPort();
        try (Socket plain = new Socket()) {
            budget.opens(plain);
            plain.connect(new InetSocketAddress(address, port), left(deadline));
            plain.setSoTimeout(left(deadline));
            try (Socket socket = secure ? secured(plain, uri.getHost(), port) : plain) {
                socket.getOutputStream().write(head(method, uri, port, headers).getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                Timed in = new Timed(socket, new BufferedInputStream(socket.getInputStream()), deadline);
                int status = status(line(in));
                while (status >= 100 && status < 200) {
                    readHeaders(in);
                    status = status(line(in));
                }
                Map<String, String> received = readHeaders(in);
                byte[] body = hasBody(method, status) ? body(in, received) : new byte[0];
                return new HttpAnswer(status, received, body, (System.nanoTime() - start) / 1_000_000);
            }
        }
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String head(String method, URI uri, int port, Map<String, String> headers) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String host = uri.getPort() == -1 ? uri.getHost() : uri.getHost() + ":" + port;
        StringBuilder head = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (headers.keySet().stream().noneMatch(name -> name.equalsIgnoreCase("User-Agent"))) {
            head.append("User-Agent: jenkins-ecs-deployment\r\n");
        }
        return head.append("Accept-Encoding: identity\r\nConnection: close\r\n\r\n")
                .toString();
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", 3);
        if (!line.startsWith("HTTP/1.") || parts.length < 2 || !parts[1].matches("\\d{3}")) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(parts[1]);
    }

    private static boolean hasBody(String method, int status) {
        return !method.equals("HEAD") && status != 204 && status != 304;
    }

    private static Map<String, String> readHeaders(Timed in) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private static byte[] body(Timed in, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            long size = chunkSize(line(in));
            while (size > 0 && body.size() < MOST_BODY) {
                copy(in, body, size);
                line(in);
                size = body.size() < MOST_BODY ? chunkSize(line(in)) : 0;
            }
        } else if (headers.containsKey("content-length")) {
            copy(in, body, length(headers.get("content-length"), 10));
        } else {
            copyToEnd(in, body);
        }
        return body.toByteArray();
    }

    private static long chunkSize(String line) throws IOException {
        return length(line.split(";", 2)[0].trim(), 16);
    }

    private static long length(String digits, int radix) throws IOException {
        try {
            long length = Long.parseLong(digits, radix);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new IOException("the answer has no readable length");
    }

    private static void copy(Timed in, ByteArrayOutputStream to, long length) throws IOException {
        for (long i = 0; i < length && to.size() < MOST_BODY; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the answer broke off");
            }
            to.write(next);
        }
    }

    private static void copyToEnd(Timed in, ByteArrayOutputStream to) throws IOException {
        for (int next = in.read(); next >= 0 && to.size() < MOST_BODY; next = in.read()) {
            to.write(next);
        }
    }

    private static String line(Timed in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer broke off");
            }
            if (++in.head > MOST_HEAD) {
                throw new IOException("the head of the answer is longer than " + MOST_HEAD + " bytes");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static int left(long deadline) throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no complete answer in time");
        }
        return (int) millis;
    }

    /** Bytes until a moment: what comes drop by drop does not prolong it. */
    private static final class Timed {
        private final Socket socket;
        private final InputStream in;
        private final long deadline;
        int head;

        Timed(Socket socket, InputStream in, long deadline) {
            this.socket = socket;
            this.in = in;
            this.deadline = deadline;
        }

        int read() throws IOException {
            if (in.available() == 0) {
                socket.setSoTimeout(left(deadline));
            }
            return in.read();
        }
    }
}
