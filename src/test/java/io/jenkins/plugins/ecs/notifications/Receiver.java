package io.jenkins.plugins.ecs.notifications;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** A server that misbehaves as configured, request by request, and then accepts everything. */
final class Receiver implements Closeable {

    /** A request, as it arrived. */
    record Request(Map<String, String> headers, String body, boolean accepted) {
        String id() {
            return headers.get("webhook-id");
        }
    }

    /** What it does with a request. */
    enum Fault {
        /** Closes without reading. */
        REFUSES,
        /** Speaks first, and no TLS. */
        GREETS,
        /** Reads, then closes without a response. */
        CLOSES,
        /** Accepts the event, then closes without a response. */
        ACCEPTS_SILENTLY,
        HANGS,
        /** One byte of the response, then nothing. */
        STALLS,
        NO_HTTP,
        /** 200, and a body without end. */
        ENDLESS
    }

    private final ServerSocket server;
    private final Queue<Object> script = new ArrayDeque<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);

    Receiver() throws IOException {
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::listen, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** @param faults {@link Fault}s, or the head of a response */
    synchronized Receiver then(Object... faults) {
        script.addAll(List.of(faults));
        return this;
    }

    private synchronized Object next() {
        Object next = script.poll();
        return next == null ? "HTTP/1.1 200 OK" : next;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "receiver of one request");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        Object now = next();
        try (socket) {
            if (now == Fault.REFUSES) {
                return;
            }
            if (now == Fault.GREETS) {
                send(socket.getOutputStream(), "220 mail.example.com ESMTP\r\n");
                over.await();
                return;
            }
            boolean accepts = now == Fault.ACCEPTS_SILENTLY
                    || now == Fault.ENDLESS
                    || now.toString().startsWith("HTTP/1.1 2");
            requests.add(read(socket.getInputStream(), accepts));
            respond(socket.getOutputStream(), now);
        } catch (IOException | InterruptedException gone) {
            // The client may close first.
        }
    }

    private void respond(OutputStream out, Object now) throws IOException, InterruptedException {
        if (now == Fault.HANGS) {
            over.await();
        } else if (now == Fault.STALLS) {
            send(out, "H");
            over.await();
        } else if (now == Fault.NO_HTTP) {
            send(out, "220 mail.example.com ESMTP\r\n");
        } else if (now == Fault.ENDLESS) {
            send(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            for (byte[] more = new byte[64 * 1024]; over.getCount() > 0; ) {
                out.write(more);
            }
        } else if (now instanceof String head) {
            send(out, head + "\r\nContent-Length: 0\r\n\r\n");
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Request read(InputStream in, boolean accepts) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : head.toString().split("\r\n")) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
            }
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(headers, new String(body, StandardCharsets.UTF_8), accepts);
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        server.close();
    }
}
