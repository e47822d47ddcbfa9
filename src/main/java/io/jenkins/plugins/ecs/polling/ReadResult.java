package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The result of a read. It is valid for the round that it was made for, however long that round waits for its other
 * reads, and for no other round.
 *
 * @param json null if the read failed
 * @param failure null if the read succeeded
 */
record ReadResult(ObjectNode json, RuntimeException failure) {}
